"""A small world with a note at every audience, and everybody who might look."""

import io
import uuid
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from contracts.gate.world_kept import listed, searched
from weeknotes.memory import hear
from weeknotes.memory.answer_question import answer_question
from weeknotes.memory.ask_question import ask as ask_question
from weeknotes.memory.draw import draw
from weeknotes.memory.evidence import Sentence
from weeknotes.memory.focus import freeze_focus, meant
from weeknotes.memory.lesson import LessonMore
from weeknotes.memory.measures import About, change_measure, make_measure
from weeknotes.memory.models import Focus, Measure, Question, Reading
from weeknotes.memory.question_place import places
from weeknotes.memory.review import begin as begin_review
from weeknotes.memory.review import choose
from weeknotes.memory.sign import ask_to_sign, sign
from weeknotes.memory.team_page import keep_page
from weeknotes.notes.ask import ask
from weeknotes.notes.delete import delete
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.models_shared import Look
from weeknotes.notes.rendition import rendition
from weeknotes.notes.series import Chosen, place
from weeknotes.notes.share import share
from weeknotes.notes.start import start
from weeknotes.notes.tags import put
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.begin import add_person, begin
from weeknotes.people.calendar_tokens import make_calendar
from weeknotes.people.feed_tokens import Of, make_feed
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.programs import MICROPUB_SCOPES, OWN_SCOPES, allow
from weeknotes.people.teams import join, leave, make_team
from weeknotes.prose.anchor import key
from weeknotes.prose.html import plain
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.hold import hold
from weeknotes.transfer.models import ImportRun, Upload
from weeknotes.transfer.models_law import LawRequest
from weeknotes.transfer.models_out import Takeout
from weeknotes.transfer.receive import receive
from weeknotes.transfer.takeout import ask as ask_for_files
from weeknotes.transfer.takeout import make_due
from weeknotes.transfer.work_on import work_on_runs

WEEK = date(2026, 11, 16)
AUDIENCES = ("draft", "me", "named", "team", "organisation", "public", "withdrawn", "deleted")

# Who sees the note of which audience: the truth table of the gate, written out by hand.
TRUTH: dict[str, tuple[str, ...]] = {
    "author": AUDIENCES,
    "co-writer": AUDIENCES,
    "named colleague": ("named", "team", "organisation", "public"),
    "named guest": ("named", "team", "organisation", "public"),
    "team member": ("team", "organisation", "public"),
    "team lead": ("team", "organisation", "public"),
    "former member": ("organisation", "public"),
    "other team's lead": ("organisation", "public"),
    "organisation member": ("organisation", "public"),
    "host": ("organisation", "public"),
    "guest not named": ("public",),
    "person who left": ("public",),
    "nobody": ("public",),
}
WRITERS = {"author", "co-writer"}
ASKED = "organisation member"


@dataclass
class World:
    """People by their part, notes by their audience, links to their drafts, looks asked of one person, and an upload of the author's with words of them all. A note's words carry a marker: `marker(audience, "body")` and so on."""

    people: dict[str, Person | None] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    team: Team | None = None
    upload: Upload | None = None
    run: ImportRun | None = None  # the same words in an archive of the author's, looked through and not taken in
    takeout: Takeout | None = None  # all that is the author's, as the file that they fetch
    measure: Measure | None = None  # for everybody, with a reading from each sentence of each note
    laws: dict[str, LawRequest] = field(default_factory=dict)  # what each note says was found under the law twice: once its writer handed it over, once nobody said anything
    questions: dict[str, Question] = field(default_factory=dict)  # by audience and number: the co-writer asked the author about that sentence, and was answered
    focuses: dict[str, Focus] = field(default_factory=dict)  # by audience: what its draft means to do, sent to nobody
    looks: dict[str, Look] = field(default_factory=dict)  # by audience: the organisation's member was asked to look at its draft
    feeds: dict[str, str] = field(default_factory=dict)  # by part: the folder of a private feed of all that this person may read
    asking: list[str] = field(default_factory=list)  # the folder of the private feed of whoever asks now
    tokens: dict[str, str] = field(default_factory=dict)  # by part: the token of a program that may do everything as this person
    calendars: dict[str, str] = field(default_factory=dict)  # by part: the address of their own calendar
    calendar: list[str] = field(default_factory=list)  # that of whoever asks now
    lesson: uuid.UUID = field(default_factory=uuid.uuid4)  # the author's, drawn from the goal of each note, in its words
    hearing: uuid.UUID = field(default_factory=uuid.uuid4)  # the team's, begun from the note for its writers alone
    review: uuid.UUID = field(default_factory=uuid.uuid4)  # the note of the author's, signed by the co-writer: what each published note says is evidence in it
    kept: uuid.UUID = field(default_factory=uuid.uuid4)  # a class by which all of them are kept
    disposal: uuid.UUID = field(default_factory=uuid.uuid4)  # a disposal list with every note on it
    links: dict[str, dict[Level, str]] = field(default_factory=dict)  # by audience: the paths of links to its draft, by the text they show


