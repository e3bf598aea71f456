"""A team's measures: begun, read out of its notes, drawn, put right, put by; who sees them, and who sees the sentences."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from weeknotes.memory.models import Measure, MeasureTeam, NotAReading, Reading
from weeknotes.notes.delete import delete, erase
from weeknotes.notes.describe import About, describe
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import join, leave, make_team
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.importing import read
from weeknotes.transfer.record import Record
from weeknotes.transfer.take import take

pytestmark = pytest.mark.django_db(transaction=True)

WEEK = date(2019, 11, 25)
SENTENCE = "There were 48 apprentices in June 2019, 68 now, and firm commitments for 97."
HTML = f"<p>{SENTENCE} Our goal is 100 apprentices by September 2020.</p><p>I met 4 boroughs.</p>"
NAMES = {"name_en": "Digital apprentices in post", "unit_en": "apprentices", "why_en": "To learn what brings people in.", "level": "2"}


@pytest.fixture
def nerys() -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys")


@pytest.fixture
def team(nerys: Person) -> Team:
    return make_team(name_en="Apprenticeships", name_cy="Prentisiaethau", by=nerys)


@pytest.fixture
def browser(nerys: Person) -> Client:
    return as_(nerys)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def text(answer: object) -> str:
    """What the answer says, its white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())  # type: ignore[attr-defined]


def measured(browser: Client, team: Team, **more: object) -> Measure:
    answer = browser.post(f"/teams/{team.slug}/measures/new/", NAMES | more)
    assert answer.status_code == 302, text(answer)
    return Measure.objects.latest("pk")


def page_of(measure: Measure) -> str:
    return f"/teams/{measure.team.slug}/measures/{measure.uid}/"


def offers(browser: Client, measure: Measure) -> dict[str, str]:
    """By their value, what the forms of the offers on the page call them."""
    names = re.findall(r'name="offer" value="([^"]+)"', browser.get(page_of(measure)).content.decode())
    return {name.split(":")[3]: name for name in names}


def noted(author: Person, team: Team, level: Level = Level.TEAM, html: str = HTML, *, out: bool = True) -> Note:
    note = start(author=author, monday=WEEK, title="Week 48", html=html, level=level, teams=[team])
    if out:
        publish(note=note, by=author)
    return note


def keep(browser: Client, measure: Measure, value: str, kind: str = "actual", when: str = "November 2019") -> None:
    sent = {"do": "keep", "offer": offers(browser, measure)[value], "kind": kind, "when": when}
    assert browser.post(page_of(measure), sent).status_code == 302


@pytest.mark.django_db
def test_the_seed_is_read_drawn_and_tabled_as_it_was_said(browser: Client, nerys: Person, team: Team, shared: Path):
    (seed,) = (shared / "seeds").glob("002_*")
    (taken,) = take((one for one in read(seed) if isinstance(one, Record)), person=nerys)
    note = taken.note
    assert note is not None
    describe(note=note, about=About(kind=note.kind, monday=WEEK, last_monday=None, level=Level.ME, teams=(team,), writers=(), named=(), dated=None))
    measure = measured(browser, team, with_en="the other LOTI boroughs")
    page = text(browser.get(page_of(measure)))
    assert "Your notes may say" in page
    assert "a total of 68 apprentices now in post" in page
    assert "Its kind from “ commitments ”." in page
    assert Reading.objects.count() == 0
    found = offers(browser, measure)
    assert list(found) == ["100", "48", "68", "97"]
    html = browser.get(page_of(measure)).content.decode()
    assert re.findall(r'name="when"[^>]* value="([^"]*)"', html)[:3] == ["June 2019", "November 2019", "November 2019"]
    browser.post(page_of(measure), {"do": "keep", "offer": found["48"], "kind": "actual", "when": "June 2019"})
    browser.post(page_of(measure), {"do": "keep", "offer": found["68"], "kind": "actual", "when": "November 2019"})
    browser.post(page_of(measure), {"do": "keep", "offer": found["97"], "kind": "committed", "when": "November 2019"})
    browser.post(page_of(measure), {"do": "target", "offer": found["100"]})
    said = [(one.value, one.kind, one.dated, one.precision, one.note_id) for one in Reading.objects.order_by("pk")]
    assert said == [
        (Decimal(48), "actual", date(2019, 6, 1), "month", note.pk),
        (Decimal(68), "actual", date(2019, 11, 1), "month", note.pk),
        (Decimal(97), "committed", date(2019, 11, 1), "month", note.pk),
    ]
    measure.refresh_from_db()
    assert (measure.target, measure.target_date, measure.target_precision) == (Decimal(100), date(2020, 9, 1), "month")
    answer = browser.get(page_of(measure))
    assert offers(browser, measure) == {}
    html = answer.content.decode()
    assert html.count('class="dot"') == 2
    assert html.count('class="open"') == 1
    assert 'class="go"' in html and 'class="band"' in html
    assert "48 in June 2019; 68 in November 2019; 97 committed in November 2019; 100 aimed for by September 2020." in html
    page = text(answer)
    assert "June 2019 counted 48" in page
    assert "November 2019 committed 97" in page
    assert "September 2020 aimed for 100" in page
    assert "%" not in page


