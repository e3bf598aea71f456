"""Two devices on one note, over HTTP: whatever they do, no word that either wrote is lost."""

import json
import random
import re
from collections import Counter

import pytest
from django.test import Client

from weeknotes.notes.meeting import Meeting, meetings
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.save import save, words_of
from weeknotes.notes.tests.conftest import key
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.prose.html import clean, plain
from weeknotes.prose.tests.test_merge import scripted

BASE = "<p>Rain all week.</p>\n<ul>\n<li>Ring three tenants</li>\n<li>Mend the lift</li>\n</ul>"


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def send(client: Client, body: Body, version: int, html: str, title: str = "Rain", page: str = "") -> dict[str, str | int]:
    sent = {"save_key": str(key()), "version": version, "title": title, "html": html, "page": page}
    answer = client.post(f"/write/{body.note.uid}/en/save/", json.dumps(sent), content_type="application/json")
    assert answer.status_code in {200, 409}
    return dict(answer.json())


def choose(client: Client, body: Body, use: str) -> str:
    """Press a button of the panel as the write page shows it now; what the page says then."""
    page = client.get(f"/write/{body.note.uid}/en/").content.decode()
    form = re.search(r'action="[^"]*/choose/".*?</form>', page, re.DOTALL)
    assert form
    fields = dict(re.findall(r'name="(revision|version)" value="([^"]*)"', form.group()))
    return client.post(f"/write/{body.note.uid}/en/choose/", fields | {"use": use}, follow=True).content.decode()


def meeting(body: Body) -> Meeting | None:
    """The only text that waits, if one does."""
    several = meetings(body)
    assert len(several) < 2
    return several[0] if several else None


def meet(client: Client, body: Body, by: Person, theirs: str, mine: str, base: str = BASE) -> None:
    save(body=body, by=by, title="Rain", html=base, version=body.version, save_key=key())
    version = body.version
    assert send(client, body, version, theirs)["state"] == "kept"
    assert send(client, body, version, mine)["state"] == "aside"
    body.refresh_from_db()


def test_texts_that_do_not_touch_are_offered_in_one_and_each_stays_a_version(signed_in: Client, nerys: Person, body: Body):
    theirs, mine = BASE.replace("three", "four"), BASE.replace("Rain all week.", "Rain all week, and hail.")
    meet(signed_in, body, nerys, theirs, mine)
    page = signed_in.get(f"/write/{body.note.uid}/en/").content.decode()
    assert "Both in one" in page
    assert "They changed different places" in page
    assert "Each of the two texts is among the earlier versions" in choose(signed_in, body, "both")
    body.refresh_from_db()
    assert body.html == BASE.replace("three", "four").replace("week.", "week, and hail.")
    assert meeting(body) is None
    assert {words_of(r).html for r in body.revisions.all()} >= {theirs, mine, body.html}


def test_places_that_touch_are_shown_as_both(signed_in: Client, nerys: Person, body: Body):
    meet(signed_in, body, nerys, BASE.replace("three", "four"), BASE.replace("three", "five"))
    page = signed_in.get(f"/write/{body.note.uid}/en/").content.decode()
    assert "In 1 place both changed the same words" in page
    choose(signed_in, body, "both")
    body.refresh_from_db()
    assert "<li>Ring five tenants</li>\n<li>Ring four tenants</li>" in body.html


def test_the_text_in_one_is_not_taken_when_one_of_the_two_has_moved_on(signed_in: Client, nerys: Person, body: Body):
    meet(signed_in, body, nerys, BASE.replace("three", "four"), BASE.replace("Mend", "Oil"))
    met = meeting(body)
    assert met
    send(signed_in, body, body.version, BASE.replace("three", "nine"))
    asked = {"revision": met.revision, "version": met.version, "use": "both"}
    said = signed_in.post(f"/write/{body.note.uid}/en/choose/", asked, follow=True).content.decode()
    assert "nothing was chosen" in said
    body.refresh_from_db()
    assert "nine" in body.html
    assert meeting(body) is not None


def test_what_would_be_read_by_more_is_not_put_together(signed_in: Client, nerys: Person, body: Body):
    base = '<p>Open.</p>\n<h2 data-audience="team">Team</h2>\n<p>Said among us.</p>'
    meet(signed_in, body, nerys, base + "\n<p>More among us.</p>", "<p>Open.</p>\n<p>Said among us.</p>", base)
    page = signed_in.get(f"/write/{body.note.uid}/en/").content.decode()
    assert "would be read by more" in page
    assert "Go on with both in one" not in page
    choose(signed_in, body, "both")
    assert meeting(body) is not None


def test_a_choice_settles_what_was_shown_and_nothing_that_came_since(signed_in: Client, nerys: Person, tomos: Person, body: Body):
    meet(signed_in, body, nerys, BASE.replace("three", "four"), BASE.replace("Mend", "Oil"))
    mine = meeting(body)
    assert mine
    other = Body.objects.get(pk=body.pk)
    save(body=other, by=tomos, title="Rain", html="<p>From Tomos.</p>", version=body.version - 1, save_key=key())
    signed_in.post(f"/write/{body.note.uid}/en/choose/", {"revision": mine.revision, "use": "now"})
    left = meeting(body)
    assert left
    assert left.aside.html == "<p>From Tomos.</p>"
    for asked in ("", "x", "0", "99999999"):
        assert signed_in.post(f"/write/{body.note.uid}/en/choose/", {"revision": asked, "use": "now"}).status_code == 404