def marker(audience: str, part: str) -> str:
    """A word that stands in that part of that note, and nowhere else."""
    return f"zq{audience}{part}qz"


def make_world(*, asked: bool = True) -> World:
    """The people, the team, and one note an audience, each with a section for only its writers and one for the team. `asked`: with a question about each sentence."""
    world = World()
    host = begin(name="Glanderw", langs=["en", "cy"], person="Host", email="host@glanderw.example")
    world.people["host"] = host
    for part in TRUTH:
        if part not in {"host", "nobody"}:
            world.people[part] = add_person(name=part)
    world.people["nobody"] = None
    who = {part: person for part, person in world.people.items() if person is not None}
    world.team = make_team(name_en="Repairs", name_cy="Trwsio", by=who["team lead"])
    make_team(name_en="Libraries", by=who["other team's lead"])
    for part in ("team member", "former member", "author"):
        join(team=world.team, person=who[part], role=Membership.MEMBER)
    leave(team=world.team, person=who["former member"])
    for part in ("named guest", "guest not named"):
        Person.objects.filter(pk=who[part].pk).update(in_organisation=False)
    for audience in AUDIENCES:
        world.notes[audience] = _note(world, who, audience, asked=asked)
    lesson = draw(by=who["author"], more=LessonMore(event=" ".join(marker(audience, "goal") for audience in AUDIENCES if audience != "deleted")), at=timezone.now())
    hearing = hear.begin(team=world.team, by=who["author"], form="A meeting", group="", dated=WEEK, lang="en", note=world.notes["me"], said=6)
    world.lesson, world.hearing = lesson.uid, hearing.uid
    words = " ".join(marker(audience, part) for audience in AUDIENCES for part in ("title", "lead", "mine", "team"))
    sent = SimpleUploadedFile("before.txt", f"{words}\n\nWhat the author brought along, and nobody else may see.\n".encode())
    world.upload, _troubles = hold(person=who["author"], files=[sent])
    world.run = _run(who["author"], words)
    world.measure = _measure(world, who["team lead"])
    keep_page(team=world.team, week=WEEK, by=who["team lead"], intro_en="What we say of it ourselves.", publish=True)
    world.review = _review(world, who["author"], who["co-writer"])
    world.kept, world.disposal = listed(world.notes.values(), WEEK)
    for part, person in who.items():
        world.feeds[part] = f"/feeds/private/{make_feed(person=person, name='A reader', of=Of())[1]}/"
        world.tokens[part] = allow(person=person, name="A program", scopes=[*OWN_SCOPES, *MICROPUB_SCOPES], level=Level.PUBLIC)[1]
        world.calendars[part] = f"/calendar/{make_calendar(person=person)}/weeknotes.ics"
    world.laws = searched(who, WEEK)
    world.takeout = ask_for_files(person=who["author"])
    make_due()
    left = who["person who left"]
    left.is_active = False
    Person.objects.filter(pk=left.pk).update(is_active=False, left_at=timezone.now())
    return world


def _run(by: Person, words: str) -> ImportRun:
    """A zip of the author's with these words in it, as its page shows what was found in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("before.md", f"{words}\n\nWhat the author brought along, and nobody else may see.\n")
    run, _upload, _troubles = receive(person=by, files=[SimpleUploadedFile("before.zip", packed.getvalue())])
    assert run is not None
    work_on_runs()
    run.refresh_from_db()
    return run


def _measure(world: World, by: Person) -> Measure:
    """A measure for everybody, each of whose readings comes from a sentence of a note: a sentence is shown to those who may read it there."""
    assert world.team is not None
    measure = make_measure(team=world.team, by=by, about=About(name_en="Rotas"))
    for audience, note in world.notes.items():
        for part, rest in (("lead", "opens the note."), ("mine", "is for those who write."), ("team", "is for the team.")):
            words = f"{marker(audience, part)} {rest}"
            Reading.objects.create(measure=measure, dated=WEEK, precision="day", kind="actual", value=1, note=note, lang="en", key="0", words=words)
    change_measure(measure=measure, by=by, about=About(name_en="Rotas", level=Level.PUBLIC))
    return measure


def _review(world: World, by: Person, with_them: Person) -> uuid.UUID:
    """The author's review of the year for the two of them, signed by the other: each published note has its sentences in it as evidence, as far as they reach."""
    review = begin_review(person=by, year=WEEK.year, template="annual", lang="en", lines="What I did\nWhat I want to be saying at my next review")
    for audience in ("me", "named", "team", "organisation", "public"):
        note = world.notes[audience]
        text = note.bodies.get().html
        for part, level in (("lead", note.level), ("mine", Level.ME), ("team", min(note.level, Level.TEAM))):
            words = next(line for line in plain(text).split("\n") if marker(audience, part) in line)
            found = Sentence(str(note.uid), "en", key(words), words, note.bodies.get().title, WEEK, Level(level))
            choose(review=review, by=by, sentence=found, aim=None, in_note=note, text=text)
    ask_to_sign(review=review, by=by, person=with_them)
    publish(note=review.note, by=by, level=Level.NAMED)
    review.note.refresh_from_db()
    assert review.note.edition is not None
    sign(review=review, by=with_them, edition=review.note.edition.number, at=timezone.now())
    return review.note.uid