def test_nothing_is_kept_without_a_click_and_what_is_refused_is_not_offered_again(browser: Client, nerys: Person, team: Team):
    noted(nerys, team)
    measure = measured(browser, team)
    assert list(offers(browser, measure)) == ["48", "68", "97", "100"]
    assert not Reading.objects.exists()
    assert browser.post(page_of(measure), {"do": "refuse", "offer": offers(browser, measure)["68"]}).status_code == 302
    assert list(offers(browser, measure)) == ["48", "97", "100"]
    assert NotAReading.objects.get().value == 68
    gone = browser.post(page_of(measure), {"do": "keep", "offer": "nothing", "kind": "actual", "when": "2019"}, follow=True)
    assert "Nothing was kept." in text(gone)
    assert not Reading.objects.exists()


@pytest.mark.django_db
def test_a_draft_is_read_for_its_writer_alone(browser: Client, nerys: Person, team: Team):
    tomos = add_person(name="Tomos")
    join(team=team, person=tomos, role=Membership.MEMBER)
    noted(nerys, team, out=False)
    measure = measured(browser, team)
    assert list(offers(browser, measure)) == ["48", "68", "97", "100"]
    assert offers(as_(tomos), measure) == {}
    keep(browser, measure, "68")
    assert SENTENCE in text(browser.get(page_of(measure)))
    other = text(as_(tomos).get(page_of(measure)))
    assert "November 2019 counted 68" in other
    assert "There were 48" not in other


def test_a_sentence_is_shown_only_to_those_who_may_read_it_in_its_note(browser: Client, nerys: Person, team: Team):
    tomos, outsider = add_person(name="Tomos"), add_person(name="Siân")
    join(team=team, person=tomos, role=Membership.MEMBER)
    note = noted(nerys, team, html=f'<p>Words.</p><h2 data-audience="team">For us</h2><p>{SENTENCE}</p>', level=Level.PUBLIC)
    measure = measured(browser, team, level="3")
    keep(browser, measure, "68")
    assert SENTENCE in text(as_(tomos).get(page_of(measure)))
    seen = text(as_(outsider).get(page_of(measure)))
    assert "November 2019 counted 68" in seen
    assert "There were 48" not in seen and "Week 48" not in seen
    leave(team=team, person=tomos)
    assert "There were 48" not in text(as_(tomos).get(page_of(measure)))
    withdraw(note=note, by=nerys)
    delete(note=note, by=nerys)
    assert "There were 48" not in text(browser.get(page_of(measure)))
    erase(note=note, by=nerys)
    left = Reading.objects.get()
    assert (left.value, left.note, left.words, left.key) == (Decimal(68), None, "", "")


