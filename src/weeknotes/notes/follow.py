"""Comments stay with their sentences while the text is edited."""

from weeknotes.notes.models_shared import Comment
from weeknotes.prose.anchor import Anchor, re_anchor
from weeknotes.prose.html import plain


def anchor_of(row: Comment) -> Anchor:
    """Where a comment stands."""
    return Anchor(row.key, row.quote, row.before, row.after, row.start)


def put_at(row: Comment, found: Anchor) -> None:
    """Have a comment stand at `found`; the row is not saved."""
    row.key, row.quote, row.before, row.after, row.start = found.key, found.quote, found.before[:64], found.after[:64], found.start


def follow_comments(*, note_id: int, lang: str, old: str, new: str) -> None:
    """Move each open comment to where its sentence stands in the `new` text; one whose sentence is gone stays as it was."""
    if old == new:
        return
    rows = list(Comment.objects.filter(look__note=note_id, look__lang=lang, fate=Comment.OPEN))
    if not rows:
        return
    for row, found in zip(rows, re_anchor([anchor_of(row) for row in rows], plain(old), plain(new)), strict=True):
        if found is not None:
            put_at(row, found)
            row.save(update_fields=["key", "quote", "before", "after", "start"])