def _note(world: World, who: dict[str, Person], audience: str, *, asked: bool) -> Note:
    level = {"draft": Level.PUBLIC, "withdrawn": Level.PUBLIC, "deleted": Level.PUBLIC}.get(audience) or Level[audience.upper()]
    words = {part: marker(audience, part) for part in ("title", "lead", "goal", "watch", "mine", "team")}
    html = (
        f"<p>{words['lead']} opens the note.</p><h2>Goals for the week</h2><ul><li>Finish the {words['goal']} rota</li></ul>"
        f"<h2>Ones to watch</h2><p>{words['watch']} – still with us.</p>"
        f"<h2>Asks</h2><ul><li>Lend us the {words['goal']} van for a week</li></ul>"
        f'<h2 data-audience="me">Decisions</h2><ul><li>We keep {words["mine"]} as it is</li></ul>'
        f'<h2 data-audience="me">Between us</h2><p>{words["mine"]} is for those who write.</p>'
        f'<h2 data-audience="team">For the team</h2><p>{words["team"]} is for the team.</p>'
    )
    assert world.team is not None
    note = start(
        author=who["author"],
        monday=WEEK,
        title=words["title"],
        html=html,
        lang="en",
        teams=[world.team],
        writers=[who["co-writer"]],
        named=[who["named colleague"], who["named guest"]],
        level=level,
    )
    place(note=note, chosen=Chosen(name="Rain diary"))
    put(note=note, names=["Rain", marker(audience, "tag")])
    body = note.bodies.get()
    world.links[audience] = {
        shown: "/shared/" + share(body=body, by=who["author"], level=shown, days=7)[1].split("/shared/")[1]
        for shown in (Level.TEAM, Level.ORGANISATION, Level.PUBLIC)
    }
    world.looks[audience] = ask(body=body, by=who["author"], person=who[ASKED], level=Level.PUBLIC)
    now = meant(body)
    world.focuses[audience] = freeze_focus(body=body, by=who["author"], week=now.week, lines=now.lines, at=timezone.now())
    if audience != "draft":
        publish(note=note, by=who["author"], level=level)
        if asked:
            _ask(world, who, note, audience)
    if audience in {"withdrawn", "deleted"}:
        withdraw(note=note, by=who["author"])
    if audience == "deleted":
        delete(note=note, by=who["author"])
    note.refresh_from_db()
    return note


def _ask(world: World, who: dict[str, Person], note: Note, audience: str) -> None:
    """Have the co-writer ask the author about each sentence of that note, and every answer go as far as it may."""
    shown = rendition(note, viewer_of(who["co-writer"]), "en")
    assert shown is not None
    for number in range(len(places(note, shown))):
        text = f"What of sentence {number}?"
        asked = ask_question(note=note, lang="en", by=who["co-writer"], people=[who["author"]], text=text, sentence=number)[0]
        answer_question(question=asked, by=who["author"], how="words", words="It will do.", at=timezone.now())
        world.questions[f"{audience} {number}"] = asked
    # So it is for each note, and so many are never asked in a day.
    Question.objects.update(asked_at=timezone.now() - timedelta(days=2))


def parts_seen(who: str, audience: str) -> set[str]:
    """The parts of that note that this viewer may see, by the truth table: the section for writers only, the section for the team."""
    if audience not in TRUTH[who]:
        return set()
    if audience == "deleted":
        return {"title"}
    seen = {"title", "lead", "goal", "watch", "tag"}
    if who in WRITERS:
        return seen | {"mine", "team"}
    if who in {"named colleague", "named guest"}:
        # A section for the team is also for those named on the note: each audience includes those before it.
        return seen | {"team"}
    if who in {"team member", "team lead"}:
        return seen | {"team"}
    return seen


def parts_private(who: str, audience: str) -> set[str]:
    """The parts of that note that are in a private feed of this person: theirs, and nothing that is for fewer than a team."""
    if audience not in {"team", "organisation", "public"} or who in {"nobody", "person who left"}:
        return set()
    return parts_seen(who, audience) - {"mine"}


def parts_behind(shown: Level, audience: str) -> set[str]:
    """The parts that a link to the draft of that note shows whoever has it, made with the text for `shown`: none once the note was withdrawn."""
    if audience in {"withdrawn", "deleted"}:
        return set()
    return {"title", "lead", "goal", "watch"} | ({"team"} if shown == Level.TEAM else set())
