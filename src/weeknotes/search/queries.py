"""Reading what can be found, always on somebody's behalf: the gate's rule for texts, as SQL."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from weeknotes.notes.levels import Level
from weeknotes.notes.queries import reach_of
from weeknotes.notes.viewer import Viewer

if TYPE_CHECKING:
    from weeknotes.search.models import Doc  # noqa: F401


class Docs(models.QuerySet["Doc"]):
    """Frozen texts."""

    def readable_by(self, viewer: Viewer) -> Self:
        """The texts that `viewer` is given: one a language of each note that they may see, the one with floor <= reach <= level."""
        if viewer.person_id is None:
            return self.filter(level=Level.PUBLIC)
        open_to_all = max(Level.ORGANISATION if viewer.member else Level.PUBLIC, viewer.least)
        near = self.alias(reached=reach_of(viewer, note="note_id"))
        # Most texts are the only one of their note, and for everyone here: these need no look at who is on the note.
        return near.filter(Q(floor=0, level__gte=open_to_all) | Q(floor__lte=F("reached"), level__gte=F("reached")))
