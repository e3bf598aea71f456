"""The page of a team's week: what it quotes, for whom, as a file for everybody, as a document, and several of them on a leader's page."""

import re
import uuid
from collections.abc import Callable
from datetime import date, datetime
from html import unescape
from io import BytesIO
from itertools import count

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from weeknotes.memory.answer import answer
from weeknotes.memory.answer_question import answer_question, keep_between_two
from weeknotes.memory.ask_question import ask, ask_team
from weeknotes.memory.draw import draw
from weeknotes.memory.join import join as make_one
from weeknotes.memory.join import take_apart
from weeknotes.memory.lesson import LessonMore
from weeknotes.memory.measures import About, change_measure, make_measure
from weeknotes.memory.models import Measure, Reading, TeamPage, Thread
from weeknotes.memory.team_week_page import NAME, kind
from weeknotes.memory.told_line import after, word_and_rest
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.follow import follow
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import join, leave, make_team
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake, refresh
from weeknotes.publishing.kinds import Spot, render
from weeknotes.publishing.models import Page
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.web.dates import WEEK, iso, monday
from weeknotes.web.tests.answer import Answer

pytestmark = pytest.mark.django_db(transaction=True)

W46, W47, W48 = date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)
AT = "/teams/repairs/2026/w47/"
MINE = f"{AT}signed-in/"
GOALS = "<h2>Goals for the week</h2><ul><li>Read every night call</li><li>Ring the agency</li></ul>"
TOLD = "<h2>What I said, and what happened</h2><ul><li>Read every night call – <strong>done</strong>, because Aled took sixty on the train.</li></ul>"
WATCH = "<h2>Ones to watch</h2><p>Out of hours – I went in thinking this was about staffing.</p>"
REST = (
    "<h2>Asks</h2><ul><li>Lend us a van for five nights</li></ul><h2>Challenges</h2><ul><li>Four homes are ready and cold</li></ul>"
    "<h2>Decisions</h2><ul><li>We keep the old job codes until January</li></ul><h2>Next week</h2><ul><li>Put one sentence on the night line</li></ul>"
)


@pytest.fixture
def nerys() -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys", email="nerys@glanderw.example")


@pytest.fixture
def repairs(nerys: Person) -> Team:
    return make_team(name_en="Repairs", name_cy="Trwsio", by=nerys)


@pytest.fixture
def tomos(repairs: Team) -> Person:
    person = add_person(name="Tomos", lang="en")
    join(team=repairs, person=person)
    return person


@pytest.fixture
def mair(repairs: Team) -> Person:
    return add_person(name="Mair")


def wrote(team: Team, by: Person, html: str, week: date = W47, level: Level = Level.PUBLIC, lang: str = "en") -> Note:
    note = start(author=by, monday=week, title=f"Week of {by.name}", html=html, lang=lang, teams=[team], level=level)
    publish(note=note, by=by, level=level)
    note.refresh_from_db()
    return note


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def words(answered: Answer) -> str:
    """What the main part of a page says, its white space folded."""
    html = answered.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html[html.index("<main") :].replace('<span class="vh">: where it stands</span>', ""))).split())


def seen(person: Person, at: str = MINE) -> str:
    answered = as_(person).get(at)
    assert answered.status_code == 200
    return words(answered)


def keep(person: Person, at: str = AT, **sent: str) -> Answer:
    return as_(person).post(f"{at}words/", sent)


def file(lang: str = "", week: str = "w47") -> str | None:
    path = settings.PUBLIC / lang / f"teams/repairs/2026/{week}/index.html"
    return path.read_text() if path.is_file() else None


