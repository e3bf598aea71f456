"""Reading notes: the gate's rule as SQL, and the orders that pages need. Every list of notes starts here."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from weeknotes.notes.levels import Level
from weeknotes.notes.viewer import Viewer

if TYPE_CHECKING:
    from weeknotes.notes.models import Item, Note, Revision  # noqa: F401

LONGEST_RANGE = timedelta(weeks=12)
WRITES, NAMED = 0, 1


def _has(rows: str, *, note: str = "pk", **conditions: Any) -> Exists:
    """EXISTS a row of `NotePerson` or `NoteTeam` for the note that the field `note` of the row at hand names."""
    model = apps.get_model("notes", rows)
    return Exists(model._default_manager.filter(note=OuterRef(note), **conditions))


def reach_of(viewer: Viewer, *, note: str = "pk") -> Case | Value:
    """The viewer's reach of the note at hand (see `viewer.reach`), as SQL, for rows that have an `author`; `note` is the field that names it."""
    number = models.PositiveSmallIntegerField()
    if viewer.person_id is None:
        return Value(int(Level.PUBLIC), output_field=number)
    least = viewer.least
    mine = Q(author=viewer.person_id) | Q(_has("NotePerson", note=note, person=viewer.person_id, part=WRITES))
    cases = [
        When(mine, then=Value(int(max(Level.ME, least)))),
        When(Q(_has("NotePerson", note=note, person=viewer.person_id, part=NAMED)), then=Value(int(max(Level.NAMED, least)))),
    ]
    if viewer.teams:
        cases.append(When(Q(_has("NoteTeam", note=note, team__in=viewer.teams)), then=Value(int(max(Level.TEAM, least)))))
    rest = Level.ORGANISATION if viewer.member else Level.PUBLIC
    return Case(*cases, default=Value(int(max(rest, least))), output_field=number)


class Notes(models.QuerySet["Note"]):
    """Notes, always asked for on somebody's behalf."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Published notes of which `viewer` may see some text: `viewer.reach <= level`, as SQL (see `viewer.reach`)."""
        if viewer.person_id is None:
            return self.filter(level=Level.PUBLIC)
        least = viewer.least
        open_to_all = Level.ORGANISATION if viewer.member else Level.PUBLIC
        rule = Q(level__gte=max(open_to_all, least))
        if viewer.teams:
            rule |= Q(level__gte=max(Level.TEAM, least)) & Q(_has("NoteTeam", team__in=viewer.teams))
        rule |= Q(level__gte=max(Level.NAMED, least)) & Q(_has("NotePerson", person=viewer.person_id, part=NAMED))
        rule |= Q(level__gte=least) & (Q(author=viewer.person_id) | Q(_has("NotePerson", person=viewer.person_id, part=WRITES)))
        return self.filter(rule, edition__isnull=False)

    def with_reach(self, viewer: Viewer) -> Self:
        """Each note with `reached`, the viewer's reach of it."""
        return self.annotate(reached=reach_of(viewer))

    def kept(self) -> Self:
        """Notes that are not deleted. Every query that is not about published notes begins here: a deleted one is never published."""
        return self.filter(deleted_at=None)

    def deleted(self) -> Self:
        """Notes that are deleted and can still be brought back."""
        return self.filter(deleted_at__isnull=False, erased_at=None)

    def written_by(self, person_id: int) -> Self:
        """Notes of which the person is a writer, the deleted ones too."""
        return self.filter(Q(author=person_id) | Q(_has("NotePerson", person=person_id, part=WRITES)))

    def writable_by(self, person_id: int) -> Self:
        """Notes that the person writes, alone or with others."""
        return self.kept().written_by(person_id)

    def newest_first(self) -> Self:
        """Published notes, the one announced last first."""
        return self.filter(edition__isnull=False).order_by("-published_at", "-id")

    def covering(self, monday: date) -> Self:
        """Notes whose weeks include the one beginning `monday`; the lower bound lets the index serve."""
        return self.filter(week_from__lte=monday, week_to__gte=monday, week_from__gte=monday - LONGEST_RANGE)


class Revisions(models.QuerySet["Revision"]):
    """Saves of a body."""

    def waiting(self) -> Self:
        """Texts that met another and wait for the writer's choice, oldest first."""
        return self.filter(state="aside", settled=False).order_by("at", "id")


class Items(models.QuerySet["Item"]):
    """Items of editions in force."""

    def within(self, reached: dict[int, int]) -> Self:
        """Items of the notes in `reached` (note id to reach) that the viewer of those reaches may see."""
        by_level: dict[int, list[int]] = {}
        for note_id, level in reached.items():
            by_level.setdefault(level, []).append(note_id)
        rule = Q(pk__in=[])
        for level, ids in by_level.items():
            rule |= Q(note__in=ids, level__gte=level)
        return self.filter(rule)
