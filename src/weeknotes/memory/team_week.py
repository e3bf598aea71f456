"""The page of a team's week, for whoever reads it: what its notes say, each line within what this reader may see of the note it stands in.

For several teams at once, so that a leader's page asks no more than a team's does. What an owner has answered and not said in a note is not here.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, TextField
from django.db.models.functions import Cast

from weeknotes.memory.asking import AskMore, ask_more
from weeknotes.memory.kinds import ASK, DECISION, GOAL, LEARNING, WATCH
from weeknotes.memory.models import Appearance
from weeknotes.memory.team_beside import Beside, ask_beside
from weeknotes.memory.team_shapes import Ask, Draft, Goal, Line, TeamWeek, Told, Watch, Wrote
from weeknotes.memory.told_line import after, word_and_rest
from weeknotes.notes.models import Item, Note
from weeknotes.notes.queries import LONGEST_RANGE
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Membership, Team
from weeknotes.web.dates import WEEK

CHALLENGE = "challenge"


class _Said(NamedTuple):
    """An appearance and what is wanted of its thread. A page of many people reads two thousand: rows are dear, and `more` is read where it is wanted."""

    id: int
    thread: int
    kind: str
    owner: int
    team: int | None
    more: str
    note: int
    lang: str
    key: str
    part: str
    week: date
    level: int
    words: str
    start: int


class _Item(NamedTuple):
    """What was read at a place of a note."""

    note: int
    lang: str
    key: str
    kind: str
    level: int
    label: str
    text: str


_NOTE = ("uid", "level", "edition", "lead_lang", "week_from", "week_to", "dated", "author__name", "byline_team__name_en", "byline_team__name_cy")
_SAID = ("pk", "thread_id", "thread__kind", "thread__owner_id", "thread__team_id", "more", "note_id", "lang", "key", "part", "week", "level", "words", "start")
_ITEM = ("note_id", "lang", "key", "kind", "level", "label", "text")


@dataclass(slots=True)
class _Asked:
    """What was asked of the database, for all teams: notes by team and by number, how near the reader stands, lines by thread, and threads by note."""

    viewer: Viewer
    on: dict[int, list[Note]] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    members: set[tuple[int, int]] = field(default_factory=set)
    reached: dict[int, int] = field(default_factory=dict)
    items: dict[tuple[int, str, str], _Item] = field(default_factory=dict)
    challenges: dict[int, list[_Item]] = field(default_factory=dict)
    said: list[_Said] = field(default_factory=list)
    threads: dict[int, list[_Said]] = field(default_factory=dict)
    lives_in: dict[int, dict[int, None]] = field(default_factory=dict)

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
            self.near(rows.with_reach(self.viewer).select_related("author", "byline_team").only(*_NOTE))

    def covering(self, team: Team, monday: date) -> list[Note]:
        """The notes of a team that are about this week, or about it and others."""
        return [n for n in self.on.get(team.pk, ()) if n.week_from is not None and n.week_from <= monday <= (n.week_to or n.week_from)]

    def settle(self) -> None:
        """With all notes known: leave out what the reader may not see where it stands."""
        for a in self.said:
            if a.note in self.reached and a.level >= self.reached[a.note]:
                self.threads.setdefault(a.thread, []).append(a)
                self.lives_in.setdefault(a.note, {})[a.thread] = None


def team_week(team: Team, monday: date, viewer: Viewer, drafts: Sequence[Draft] = ()) -> TeamWeek:
    """The week of `team` beginning `monday`, as `viewer`, who may read its pages, may see it. Eight queries, seven for who is not in the team."""
    asked = _ask([team], monday, viewer)
    covering = asked.covering(team, monday)
    beside = ask_beside(team, monday, viewer, {n.pk: asked.reached[n.pk] for n in covering})
    asked.look_at({a.note for a in asked.said} | beside.wanted)
    asked.settle()
    beside.settle(asked.notes, asked.reached, viewer)
    return _page(team, monday, asked, covering, beside, drafts)


def weeks_in_short(teams: Sequence[Team], monday: date, viewer: Viewer) -> list[TeamWeek]:
    """The same week of each of `teams`, without measures, lessons, questions and drafts. Four queries, however many teams."""
    asked = _ask(teams, monday, viewer)
    asked.look_at({a.note for a in asked.said})
    asked.settle()
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
        .only(*_NOTE)
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
    for item in map(_Item._make, Item.objects.filter(note__in=asked.reached).order_by("note", "place").values_list(*_ITEM)):
        if item.level >= asked.reached[item.note]:
            asked.items.setdefault((item.note, item.lang, item.key), item)
            if item.kind == CHALLENGE:
                asked.challenges.setdefault(item.note, []).append(item)
    here = Appearance.objects.filter(note__in=list(asked.reached))
    everywhere = Appearance.objects.filter(thread__in=here.values("thread")).annotate(more=Cast("thread__more", TextField()))
    said = everywhere.order_by("week", "note", "start", "pk").values_list(*_SAID)
    # What stands in a note now: words that were taken out of one are kept for their writer alone, and quoted nowhere.
    asked.said = [a for a in map(_Said._make, said) if a.note not in asked.reached or (a.note, a.lang, a.key) in asked.items]
    return asked


def _page(team: Team, monday: date, asked: _Asked, covering: Sequence[Note], beside: Beside, drafts: Sequence[Draft]) -> TeamWeek:
    here = {n.pk for n in asked.on.get(team.pk, ())}
    now = [n.pk for n in covering]
    # A note of several weeks says what it does of the week that it begins with.
    weeks = {monday, *(n.week_from for n in covering if n.week_from)}
    coming = {monday + WEEK, *((n.week_to or monday) + WEEK for n in covering)} - weeks
    wrote = _writer(team, asked)
    lines = _Lines(asked, wrote)
    threads = {thread: asked.threads[thread] for note in sorted(here) for thread in asked.lives_in.get(note, ())}
    of_kind: dict[str, list[list[_Said]]] = {kind: [] for kind in (ASK, WATCH, DECISION, LEARNING, GOAL)}
    for several in threads.values():
        of_kind.setdefault(several[0].kind, []).append(several)
    wanted = {kind: _newest(of_kind[kind], now, wrote) for kind in (ASK, WATCH, DECISION, LEARNING)}
    goals = _newest(of_kind[GOAL], here, wrote, weeks)
    watched = [Watch(lines.of(a), len({x.week for x in threads[a.thread] if x.week <= max(monday, a.week)})) for a in wanted[WATCH]]
    hard = [item for note in sorted(now, key=lambda pk: (wrote(pk).who, pk)) for item in asked.challenges.get(note, ())]
    return TeamWeek(
        team=team,
        monday=monday,
        notes=tuple(wrote(pk) for pk in now),
        asks=tuple(Ask(lines.of(a), lines.told(a, threads[a.thread], last=True), _more(a, asked.viewer)) for a in wanted[ASK]),
        goals=tuple(Goal(lines.of(a), lines.told(a, threads[a.thread])) for a in goals),
        watches=tuple(sorted(watched, key=lambda one: -one.weeks)),
        challenges=tuple(Line(item.text, item.lang, item.label, wrote(item.note)) for item in hard),
        decisions=tuple(lines.of(a) for a in wanted[DECISION]),
        learnings=tuple(lines.of(a) for a in wanted[LEARNING]),
        ahead=tuple(lines.of(a) for a in _newest(of_kind[GOAL], here, wrote, coming)),
        measures=tuple(beside.measures),
        lessons=tuple(beside.lessons),
        questions=tuple(beside.questions),
        drafts=tuple(drafts),
        behind=frozenset(here | {a.note for several in threads.values() for a in several} | beside.behind),
    )


def _newest(
    threads: Iterable[Sequence[_Said]], notes: Collection[int], wrote: Callable[[int], Wrote], weeks: Collection[date] | None = None
) -> list[_Said]:
    """Each of these threads in its newest words in these notes, and for these weeks where some are given; by who wrote it, in the order of their notes."""
    there = set(notes)
    found = []
    for several in threads:
        fits = (a for a in reversed(several) if a.note in there and a.part != Appearance.HAPPENED and (weeks is None or a.week in weeks))
        newest = next(fits, None)
        if newest is not None:
            found.append(newest)
    return sorted(found, key=lambda a: (wrote(a.note).who, a.note, a.start, a.id))


def _more(a: _Said, viewer: Viewer) -> AskMore | None:
    mine = a.team in viewer.teams if a.team else a.owner == viewer.person_id
    return ask_more(json.loads(a.more)) if mine else None


def _writer(team: Team, asked: _Asked) -> Callable[[int], Wrote]:
    known: dict[int, Wrote] = {}

    def wrote(pk: int) -> Wrote:
        if pk not in known:
            note = asked.notes[pk]
            who = note.byline_team.name if note.byline_team else note.author.name
            known[pk] = Wrote(pk, note.uid, who, note.author_id if (team.pk, note.author_id) in asked.members else None, note.dated)
        return known[pk]

    return wrote


@dataclass(slots=True)
class _Lines:
    """Lines made of appearances."""

    asked: _Asked
    wrote: Callable[[int], Wrote]

    def of(self, a: _Said) -> Line:
        """It as a line, called as its note called it."""
        item = self.asked.items.get((a.note, a.lang, a.key))
        return Line(a.words, a.lang, item.label if item else "", self.wrote(a.note))

    def told(self, a: _Said, thread: Sequence[_Said], *, last: bool = False) -> Told | None:
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
