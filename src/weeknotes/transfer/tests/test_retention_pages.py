"""The pages of how long notes are kept: a host sets classes up, looks at a list, holds back, answers and confirms; a writer reads what of theirs is due."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.desk.for_action import for_action
from weeknotes.notes.delete import delete
from weeknotes.notes.holds import hold
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Hold, Note
from weeknotes.people.begin import add_person
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import close_team, make_team
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.models_retention import WRITTEN, DisposalLine, DisposalList, RetentionClass
from weeknotes.transfer.retention import shown as showing
from weeknotes.transfer.retention.listing import make_list
from weeknotes.transfer.tests.retained import a_month_on, draft, kept, published
from weeknotes.transfer.tests.typed import main

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, NEW = "/settings/records/", "/settings/records/class/new/"
SAID = {"name_en": "Published notes", "years": "3", "counted_from": "published", "source_en": "Our retention schedule, line 12", "for_all": "on"}


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def words(answer: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


@pytest.fixture
def mared(nerys: Person) -> Person:
    return add_person(name="Mared")


@pytest.fixture
def host(nerys: Person) -> Client:
    return enter(nerys)


@pytest.fixture
def writer(mared: Person) -> Client:
    return enter(mared)


@pytest.fixture
def disposal(nerys: Person, mared: Person) -> DisposalList:
    """A list with a note of Mared's that everybody may read, one for her alone and a draft on it."""
    kept()
    kept("Drafts", counted_from=WRITTEN)
    published(mared, "Rain")
    published(mared, "Secret wind", level=Level.ME)
    draft(mared, "Half a thought")
    made = make_list(by=nerys)
    assert made is not None
    return made


def line(title: str) -> DisposalLine:
    return DisposalLine.objects.get(note__bodies__title=title)


class TestClasses:
    def test_the_host_sets_one_up_and_is_told_what_is_due_by_it(self, host: Client, nerys: Person):
        team = make_team(name_en="Repairs", by=nerys)
        published(nerys, "Rain")
        assert "None yet, so every note is kept for good." in words(host.get(PAGE))
        answer = host.post(NEW, {**SAID, "teams": [team.slug]}, follow=True)
        shown = words(answer)
        assert "By this class 1 note is due today." in shown
        assert "3 years from the day a note was published or last corrected" in shown
        assert "For all notes for which nothing else is said. For the notes of: Repairs." in shown
        assert "Our retention schedule, line 12" in shown
        made = RetentionClass.objects.get()
        assert (made.months, list(made.teams.all())) == (36, [team])

    def test_the_notes_of_a_team_that_has_closed_stay_of_their_class_when_it_is_changed_and_can_be_given_one(self, host: Client, nerys: Person):
        team = make_team(name_en="Repairs", by=nerys)
        host.post(NEW, {**SAID, "for_all": "", "teams": [team.slug]})
        close_team(team=team, by=nerys)
        made = RetentionClass.objects.get()
        page = f"/settings/records/class/{made.uid}/"
        assert f'value="{team.slug}" checked' in host.get(page).content.decode()
        host.post(page, {**SAID, "for_all": "", "years": "7", "teams": [team.slug]})
        made.refresh_from_db()
        assert (made.months, list(made.teams.all())) == (84, [team])
        assert f'value="{team.slug}"' in host.get(NEW).content.decode()

    def test_one_is_changed_and_another_takes_its_place_for_all(self, host: Client):
        host.post(NEW, SAID)
        first = RetentionClass.objects.get()
        page = f"/settings/records/class/{first.uid}/"
        assert 'value="3"' in host.get(page).content.decode()
        host.post(page, {**SAID, "years": "1", "months_more": "6"})
        first.refresh_from_db()
        assert first.months == 18
        host.post(NEW, {**SAID, "name_en": "For good", "years": "", "for_good": "on"})
        first.refresh_from_db()
        assert not first.for_all
        assert "1 year, 6 months" in words(host.get(PAGE))
        host.post(f"{page}end/")
        assert RetentionClass.objects.get().months is None

    @pytest.mark.parametrize(
        ("wrong", "why"),
        [
            ({"name_en": ""}, "Say what the class is called, in one language at least."),
            ({"source_en": ""}, "Say why, or by which source, in one language at least"),
            ({"years": ""}, "one of the two"),
            ({"for_good": "on"}, "one of the two"),
            ({"years": "three"}, "Write whole numbers, such as 6."),
            ({"years": "-1"}, "not below nought"),
            ({"years": "4000"}, "Say that it is kept for good."),
            ({"counted_from": "birth"}, "Choose one of those listed."),
            ({"counted_from": ""}, "Say from when the time is counted."),
        ],
    )
    def test_what_cannot_be_used_is_answered_in_a_sentence(self, host: Client, wrong: dict[str, str], why: str):
        answer = host.post(NEW, SAID | wrong)
        assert answer.status_code == 422
        assert why in words(answer)
        assert not RetentionClass.objects.exists()

    def test_they_are_the_hosts_alone(self, writer: Client, disposal: DisposalList):
        one = RetentionClass.objects.first()
        assert one is not None
        for page in (PAGE, NEW, f"/settings/records/class/{one.uid}/", f"{PAGE}holds/", f"{PAGE}list/{disposal.uid}/", f"{PAGE}list/{disposal.uid}/list.csv", f"{PAGE}gone/", f"{PAGE}gone/all.csv"):
            assert writer.get(page).status_code == 404, page
        for page in ("list/make/", f"list/{disposal.uid}/hold/", f"list/{disposal.uid}/confirm/", f"list/{disposal.uid}/away/", f"list/{disposal.uid}/answer/{line('Rain').uid}/", f"class/{one.uid}/end/"):
            assert writer.post(PAGE + page).status_code == 404, page
        assert Client().get(PAGE).status_code == 302
        assert Note.objects.kept().count() == 3


