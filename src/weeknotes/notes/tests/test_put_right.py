"""Putting a finding right by one click, without a script too; having the links of a note looked at, and nothing before that is asked for."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from weeknotes.net import fetch as fetching
from weeknotes.net.tests.elsewhere import LOOPBACK, Elsewhere, elsewhere
from weeknotes.notes.checking import notice
from weeknotes.notes.known import context_of
from weeknotes.notes.links_asked import let_go_old, look_at_links, looked_at
from weeknotes.notes.models import Body, Known, LinkAsked, Revision
from weeknotes.notes.open import open_body
from weeknotes.people import site
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND


@pytest.fixture
def writer(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


@pytest.fixture
def there(tmp_path_factory: pytest.TempPathFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    with elsewhere(tmp_path_factory.mktemp("links")) as running:
        monkeypatch.setenv("SSL_CERT_FILE", str(running.authority))
        settings.FETCH_ALSO = (LOOPBACK,)
        fetching._context.cache_clear()
        yield running
    fetching._context.cache_clear()


def address(body: Body, what: str = "") -> str:
    return f"/write/{body.note.uid}/{body.lang}/{what}"


def put(writer: Client, body: Body, markdown: str, rule: str) -> str:
    """Write this in the plain box, press the button of what `rule` finds in it first, and give the text."""
    writer.post(address(body), {"markdown": markdown, "title": "Rain"})
    body.refresh_from_db()
    mark = next(one.mark for one in notice(body) if one.finding.rule == rule)
    answer = writer.post(address(body, "right/"), {"markdown": markdown + "\n\nOne line more.", "title": "Rain", "rule_mark": f"{rule}:{mark}"})
    assert answer.status_code == 302
    assert answer["Location"].endswith("#iread")
    body.refresh_from_db()
    return body.html


def test_an_address_is_taken_out_wherever_it_stands_and_the_text_on_the_page_is_kept(writer: Client, body: Body):
    html = put(writer, body, "Write to [Sam](mailto:sam@glanderw.gov.uk) or sam@glanderw.gov.uk, or jo@glanderw.gov.uk.", "email")
    assert html == "<p>Write to Sam or [address taken out], or jo@glanderw.gov.uk.</p>\n<p>One line more.</p>"
    assert [one.finding.found for one in notice(body) if one.finding.rule == "email"] == ["jo@glanderw.gov.uk"]
    assert any("sam@" in page for page in [writer.get(address(body, f"versions/{row.pk}/")).content.decode() for row in Revision.objects.filter(body=body)])


def test_a_name_that_was_heard_wrongly_is_offered_and_put_there_by_one_click(writer: Client, body: Body):
    Known.objects.create(id=1, misheard="Glanderw: Glan Derwen, clan deru")
    site.forget()
    writer.post(address(body), {"markdown": "We met at clan deru.", "title": "Rain"})
    page = writer.get(address(body)).content.decode()
    assert 'data-instead="Glanderw"' in page
    assert "Put Glanderw there" in page
    assert "We met at clan deru." in page  # never by itself
    assert put(writer, body, "We met at clan deru.", "misheard").startswith("<p>We met at Glanderw.</p>")


def test_a_heading_is_given_the_level_that_its_place_asks_for(writer: Client, body: Body):
    assert put(writer, body, "### Rain\n\nAll week.", "heading_order").startswith("<h2>Rain</h2>")


def test_a_picture_is_given_words_in_the_margin_or_said_to_be_decoration(writer: Client, body: Body):
    Body.objects.filter(pk=body.pk).update(html='<p><img src="https://glanderw.example/a.png"></p>')
    body.refresh_from_db()
    (mark,) = [one.mark for one in notice(body) if one.finding.rule == "image_no_alt"]
    page = writer.get(address(body)).content.decode()
    assert f'name="alt-image_no_alt-{mark}"' in page
    page = writer.post(address(body, "right/"), {"rule_mark": f"image_no_alt:{mark}:words"}, follow=True).content.decode()
    assert "Write what it shows" in page
    writer.post(address(body, "right/"), {"rule_mark": f"image_no_alt:{mark}:words", f"alt-image_no_alt-{mark}": 'A "sign"'})
    body.refresh_from_db()
    assert 'alt="A &quot;sign&quot;"' in body.html
    assert [one for one in notice(body) if one.finding.rule == "image_no_alt"] == []


def test_words_are_in_the_language_of_the_text(writer: Client, nerys: Person, body: Body):
    Body.objects.filter(pk=body.pk).update(lang="cy")
    body.refresh_from_db()
    assert "[tynnwyd y cyfeiriad]" in put(writer, body, "Ysgrifennwch at sam@glanderw.gov.uk.", "email")


def test_what_is_not_there_any_more_changes_nothing(writer: Client, body: Body):
    before = body.html
    for what in ("email:0", "email", "", "heading_order:x:y"):
        page = writer.post(address(body, "right/"), {"rule_mark": what}, follow=True).content.decode()
        assert "not in the text any more" in page
    body.refresh_from_db()
    assert body.html == before


def test_nobody_else_puts_anything_right_or_has_links_looked_at(body: Body, tomos: Person):
    other = Client()
    other.force_login(tomos, backend=BACKEND)
    assert other.post(address(body, "right/"), {"rule_mark": "email:0"}).status_code == 404
    assert other.post(address(body, "links/")).status_code == 404


def test_links_are_asked_when_the_writer_says_so_and_known_for_a_day(writer: Client, body: Body, nerys: Person, there: Elsewhere):
    said = f"[bins]({there.url('/bins')}), [gone]({there.url('/gone')}), [moved]({there.url('/moved')}), [plain](http://glanderw.example/), [own](/people/)"
    writer.post(address(body), {"markdown": said, "title": "Rain"})
    page = writer.get(address(body)).content.decode()
    assert "Look whether the links answer" in page
    assert there.asked == []
    page = writer.post(address(body, "links/"), follow=True).content.decode()
    assert "1 does not answer; it is marked in the text." in page
    assert "Of 1 it cannot be told." in page
    assert sorted(path for path, _host in there.asked) == ["/bins", "/bins", "/gone", "/moved"]
    body = open_body(person=nerys, uid=body.note.uid, lang="en")
    assert context_of(body).dead == {there.url("/gone")}
    assert look_at_links(body.html) == looked_at(body.html)
    assert len(there.asked) == 4
    assert not LinkAsked.objects.filter(hash__contains="localhost").exists()
    LinkAsked.objects.update(at=timezone.now() - timedelta(days=2))
    assert context_of(body).dead == frozenset()
    assert let_go_old() == 3


def test_a_text_without_links_offers_nothing(writer: Client, body: Body):
    assert "Look whether the links answer" not in writer.get(address(body)).content.decode()
