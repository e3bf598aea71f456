"""Reading memory: what stands while notes come, go, and are deleted."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from weeknotes.memory.models import Appearance, Thread  # noqa: F401


class Threads(models.QuerySet["Thread"]):
    """Threads."""

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
