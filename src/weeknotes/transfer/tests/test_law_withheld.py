"""What an officer withholds of a thing that goes out: chosen on a page, seen by its writers, and in no byte of the files."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from weeknotes.notes.levels import Level
from weeknotes.notes.start import start
from weeknotes.people.models import Person
from weeknotes.publishing.models import Address
from weeknotes.publishing.publish import publish
from weeknotes.transfer.law.answering import NoReason, answer, ask_to_open, close, decide, settle_opening
from weeknotes.transfer.law.asking import Over
from weeknotes.transfer.law.blacked import BAR, mark_of
from weeknotes.transfer.law.withholding import withhold
from weeknotes.transfer.models_law import LawFound, LawRequest, LawText, LawWithheld
from weeknotes.transfer.tests.under_law import cast, client_of, draft, searched, time_over, words_on

pytestmark = pytest.mark.django_db
HTML = "<p>The depot closes. Mair Puw has <strong>asthma</strong> and <a href=\"https://x.example/puw\">says so</a>. It rained.</p><p>The depot closes on Monday.</p>"
SENTENCE = "Mair Puw has asthma and says so."


@pytest.fixture
def people() -> dict[str, Person]:
    return cast()


@pytest.fixture
def request_(people: dict[str, Person]) -> LawRequest:
    draft(people["nerys"], html=HTML)
    request = searched(people)
    answer(request=request, by=people["nerys"], numbers=[1], word="about")
    return request


def page_of(request: LawRequest) -> str:
    return f"/law/{request.uid}/found/1/withhold/"


def mark_on(client: Client, request: LawRequest, said: str) -> str:
    """The value of the tick box beside the sentence."""
    found: dict[str, str] = {}
    for value, rest in re.findall(r'name="mark" value="(\w+)"[^>]*>\s*<span[^>]*>(.*?)</span>', client.get(page_of(request)).content.decode()):
        found[rest] = value
    return found[said]


def taken(client: Client, request: LawRequest) -> dict[str, bytes]:
    packed = zipfile.ZipFile(io.BytesIO(b"".join(client.post(f"/law/{request.uid}/take/"))))
    return {name: packed.read(name) for name in packed.namelist()}


def test_the_officer_ticks_a_sentence_and_no_byte_of_it_is_in_the_files_while_what_was_found_stays_whole(people, request_):
    officer = client_of(people["officer"])
    mark = mark_on(officer, request_, SENTENCE)
    done = officer.post(page_of(request_), {"mark": mark, "exemption": "personal", "because": "her health"}, follow=True)
    assert "Passages withheld now: 1; given out again: 0." in words_on(done)
    decide(request=request_, by=people["officer"], number=1, word="out")
    files = taken(officer, request_)
    assert len(files) == 4
    for word in (b"Mair", b"Puw", b"puw", b"asthma", b"says so"):
        assert not [name for name, held in files.items() if word in held], word
    html, plainly = files["texts/0001-1-en.html"].decode(), files["texts/0001-1-en.txt"].decode()
    reason = "[Withheld: It is about a person who could be told from it (section 40): her health]"
    assert f"The depot closes. {BAR} {reason} It rained." in plainly
    assert f'<span aria-hidden="true">{BAR}</span> {reason}' in html
    rows = list(csv.reader(io.StringIO(files["index.csv"].decode("utf-8-sig"))))
    assert (rows[0][-1], rows[1][-1]) == ("Passages withheld", "It is about a person who could be told from it (section 40): her health")
    assert "asthma" in LawText.objects.get().html
    nerys = words_on(client_of(people["nerys"]).get(f"/law/{request_.uid}/found/1/"))
    assert "her health" in nerys.partition("What is withheld of it")[2]
    assert SENTENCE in nerys.partition("What is withheld of it")[2]


def test_a_reason_is_wanted_and_what_was_ticked_stays_so(people, request_):
    officer = client_of(people["officer"])
    for exemption in ("", "magna-carta", "other"):
        page = officer.post(page_of(request_), {"mark": mark_of(SENTENCE), "exemption": exemption})
        assert page.status_code == 422
        assert "choose why it is withheld" in words_on(page)
        assert f'value="{mark_of(SENTENCE)}" checked' in page.content.decode()
    assert not LawWithheld.objects.exists()


def test_what_is_unticked_is_given_out_again_and_what_another_page_withheld_meanwhile_is_not(people, request_):
    officer, by = client_of(people["officer"]), people["officer"]
    withhold(request=request_, by=by, number=1, ticked=[mark_of(SENTENCE)], shown=[], exemption="other", because="A reason")
    page = officer.get(page_of(request_)).content.decode()
    assert re.search(rf'value="{mark_of(SENTENCE)}" checked', page)
    assert withhold(request=request_, by=by, number=1, ticked=[mark_of("It rained."), "0" * 64], shown=[], exemption="harm") == (1, 0)
    assert withhold(request=request_, by=by, number=1, ticked=[], shown=[mark_of(SENTENCE)]) == (0, 1)
    assert [one.mark for one in LawWithheld.objects.all()] == [mark_of("It rained.")]
    with pytest.raises(NoReason):
        withhold(request=request_, by=by, number=1, ticked=[mark_of(SENTENCE)], shown=[])


def test_only_the_officer_of_the_request_withholds_and_only_of_what_is_open_to_them(people):
    draft(people["nerys"], html=HTML)
    request = searched(people)
    assert client_of(people["officer"]).get(page_of(request)).status_code == 404
    with pytest.raises(LawFound.DoesNotExist):
        withhold(request=request, by=people["officer"], number=1, ticked=[], shown=[])
    time_over(request)
    ask_to_open(request=request, by=people["officer"], because="Due", number=1)
    settle_opening(request=request, by=people["host"], numbers=[1], agreed=True)
    assert "Withhold passages" in words_on(client_of(people["officer"]).get(f"/law/{request.uid}/found/1/"))
    for who in ("host", "nerys", "aled"):
        for asked in (client_of(people[who]).get, client_of(people[who]).post):
            assert asked(page_of(request)).status_code == 404
        with pytest.raises(PermissionDenied):
            withhold(request=request, by=people[who], number=1, ticked=[mark_of(SENTENCE)], shown=[], exemption="harm")
    withhold(request=request, by=people["officer"], number=1, ticked=[mark_of(SENTENCE)], shown=[], exemption="harm")
    close(request=request, by=people["officer"], outcome="Answered")
    assert not LawWithheld.objects.exists()
    with pytest.raises(Over):
        withhold(request=request, by=people["officer"], number=1, ticked=[], shown=[])
    assert client_of(people["officer"]).get(page_of(request)).status_code == 404


def test_a_later_change_of_the_note_moves_nothing_and_what_is_not_found_any_more_stops_the_files(people, request_):
    officer = client_of(people["officer"])
    withhold(request=request_, by=people["officer"], number=1, ticked=[mark_of(SENTENCE)], shown=[], exemption="harm")
    decide(request=request_, by=people["officer"], number=1, word="out")
    LawText.objects.update(html="<p>Mair Puw has asthma and says so: the depot closes.</p>")  # as if cut in another way by a later version
    page = officer.post(f"/law/{request_.uid}/take/", follow=True)
    assert "do not stand in it as they did" in words_on(page)
    assert "1 passage that was withheld is not found in it" in words_on(page)
    withhold(request=request_, by=people["officer"], number=1, ticked=[mark_of("Mair Puw has asthma and says so: the depot closes.")], shown=[], exemption="harm")
    assert not [name for name, held in taken(officer, request_).items() if b"asthma" in held]


def test_a_title_is_withheld_in_every_text_in_which_it_stands(people, request_):
    thing = LawFound.objects.get()
    LawText.objects.create(thing=thing, how="published", lang="en", title="Depot", html="<p>The depot closes. Another line of the depot.</p>")
    officer = client_of(people["officer"])
    page = words_on(officer.get(page_of(request_)))
    assert page.count("The depot closes. ") == 1
    assert "Another line of the depot." in page
    withhold(request=request_, by=people["officer"], number=1, ticked=[mark_of("Depot"), mark_of("The depot closes.")], shown=[], exemption="harm")
    decide(request=request_, by=people["officer"], number=1, word="out")
    files = taken(officer, request_)
    assert len(files) == 6
    for name, held in files.items():
        assert b"Depot" not in held, name
        assert b"depot closes. " not in held, name
        if name.startswith("texts/"):
            assert held.decode().count(BAR) == (3 if name.endswith(".html") else 2), name  # a page has its title twice


def test_no_link_in_what_goes_out_says_the_title_of_a_note_that_is_withheld_there(people):
    away = start(author=people["nerys"], monday=date(2026, 11, 16), title="Mair Puw is off sick", html="<p>The depot closes.</p>")
    publish(note=away, by=people["nerys"], level=Level.PUBLIC)
    path = Address.objects.get(note=away, current=True).path
    linked = f'<p>The depot closes: <a href="{path}">Mair Puw is off sick</a>. See <a href="/notes/{away.uid}/">Mair Puw is off sick</a>, or <a href="{path}">here</a>.</p>'
    draft(people["tomos"], html=linked)
    request = searched(people)
    for one in ("nerys", "tomos"):
        answer(request=request, by=people[one], numbers=[1, 2], word="about")
    titled = LawFound.objects.get(person=people["nerys"]).number
    withhold(request=request, by=people["officer"], number=titled, ticked=[mark_of("Mair Puw is off sick")], shown=[], exemption="personal")
    for word, number in (("back", titled), ("out", 3 - titled)):
        decide(request=request, by=people["officer"], number=number, word=word, exemption="personal")
    for who in ("officer", "host"):
        files = taken(client_of(people[who]), request)
        text = next(held.decode() for name, held in files.items() if name.endswith(".html") and name.startswith("texts/"))
        assert not [name for name, held in files.items() if b"Puw" in held or b"puw" in held or b"sick" in held]
        assert "The depot closes: " in text
        assert "or here." in text
        assert text.count("[Withheld: It is about a person who could be told from it (section 40)]") == 2


def test_a_sentence_that_goes_out_of_another_thing_is_said_whichever_of_the_two_comes_first(people):
    writers = [people[who] for who in ("nerys", "tomos", "aled")]
    for one in writers:
        draft(one, html=HTML)
    request = searched(people)
    for one in writers:
        answer(request=request, by=one, numbers=[1, 2, 3], word="about")
    officer = client_of(people["officer"])

    def keep(number: int, *marks: str) -> str:
        sent = {"mark": list(marks), "shown": list(marks), "exemption": "personal"}
        return words_on(officer.post(f"/law/{request.uid}/found/{number}/withhold/", sent, follow=True))

    def out(number: int) -> str:
        return words_on(officer.post(f"/law/{request.uid}/found/{number}/decide/", {"word": "out"}, follow=True))

    said = "A sentence that is withheld in one place goes out in another: number"
    assert said not in out(1)
    assert said not in out(2)
    assert f"{said} 2." in keep(1, mark_of(SENTENCE))
    assert f"{said} 3." in out(3)
    assert f"{said} 3." in keep(2, mark_of(SENTENCE))
    assert said not in keep(3, mark_of(SENTENCE))
    assert not [name for name, held in taken(officer, request).items() if b"asthma" in held]