def clean() -> bool:
    """Whether the pages of teams' weeks, made again, are what stands there, each with its record, and nothing else does."""
    theirs = [Spot(*row) for row in Page.objects.filter(gone_at=None, kind=NAME).values_list("kind", "key", "lang")]
    now = {page.path: page.body for spot in {*theirs, *kind.every()} if (page := render(spot))}
    there = {str(path.relative_to(settings.PUBLIC)): path.read_bytes() for path in settings.PUBLIC.rglob("teams/*/2026/*/index.html")}
    recorded = set(Page.objects.filter(kind=NAME, gone_at=None, stale_at=None).values_list("path", flat=True))
    return now == there and recorded == set(there)


@pytest.fixture
def week(repairs: Team, nerys: Person) -> Note:
    """What was said in one week for the next, and the week in which it happened."""
    wrote(repairs, nerys, "<h2>Next week</h2><ul><li>Read every night call</li><li>Ring the agency</li></ul>" + WATCH, W46)
    return wrote(repairs, nerys, TOLD + WATCH + REST)


def test_the_ways_to_several_notes_of_one_writer_are_told_apart(week: Note, repairs: Team, nerys: Person):
    Note.objects.filter(pk=week.pk).update(dated=date(2026, 11, 19))
    for day in (date(2026, 11, 20), date(2026, 11, 20)):
        Note.objects.filter(pk=wrote(repairs, nerys, "<p>More of the same.</p>").pk).update(dated=day)
    page = seen(nerys).replace(" ,", ",").replace(" .", ".")
    assert "Read from 3 notes: Nerys (19 November), Nerys (20 November, 1), Nerys (20 November, 2)." in page


def test_the_page_quotes_the_weeks_notes_each_line_with_whose_it_is_and_where_it_stands(week: Note, nerys: Person):
    html = as_(nerys).get(AT).content.decode()
    page = seen(nerys)
    assert page == words(as_(nerys).get(AT))
    assert "Read from 1 note: Nerys" in page
    assert "Asked of others Lend us a van for five nights Nerys Answer no answer stated Said, then happened" in page
    assert "Said for this week Happened Read every night call Nerys done , because Aled took sixty on the train. Nerys Ring the agency Nerys not said" in page
    assert "Said for week 48 Put one sentence on the night line Nerys" in page
    assert "Out of hours 2 weeks I went in thinking this was about staffing. Nerys" in page
    assert "Challenges Four homes are ready and cold Nerys Decided We keep the old job codes until January Nerys" in page
    assert "What the team measures none stated Lessons and learning none stated Asked and answered none yet" in page
    assert page.index("Asked of others") < page.index("Said, then happened") < page.index("Ones to watch")
    assert f'href="/notes/{week.uid}/?lang=en#:~:text=Four%20homes%20are%20ready%20and%20cold"' in html
    assert html.count("<i></i>") == 2


def test_nothing_is_counted_up_or_coloured_and_nobody_who_did_not_write_is_named(week: Note, nerys: Person, tomos: Person):
    html = as_(nerys).get(MINE).content.decode()
    body = html[html.index("<main") : html.index('id="ask"')]
    assert "%" not in unescape(re.sub(r"<[^>]*>", "", body))
    assert "Tomos" not in body
    assert not re.search(r"\b(red|amber|green|score|overdue|missed|performance)\b", re.sub(r"<[^>]*>", " ", body))
    assert "style=" not in body


def test_each_reader_sees_the_lines_that_they_may_read_and_as_many_weeks(repairs: Team, nerys: Person, tomos: Person, mair: Person):
    wrote(repairs, nerys, WATCH + GOALS, W46, Level.TEAM)
    note = wrote(repairs, nerys, f'{WATCH}<h2 data-audience="team">Challenges</h2><ul><li>Two of us do not speak</li></ul>', W47, Level.ORGANISATION)
    wrote(repairs, tomos, "<h2>Challenges</h2><ul><li>Rwy’n flinedig</li></ul>", W47, Level.ME)
    assert "Out of hours 2 weeks" in seen(tomos)
    assert "Out of hours 1 week " in seen(mair)
    assert "Two of us do not speak" in seen(nerys) and "Two of us do not speak" in seen(tomos)
    assert "Challenges none stated" in seen(mair)
    assert "Rwy’n flinedig" in seen(tomos)
    assert "Rwy’n flinedig" not in seen(nerys)
    assert "Read every night call" not in seen(mair, "/teams/repairs/2026/w46/signed-in/")
    assert "No note of this week that you may read." in seen(mair, "/teams/repairs/2026/w46/signed-in/")
    leave(team=repairs, person=tomos)
    assert "Two of us do not speak" not in seen(tomos)
    withdraw(note=note, by=nerys)
    assert "Out of hours" not in seen(mair)