def test_who_sees_a_measure_is_the_teams_choice_and_partners_see_what_they_keep(browser: Client, nerys: Person, team: Team):
    outsider, partner, guest = add_person(name="Siân"), add_person(name="Dewi"), add_person(name="Guest")
    Person.objects.filter(pk=guest.pk).update(in_organisation=False)
    other = make_team(name_en="Libraries", by=partner)
    measure = measured(browser, team)
    statuses = lambda: [as_(one).get(page_of(measure)).status_code for one in (nerys, partner, outsider, guest)]  # noqa: E731
    assert statuses() == [200, 404, 404, 404]
    assert "None here that you may see" in text(as_(outsider).get(f"/teams/{team.slug}/measures/"))
    change = f"{page_of(measure)}change/"
    assert browser.post(change, NAMES | {"do": "change", "partners": [other.slug]}).status_code == 302
    assert statuses() == [200, 200, 404, 404]
    assert "Digital apprentices" in text(as_(partner).get("/teams/libraries/measures/"))
    assert as_(partner).get(change).status_code == 404
    assert as_(partner).post(page_of(measure), {"do": "add", "value": "68", "kind": "actual", "when": "2019"}).status_code == 302
    browser.post(change, NAMES | {"do": "change", "level": "3"})
    assert statuses() == [200, 200, 200, 404]
    assert not MeasureTeam.objects.exists()
    assert as_(outsider).post(page_of(measure), {"do": "add", "value": "1", "kind": "actual", "when": "2019"}).status_code == 404
    browser.post(change, NAMES | {"do": "change", "level": "4"})
    assert statuses() == [200, 200, 200, 200]
    assert Client().get(page_of(measure)).status_code == 302
    assert as_(outsider).get(f"/teams/{team.slug}/measures/new/").status_code == 404
    assert as_(outsider).post(f"{page_of(measure)}readings/{Reading.objects.get().pk}/", {}).status_code == 404


def test_a_public_measure_is_drawn_on_the_teams_public_page_and_goes_with_its_level_and_its_note(browser: Client, nerys: Person, team: Team):
    bake()
    file = settings.PUBLIC / "teams" / team.slug / "index.html"
    note = noted(nerys, team, Level.PUBLIC)
    measure = measured(browser, team)
    keep(browser, measure, "68")
    assert "Digital apprentices in post" not in file.read_text(encoding="utf-8")
    browser.post(f"{page_of(measure)}change/", NAMES | {"do": "change", "level": "4", "target": "100", "when": "September 2020", "name_cy": "Prentisiaid digidol"})
    page = file.read_text(encoding="utf-8")
    assert 'class="ch"' in page and SENTENCE in unescape(page)
    assert "Prentisiaid digidol" in (settings.PUBLIC / "cy" / "teams" / team.slug / "index.html").read_text(encoding="utf-8")
    assert audit() == ()
    keep(browser, measure, "97", "committed")
    assert "97 committed in November 2019" in file.read_text(encoding="utf-8")
    other = noted(nerys, team, Level.PUBLIC, html="<p>Something else.</p>")
    withdraw(note=note, by=nerys)
    page = file.read_text(encoding="utf-8")
    assert "97 committed in November 2019" in page
    assert "There were 48" not in page
    browser.post(f"{page_of(measure)}change/", NAMES | {"do": "change", "level": "2"})
    assert "apprentices" not in file.read_text(encoding="utf-8").replace("apprenticeships", "")
    assert audit() == ()
    assert other.pk


@pytest.mark.django_db
def test_a_table_of_readings_is_told_apart_from_the_section_that_it_stands_in(browser: Client, team: Team):
    measure = measured(browser, team)
    browser.post(page_of(measure), {"do": "add", "value": "120", "kind": "actual", "when": "4 September 2026"})
    page = browser.get(f"/teams/{team.slug}/measures/").content.decode()
    assert f'role="region" aria-label="The readings as a table: {measure}"' in page


@pytest.mark.django_db
def test_the_words_of_a_drawing_say_what_was_counted_on_a_day_and_in_a_month(browser: Client, team: Team):
    measure = measured(browser, team)
    for value, kind, when in (("120", "actual", "4 September 2026"), ("130", "actual", "October 2026"), ("140", "committed", "6 November 2026")):
        browser.post(page_of(measure), {"do": "add", "value": value, "kind": kind, "when": when})
    assert "120 on 4 September 2026; 130 in October 2026; 140 committed on 6 November 2026." in browser.get(page_of(measure)).content.decode()


@pytest.mark.django_db
def test_what_is_put_right_stays_in_sight_and_out_of_the_drawing(browser: Client, nerys: Person, team: Team):
    measure = measured(browser, team)
    browser.post(page_of(measure), {"do": "add", "value": "1,086.5", "kind": "actual", "when": "3 June 2019"})
    wrong = Reading.objects.get()
    assert wrong.value == Decimal("1086.5")
    place = f"{page_of(measure)}readings/{wrong.pk}/"
    assert 'value="3 June 2019"' in browser.get(place).content.decode()
    assert browser.post(place, {"value": "68", "kind": "estimated", "when": "Q2 2019", "because": "Two were counted twice."}).status_code == 302
    answer = browser.get(page_of(measure))
    page = text(answer)
    assert "Q2 2019 estimated Before it was put right: 1,086.5, counted , 3 June 2019. Put right because: Two were counted twice. 68" in page.replace("counted,", "counted ,")
    assert "1,086" not in answer.content.decode().split("<svg")[1].split("</svg>")[0]
    assert browser.post(place, {"value": "70", "kind": "actual", "when": "2019"}).status_code == 404
    assert Reading.objects.count() == 2


