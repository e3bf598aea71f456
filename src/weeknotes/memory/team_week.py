"""The page of a team's week, for whoever reads it: what its notes say, each line within what this reader may see of the note it stands in.

For several teams at once, so that a leader's page asks no more than a team's does. What an owner has answered and not said in a note is not here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef

from weeknotes.memory.asking import AskMore, more_of
from weeknotes.memory.kinds import ASK, DECISION, GOAL, LEARNING, WATCH
from weeknotes.memory.models import Appearance, Thread
from weeknotes.memory.team_beside import Beside, ask_beside
from weeknotes.memory.team_shapes import Ask, Draft, Goal, Line, TeamWeek, Told, Watch, Wrote
from weeknotes.memory.told_line import after, word_and_rest
from weeknotes.notes.models import Item, Note
from weeknotes.notes.queries import LONGEST_RANGE
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Membership, Team
from weeknotes.web.dates import WEEK

CHALLENGE = "challenge"
LIVES_ON = (GOAL, WATCH, ASK)  # what other notes are asked about too


@dataclass(slots=True)
class _Asked:
    """What was asked of the database, for all teams: notes by team and by number, how near the reader stands, lines and threads."""

    viewer: Viewer
    on: dict[int, list[Note]] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    members: set[tuple[int, int]] = field(default_factory=set)
    reached: dict[int, int] = field(default_factory=dict)
    items: dict[tuple[int, str, str], Item] = field(default_factory=dict)
    said: list[Appearance] = field(default_factory=list)

    def near(self, notes: Iterable[Note]) -> None:
        """Know these notes, which carry how near the reader stands to each."""
        for note in notes:
            self.notes[note.pk] = note
            self.reached[note.pk] = note.reached  # type: ignore[attr-defined]

    def look_at(self, notes: Iterable[int]) -> None:
        """Know those of these notes that are published, where they are not known yet. One query where there are any."""
        lacking = set(notes) - set(self.notes)
        if lacking:
            rows = Note.objects.kept().filter(pk__in=lacking, edition__isnull=False)
            self.near(rows.with_reach(self.viewer).select_related("author", "byline_team"))

    def covering(self, team: Team, monday: date) -> list[Note]:
        """The notes of a team that are about this week, or about it and others."""
        return [n for n in self.on.get(team.pk, ()) if n.week_from is not None and n.week_from <= monday <= (n.week_to or n.week_from)]

    def may(self, a: Appearance) -> bool:
        """Whether the reader may see these words where they stand."""
        return a.note_id in self.reached and a.level >= self.reached[a.note_id]


def team_week(team: Team, monday: date, viewer: Viewer, drafts: Sequence[Draft] = ()) -> TeamWeek:
    """The week of `team` beginning `monday`, as `viewer`, who may read its pages, may see it. Eight queries, seven for who is not in the team."""
    asked = _ask([team], monday, viewer)
    covering = asked.covering(team, monday)
    beside = ask_beside(team, monday, viewer, {n.pk: asked.reached[n.pk] for n in covering})
    asked.look_at({a.note_id for a in asked.said} | beside.wanted)
    beside.settle(asked.notes, asked.reached, viewer)
    return _page(team, monday, asked, covering, beside, drafts)


def weeks_in_short(teams: Sequence[Team], monday: date, viewer: Viewer) -> list[TeamWeek]:
    """The same week of each of `teams`, without measures, lessons, questions and drafts. Four queries, however many teams."""
    asked = _ask(teams, monday, viewer)
    asked.look_at({a.note_id for a in asked.said})
    return [_page(team, monday, asked, asked.covering(team, monday), Beside(), ()) for team in teams]


def _ask(teams: Sequence[Team], monday: date, viewer: Viewer) -> _Asked:
    """Three queries: notes of the weeks around, what was read of them, and all that is said anywhere of what lives on in them."""
    asked = _Asked(viewer)
    inside = Exists(Membership.objects.now().filter(team=OuterRef("note_teams__team"), person=OuterRef("author")))
    rows = list(
        Note.objects.filter(
            note_teams__team__in=[team.pk for team in teams],
            note_teams__week_from__gte=monday - LONGEST_RANGE,
            note_teams__week_from__lte=monday + WEEK,
            week_to__gte=monday - WEEK,
        )
        .visible_to(viewer)
        .with_reach(viewer)
        .annotate(on=F("note_teams__team"), inside=inside)
        .select_related("author", "byline_team")
    )
    rows.sort(key=lambda n: (n.author.name, n.week_from or monday, n.pk))
    for note in rows:
        on: int = note.on  # type: ignore[attr-defined]
        asked.on.setdefault(on, []).append(note)
        if note.inside:  # type: ignore[attr-defined]
            asked.members.add((on, note.author_id))
    asked.near(rows)
    if not rows:
        return asked
    for item in Item.objects.filter(note__in=asked.reached).order_by("note", "place"):
        if item.level >= asked.reached[item.note_id]:
            asked.items.setdefault((item.note_id, item.lang, item.key), item)
    here = Appearance.objects.filter(note__in=list(asked.reached))
    asked.said = list(Appearance.objects.filter(thread__in=here.values("thread")).select_related("thread").order_by("week", "note", "start", "pk"))
    # What stands in a note now: words that were taken out of one are kept for their writer alone, and quoted nowhere.
    asked.said = [a for a in asked.said if a.note_id not in asked.reached or (a.note_id, a.lang, a.key) in asked.items]
    return asked


def _page(team: Team, monday: date, asked: _Asked, covering: Sequence[Note], beside: Beside, drafts: Sequence[Draft]) -> TeamWeek:
    here = {n.pk for n in asked.on.get(team.pk, ())}
    now = {n.pk for n in covering}
    seen = [a for a in asked.said if asked.may(a)]
    # A note of several weeks says what it does of the week that it begins with.
    weeks = {monday, *(n.week_from for n in covering)}
    coming = {monday + WEEK, *((n.week_to or monday) + WEEK for n in covering)} - weeks
    wrote = _writer(team, asked)
    lines = _Lines(asked, wrote)
    threads = _by_thread(seen)

    def said(kind: str, where: Callable[[Appearance], bool]) -> list[tuple[Thread, Appearance]]:
        """Each thread of that kind once, in its newest words that fit."""
        found: dict[int, Appearance] = {}
        for a in seen:
            if a.thread.kind == kind and a.part != Appearance.HAPPENED and where(a):
                found[a.thread_id] = a
        return [(a.thread, a) for a in sorted(found.values(), key=lambda a: (wrote(a.note_id).who, a.note_id, a.start))]

    def in_week(a: Appearance) -> bool:
        return a.note_id in now

    asks = [Ask(lines.of(a), lines.told(a, threads[t.pk], last=True), _more(t, asked.viewer)) for t, a in said(ASK, in_week)]
    goals = [Goal(lines.of(a), lines.told(a, threads[t.pk])) for t, a in said(GOAL, lambda a: a.note_id in here and a.week in weeks)]
    watched = [Watch(lines.of(a), len({x.week for x in threads[t.pk] if x.week <= max(monday, a.week)})) for t, a in said(WATCH, in_week)]
    challenges = [item for (note, _lang, _key), item in asked.items.items() if item.kind == CHALLENGE and note in now]
    challenges.sort(key=lambda item: (wrote(item.note_id).who, item.note_id, item.place))
    return TeamWeek(
        team=team,
        monday=monday,
        notes=tuple(wrote(n.pk) for n in covering),
        asks=tuple(asks),
        goals=tuple(goals),
        watches=tuple(sorted(watched, key=lambda one: -one.weeks)),
        challenges=tuple(Line(item.text, item.lang, item.label, wrote(item.note_id)) for item in challenges),
        decisions=tuple(lines.of(a) for _t, a in said(DECISION, in_week)),
        learnings=tuple(lines.of(a) for _t, a in said(LEARNING, in_week)),
        ahead=tuple(lines.of(a) for _t, a in said(GOAL, lambda a: a.note_id in here and a.week in coming)),
        measures=tuple(beside.measures),
        lessons=tuple(beside.lessons),
        questions=tuple(beside.questions),
        drafts=tuple(drafts),
        behind=frozenset(here | {a.note_id for a in seen} | beside.behind),
    )


def _more(thread: Thread, viewer: Viewer) -> AskMore | None:
    mine = thread.team_id in viewer.teams if thread.team_id else thread.owner_id == viewer.person_id
    return more_of(thread) if mine else None


def _by_thread(seen: Iterable[Appearance]) -> dict[int, list[Appearance]]:
    found: dict[int, list[Appearance]] = {}
    for a in seen:
        found.setdefault(a.thread_id, []).append(a)
    return found


def _writer(team: Team, asked: _Asked) -> Callable[[int], Wrote]:
    known: dict[int, Wrote] = {}

    def wrote(pk: int) -> Wrote:
        if pk not in known:
            note = asked.notes[pk]
            who = note.byline_team.name if note.byline_team else note.author.name
            known[pk] = Wrote(pk, note.uid, who, note.author_id if (team.pk, note.author_id) in asked.members else None)
        return known[pk]

    return wrote


@dataclass(slots=True)
class _Lines:
    """Lines made of appearances."""

    asked: _Asked
    wrote: Callable[[int], Wrote]

    def of(self, a: Appearance) -> Line:
        """It as a line, called as its note called it."""
        item = self.asked.items.get((a.note_id, a.lang, a.key))
        return Line(a.words, a.lang, item.label if item else "", self.wrote(a.note_id))

    def told(self, a: Appearance, thread: Sequence[Appearance], *, last: bool = False) -> Told | None:
        """What notes say became of it: in the first of them before it was said again, or with `last` in the newest."""
        again = min((x.week for x in thread if x.part == Appearance.SAID and x.week > a.week), default=date.max)
        told = [x for x in thread if x.part == Appearance.HAPPENED and x.week >= a.week and (last or x.week < again)]
        if not told:
            return None
        one = told[-1] if last else told[0]
        # It was said of the words of then, which may be other ones than those here.
        said = [x.words for x in thread if x.part == Appearance.SAID]
        rest = next((after(one.words, words) for words in (a.words, *reversed(said)) if after(one.words, words) != one.words.strip()), one.words)
        word, rest = word_and_rest(rest)
        return Told(word, rest, self.of(one))