class TestTheList:
    def test_the_host_reads_what_any_colleague_may_and_of_the_rest_what_it_is(self, host: Client, disposal: DisposalList):
        shown = words(host.get(f"{PAGE}list/{disposal.uid}/"))
        assert "Rain Mared" in shown
        assert "3 notes may go" in shown
        assert "Secret" not in shown
        assert "Half a" not in shown
        assert shown.count("Mared") == 1
        assert shown.count("not for you to read") == 2
        assert "Delete them for good" not in shown

    def test_it_is_made_once_and_put_away(self, host: Client, nerys: Person):
        assert "Nothing is due today" in words(host.post(f"{PAGE}list/make/", follow=True))
        kept()
        published(nerys, "Rain")
        assert "1 note is due today" in words(host.get(PAGE))
        first = host.post(f"{PAGE}list/make/").headers["Location"]
        assert host.post(f"{PAGE}list/make/").headers["Location"] == first
        assert "1 note is on it." in words(host.get(PAGE))
        assert "put away, and nothing of it went" in words(host.post(f"{first}away/", follow=True))
        assert "confirmed or put away already" in words(host.post(f"{first}away/", follow=True))
        assert "1 note is due today" in words(host.get(PAGE))

    def test_it_is_confirmed_by_the_number_once_the_thirty_days_are_over(self, host: Client, disposal: DisposalList):
        page = f"{PAGE}list/{disposal.uid}/"
        assert "have thirty days. Nothing was changed." in words(host.post(f"{page}confirm/", {"count": "3"}))
        a_month_on(disposal)
        for wrong in ("2", "", "three", "9" * 40):
            answer = host.post(f"{page}confirm/", {"count": wrong})
            assert answer.status_code == 422
            assert "3 notes would go now." in words(answer)
        answer = host.post(f"{page}confirm/", {"count": "3"}, follow=True)
        assert "by Nerys, and done." in words(answer)
        assert "3 notes are gone" in words(answer)
        assert not Note.objects.kept().exists()
        assert "confirmed or put away already" in words(host.post(f"{page}confirm/", {"count": "3"}, follow=True))

    def test_what_is_ticked_is_held_back_for_a_reason(self, host: Client, disposal: DisposalList):
        page = f"{PAGE}list/{disposal.uid}/"
        wind = line("Secret wind")
        assert "Say why, in a line." in words(host.post(f"{page}hold/", {"line": [wind.pk]}))
        assert "Tick the notes" in words(host.post(f"{page}hold/", {"reason": "A claim", "line": ["x", "9" * 30]}))
        over = {"line": [wind.pk], "reason": "A claim", "until": "2020-01-01"}
        assert "That day is over." in words(host.post(f"{page}hold/", over))
        assert "1 note is on hold." in words(host.post(f"{page}hold/", {"line": [wind.pk], "reason": "A claim"}, follow=True))
        assert "1 is on hold" in words(host.get(page))
        a_month_on(disposal)
        host.post(f"{page}confirm/", {"count": "2"})
        assert set(Note.objects.kept().values_list("bodies__title", flat=True)) == {"Secret wind"}
        assert "nothing of it can be held back" in words(host.post(f"{page}hold/", {"line": [wind.pk], "reason": "A claim"}, follow=True))

    def test_the_page_asks_as_much_however_many_notes(self, host: Client, nerys: Person, mared: Person, django_assert_max_num_queries: object):
        kept()
        for number in range(12):
            published(mared, f"Rain {number}")
        made = make_list(by=nerys)
        assert made is not None
        writer = enter(mared)
        for client in (host, writer):
            client.get("/settings/kept/")
        with django_assert_max_num_queries(14):  # type: ignore[operator]
            assert words(host.get(f"{PAGE}list/{made.uid}/")).count("Rain ") >= 12
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            host.get(PAGE)
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert words(writer.get("/settings/kept/")).count("Ask for it to be kept") == 12

    def test_a_long_one_is_cut_into_pages(self, host: Client, nerys: Person, monkeypatch: pytest.MonkeyPatch):
        kept()
        for number in range(3):
            published(nerys, f"Rain {number}")
        made = make_list(by=nerys)
        assert made is not None
        monkeypatch.setattr(showing, "A_PAGE", 2)
        first = host.get(f"{PAGE}list/{made.uid}/").content.decode()
        more = re.search(r"\?after=(\d+)", first)
        assert more is not None
        second = words(host.get(f"{PAGE}list/{made.uid}/?after={more.group(1)}"))
        assert ("Rain 2" in second, "Rain 0" in second) == (True, False)
        assert host.get(f"{PAGE}list/{made.uid}/?after=x").status_code == 200


