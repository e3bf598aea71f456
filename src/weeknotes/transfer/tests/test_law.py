"""Searches under the law: two people or nothing, writers told at once and asked first, nothing out but what was decided, all of it in their trail."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from weeknotes.memory.models import Question, Thread
from weeknotes.notes.delete import delete, erase
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Jotting, NotePerson
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.people.leave_site import leave_site
from weeknotes.people.models import Membership, Person, Trace, TraceConcern
from weeknotes.people.post import send_due
from weeknotes.people.teams import join, make_team
from weeknotes.people.trace import let_go_old
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.law import search as searching
from weeknotes.transfer.law.answering import NoReason, answer, ask_to_open, close, decide, settle_opening
from weeknotes.transfer.law.asking import Over, agree, ask, decline
from weeknotes.transfer.law.officers import end_officer, name_officer
from weeknotes.transfer.law.search import search_due
from weeknotes.transfer.models_law import LawConcerned, LawFound, LawRequest, LawText
from weeknotes.transfer.tests.under_law import ASKED, SECRET, cast, client_of, draft, searched, time_over, words_on

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> dict[str, Person]:
    return cast()


def test_nobody_but_an_officer_asks_and_a_host_is_none_before_everybody_can_see_it(people):
    for who in ("host", "nerys"):
        with pytest.raises(PermissionDenied):
            ask(by=people[who], asked=ASKED)
        assert client_of(people[who]).get("/law/new/").status_code == 404
    with pytest.raises(PermissionDenied):
        name_officer(person=people["nerys"], by=people["nerys"])
    assert client_of(people["nerys"]).post("/law/officers/", {"person": "nerys"}).status_code == 404
    host = client_of(people["host"])
    assert "Hefin is information officer. Everybody can see that." in words_on(host.post("/law/officers/", {"person": "hefin"}, follow=True))
    assert "Named by Hefin" in words_on(client_of(people["aled"]).get("/law/"))
    assert "Hefin made Olwen information officer" in words_on(client_of(people["aled"]).get("/settings/traces/"))


def test_nothing_is_searched_before_somebody_else_agrees(people):
    draft(people["nerys"])
    request = ask(by=people["officer"], asked=ASKED)
    assert search_due() == 0
    for who in ("officer", "nerys"):
        with pytest.raises(PermissionDenied):
            agree(request=request, by=people[who])
    assert client_of(people["officer"]).post(f"/law/{request.uid}/agree/", {"do": "agree"}).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        LawRequest.objects.filter(pk=request.pk).update(second=people["officer"], agreed_at=timezone.now())
    assert "Olwen asks a second person to agree" in words_on(client_of(people["host"]).get("/today/"))
    agree(request=request, by=people["host"])
    with pytest.raises(Over):
        agree(request=request, by=people["host"])
    assert (search_due(), search_due()) == (1, 0)
    assert LawFound.objects.get().person == people["nerys"]


def test_who_may_agree_can_say_why_not_and_then_nothing_is_searched(people):
    draft(people["nerys"])
    request = ask(by=people["officer"], asked=ASKED)
    page = f"/law/{request.uid}/agree/"
    host = client_of(people["host"])
    assert "say in a line why not" in words_on(host.post(page, {"do": "decline", "because": " "}, follow=True))
    assert "Nothing is searched. It stands on the list" in words_on(host.post(page, {"do": "decline", "because": "Too wide"}, follow=True))
    assert search_due() == 0
    with pytest.raises(Over):
        decline(request=request, by=people["host"], because="Again")
    assert "Declined by Hefin" in words_on(client_of(people["aled"]).get("/law/"))


def test_all_that_is_held_is_looked_through_drafts_and_what_was_taken_back_among_it(people):
    nerys, tomos = people["nerys"], people["tomos"]
    kept = draft(nerys)
    gone, taken = draft(nerys), draft(tomos)
    delete(note=gone, by=nerys)
    publish(note=taken, by=tomos)
    withdraw(note=taken, by=tomos)
    erased = draft(nerys)
    delete(note=erased, by=nerys)
    erase(note=erased, by=nerys)
    Jotting.objects.create(person=nerys, text="The depot is closing on Monday")
    Question.objects.create(note=taken, lang="en", asker=nerys, to=tomos, text="Does the depot close?", answered_at=timezone.now(), how="words", answer="No depot closed.")
    Thread.objects.create(owner=tomos, kind="lesson", state="drawn", by=Thread.PERSON, first_week=date(2026, 11, 16), last_week=date(2026, 11, 16), words="x", more={"event": "A closed depot"})
    start(author=people["aled"], monday=None, kind="reflection", title="", html="<p>Depositories of other towns, and a closing time.</p>", level=Level.ME)
    request = searched(people)
    rows = set(LawFound.objects.values_list("person__name", "kind", "state"))
    assert rows == {
        ("Nerys", "note", "draft"), ("Nerys", "note", "deleted"), ("Nerys", "jotting", "own"), ("Nerys", "question", "own"),
        ("Tomos", "note", "withdrawn"), ("Tomos", "answer", "own"), ("Tomos", "thread", "own"),
    }  # fmt: skip
    assert (request.found, request.concerns) == (7, 2)
    assert LawFound.objects.filter(note=kept).count() == 1


def test_accents_capitals_and_welsh_mutations_are_found_and_other_words_are_not(people):
    start(author=people["nerys"], monday=None, kind="reflection", title="Nodyn", html="<p>Roedd y plant yn nghartref eu tad.</p>", lang="cy", level=Level.ME)
    start(author=people["tomos"], monday=None, kind="reflection", title="Note", html="<p>A nghartref of no use in English; the TŶ stands.</p>", lang="en", level=Level.ME)
    searched(people, replace(ASKED, words="cartref"))
    assert LawFound.objects.get().person == people["nerys"]
    searched(people, replace(ASKED, words='"the ty stands" -zeppelin'))
    assert LawFound.objects.latest("pk").person == people["tomos"]
    searched(people, replace(ASKED, words="ty -stands"))
    assert LawFound.objects.count() == 2


def test_words_are_found_across_marks_signs_and_in_what_is_said_of_a_picture(people):
    html = '<p>The <strong>z</strong>eppelin &amp; the <em>store</em>house.</p><p>Next</p><figure><img src="/media/5b0c5a4e-3c5d-4e0e-9d62-0a5a4f9f6d11" alt="A café &amp; van"></figure>'
    draft(people["nerys"], html=html)

    def found(words: str) -> int:
        return searched(people, replace(ASKED, words=words)).found

    assert [found(words) for words in ("zeppelin", "storehouse", '"zeppelin the storehouse"', "cafe", '"cafe van"', "depot")] == [1, 1, 1, 1, 1, 1]
    assert [found(words) for words in ("store", "house", "housenext", "amp", "strong", "media", "alt")] == [0, 0, 0, 0, 0, 0, 0]


def test_a_writer_sees_by_its_title_what_was_found_and_the_two_do_not_before_it_is_open_to_them(people):
    draft(people["nerys"], html="<p>Rain all week.</p>")
    request = searched(people, replace(ASKED, words="depot"))
    assert "<b>Depot</b>" in client_of(people["nerys"]).get(f"/law/{request.uid}/").content.decode()
    for who in ("officer", "host"):
        assert "<b>Depot</b>" not in client_of(people[who]).get(f"/law/{request.uid}/").content.decode()
    answer(request=request, by=people["nerys"], numbers=[1], word="about")
    assert "<b>Depot</b>" in client_of(people["officer"]).get(f"/law/{request.uid}/").content.decode()


def test_people_teams_and_days_narrow_it_down(people):
    nerys, tomos, aled = people["nerys"], people["tomos"], people["aled"]
    team = make_team(name_en="Depots", by=people["host"])
    join(team=team, person=tomos, role=Membership.MEMBER)
    old = start(author=nerys, monday=date(2020, 1, 6), title="", html=SECRET, level=Level.ME)
    mine, theirs = draft(nerys), draft(tomos)
    draft(aled)

    def found(**more: object) -> set[int | None]:
        request = searched(people, replace(ASKED, **more))  # type: ignore[arg-type]
        return set(LawFound.objects.filter(request=request).values_list("note", flat=True))

    assert found(people=(nerys.pk,)) == {old.pk, mine.pk}
    assert found(teams=(team.pk,)) == {theirs.pk}
    assert found(people=(nerys.pk,), teams=(team.pk,), first=date(2026, 11, 18), last=date(2026, 11, 30)) == {mine.pk, theirs.pk}
    assert found(people=(nerys.pk,), last=date(2020, 2, 1)) == {old.pk}


def test_an_earlier_save_is_found_only_where_that_was_asked_for(people):
    note = draft(people["nerys"])
    body = Body.objects.get(note=note)
    save(body=body, by=people["nerys"], title="Depot", html="<p>Nothing more.</p>", version=body.version, save_key=uuid4())
    assert searched(people).found == 0
    assert searched(people, replace(ASKED, earlier=True)).found == 1
    assert LawText.objects.get().how == LawText.EARLIER


def test_too_much_is_kept_nowhere_and_said(people, monkeypatch):
    monkeypatch.setattr(searching, "MOST", 1)
    draft(people["nerys"])
    draft(people["tomos"])
    request = searched(people)
    assert request.ended == LawRequest.TOO_MUCH
    assert not LawFound.objects.exists()
    assert "Too much would have been found" in words_on(client_of(people["officer"]).get(f"/law/{request.uid}/"))


def test_a_writer_is_told_at_once_by_mail_on_today_and_in_their_trail_and_nobody_reads_a_word(people):
    draft(people["nerys"])
    request = searched(people)
    send_due()
    (told,) = [one for one in mail.outbox if one.to == ["nerys@glanderw.example"]]
    assert "Olwen has searched what is held here, with the agreement of Hefin." in told.body
    assert "The search found 1 thing of yours." in told.body
    assert "depot" not in told.body.lower() + told.subject.lower()
    assert f"/law/{request.uid}/" in told.body
    nerys = client_of(people["nerys"])
    assert "A search by Olwen found something of yours: FOI 2026/114" in words_on(nerys.get("/today/"))
    assert "Olwen searched under the law with Hefin, reference FOI 2026/114. It found something of yours." in words_on(nerys.get("/settings/traces/"))
    page = words_on(nerys.get(f"/law/{request.uid}/"))
    for said in ("Asked for by Olwen", "Agreed to by Hefin", "depot clos*", "The search found 1 thing of yours.", ", and Mair knows it."):
        assert said in page, said
    for who in ("officer", "host"):
        looks = client_of(people[who])
        page = words_on(looks.get(f"/law/{request.uid}/"))
        assert "note: 1" in page
        assert "Mair" not in page
        assert "Mair" not in words_on(looks.get(f"/law/{request.uid}/found/1/"))
        assert "Its words are not open to you" in words_on(looks.get(f"/law/{request.uid}/found/1/"))
    for path in ("", "found/1/"):
        assert client_of(people["aled"]).get(f"/law/{request.uid}/{path}").status_code == 404
    listed = words_on(client_of(people["aled"]).get("/law/"))
    assert "FOI 2026/114" in listed
    assert "It concerned 1 person." in listed
    assert "depot" not in listed.lower()


def test_what_a_writer_hands_over_is_read_by_the_two_and_goes_out_as_decided(people):
    draft(people["nerys"], html='<p>The depot closes, and Mair knows it.</p><figure><img src="/media/5b0c5a4e-3c5d-4e0e-9d62-0a5a4f9f6d11" alt="The depot"></figure>')
    draft(people["tomos"], html="<p>Depot: =closing soon, says the doctor.</p>")
    request = searched(people)
    nerys, tomos, officer = (client_of(people[one]) for one in ("nerys", "tomos", "officer"))
    base = f"/law/{request.uid}/"
    assert "Kept, for 1 thing." in words_on(nerys.post(f"{base}answer/", {"number": "1", "word": "about"}, follow=True))
    assert "say in a line why" in words_on(tomos.post(f"{base}answer/", {"number": "2", "word": "about", "exemption": "personal"}, follow=True))
    tomos.post(f"{base}answer/", {"number": "2", "word": "about", "exemption": "personal", "because": "A doctor is in it"})
    page = words_on(officer.get(f"{base}found/1/"))
    assert "The depot closes, and Mair knows it." in page
    assert "[The depot]" in page
    assert b"/media/5b0c5a4e" not in officer.get(f"{base}found/1/").content
    assert "choose what becomes of it" in words_on(officer.post(f"{base}found/1/decide/", {"word": "back"}, follow=True))
    officer.post(f"{base}found/1/decide/", {"word": "out"})
    assert "say in a line why" in words_on(officer.post(f"{base}found/2/decide/", {"word": "out"}, follow=True))
    officer.post(f"{base}found/2/decide/", {"word": "back", "exemption": "personal", "because": "=HYPERLINK(1)"})
    assert "is kept back: It is about a person" in words_on(tomos.get(base))
    got = officer.post(f"{base}take/")
    assert got["Content-Disposition"] == 'attachment; filename="foi-2026114.zip"'
    packed = zipfile.ZipFile(io.BytesIO(b"".join(got)))
    assert packed.namelist() == ["texts/0001-1-en.html", "texts/0001-1-en.txt", "index.csv", "index.html"]
    assert b"Mair knows it" in packed.read("texts/0001-1-en.txt")
    rows = list(csv.reader(io.StringIO(packed.read("index.csv").decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:]] == [["1", "a note", "Nerys"], ["2", "a note", "Tomos"]]
    assert rows[2][7] == "'=HYPERLINK(1)"
    assert all(b"says the doctor" not in packed.read(name) for name in packed.namelist())
    assert "Olwen took away what goes out under the law" in words_on(nerys.get("/settings/traces/"))
    assert not TraceConcern.objects.filter(person=people["tomos"], trace__kind="law-taken").exists()


def test_what_is_not_answered_is_opened_by_two_when_the_time_is_over_and_the_writer_sees_it(people):
    draft(people["nerys"])
    request = searched(people)
    officer, host = people["officer"], people["host"]
    assert ask_to_open(request=request, by=officer, because="It is wanted") == 0
    time_over(request)
    with pytest.raises(NoReason):
        ask_to_open(request=request, by=officer, because=" ")
    with pytest.raises(PermissionDenied):
        ask_to_open(request=request, by=host, because="I want it")
    assert ask_to_open(request=request, by=officer, because="The answer is due") == 1
    with pytest.raises(PermissionDenied):
        settle_opening(request=request, by=officer, numbers=[1], agreed=True)
    assert "Mair" not in words_on(client_of(officer).get(f"/law/{request.uid}/found/1/"))
    assert "Olwen wants to open 1 thing that was not handed over:" in words_on(client_of(host).get(f"/law/{request.uid}/"))
    assert "A second person has to agree to what is to be opened." in words_on(client_of(officer).get(f"/law/{request.uid}/"))
    assert settle_opening(request=request, by=host, numbers=[1], agreed=False) == 1
    assert "1 thing has no answer, and its time is over" in words_on(client_of(officer).get(f"/law/{request.uid}/"))
    assert "Mair" not in words_on(client_of(officer).get(f"/law/{request.uid}/found/1/"))
    ask_to_open(request=request, by=officer, because="The answer is due tomorrow")
    assert "Hefin asks" not in words_on(client_of(host).get("/today/"))
    assert "Olwen asks a second person to agree" in words_on(client_of(host).get("/today/"))
    assert settle_opening(request=request, by=host, numbers=[1], agreed=True) == 1
    assert "Mair" in words_on(client_of(officer).get(f"/law/{request.uid}/found/1/"))
    nerys = client_of(people["nerys"])
    assert "opened by Olwen and Hefin" in words_on(nerys.get(f"/law/{request.uid}/"))
    assert "“The answer is due tomorrow”" in words_on(nerys.get(f"/law/{request.uid}/"))
    assert "Olwen and Hefin opened what was found and not handed over" in words_on(nerys.get("/settings/traces/"))
    send_due()
    assert any("have opened something of yours" in one.body for one in mail.outbox if one.to == ["nerys@glanderw.example"])


def test_what_is_said_to_be_about_something_else_stays_shut_but_for_two_with_a_reason(people):
    draft(people["nerys"])
    draft(people["tomos"])
    request = searched(people)
    with pytest.raises(NoReason):
        answer(request=request, by=people["nerys"], numbers=[1], word="not-about")
    assert answer(request=request, by=people["nerys"], numbers=[1, 2], word="not-about", because="Another depot") == 1
    officer = client_of(people["officer"])
    assert "Another depot" in words_on(officer.get(f"/law/{request.uid}/found/1/"))
    assert "Mair" not in words_on(officer.get(f"/law/{request.uid}/found/1/"))
    with pytest.raises(LawFound.DoesNotExist):
        decide(request=request, by=people["officer"], number=1, word="out")
    assert ask_to_open(request=request, by=people["officer"], because="All of them", number=2) == 0
    assert ask_to_open(request=request, by=people["officer"], because="There is one depot", number=1) == 1
    assert settle_opening(request=request, by=people["host"], numbers=[1, 2], agreed=True) == 1
    decide(request=request, by=people["officer"], number=1, word="out")
    assert answer(request=request, by=people["nerys"], numbers=[1], word="not-about", because="Still not") == 0


def test_a_writer_who_says_the_same_again_does_not_keep_the_two_from_opening_it(people):
    draft(people["nerys"])
    request = searched(people)

    def say(why: str, word: str = "not-about") -> None:
        answer(request=request, by=people["nerys"], numbers=[1], word=word, because=why)

    def asked() -> bool:
        return LawFound.objects.get().open_by is not None

    time_over(request)
    ask_to_open(request=request, by=people["officer"], because="Due", number=1)
    say("A novel of mine")
    assert not asked()  # nobody had heard it before
    ask_to_open(request=request, by=people["officer"], because="It names the depot", number=1)
    say("A novel of mine, as I said")
    assert asked()
    assert LawFound.objects.get().because == "A novel of mine, as I said"
    say("", "about")
    assert not asked()


def test_what_was_found_stays_as_it_stood_and_is_forgotten_when_the_request_is_closed(people):
    note = draft(people["nerys"])
    request = searched(people)
    delete(note=note, by=people["nerys"])
    erase(note=note, by=people["nerys"])
    answer(request=request, by=people["nerys"], numbers=[1], word="about")
    assert "Mair" in words_on(client_of(people["officer"]).get(f"/law/{request.uid}/found/1/"))
    decide(request=request, by=people["officer"], number=1, word="out")
    with pytest.raises(PermissionDenied):
        close(request=request, by=people["host"], outcome="Answered")
    close(request=request, by=people["officer"], outcome="All of it was sent.")
    assert not LawText.objects.exists()
    nerys = client_of(people["nerys"])
    page = words_on(nerys.get(f"/law/{request.uid}/"))
    assert "All of it was sent." in page
    assert "; 1 thing went out." in words_on(client_of(people["aled"]).get("/law/"))
    assert "Found: 1. 1 thing went out." in page
    assert "Closed, with what came of it: FOI 2026/114" in words_on(nerys.get("/today/"))
    officer = client_of(people["officer"])
    assert "Mair" not in words_on(officer.get(f"/law/{request.uid}/found/1/"))
    assert officer.post(f"/law/{request.uid}/take/").status_code == 404
    with pytest.raises(Over):
        answer(request=request, by=people["nerys"], numbers=[1], word="about")
    send_due()
    assert any("is closed" in one.body for one in mail.outbox if one.to == ["nerys@glanderw.example"])


def test_those_who_write_a_note_together_are_all_told_and_each_may_answer(people):
    note = draft(people["nerys"])
    NotePerson.objects.create(note=note, person=people["tomos"], part=NotePerson.WRITES)
    request = searched(people)
    assert set(LawConcerned.objects.values_list("person__name", flat=True)) == {"Nerys", "Tomos"}
    assert "Mair" in words_on(client_of(people["tomos"]).get(f"/law/{request.uid}/found/1/"))
    assert answer(request=request, by=people["tomos"], numbers=[1], word="about") == 1
    assert "Tomos on" in words_on(client_of(people["nerys"]).get(f"/law/{request.uid}/found/1/"))


def test_what_is_agreed_to_is_what_was_shown_and_another_may_be_the_second_for_it(people):
    draft(people["nerys"])
    draft(people["tomos"])
    request = searched(people)
    name_officer(person=people["aled"], by=people["host"])
    time_over(request)
    ask_to_open(request=request, by=people["officer"], because="Wanted now", number=1)
    aled = client_of(people["aled"])
    page = aled.get(f"/law/{request.uid}/")
    assert "1 · a note, a draft · 16 November 2026 · Nerys · no answer yet" in words_on(page)
    assert "Mair" not in words_on(page)
    numbers = re.findall(r'name="numbers" value="([^"]*)"', page.content.decode())
    ask_to_open(request=request, by=people["officer"], because="And this")
    assert "Opened: 1 thing." in words_on(aled.post(f"/law/{request.uid}/open/", {"do": "agree", "numbers": numbers[0]}, follow=True))
    assert list(LawFound.objects.filter(opened_at__isnull=False).values_list("number", flat=True)) == [1]
    assert "Mair" in words_on(client_of(people["officer"]).get(f"/law/{request.uid}/found/1/"))
    assert aled.get(f"/law/{request.uid}/found/1/").status_code == 404


def test_what_somebody_wrote_who_has_left_is_opened_by_two_without_waiting(people):
    draft(people["nerys"])
    draft(people["tomos"])
    leave_site(person=people["nerys"], by=people["host"])
    request = searched(people)
    assert ask_to_open(request=request, by=people["officer"], because="She cannot answer") == 1
    assert settle_opening(request=request, by=people["host"], numbers=[1, 2], agreed=True) == 1
    assert LawFound.objects.get(opened_at__isnull=False).person == people["nerys"]


def test_who_is_officer_no_more_reads_nothing_any_more(people):
    draft(people["nerys"])
    request = searched(people)
    answer(request=request, by=people["nerys"], numbers=[1], word="about")
    officer = client_of(people["officer"])
    assert "Mair" in words_on(officer.get(f"/law/{request.uid}/found/1/"))
    end_officer(person=people["officer"], by=people["host"])
    assert officer.get(f"/law/{request.uid}/found/1/").status_code == 404
    assert "Mair" not in words_on(officer.get(f"/law/{request.uid}/"))
    assert officer.post(f"/law/{request.uid}/take/").status_code == 404
    assert "Mair" in words_on(client_of(people["host"]).get(f"/law/{request.uid}/found/1/"))


def test_the_form_says_what_is_wrong_with_each_field_and_asks_with_what_was_typed(people):
    officer = client_of(people["officer"])
    wrong = {"reference": "", "law": "magna-carta", "words": "-only", "people": "Nobody Such", "first": "2026-11-30", "last": "2026-11-01", "came_on": "soon", "wanted_by": "2026-12-18"}
    refused = officer.post("/law/new/", wrong)
    assert refused.status_code == 422
    for said in ("Write the reference", "cannot be looked for", "Nobody and no team here is called “Nobody Such”", "The last day stands before the first", "Write a day as year"):
        assert said in words_on(refused), said
    right = {
        "reference": "SAR 7", "law": "own-data", "asked": "What is held about me", "reason": "Article 15", "words": " depot   clos* \n\n", "people": "nerys\nTOMOS\n", "teams": "",
        "first": "", "last": "", "came_on": "2026-11-20", "wanted_by": "2026-12-18", "days": "10", "earlier": "on",
    }  # fmt: skip
    assert officer.post("/law/new/", right).status_code == 302
    made = LawRequest.objects.get()
    assert (made.words, made.people, made.days, made.earlier) == ("depot clos*", [people["nerys"].pk, people["tomos"].pk], 10, True)
    page = words_on(client_of(people["host"]).get(f"/law/{made.uid}/"))
    assert "With: Nerys, Tomos." in page
    assert "Agree to this search" in page


def test_a_trail_of_searches_is_kept_for_good(people):
    draft(people["nerys"])
    searched(people)
    Trace.objects.update(at=timezone.now() - timedelta(days=800))
    let_go_old()
    assert set(Trace.objects.values_list("kind", flat=True)) == {"law-officer", "law-asked", "law-agreed", "law-found"}


def test_a_page_asks_the_same_of_the_database_however_much_was_found(people, django_assert_max_num_queries):
    for person in ("nerys", "tomos", "aled"):
        for _each in range(9):
            draft(people[person])
    request = searched(people)
    answer(request=request, by=people["nerys"], numbers=range(1, 40), word="about")
    for who, most in (("officer", 23), ("nerys", 20)):
        client = client_of(people[who])
        client.get(f"/law/{request.uid}/")
        with django_assert_max_num_queries(most):
            client.get(f"/law/{request.uid}/")
    client.get("/law/")
    with django_assert_max_num_queries(10):
        client.get("/law/")