def test_a_reason_is_shown_to_those_who_may_read_the_line_that_gives_it_and_an_answer_in_no_note_to_nobody(repairs: Team, nerys: Person, mair: Person):
    wrote(repairs, nerys, GOALS)
    thread = Thread.objects.get(words="Ring the agency")
    answer(thread=thread, by=nerys, word="dropped", because="They never pick up.", week=W47, at=timezone.now())
    assert "They never pick up." not in seen(nerys)
    wrote(repairs, nerys, TOLD, W48, Level.TEAM)
    assert "because Aled took sixty on the train." in seen(nerys)
    page = seen(mair)
    assert "Read every night call Nerys not said" in page and "Aled took sixty" not in page


def test_what_was_said_again_is_told_of_the_week_it_was_said_for(repairs: Team, nerys: Person):
    wrote(repairs, nerys, GOALS, W46)
    wrote(repairs, nerys, GOALS, W47)
    wrote(repairs, nerys, TOLD, W48)
    assert "Read every night call Nerys not said" in seen(nerys, "/teams/repairs/2026/w46/signed-in/")
    assert "Read every night call Nerys done , because" in seen(nerys)


def test_a_note_of_two_weeks_stands_on_both_pages(repairs: Team, nerys: Person):
    note = start(author=nerys, monday=W46, title="Both", html=GOALS + TOLD + REST, teams=[repairs], level=Level.PUBLIC)
    Note.objects.filter(pk=note.pk).update(week_to=W47)
    note.refresh_from_db()
    publish(note=note, by=nerys, level=Level.PUBLIC)
    for at in (MINE, "/teams/repairs/2026/w46/signed-in/"):
        page = seen(nerys, at)
        assert "Read every night call Nerys done" in page and "Four homes are ready and cold" in page


def test_measures_lessons_and_answered_questions_stand_there_for_those_who_may_see_them(week: Note, repairs: Team, nerys: Person, tomos: Person, mair: Person):
    measure = make_measure(team=repairs, by=nerys, about=About(name_en="Sensors", why_en="To learn who says no.", level=Level.ORGANISATION))
    sentence = "We keep the old job codes until January"
    Reading.objects.create(measure=measure, dated=W47, precision="day", kind="actual", value=168, note=week, lang="en", key="0", words=sentence)
    Reading.objects.create(measure=measure, dated=W48 + WEEK, precision="day", kind="actual", value=999)
    more = LessonMore(event="Siân forgot", takes="Count what people count", reason="attention", sensible="It was late", responses=("sooner", "other"), other="Tea")
    draw(by=nerys, team=repairs, more=more, at=timezone.make_aware(datetime(2026, 11, 18, 12)))
    question = ask(note=week, lang="en", by=mair, people=[nerys], text="Did any ring twice?")[0]
    of_team = ask_team(team=repairs, week=W47, by=mair, people=[nerys], text="Who reads this?")[0]
    assert "Did any ring twice?" not in seen(mair)
    answer_question(question=question, by=nerys, how="words", words="Seven did.", at=timezone.now())
    answer_question(question=of_team, by=nerys, how="right", at=timezone.now())
    page = seen(tomos)
    assert "To learn who says no." in page and "168" in page and "999" not in page
    assert f"{sentence} 168" in page
    assert "Count what people count" in page and "Test and get feedback sooner, Tea" in page
    for hidden in ("Siân forgot", "It was late", "Attention was wanted"):
        assert hidden not in page
    assert "Did any ring twice? Mair Seven did. Nerys" in page and "Who reads this? Mair Seen, looks right. Nerys" in page
    assert "Count what people count" not in seen(mair)
    guest = add_person(name="Guest")
    Person.objects.filter(pk=guest.pk).update(in_organisation=False)
    assert "168" not in seen(guest)
    keep_between_two(question=question, by=nerys)
    assert "Seven did." not in seen(tomos)


