"""What is known while an export comes in: for whom, whether all of it may, and what is here already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from weeknotes.notes.models import Note
from weeknotes.people.models import Person
from weeknotes.transfer.back.bundle import Bundle
from weeknotes.transfer.out.shape import Keys

Row = Mapping[str, Any]


@dataclass(slots=True)
class Coming:
    """An export that comes in for `person`. `whole`: into a place where there is nothing yet, so that everybody's comes in as it was.

    Otherwise `whose`, the uid that the person has in the export, says what is theirs: only that comes in. `as_before`: what was published is so again.
    """

    bundle: Bundle
    person: Person
    whose: str | None
    whole: bool
    as_before: bool
    keys: Keys = field(default_factory=Keys)
    notes: list[tuple[Note, Row]] = field(default_factory=list)
    here: int = 0
    not_theirs: int = 0

    def mine(self, note: Row) -> bool:
        """Whether a note of the export comes in: on a place of somebody else's, only what the person wrote."""
        return self.whole or (self.whose is not None and (note["author"] == self.whose or self.whose in note["writers"]))
