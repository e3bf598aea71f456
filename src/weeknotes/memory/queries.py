"""Reading memory: what stands while notes come, go, and are deleted."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from weeknotes.notes.levels import Level
from weeknotes.notes.viewer import Viewer

if TYPE_CHECKING:
    from weeknotes.memory.models import Appearance, Measure, Thread  # noqa: F401


def spoken_by(team: int | None, owner: int) -> Q:
    """The threads of a team, or (no team) a person's own."""
    return Q(team=team) if team else Q(owner=owner, team=None)


class Threads(models.QuerySet["Thread"]):
    """Threads."""

    def answerable_by(self, viewer: Viewer) -> Self:
        """Threads that the viewer may answer: their own, and those of teams they are in now."""
        return self.filter(Q(owner=viewer.person_id, team=None) | Q(team__in=viewer.teams))

    def _has(self, relation: str, **conditions: Any) -> Exists:
        rows = self.model._meta.get_field(relation).related_model
        return Exists(rows._default_manager.filter(thread=OuterRef("pk"), **conditions))  # type: ignore[union-attr]

    def standing(self) -> Self:
        """Threads that a note which is not deleted speaks of, that something was decided about, or that a person began.

        What was made one with another is not a thread of its own.
        """
        return self.filter(Q(by="person") | Q(self._has("appearances", note__deleted_at=None)) | Q(self._has("outcomes")), into=None)


class Appearances(models.QuerySet["Appearance"]):
    """Appearances of threads in notes."""

    def standing(self) -> Self:
        """Those in notes that are not deleted."""
        return self.filter(note__deleted_at=None)


class Measures(models.QuerySet["Measure"]):
    """Measures."""

    def of_teams(self, teams: frozenset[int]) -> Self:
        """Those that one of `teams` keeps, alone or with others."""
        rows = self.model._meta.get_field("measure_teams").related_model
        return self.filter(Q(team__in=teams) | Q(Exists(rows._default_manager.filter(measure=OuterRef("pk"), team__in=teams))))

    def visible_to(self, viewer: Viewer) -> Self:
        """Those that `viewer` may see: the same comparison as for notes, `level >= reach`."""
        if viewer.person_id is None or viewer.least == Level.PUBLIC:
            return self.filter(level=Level.PUBLIC)
        open_to_all = max(Level.ORGANISATION if viewer.member else Level.PUBLIC, viewer.least)
        return self.filter(Q(level__gte=open_to_all) | Q(pk__in=self.model._default_manager.all().of_teams(viewer.teams).values("pk")))
