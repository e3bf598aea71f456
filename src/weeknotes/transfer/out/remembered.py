"""What is remembered, as an export holds it: a person's own threads whole, everybody else's as far as whoever takes them out may see their words."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from weeknotes.memory.hearing import hearings
from weeknotes.memory.kinds import LIFECYCLES
from weeknotes.memory.measure_texts import sources
from weeknotes.memory.models import Appearance, Hearing, Measure, Outcome, Reading, Thread
from weeknotes.memory.seen import Seen, seen
from weeknotes.notes.levels import Level
from weeknotes.notes.viewer import Viewer
from weeknotes.transfer.out import shapes
from weeknotes.transfer.out.shape import Ids, Row, in_order
from weeknotes.transfer.out.wanted import Wanted

AT_ONCE = 500
_NO_TEAM = frozenset[int]()


def written_threads(wanted: Wanted, viewer: Viewer, ids: Ids, reached: Mapping[int, int]) -> list[Row]:
    """Threads with where they appeared and what became of them. `reached`: the notes of the export, and how near whoever takes it stands to each."""
    every = _threads(wanted)
    mine = Q(owner=viewer.person_id, team=None) if viewer.person_id is not None else Q(pk__in=[])
    own = list(every.filter(mine))
    others = list(every.exclude(mine).filter(hearing=None).standing().order_by("pk"))  # type: ignore[attr-defined]
    heard = list(Thread.objects.filter(hearing__uid__in=list(ids.tables["hearing"].values()), into=None).exclude(mine))
    ids.tables["thread"] = {t.pk: str(t.uid) for t in own}
    rows = []
    for some in _few(own):
        rows += _whole(some, ids)
    for some in _few(others):
        rows += _as_seen(some, viewer, ids, reached)
    for some in _few(heard):
        rows += _heard(some, ids)
    return in_order(rows, "uid")


def _threads(wanted: Wanted) -> QuerySet[Thread]:
    if wanted.person is not None:
        return Thread.objects.filter(owner=wanted.person)
    return Thread.objects.filter(team=wanted.team) if wanted.team is not None else Thread.objects.all()


def _few(threads: list[Thread]) -> Iterable[list[Thread]]:
    return (threads[first : first + AT_ONCE] for first in range(0, len(threads), AT_ONCE))


def _whole(some: list[Thread], ids: Ids) -> list[Row]:
    """A person's own: every column, those that only deleted notes speak of left out."""
    there: dict[int, list[Row]] = {}
    for a in Appearance.objects.filter(thread__in=some):
        row = shapes.OWN_APPEARANCE.written(a, ids)
        if row["note"] is not None:
            there.setdefault(a.thread_id, []).append(row)
    said: dict[int, list[Outcome]] = {}
    for o in Outcome.objects.filter(thread__in=some).order_by("at", "pk"):
        said.setdefault(o.thread_id, []).append(o)
    return [
        shapes.OWN_THREAD.written(t, ids)
        | {"whole": True, "appearances": in_order(there.get(t.pk, ()), "week", "note", "start"), "outcomes": _outcomes(said.get(t.pk, ()), ids)}
        for t in some
        if t.by == Thread.PERSON or t.pk in there or t.pk in said or t.into_id is not None
    ]


def _outcomes(said: Iterable[Outcome], ids: Ids) -> list[Row]:
    """In the order they were given; `replaces` is the place of the one that each stands for."""
    held = list(said)
    places = {o.pk: place for place, o in enumerate(held)}
    return [shapes.OUTCOME.written(o, ids) | {"replaces": places.get(o.replaces_id or 0)} for o in held]


