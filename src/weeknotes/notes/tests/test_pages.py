import json

import pytest
from django.test import Client

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Considered, Note, Revision
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.tests.conftest import key
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def address(body: Body, what: str = "") -> str:
    return f"/write/{body.note.uid}/{body.lang}/{what}"


def about(**more: str) -> dict[str, str]:
    return {"week": "2026-W47", "audience": "4"} | more


def test_the_write_page_shows_the_text_as_markdown_for_those_without_javascript(signed_in: Client, body: Body):
    page = signed_in.get(address(body)).content.decode()
    assert "## Goals for the week" in page
    assert "What I read" in page
    assert "The depot can see the whole rota" in page


def test_markdown_from_the_plain_box_is_saved_as_clean_text(signed_in: Client, body: Body):
    sent = about(title="Wet", markdown="## Next week\n\n- Dry out\n", version=str(body.version))
    assert signed_in.post(address(body), sent).status_code == 302
    body.refresh_from_db()
    assert (body.title, body.html.replace("\n", "")) == ("Wet", "<h2>Next week</h2><ul><li>Dry out</li></ul>")


def test_a_text_that_was_not_touched_in_the_plain_box_is_not_changed(signed_in: Client, body: Body):
    page = signed_in.get(address(body))
    before = (body.html, body.version)
    signed_in.post(
        address(body), about(title=body.title, markdown=page.context["markdown"] if page.context else "", version=str(body.version))
    )
    body.refresh_from_db()
    assert page.context is None or (body.html, body.version) == before


def test_autosave_answers_with_the_new_version(signed_in: Client, body: Body):
    sent = {"save_key": str(key()), "version": body.version, "title": "T", "html": "<p>x</p>"}
    answer = signed_in.post(address(body, "save/"), json.dumps(sent), content_type="application/json")
    assert answer.status_code == 200
    assert answer.json()["state"] == "kept"
    assert answer.json()["version"] == body.version + 1
    assert answer.json()["saved"].startswith("Saved ")


def test_autosave_from_an_old_tab_answers_with_both_texts(signed_in: Client, body: Body, nerys: Person):
    version = body.version
    save(body=body, by=nerys, title="", html="<p>the other tab</p>", version=version, save_key=key())
    sent = {"save_key": str(key()), "version": version, "title": "", "html": "<p>this tab</p>"}
    answer = signed_in.post(address(body, "save/"), json.dumps(sent), content_type="application/json")
    assert answer.status_code == 409
    assert "the other tab" in answer.json()["conflict_html"]
    assert "this tab" in answer.json()["conflict_html"]
    assert "this tab" in signed_in.get(address(body)).content.decode()