class TestTheRecord:
    def test_it_says_what_went_by_which_class_and_who_said_so_and_nothing_of_the_notes(self, host: Client, nerys: Person, disposal: DisposalList):
        uid = str(line("Rain").reference)
        host.post(f"{PAGE}list/{a_month_on(disposal).uid}/confirm/", {"count": "3"})
        RetentionClass.objects.all().delete()
        shown = words(host.get(f"{PAGE}gone/"))
        assert "3 notes went. Confirmed by Nerys on" in shown
        assert "Published notes : 2 notes" in shown
        answer = host.get(f"{PAGE}gone/all.csv")
        text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) == 3
        found = next(row for row in rows if row["reference"] == uid)
        assert (found["class_en"], found["source_en"], found["months"], found["what"], found["state"]) == ("Published notes", "Our retention schedule, line 12", "36", "published", "gone")
        assert (found["confirmed_by"], found["settled_on"]) == ("Nerys", str(timezone.localdate()))
        assert "Rain" not in text
        assert "Mared" not in text
        assert "3 notes went by lists." in words(host.get(PAGE))

    def test_a_cell_that_a_spreadsheet_would_reckon_with_is_words(self, host: Client, nerys: Person):
        kept("=1+1")
        published(nerys, "Rain")
        made = make_list(by=nerys)
        assert made is not None
        text = b"".join(host.get(f"{PAGE}list/{made.uid}/list.csv").streaming_content).decode()  # type: ignore[attr-defined]
        assert "'=1+1" in text