def _as_seen(some: list[Thread], viewer: Viewer, ids: Ids, reached: Mapping[int, int]) -> list[Row]:
    shown = seen(some, viewer)
    rows = Appearance.objects.in_bulk([m.id for one in shown.values() for m in one.moments])
    said: dict[int, list[Outcome]] = {}
    for o in Outcome.objects.filter(thread__in=some, replaced_by=None, note__in=reached).order_by("at", "pk"):
        if o.level >= max(reached[o.note_id or 0], Level.NAMED):
            said.setdefault(o.thread_id, []).append(o)
    return [row for pk, one in shown.items() if (row := _one_seen(one, rows, said.get(pk, []), ids))]


def _one_seen(one: Seen, rows: Mapping[int, Appearance], said: list[Outcome], ids: Ids) -> Row | None:
    """Nothing of it that does not follow from the words that may be read: its weeks are theirs, and how it stands is what was last said openly."""
    there = [shapes.APPEARANCE.written(rows[m.id], ids) for m in one.moments]
    there = [row for row in there if row["note"] is not None]
    if not there:
        return None
    life = LIFECYCLES[one.thread.kind]
    state = next((o.word for o in reversed(said) if o.word in life.states), life.start)
    weeks = sorted(row["week"] for row in there)
    row = shapes.THREAD.written(one.thread, ids) | {"state": state, "open": state not in life.closes, "first_week": weeks[0], "last_week": weeks[-1]}
    outcomes = [{**shapes.OUTCOME.written(o, ids), "home": None, "replaces": None} for o in said]
    return row | {"whole": False, "appearances": in_order(there, "week", "note", "key"), "outcomes": outcomes}


def _heard(some: list[Thread], ids: Ids) -> list[Row]:
    """What was asked for at a hearing that may be read: its words are the hearing's."""
    said: dict[int, list[Outcome]] = {}
    for o in Outcome.objects.filter(thread__in=some).order_by("at", "pk"):
        said.setdefault(o.thread_id, []).append(o)
    return [
        shapes.HEARD_THREAD.written(t, ids) | {"whole": False, "appearances": [], "outcomes": _outcomes(said.get(t.pk, ()), ids)} for t in some
    ]


def written_hearings(wanted: Wanted, viewer: Viewer, ids: Ids) -> list[Row]:
    """Hearings that may be read, of the teams that the export is about."""
    rows: QuerySet[Hearing] = hearings(viewer)
    if wanted.scope != "site":
        rows = rows.filter(team__in=_teams(wanted, viewer))
    held = list(rows)
    ids.tables["hearing"] = {one.pk: str(one.uid) for one in held}
    return in_order((shapes.HEARING.written(one, ids) for one in held), "uid")


def written_measures(wanted: Wanted, viewer: Viewer, ids: Ids) -> list[Row]:
    """Measures of those teams that may be seen, each with its readings, and with the sentence of each that may be read where it stands."""
    rows = Measure.objects.visible_to(viewer).prefetch_related("measure_teams")
    if wanted.scope != "site":
        rows = rows.of_teams(_teams(wanted, viewer))
    return in_order((_measure(one, viewer, ids) for one in rows), "uid")


def _teams(wanted: Wanted, viewer: Viewer) -> frozenset[int]:
    """The teams whose numbers and hearings go with it: of somebody's own export those that they are in."""
    if wanted.team is not None:
        return frozenset({wanted.team.pk})
    return viewer.teams if wanted.own else _NO_TEAM


def _measure(measure: Measure, viewer: Viewer, ids: Ids) -> Row:
    held = list(Reading.objects.filter(measure=measure).order_by("kept_at", "pk"))
    places = {one.pk: place for place, one in enumerate(held)}
    said = sources(held, viewer)
    readings = []
    for one in held:
        shape = shapes.SAID_READING if one.pk in said and ids.of("note", one.note_id) else shapes.READING
        readings.append(shape.written(one, ids) | {"replaces": places.get(one.replaces_id or 0)})
    partners = sorted(name for row in measure.measure_teams.all() if (name := ids.of("team", row.team_id)))
    return shapes.MEASURE.written(measure, ids) | {"partners": partners, "readings": readings}