def test_my_own_draft_for_the_coming_week_stands_beside_what_was_said_and_nobody_elses(week: Note, repairs: Team, nerys: Person, tomos: Person):
    start(author=tomos, monday=W48, title="", html="<h2>Goals for the week</h2><ul><li>Walk the stairs</li></ul>", teams=[repairs], level=Level.PUBLIC)
    assert "Walk the stairs your draft: nobody else sees this" in seen(tomos)
    assert "Walk the stairs" not in seen(nerys)


def test_the_form_on_the_page_asks_a_member_about_the_week(week: Note, repairs: Team, nerys: Person, mair: Person):
    html = as_(mair).get(MINE).content.decode()
    assert f'name="to" value="{nerys.pk}" checked' in html
    sent = {"week": re.findall(r'name="week" value="([^"]+)"', html)[0], "to": str(nerys.pk), "text": "Which agency?"}
    assert as_(mair).post("/questions/team/repairs/", sent).status_code == 302
    question = nerys.questions_put.get()
    assert (question.team, question.week, question.asker) == (repairs, W47, mair)


@pytest.mark.parametrize("at", ["/teams/repairs/2026/w47/", "/teams/repairs/2026/w47/signed-in/", "/teams/repairs/2026/w47/words/", "/teams/repairs/2026/w47/document.docx"])
def test_a_page_that_is_for_the_team_is_nowhere_for_others(at: str, week: Note, repairs: Team, nerys: Person, mair: Person):
    Team.objects.update(page_level=Level.TEAM)
    assert as_(nerys).get(at).status_code == 200
    assert as_(mair).get(at).status_code == 404
    assert as_(mair).post(f"{AT}words/", {"intro_en": "Mine now"}).status_code == 404
    assert as_(nerys).get(at.replace("w47", "w99")).status_code == 404
    assert as_(nerys).get(at.replace("repairs", "nobody")).status_code == 404


def test_who_is_not_signed_in_finds_nothing_and_is_asked_to_sign_in_at_the_readers_own_view(week: Note):
    assert Client().get(AT).status_code == 404
    assert Client().get(f"/cy{AT}").status_code == 404
    assert Client().get(f"{AT}document.docx").status_code == 404
    answered = Client().get(MINE)
    assert answered.status_code == 302 and answered["Location"].startswith("/sign-in/")


def test_a_member_introduces_the_week_in_both_languages_and_others_may_not(week: Note, tomos: Person, nerys: Person, mair: Person):
    assert keep(tomos, intro_en="A quiet week.\r\n\r\nReally.", intro_cy="Wythnos dawel.").status_code == 302
    assert "A quiet week. Really." in seen(mair)
    Person.objects.filter(pk=tomos.pk).update(lang="cy")
    assert "Wythnos dawel." in seen(tomos)
    assert 'lang="cy"' in as_(nerys).get(f"{AT}words/").content.decode()
    assert as_(mair).get(f"{AT}words/").status_code == 404
    assert keep(mair, intro_en="Mine now").status_code == 404
    assert TeamPage.objects.get().intro_en == "A quiet week.\n\nReally."
    long = keep(tomos, intro_en="x" * 2001)
    assert long.status_code == 422 and "2001" in words(long)
    assert "xxxx" in long.content.decode()
    assert TeamPage.objects.get().intro_en == "A quiet week.\n\nReally."
    assert file() is None


