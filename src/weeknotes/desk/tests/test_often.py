"""What costs much or reaches others can be asked for often, and not without end; nothing that was typed is lost by it."""

import json
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from weeknotes.desk import often
from weeknotes.desk.often import FORMS, FREE, HOUR, MOST, PAGES, Most
from weeknotes.desk.tests.conftest import client_of, words_on
from weeknotes.desk.tests.programs import Program, allowed, key
from weeknotes.memory.models import Question
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Jotting, Note
from weeknotes.notes.start import start
from weeknotes.people.models import Person
from weeknotes.publishing.publish import publish
from weeknotes.web.dates import from_iso

pytestmark = pytest.mark.django_db(transaction=True)
FETCHED = {"headers": {"X-Requested-With": "fetch"}}


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything may be asked for once an hour."""
    monkeypatch.setattr(often, "MOST", {kind: Most(1, most.seconds) for kind, most in MOST.items()})


@pytest.fixture
def note(nerys: Person) -> Note:
    return start(author=nerys, monday=from_iso("2026-W47"), title="Boilers", html="<p>The van came early.</p>", level=Level.PUBLIC)


def names(patterns: list[URLPattern | URLResolver] | None = None) -> set[str]:
    found: set[str] = set()
    for one in get_resolver().url_patterns if patterns is None else patterns:
        found |= names(one.url_patterns) if isinstance(one, URLResolver) else {one.name or ""}
    return found


def test_every_row_of_the_table_is_of_a_route_that_there_is_and_of_a_kind_that_there_is() -> None:
    assert FORMS.keys() | PAGES.keys() | FREE <= names()
    assert not FORMS.keys() & FREE
    assert {*FORMS.values(), *PAGES.values(), "change", "visitor"} == MOST.keys()


def test_an_editor_that_saves_each_second_all_hour_is_never_refused() -> None:
    """editor/src/save.js waits a second after the last key, and asks for what stands beside the text after each save."""
    assert min(MOST["save"].times, MOST["beside"].times) >= 3 * HOUR
    assert all(most.times >= 60 for most in MOST.values())


def test_a_question_too_many_is_refused_with_when_to_ask_again_and_keeps_what_was_typed(once: None, note: Note, nerys: Person, tomos: Person):
    publish(note=note, by=nerys)
    asking, where = client_of(tomos), f"/notes/{note.uid}/ask/"
    sent = {"to": str(nerys.pk), "text": "Will the \"second\" boiler be <there> before the frost?"}
    assert asking.post(where, sent).status_code == 302
    assert Question.objects.count() == 1
    answer = asking.post(where, sent)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= HOUR
    assert "far more often than somebody does by hand" in words_on(answer)
    assert 'name="text" value="Will the &#34;second&#34; boiler be &lt;there&gt; before the frost?"' in answer.content.decode()
    assert f'action="{where}"' in answer.content.decode()
    assert Question.objects.count() == 1
    assert client_of(nerys).post(where, sent).status_code != 429  # another person is not held up by it


def test_what_is_read_is_not_counted_but_for_a_search(once: None, browser: Client):
    assert [browser.get(at).status_code for at in ("/today/", "/today/", "/read/", "/read/")] == [200] * 4
    assert [browser.get("/search/?q=van").status_code for _ in range(2)] == [200, 429]
    told = browser.get("/search/?q=van", **FETCHED)  # type: ignore[arg-type]
    assert (told.status_code, told.json()["state"]) == (429, "refused")


def test_visitors_are_counted_by_their_address_and_those_who_are_signed_in_are_not_counted_with_them(once: None, browser: Client):
    there, elsewhere = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    assert [there.get("/search/?q=van").status_code for _ in range(2)] == [200, 429]
    assert there.get("/cy/search/?q=van").status_code == 429
    assert elsewhere.get("/search/?q=van").status_code == 200
    assert browser.get("/search/?q=van").status_code == 200


def test_the_text_that_a_button_of_the_write_page_carries_is_saved_though_the_rest_is_put_off(once: None, browser: Client, note: Note):
    def press(words: str) -> object:
        body = note.bodies.get()
        return browser.post(f"/write/{note.uid}/en/links/", {"title": body.title, "markdown": words, "version": body.version, "save_key": str(uuid.uuid4())})

    press("One more line.")
    answer = press("Two more lines.")
    assert answer.status_code == 429  # type: ignore[attr-defined]
    assert "Your text is saved." in words_on(answer)  # type: ignore[arg-type]
    assert note.bodies.get().html == "<p>Two more lines.</p>"


def test_a_save_that_the_site_puts_off_is_one_that_the_editor_sends_again(once: None, browser: Client, note: Note):
    def saved(html: str) -> int:
        sent = {"save_key": str(uuid.uuid4()), "version": note.bodies.get().version, "title": "", "html": html}
        return browser.post(f"/write/{note.uid}/en/save/", json.dumps(sent), content_type="application/json").status_code

    assert [saved("<p>One.</p>"), saved("<p>Two.</p>")] == [200, 429]
    assert "answer.status !== 429" in (Path(__file__).parents[4] / "editor/src/save.js").read_text()


def test_what_takes_back_or_ends_is_done_however_often(once: None, browser: Client, note: Note, nerys: Person):
    for _ in range(3):
        publish(note=note, by=nerys)
        assert browser.post(f"/write/{note.uid}/en/withdraw/", {"sure": "yes"}).status_code in {200, 302}
    assert browser.post("/sign-out/").status_code == 302


def test_nothing_is_mailed_by_what_was_refused(once: None, browser: Client):
    assert browser.post("/settings/site/how/mail/").status_code != 429
    sent = len(mail.outbox)
    assert browser.post("/settings/site/how/mail/").status_code == 429
    assert len(mail.outbox) == sent


def test_what_the_programs_of_a_person_write_is_counted_together_and_refused_in_words(once: None, nerys: Person, tomos: Person):
    one, other, another = Program(allowed(nerys)), Program(allowed(nerys)), Program(allowed(tomos))
    one("POST", "/jottings", {"save_key": key(), "text": "The van came early."}, status=201)
    said = other("POST", "/jottings", {"save_key": key(), "text": "It rained."}, status=429)
    assert (said["error"], said["what_to_do"]) == ("too_often", "Send it again then: nothing was changed.")
    assert int(other.raw("POST", "/jottings", {"save_key": key(), "text": "It rained."})["Retry-After"]) <= HOUR
    assert other("GET", "/jottings")["jottings"]
    another("POST", "/jottings", {"save_key": key(), "text": "Rain here."}, status=201)
    assert Jotting.objects.count() == 2


def test_an_editor_elsewhere_is_refused_in_the_words_of_micropub(once: None, nerys: Person):
    editor = Client(headers={"Authorization": f"Bearer {allowed(nerys, 'create')}"})
    first, second = (editor.post("/micropub", {"h": "entry", "content": f"Line {n}"}) for n in range(2))
    assert first.status_code in {201, 202}
    assert (second.status_code, second.json()["error"]) == (429, "too_often")
    assert "far more often" in second.json()["error_description"]


def test_a_stretch_that_is_over_begins_at_nought(once: None) -> None:
    asked = [often.wait("ask", "somebody") for _ in range(2)]
    assert asked[0] == 0 < asked[1]
    assert "in 1 minute." in often.sentence(30)
    assert "in 2 minutes" in often.sentence(61)


PROGRAM = """
import sys, django
django.setup()
from weeknotes.desk.often import wait
sys.stdin.readline()
print(sum(wait("ask", 7) == 0 for n in range(100)))
"""


def test_two_processes_count_together(tmp_path: Path):
    environment = {"DJANGO_SETTINGS_MODULE": "weeknotes.config.settings", "WEEKNOTES_DATA": str(tmp_path), "PYTHONPATH": ":".join(sys.path)}
    both = [subprocess.Popen([sys.executable, "-c", PROGRAM], stdin=-1, stdout=-1, text=True, env=environment) for _ in range(2)]
    for one in both:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    assert sum(int(one.communicate()[0]) for one in both) == MOST["ask"].times