@pytest.mark.parametrize("sent", ["", "[]", "{}", '{"save_key": 1, "version": "x", "title": "", "html": ""}', "\0"])
def test_a_save_that_is_not_one_is_answered_with_a_sentence(signed_in: Client, body: Body, sent: str):
    answer = signed_in.post(address(body, "save/"), sent, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_a_week_that_is_not_one_is_named_and_the_text_is_kept_all_the_same(signed_in: Client, body: Body):
    answer = signed_in.post(address(body), about(week="2026-W60", title="Kept", markdown="Kept too.", version=str(body.version)))
    assert answer.status_code == 422
    assert "There is no week “2026-W60”" in answer.content.decode()
    body.refresh_from_db()
    assert body.title == "Kept"


def test_a_note_of_somebody_else_is_not_there(client: Client, body: Body, tomos: Person):
    client.force_login(tomos, backend=BACKEND)
    for what in ("", "read/", "versions/"):
        assert client.get(address(body, what)).status_code == 404
    for what in ("save/", "kind/", "considered/", "choose/", "publish/", "withdraw/", "about/", "add/"):
        assert client.post(address(body, what), {}).status_code == 404


def test_nobody_signed_in_is_led_to_sign_in(client: Client, body: Body):
    assert client.get(address(body)).headers["Location"].startswith("/sign-in/")


def test_not_that_and_considered_are_kept_without_javascript(signed_in: Client, body: Body, nerys: Person):
    save(
        body=body,
        by=nerys,
        title="",
        html=body.html + "<p>Ring 020 7946 0018 x.</p><p>Mail jo@glanderw.example</p>",
        version=body.version,
        save_key=key(),
    )
    margin = signed_in.get(address(body, "read/")).content.decode()
    finding = margin.split('name="rule_mark" value="')[1].split('"')[0]
    rule, mark = finding.split(":")[:2]
    signed_in.post(address(body, "considered/"), about(rule_mark=finding, **{f"because-{rule}-{mark}": "it is our own"}))
    kept = Considered.objects.get()
    assert kept.because == "it is our own"
    assert "jo@" not in str(vars(kept))
    assert "Considered, because it is our own" in signed_in.get(address(body, "read/")).content.decode()
    signed_in.post(address(body, "considered/"), about(rule_mark=f"{rule}:{mark}:"))
    assert not Considered.objects.exists()


def test_an_earlier_version_can_be_seen_and_brought_back(signed_in: Client, body: Body, nerys: Person):
    first = Revision.objects.filter(body=body).latest("at")
    save(body=body, by=nerys, title="Later", html="<p>later</p>", version=body.version, save_key=key())
    assert "Rain all week" in signed_in.get(address(body, f"versions/{first.pk}/")).content.decode()
    signed_in.post(address(body, f"versions/{first.pk}/"))
    body.refresh_from_db()
    assert "Rain all week" in body.html
    assert body.revisions.filter(state=Revision.RESTORED).exists()


def test_starting_the_same_week_twice_opens_the_same_note(signed_in: Client, nerys: Person):
    one = signed_in.post("/write/start/", {"week": "2026-W40"}).headers["Location"]
    two = signed_in.post("/write/start/", {"week": "2026-W40"}).headers["Location"]
    assert one == two
    assert Note.objects.get(author=nerys).wanted_level == Level.ME


def test_the_welsh_of_a_note_is_a_text_of_its_own(signed_in: Client, body: Body):
    answer = signed_in.post(address(body, "add/"), about(to="cy", title=body.title, version=str(body.version)))
    assert answer.headers["Location"].endswith("/cy/")
    assert Body.objects.filter(note=body.note).count() == 2
    assert signed_in.get(answer.headers["Location"]).status_code == 200
    assert signed_in.post(address(body, "add/"), about(to="fr")).status_code == 404


def test_a_week_that_the_text_leaves_open_is_asked_for_and_taken_by_a_press(signed_in: Client, nerys: Person):
    html = "<p>We mean to have a hundred of them in post by September 2020.</p>"
    note = start(author=nerys, monday=None, kind=Note.REFLECTION, title="Weeknote w/c 25 November", html=html)
    page = signed_in.get(f"/write/{note.uid}/en/").content.decode()
    assert "Which week?" in page
    assert 'name="offered_week" value="2019-W48"' in page
    assert note.week_from is None
    signed_in.post(f"/write/{note.uid}/en/", {"week": "", "audience": "0", "offered_week": "2019-W48"})
    note.refresh_from_db()
    assert (str(note.week_from), note.kind, note.week_how) == ("2019-11-25", Note.WEEKNOTE, Note.CHOSEN)


def test_a_day_stands_for_its_week_whatever_the_list_says(signed_in: Client, body: Body):
    answer = signed_in.post(address(body, "about/"), about(week_day="2021-03-17"))
    assert answer.json()["week"] == ["2021-W11", "Week 11, 15–21 March 2021"]
    assert str(Note.objects.get().week_from) == "2021-03-15"
    signed_in.post(address(body), about(week="2021-W11", week_day="2020-12-31", version=str(body.version)))
    assert str(Note.objects.get().week_from) == "2020-12-28"


def test_a_week_without_a_year_is_asked_for_beside_the_text(signed_in: Client, nerys: Person):
    note = start(author=nerys, monday=None, title="Week beginning 15 March", html="<p>Rain.</p>")
    assert 'name="offered_day"' in signed_in.get(f"/write/{note.uid}/en/").content.decode()
    signed_in.post(f"/write/{note.uid}/en/", {"week": "", "audience": "0", "offered_day": "2021-03-15", "do": "save"})
    note.refresh_from_db()
    assert (str(note.week_from), note.kind) == ("2021-03-15", Note.WEEKNOTE)


@pytest.mark.parametrize("day", ["2021-02-31", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("field", ["week_day", "offered_day", "dated"])
def test_a_day_that_is_none_is_said_and_the_text_is_kept(signed_in: Client, body: Body, field: str, day: str):
    answer = signed_in.post(address(body), about(title="Kept", markdown="Kept too.", version=str(body.version), **{field: day}))
    assert answer.status_code == 422
    assert "That is no day." in answer.content.decode()
    body.refresh_from_db()
    assert body.title == "Kept"


def test_the_day_it_was_written_says_the_year_of_a_week_that_names_none(signed_in: Client, nerys: Person):
    note = start(author=nerys, monday=None, title="Week beginning 15 March", html="<p>Rain.</p>")
    sent = {"week": "", "audience": "0", "dated": "2021-03-19"}
    signed_in.post(f"/write/{note.uid}/en/about/", sent)
    assert 'name="offered_week" value="2021-W11"' in signed_in.get(f"/write/{note.uid}/en/").content.decode()
    note.refresh_from_db()
    assert (str(note.dated), note.dated_precision) == ("2021-03-19", "day")
    signed_in.post(f"/write/{note.uid}/en/about/", {"week": "", "audience": "0", "dated": ""})
    note.refresh_from_db()
    assert (note.dated, note.dated_precision) == (None, "unknown")