def test_a_team_publishes_the_page_for_everybody_and_it_goes_with_its_notes(week: Note, repairs: Team, nerys: Person):
    wrote(repairs, nerys, "<h2>Challenges</h2><ul><li>Only us</li></ul>", W47, Level.ORGANISATION)
    assert file() is None
    assert keep(nerys, publish="1", intro_en="Read on.").status_code == 302
    page = file()
    assert page is not None and "Read on." in page and "Aled took sixty on the train." in page
    assert "Only us" not in page and "Lend us a van" in page
    assert f"#:~:text={'Lend%20us%20a%20van%20for%20five%20nights'}" in page and "/people/nerys/" in page
    assert file("cy") is not None and 'lang="en"' in (file("cy") or "")
    assert AT in (settings.PUBLIC / "teams/repairs/index.html").read_text()
    assert clean()
    narrow(note=week, by=nerys, level=Level.ORGANISATION)
    assert file() is None and file("cy") is None
    assert AT not in ((settings.PUBLIC / "teams/repairs/index.html").read_text())
    assert clean()
    publish(note=week, by=nerys, level=Level.PUBLIC)
    assert file() is not None and clean()
    withdraw(note=week, by=nerys)
    assert file() is None and clean()
    assert Client().get(AT).status_code == 404
    publish(note=week, by=nerys, level=Level.PUBLIC)
    assert keep(nerys, publish="").status_code == 302
    assert file() is None and clean()
    keep(nerys, publish="1")
    bake()
    assert audit() == ()


def test_a_page_for_everybody_changes_with_notes_of_other_weeks_that_have_a_part_in_it(week: Note, repairs: Team, nerys: Person):
    keep(nerys, publish="1")
    assert "2 weeks" in (file() or "")
    early = wrote(repairs, nerys, WATCH, date(2026, 11, 2))
    assert "3 weeks" in (file() or "") and clean()
    withdraw(note=early, by=nerys)
    assert "2 weeks" in (file() or "") and clean()
    late = wrote(repairs, nerys, "<h2>What I said, and what happened</h2><ul><li>Ring the agency – <strong>partly</strong>. Once.</li></ul>", W48)
    assert "Once." in (file() or "") and clean()
    body = late.bodies.get()
    save(body=body, by=nerys, title=body.title, html="<p>Nothing to tell.</p>", version=body.version, save_key=uuid.uuid4())
    publish(note=late, by=nerys, correction="Put right.")
    assert "Once." not in (file() or "") and clean()


def test_pages_for_everybody_lead_to_the_ones_before_and_after(week: Note, nerys: Person):
    keep(nerys, publish="1")
    assert 'rel="prev"' not in (file() or "")
    keep(nerys, at="/teams/repairs/2026/w46/", publish="1")
    assert 'href="/teams/repairs/2026/w46/" rel="prev"' in (file() or "")
    assert 'href="/teams/repairs/2026/w47/" rel="next"' in (file(week="w46") or "")
    withdraw(note=week, by=nerys)
    assert "w47" not in (file(week="w46") or "w47").replace("Week 47", "") and clean()