class TestHolds:
    def test_notes_are_held_by_address_reference_person_or_team(self, host: Client, nerys: Person, mared: Person):
        team = make_team(name_en="Repairs", by=nerys)
        rain, half, wind = published(mared, "Rain"), draft(mared, "Half"), published(nerys, "Wind", teams=[team])
        address = rain.addresses.get().path
        for which, notes in [
            (f"http://localhost{address}", {rain}),
            (str(half.uid), {half}),
            (f"http://localhost/notes/{half.uid}/", {half}),
            ("/people/mared/", {rain, half}),
            ("https://x.example/cy/teams/repairs/", {wind}),
        ]:
            answer = host.post(f"{PAGE}holds/", {"which": which, "reason": "A claim"}, follow=True)
            assert f"{len(notes)} note" in words(answer), which
            newest = Hold.objects.order_by("-pk").first()
            assert newest is not None
            assert set(newest.held.values_list("note", flat=True)) == {one.pk for one in notes}
        for which in ("", "nothing", "/people/nobody/", "/teams/none/", "http://[", "00000000-0000-4000-8000-000000000000"):
            answer = host.post(f"{PAGE}holds/", {"which": which, "reason": "A claim"})
            assert answer.status_code == 422, which
        assert "Half" not in words(host.get(f"{PAGE}holds/"))

    def test_one_is_ended(self, host: Client, nerys: Person):
        made = hold(notes=[published(nerys, "Rain").pk], by=nerys, reason="Claim 7")
        assert "Claim 7" in words(host.get(f"{PAGE}holds/"))
        assert "The hold is ended." in words(host.post(f"{PAGE}holds/{made.uid}/end/", follow=True))
        assert "Claim 7" not in words(host.get(f"{PAGE}holds/"))

    def test_a_writer_is_told_why_what_they_deleted_stays(self, writer: Client, mared: Person, nerys: Person):
        note = draft(mared, "Half")
        delete(note=note, by=mared)
        hold(notes=[note.pk], by=nerys, reason="Request 2026-17 is open")
        assert "on hold: it stays until the hold ends" in words(writer.get("/write/deleted/"))
        assert "This note is on hold" in words(writer.post(f"/write/deleted/{note.uid}/for-good/", follow=True))
        assert "Request 2026-17 is open" in words(writer.get("/settings/kept/"))
        assert Note.objects.filter(pk=note.pk).exists()


