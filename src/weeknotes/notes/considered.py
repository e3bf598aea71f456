"""What was considered when a version was published: frozen with its edition, for those who write the note, and gone once that is withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from weeknotes.notes.models import Edition, Revision
from weeknotes.notes.rule_words import rule_words


@dataclass(frozen=True, slots=True)
class ConsideredThen:
    """A rule in words, why what it found stayed, and when that was published."""

    rule: str
    because: str
    at: datetime


def considered_then(revision: Revision) -> tuple[ConsideredThen, ...]:
    """What was considered in the editions that were made of `revision`, the oldest first. One query, for a version that was published."""
    if revision.state != Revision.PUBLISHED:
        return ()
    body = revision.body
    editions = Edition.objects.filter(note_id=body.note_id, withdrawn_at=None).order_by("number").values_list("checked", "made_at")
    return tuple(
        ConsideredThen(rule_words(one["rule"]), one["because"], at)
        for checked, at in editions
        for one in checked
        if (one.get("lang"), one.get("version")) == (body.lang, revision.version)
    )