@pytest.mark.django_db
def test_it_is_put_by_with_a_reason_and_taken_up_again(browser: Client, team: Team):
    measure = measured(browser, team)
    change = f"{page_of(measure)}change/"
    answer = browser.post(change, {"do": "retire", "because": "  "})
    assert answer.status_code == 422
    assert "Say why it is kept no longer" in text(answer)
    browser.post(change, {"do": "retire", "because": "It is told elsewhere now."})
    assert "because: It is told elsewhere now." in text(browser.get(f"/teams/{team.slug}/measures/"))
    assert "Add a reading" not in text(browser.get(page_of(measure)))
    assert browser.post(page_of(measure), {"do": "add", "value": "1", "kind": "actual", "when": "2019"}).status_code == 404
    browser.post(change, {"do": "again"})
    assert "Add a reading" in text(browser.get(page_of(measure)))


@pytest.mark.django_db
def test_what_cannot_be_kept_of_a_measure_is_said(browser: Client, team: Team):
    for sent, says in (
        ({"name_en": ""}, "Say what is counted"),
        ({"target": "many"}, "That is not a number"),
        ({"target": "1e30"}, "too long to keep"),
        ({"target": "NaN"}, "too long to keep"),
        ({"target": "100", "when": "soon"}, "Write a day, a month"),
        ({"when": "2020"}, "You say by when, and not how many"),
        ({"level": "0"}, "Select a valid choice"),
        ({"level": ""}, "Choose who may see it"),
        ({"why_en": "x" * 501}, "longer than 500"),
        ({"partners": ["nosuch"]}, "Select a valid choice"),
    ):
        answer = browser.post(f"/teams/{team.slug}/measures/new/", NAMES | sent)
        assert answer.status_code == 422
        assert says in text(answer)
    assert not Measure.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_kept_of_a_reading_is_said_and_what_was_typed_stays(browser: Client, nerys: Person, team: Team):
    measure = measured(browser, team)
    for sent, says in (
        ({"value": ""}, "Say the number"),
        ({"value": "1.23456"}, "four after the point"),
        ({"when": ""}, "Say of when it is"),
        ({"kind": ""}, "counted, committed"),
    ):
        answer = browser.post(page_of(measure), {"do": "add", "value": "68", "kind": "actual", "when": "June 2019"} | sent)
        assert answer.status_code == 422
        assert says in text(answer)
    noted(nerys, team, out=False)
    answer = browser.post(page_of(measure), {"do": "keep", "offer": offers(browser, measure)["48"], "kind": "actual", "when": "some day"})
    assert answer.status_code == 422
    assert 'value="some day"' in answer.content.decode()
    assert not Reading.objects.exists()


@pytest.mark.django_db
def test_no_table_of_measures_names_a_person_and_the_database_holds_what_they_say():
    for model in (Measure, MeasureTeam, Reading, NotAReading):
        assert all(field.related_model is not Person for field in model._meta.get_fields())
    team = Team.objects.create(slug="repairs", name_en="Repairs")
    for wrong in ({"name_en": ""}, {"level": 1}, {"target_date": WEEK, "target_precision": "month"}, {"retired_at": "2019-11-25T00:00Z"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.create(**{"team": team, "name_en": "Homes"} | wrong)
    measure = Measure.objects.create(team=team, name_en="Homes")
    for wrong in ({"kind": "target"}, {"precision": "week"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reading.objects.create(**{"measure": measure, "dated": WEEK, "precision": "day", "kind": "actual", "value": 1} | wrong)


def test_the_pages_ask_few_questions_however_many_there_are(browser: Client, nerys: Person, team: Team, django_assert_max_num_queries):
    noted(nerys, team)
    for _number in range(3):
        keep(browser, measured(browser, team), "68")
    browser.get(f"/teams/{team.slug}/measures/")
    with django_assert_max_num_queries(14):
        browser.get(f"/teams/{team.slug}/measures/")
    with django_assert_max_num_queries(22):
        browser.get(page_of(Measure.objects.latest("pk")))