class TestTheWriter:
    def test_they_read_what_of_theirs_is_on_the_list_and_are_told_in_the_weekly_mail(self, writer: Client, mared: Person, nerys: Person, disposal: DisposalList):
        shown = words(writer.get("/settings/kept/"))
        for title in ("Rain", "Secret wind", "Half a thought"):
            assert title in shown
        assert "It may be deleted for good from" in shown
        assert "Published notes : 2 notes" in shown
        note = Note.objects.get(bodies__title="Rain")
        assert "It is on a disposal list" in words(writer.get(f"/write/{note.uid}/en/kept/"))
        (told,) = [one for one in for_action(mared) if one.key.startswith("disposal")]
        assert told.words.startswith("3 notes of yours are on a disposal list.")
        assert "Rain" not in told.words
        assert [one for one in for_action(nerys) if one.key.startswith("disposal")] == []
        assert "made a disposal list with notes of yours on it" in words(writer.get("/settings/traces/"))
        assert "You have no notes yet." in words(enter(nerys).get("/settings/kept/"))

    def test_they_ask_and_the_host_answers(self, writer: Client, host: Client, disposal: DisposalList):
        page = f"/settings/kept/{line('Secret wind').uid}/ask/"
        assert host.post(page, {"because": "Mine"}).status_code == 404
        assert "Say why, in a line. Nothing was changed." in words(writer.post(page, {"because": " "}))
        assert "Asked. The note stays until you have an answer." in words(writer.post(page, {"because": "I still teach from it."}, follow=True))
        assert "confirmed or put away meanwhile" in words(writer.post(page, {"because": "Again"}, follow=True))
        seen = words(host.get(f"{PAGE}list/{disposal.uid}/"))
        assert "I still teach from it." in seen
        assert "Secret" not in seen
        answer = f"{PAGE}list/{disposal.uid}/answer/{line('Secret wind').uid}/"
        assert "Say why, in a line: whoever asked reads it." in words(host.post(answer, {"do": "keep"}))
        assert "the note comes on the next list" in words(host.post(answer, {"do": "next", "words": "The schedule says three years."}, follow=True))
        assert "That was answered already." in words(host.post(answer, {"do": "keep", "words": "Well then"}, follow=True))
        assert "The schedule says three years." in words(writer.get("/settings/kept/"))

    def test_a_yes_is_a_hold_that_they_read(self, writer: Client, host: Client, disposal: DisposalList):
        writer.post(f"/settings/kept/{line('Rain').uid}/ask/", {"because": "I still teach from it."})
        host.post(f"{PAGE}list/{disposal.uid}/answer/{line('Rain').uid}/", {"do": "keep", "words": "Kept while you teach from it."})
        shown = words(writer.get("/settings/kept/"))
        assert "It is on hold, and stays. Kept while you teach from it." in shown

    def test_they_choose_a_class_that_the_host_offers(self, writer: Client, mared: Person, nerys: Person):
        offered, other = kept("For good", months=None, for_all=False, for_writers=True), kept("All")
        note = published(mared, "Rain")
        page = f"/write/{note.uid}/en/kept/"
        shown = words(writer.get(page))
        assert "All : 3 years from the day" in shown
        assert "its time is over on" in shown
        assert "How long it is kept" in words(writer.get(f"/write/{note.uid}/en/"))
        assert writer.post(page, {"kept": str(other.uid)}).status_code == 404
        assert "For good : for good." in words(writer.post(page, {"kept": str(offered.uid)}, follow=True))
        assert make_list(by=nerys) is None
        hold(notes=[note.pk], by=nerys, reason="A claim")
        assert "It is on hold: A claim" in words(writer.post(page, {"kept": ""}, follow=True))
        assert enter(nerys).get(page).status_code == 404

    def test_what_is_of_no_class_is_kept_for_good(self, writer: Client, mared: Person):
        note = published(mared, "Rain")
        withdraw(note=note, by=mared)
        assert "of no class, so it is kept for good" in words(writer.get(f"/write/{note.uid}/en/kept/"))
        assert "No class, so kept for good: 1 note" in words(writer.get("/settings/kept/"))


def test_the_command_prints_the_list_and_no_title(nerys: Person, mared: Person, capsys: pytest.CaptureFixture[str]):
    assert main(["disposal"]) == 0
    assert capsys.readouterr().out == "No disposal list is open, and nothing is due.\n"
    kept()
    note = published(mared, "Rain")
    main(["disposal"])
    assert capsys.readouterr().out == "No disposal list is open.\n1 due by “Published notes” (3 years from the day a note was published or last corrected).\n"
    main(["disposal", "--json"])
    assert json.loads(capsys.readouterr().out)["due"] == 1
    made = make_list(by=nerys)
    assert made is not None
    main(["disposal"])
    shown = capsys.readouterr().out
    assert f"it can be confirmed from {timezone.localdate() + timedelta(days=30)} on" in shown
    assert f"{note.uid}  listed  published" in shown
    main(["disposal", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["reference"], told["state"], told["class_en"], told["list"]) == (str(note.uid), "listed", "Published notes", str(made.uid))
    assert "Rain" not in str(told)
