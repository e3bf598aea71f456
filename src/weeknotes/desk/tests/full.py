"""A writer who has everything due at once, as the pages of a week are tried with it; and a colleague in the same team."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from weeknotes.memory.ask_question import ask as ask_question
from weeknotes.memory.draw import draw
from weeknotes.memory.focus import ask_focus, freeze_focus, meant
from weeknotes.memory.lesson import LessonMore
from weeknotes.memory.models import Question, Thread
from weeknotes.memory.returns import bring_back
from weeknotes.notes.jot import jot
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.people.away import be_away
from weeknotes.people.begin import add_person
from weeknotes.people.models import Away, Membership, Person, Rhythm, Team
from weeknotes.people.teams import join, make_team
from weeknotes.publishing.publish import publish

WEEK = timedelta(weeks=1)
NIGHTS, DAMP, ROTA = "Read every night call since October", "Book the first ten damp visits", "Agree the rota for Christmas with the depot"
HTML = (
    "<p>It rained. Two of us rang the tenants back.</p><p>I’ve made a note to follow up the keys of week {n} with the depot.</p><h2>Goals for the week</h2><ul><li>{nights}</li><li>{damp}</li></ul>"
    "<h2>Ones to watch</h2><p><strong>Out of hours</strong> – Fewer people ring twice since we ring first.</p>"
    "<h2>What I’m learning</h2><p><strong>The margin</strong> – If people write beside the form, ask why.</p>"
    "<h2>Asks</h2><ul><li>Lend us a van for week {n}</li></ul>"
    "<h2>Next week</h2><ul><li>{rota}</li></ul>"
)
DRAFT = (
    "<p>Ring 07700 900123 about the lift.</p><h2>Goals for the week</h2><p>I have five goals this week:</p><ul><li>See the drains</li><li>Ring three tenants</li>"
    "<li>Look at the lift</li><li>Lend the van out again</li></ul><h2>Next week</h2><ul><li>Hang the board in the depot</li></ul>"
)


@dataclass(frozen=True)
class Full:
    """The writer, a colleague of theirs, their team, and the Monday of the week on whose Friday it is all due."""

    writer: Person
    colleague: Person
    team: Team
    monday: date
    thread: Thread


def fill(writer: Person, monday: date) -> Full:
    """Fill the pages of `writer` for the week beginning `monday`."""
    team = make_team(name_en="Housing repairs", name_cy="Trwsio tai", by=writer)
    colleague = add_person(name="Tomos Rees", email="tomos.rees@glanderw.example")
    join(team=team, person=colleague, role=Membership.MEMBER)
    Rhythm.objects.update_or_create(person=writer, defaults={"working_days": 0b0011101, "note_day": 4})
    said(writer, monday - 52 * WEEK, "<p>We put a fourth person on nights. The queue did not move.</p>", teams=[team])
    for n in range(6, 0, -1):
        words = HTML.format(nights=NIGHTS if n < 4 else f"{NIGHTS} {n}", damp=f"{DAMP} of week {n}", rota=f"{ROTA}, part {n}", n=n)
        last = said(writer, monday - n * WEEK, words if n == 1 else words.replace("Out of hours", f"Watch {n}"), teams=[team], title=f"Rain {n}")
    byline = start(author=colleague, monday=monday - WEEK, title="From the team", html=HTML.format(nights="Count the keys", damp="Mend the lift", rota="Move the store", n=9), level=Level.TEAM, teams=[team])
    Note.objects.filter(pk=byline.pk).update(byline_team=team)
    byline.refresh_from_db()
    publish(note=byline, by=colleague, level=Level.TEAM)
    theirs = said(colleague, monday - WEEK, "<p>Quiet.</p><h2>Next week</h2><ul><li>Visit the hostel with the fitters</li></ul>", teams=[team], level=Level.TEAM, title="Hostel")
    _asked(colleague, writer, last, theirs)
    lesson = draw(by=writer, more=LessonMore(event="We lent the van out and it stood in the rain", takes="Lend the van out with its keys", responses=("plan",)), at=_at(monday - 20 * WEEK))
    Thread.objects.filter(pk=lesson.pk).update(look_again=monday, first_week=monday - 20 * WEEK, last_week=monday - 20 * WEEK)
    for n in range(4):
        jot(person=writer, text=f"The damp visits, number {n}: see https://glanderw.example/damp/{n}")
    bring_back(person=writer, thread=Thread.objects.filter(owner=writer, kind="learning")[0], on=timezone.localdate(), today=timezone.localdate())
    bring_back(person=writer, note=last, on=timezone.localdate(), today=timezone.localdate())
    be_away(person=writer, first=monday + timedelta(days=2), last=monday + timedelta(days=2))
    start(author=writer, monday=monday, title="Five", html=DRAFT, teams=[team])
    return Full(writer, colleague, team, monday, Thread.objects.filter(owner=writer, label="Out of hours")[0])


def clear_days(person: Person) -> None:
    """Nobody is away any more."""
    Away.objects.filter(person=person).delete()


def said(author: Person, week: date, html: str, *, teams: list[Team], level: Level = Level.ORGANISATION, title: str = "Rain") -> Note:
    """A published note of a week."""
    note = start(author=author, monday=week, title=title, html=html, level=level, teams=teams)
    publish(note=note, by=author, level=level)
    return note


def _asked(colleague: Person, writer: Person, last: Note, theirs: Note) -> None:
    for sentence, text in enumerate(("Who rang them, and when?", "Is it the same at night?")):
        ask_question(note=last, lang="en", by=colleague, people=[writer], text=text, sentence=sentence)
    body = theirs.bodies.get()
    now = meant(body)
    ask_focus(focus=freeze_focus(body=body, by=colleague, week=now.week, lines=now.lines, at=timezone.now()), by=colleague, people=[writer])
    assert Question.objects.filter(to=writer, answered_at=None).count() == 3


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