def test_a_first_text_met_by_another_first_text_grew_from_an_empty_page(signed_in: Client, nerys: Person, body: Body):
    Body.objects.filter(pk=body.pk).update(version=0, html="", title="")
    Revision.objects.all().delete()
    assert send(signed_in, body, 0, "<p>Phone.</p>")["state"] == "kept"
    assert send(signed_in, body, 0, "<p>Desk.</p>")["state"] == "aside"
    choose(signed_in, body, "both")
    body.refresh_from_db()
    assert body.html == "<p>Desk.</p>\n<p>Phone.</p>"


def test_where_the_common_text_is_not_known_both_are_shown_without_a_third(signed_in: Client, nerys: Person, body: Body):
    meet(signed_in, body, nerys, BASE.replace("three", "four"), BASE.replace("Mend", "Oil"))
    Revision.objects.filter(body=body, version=body.version - 1).exclude(state="aside").update(version=500)
    met = meeting(body)
    assert met
    assert (met.both, met.together) == (None, None)


def test_three_pages_opened_at_one_version_are_three_texts_each_kept_or_let_go_by_itself(signed_in: Client, nerys: Person, body: Body):
    save(body=body, by=nerys, title="Rain", html=BASE, version=body.version, save_key=key())
    opened, pages = body.version, [str(key()) for _ in range(3)]
    send(signed_in, body, opened, BASE.replace("three", "four"))
    for page, word in zip(pages, ("Oil", "Paint", "Scrap"), strict=True):
        for more in ("", " it"):
            send(signed_in, body, opened, BASE.replace("Mend", word + more), page=page)
    page = signed_in.get(f"/write/{body.note.uid}/en/").content.decode()
    assert "3 texts wait beside the one in force" in page
    assert [f"<li>{word} it the lift</li>" in page for word in ("Oil", "Paint", "Scrap")] == [True] * 3
    assert page.count("Go on with both in one") == 3

    def choose_of(word: str, use: str) -> None:
        body.refresh_from_db()
        met = next(one for one in meetings(body) if word in one.aside.html)
        signed_in.post(f"/write/{body.note.uid}/en/choose/", {"revision": met.revision, "version": met.version, "use": use})
        body.refresh_from_db()

    choose_of("Paint", "both")
    assert body.html == BASE.replace("three", "four").replace("Mend", "Paint it")
    assert [("Oil" in one.aside.html, "Scrap" in one.aside.html) for one in meetings(body)] == [(True, False), (False, True)]
    choose_of("Oil", "now")
    assert body.html == BASE.replace("three", "four").replace("Mend", "Paint it")
    assert "Two texts" in signed_in.get(f"/write/{body.note.uid}/en/").content.decode()
    choose_of("Scrap", "aside")
    assert body.html == BASE.replace("Mend", "Scrap it")
    assert meetings(body) == ()
    kept = {words_of(r).html for r in body.revisions.select_related("base")}
    assert kept >= {BASE.replace("Mend", f"{word}{more}") for word in ("Oil", "Paint", "Scrap") for more in ("", " it")}


def test_two_pages_without_javascript_opened_at_one_version_are_two_texts(signed_in: Client, nerys: Person, body: Body):
    at = f"/write/{body.note.uid}/en/"
    forms = [dict(re.findall(r'type="hidden" name="(version|page)" value="([^"]*)"', signed_in.get(at).content.decode())) for _ in range(3)]
    for number, form in enumerate(forms):
        signed_in.post(at, form | {"title": "Rain", "html": f"<p>From form {number}.</p>"})
    body.refresh_from_db()
    assert [one.aside.html for one in meetings(body)] == ["<p>From form 1.</p>", "<p>From form 2.</p>"]
    assert [one.by for one in meetings(body)] == ["Nerys"] * 2


@pytest.mark.parametrize("seed", range(1000, 1120))
def test_two_devices_in_conflict_lose_no_word_whatever_is_chosen(signed_in: Client, nerys: Person, body: Body, seed: int):
    """120 scripted conflicts: several saves from each device, a repeated one, a choice, and a device that goes on from its old page."""
    dice = random.Random(seed)
    base, mine, theirs = scripted(seed)
    save(body=body, by=nerys, title="", html=base, version=body.version, save_key=key())
    opened = body.version
    written: Counter[str] = Counter()
    at = {"theirs": opened, "mine": opened}
    texts = {"theirs": theirs, "mine": mine}
    for step in range(dice.randint(2, 5)):
        device = ("theirs", "mine")[step % 2] if step < 2 else dice.choice(["theirs", "mine"])
        texts[device] = clean(f"{texts[device]}<p>{device}{seed}step{step}</p>")
        answer = send(signed_in, body, at[device], texts[device], title="")
        if answer["state"] == "kept":
            at[device] = int(answer["version"])
        written |= Counter(plain(texts[device]).split()) - Counter(plain(base).split())
    body.refresh_from_db()
    if meeting(body) is not None:
        use = dice.choice(["both", "both", "now", "aside"])
        before = meeting(body)
        choose(signed_in, body, use)
        body.refresh_from_db()
        if use == "both" and before and before.together:
            assert not (Counter(plain(before.aside.html).split()) - Counter(plain(base).split())) - Counter(plain(body.html).split())
            assert not (Counter(plain(before.now.html).split()) - Counter(plain(base).split())) - Counter(plain(body.html).split())
    assert meeting(body) is None
    everywhere: Counter[str] = Counter(plain(body.html).split())
    for revision in body.revisions.select_related("base"):
        everywhere |= Counter(plain(words_of(revision).html).split())
    assert not written - everywhere