def test_a_page_for_everybody_follows_what_is_done_without_a_note(week: Note, repairs: Team, nerys: Person, mair: Person):
    wrote(repairs, nerys, "<h2>Ones to watch</h2><p>Nights – Nobody slept.</p>", date(2026, 11, 2))
    keep(nerys, publish="1")
    nights, hours = Thread.objects.get(label="Nights"), Thread.objects.get(label="Out of hours")
    make_one(thread=nights, other=hours, by=nerys, at=timezone.now())
    assert "3 weeks" in (file() or "") and clean()
    hours.refresh_from_db()
    take_apart(thread=hours, by=nerys, at=timezone.now())
    assert "2 weeks" in (file() or "") and clean()
    question = ask(note=week, lang="en", by=mair, people=[nerys], text="Did any ring twice?")[0]
    answer_question(question=question, by=nerys, how="words", words="Seven did.", at=timezone.now())
    assert "Seven did." in (file() or "") and clean()
    keep_between_two(question=question, by=nerys)
    assert "Seven did." not in (file() or "") and clean()
    measure = make_measure(team=repairs, by=nerys, about=About(name_en="Sensors", level=Level.PUBLIC))
    Reading.objects.create(measure=measure, dated=W47, precision="day", kind="actual", value=168)
    change_measure(measure=measure, by=nerys, about=About(name_en="Damp sensors", level=Level.PUBLIC))
    assert "Damp sensors" in (file() or "") and clean()
    change_measure(measure=measure, by=nerys, about=About(name_en="Damp sensors", level=Level.TEAM))
    assert "Damp sensors" not in (file() or "") and clean()
    assert Measure.objects.count() == 1


def test_a_team_whose_pages_are_not_for_everybody_publishes_none(week: Note, repairs: Team, nerys: Person):
    keep(nerys, publish="1")
    Team.objects.filter(pk=repairs.pk).update(page_level=Level.ORGANISATION)
    refresh(team=Team.objects.get())
    assert file() is None and clean()
    refused = keep(nerys, publish="1", intro_en="Still here")
    assert refused.status_code == 422 and "not for everybody" in words(refused)
    assert "Everybody too" not in seen(nerys, f"{AT}words/")
    assert Client().get(f"{AT}document.docx").status_code == 404


