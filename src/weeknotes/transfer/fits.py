"""What of a post does not fit a note as it is: a title that is too long for one, tags that are too long or too many. Each with a line that says so."""

from collections.abc import Iterable, Sequence

from weeknotes.notes.save import LONGEST_TITLE, fitted
from weeknotes.notes.tags import LONGEST, MOST, names_in
from weeknotes.prose.shapes import Why

N_ = str  # marks a sentence for translation where it is shown

LONG_TITLE = N_("Its title has more than %(most)s letters. What fits is the title, and the whole of it stands at the beginning of the text.")
TAGS_LEFT = N_("Tags that did not come: %(tags)s. A note has %(most)s tags at most, none of more than %(letters)s letters.")


def title(said: str | None) -> tuple[str | None, str, tuple[Why, ...]]:
    """The title as it can be kept, the HTML that its text then begins with, and what is said of that."""
    if not said:
        return said, "", ()
    fits, begins = fitted(said)
    return fits, begins, (Why(LONG_TITLE, {"most": LONGEST_TITLE}),) if begins else ()


def tags(said: Iterable[str]) -> tuple[tuple[str, ...], tuple[Why, ...]]:
    """The tags as they can be kept, of names that may be parted by commas; and what is said of the others."""
    names = names_in("\n".join(said))
    fit = [name for name in names if len(name) <= LONGEST][:MOST]
    return tuple(fit), tags_left([name for name in names if name not in fit])


def tags_left(names: Sequence[str]) -> tuple[Why, ...]:
    """What is said of tags that did not come; nothing where there are none."""
    if not names:
        return ()
    told = [name if len(name) <= LONGEST else f"{name[:LONGEST]}…" for name in names[:MOST]]
    return (Why(TAGS_LEFT, {"tags": ", ".join([*told, *(["…"] if len(names) > MOST else [])]), "most": MOST, "letters": LONGEST}),)