def document(answered: Answer) -> str:
    assert answered.status_code == 200
    made = Document(BytesIO(answered.content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


def test_the_document_carries_what_whoever_asks_may_see_with_headings_headers_languages_and_links(week: Note, repairs: Team, nerys: Person, tomos: Person, mair: Person):
    wrote(repairs, nerys, "<h2>Challenges</h2><ul><li>Only us</li></ul>", W47, Level.TEAM)
    wrote(repairs, tomos, "<h2>Heriau</h2><ul><li>Mae’r fan yn oer</li></ul>", W47, lang="cy")
    mine = as_(nerys).get(f"{AT}document.docx")
    assert mine["Content-Disposition"] == 'attachment; filename="repairs-2026-w47.docx"' and "no-store" in mine["Cache-Control"]
    assert "Only us" in document(mine) and "done, because Aled took sixty on the train." in document(mine)
    assert "Only us" not in document(as_(mair).get(f"{AT}document.docx"))
    made = Document(BytesIO(mine.content))
    heads = [one.text for one in made.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert heads[:3] == ["Asked of others", "Said, then happened", "Said for week 48"]
    xml = made.element.xml
    assert "<w:tblHeader/>" in xml and 'w:val="cy-GB"' in xml and "<w:hyperlink" in xml
    links = [one.target_ref for one in made.part.rels.values() if one.is_external]
    assert any(link.startswith(f"{settings.SITE_URL}/notes/{week.uid}/?lang=en#:~:text=") for link in links)
    assert Client().get(f"{AT}document.docx").status_code == 404
    keep(nerys, publish="1")
    everybody = Client().get(f"{AT}document.docx?lang=cy")
    assert "Only us" not in document(everybody) and "Lend us a van" in document(everybody)
    assert document(as_(nerys).get(f"{AT}document.docx?as=everybody&lang=cy")) == document(everybody)
    assert not any("/notes/" in one.target_ref for one in Document(BytesIO(everybody.content)).part.rels.values() if one.is_external)
    public = list(Note.objects.filter(level=Level.PUBLIC))
    for note in public:
        withdraw(note=note, by=note.author)
    assert public and Client().get(f"{AT}document.docx").status_code == 404


def test_a_leader_sees_their_teams_on_one_page_what_is_asked_first_and_their_own_note_at_the_top(week: Note, repairs: Team, nerys: Person, mair: Person):
    this = monday(timezone.localdate())
    libraries = make_team(name_en="Libraries", by=mair)
    make_team(name_en="Somebody else’s", by=mair)
    wrote(libraries, mair, "<h2>Asks</h2><ul><li>Give us a heater</li></ul><h2>Ones to watch</h2><p>Cold – It is cold.</p>", this, Level.ORGANISATION)
    wrote(repairs, nerys, REST, this)
    page = seen(nerys, "/my-teams/")
    assert "Repairs" in page and "Libraries" not in page and "Lend us a van" in page
    follow(person=nerys, team=libraries)
    page = seen(nerys, "/my-teams/")
    assert page.index("Read your note of this week") < page.index("Give us a heater") < page.index("Lend us a van") < page.index("Said, then happened")
    assert "Somebody else’s" not in page and "Cold 1 week Mair" in page
    assert f"/teams/libraries/{iso(this).lower().replace('-', '/')}/signed-in/" in as_(nerys).get("/my-teams/").content.decode()
    Team.objects.filter(pk=libraries.pk).update(page_level=Level.TEAM)
    assert "Give us a heater" not in seen(nerys, "/my-teams/")
    assert "Read every night call" in seen(nerys, "/my-teams/?week=2026-W47")
    assert "You lead no team and follow none." in seen(add_person(name="Somebody"), "/my-teams/")
    assert as_(nerys).get("/my-teams/?week=nonsense").status_code == 200
    assert Client().get("/my-teams/").status_code == 302


def queries(person: Person, at: str) -> int:
    client = as_(person)
    client.get(at)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at).status_code == 200
    return len(asked)


@pytest.fixture
def crowd(nerys: Person) -> Callable[[Team, int], None]:
    number = count()

    def write(team: Team, several: int) -> None:
        for _one in range(several):
            person = add_person(name=f"Person {next(number)}")
            join(team=team, person=person, role=Membership.MEMBER)
            wrote(team, person, GOALS + TOLD + WATCH + REST)

    return write


def test_a_team_of_many_costs_no_more_queries_than_one_of_few(week: Note, repairs: Team, nerys: Person, tomos: Person, crowd: Callable[[Team, int], None]):
    measure = make_measure(team=repairs, by=nerys, about=About(name_en="Sensors"))
    Reading.objects.create(measure=measure, dated=W47, precision="day", kind="actual", value=1, note=week, lang="en", key="0", words="Four homes are ready and cold")
    start(author=tomos, monday=W48, title="", html=GOALS, teams=[repairs], level=Level.PUBLIC)
    few = queries(tomos, MINE)
    assert few <= 12 + 3
    crowd(repairs, 6)
    assert queries(tomos, MINE) == few


def test_a_leaders_page_of_ten_teams_costs_twelve_queries_beside_the_sessions(week: Note, nerys: Person, crowd: Callable[[Team, int], None]):
    for number in range(9):
        crowd(make_team(name_en=f"Team {number}", by=nerys), 1)
    assert queries(nerys, "/my-teams/?week=2026-W47") <= 12 + 3


@pytest.mark.parametrize(
    ("line", "goal", "word", "rest"),
    [
        ("Ring them – done, because they asked", "Ring them", "done", ", because they asked"),
        ("Ring them: not done", "Ring them", "not done", ""),
        ("Ring – all of them. Partly. Six did", "Ring – all of them", "Partly", ". Six did"),
        ("Canu’r ffôn – wedi’i wneud", "Canu'r ffôn", "wedi’i wneud", ""),
        ("Ring them – we did ring", "Ring them", "", "we did ring"),
        ("Something else entirely", "Ring them", "", "Something else entirely"),
        ("Ring them – donestone", "Ring them", "", "donestone"),
        ("", "Ring them", "", ""),
    ],
)
def test_what_a_line_says_after_its_goal_keeps_its_own_words(line: str, goal: str, word: str, rest: str):
    assert word_and_rest(after(line, goal)) == (word, rest)
