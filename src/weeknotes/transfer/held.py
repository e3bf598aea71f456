"""What an upload holds, cut into posts as its person has it now."""

from collections.abc import Iterator
from dataclasses import dataclass

from weeknotes.prose.pieces import IllCut, pieces
from weeknotes.prose.split import Post, Split, split
from weeknotes.transfer.files import records_in
from weeknotes.transfer.models import Upload, UploadText
from weeknotes.transfer.record import Record, Trouble


@dataclass(frozen=True, slots=True)
class Held:
    """One file of an upload: how it was found to be cut, how it is cut now, and each post with what is read from it."""

    text: UploadText
    found: Split
    cut: Split
    posts: tuple[tuple[Post, Record | Trouble], ...]

    @property
    def alike(self) -> frozenset[str]:
        """Handles of those that are taken in though they are nearly the same as another."""
        return frozenset(record.handle for post, record in self.posts if isinstance(record, Record) and post.start in self.text.alike)

    def taken_in(self) -> Iterator[Record]:
        """The records that are not left out."""
        for post, record in self.posts:
            if isinstance(record, Record) and post.start not in self.text.left_out:
                yield record


def held(upload: Upload) -> Iterator[Held]:
    """Each file of `upload`, in the order in which they came."""
    for text in upload.texts.order_by("number"):
        found = split(text.text)
        cut = _cut(text, found)
        read = records_in(text.text, text.name, cut=cut, otherwise=upload.person.writes)
        yield Held(text, found, cut, tuple(zip(cut.posts, read, strict=True)))


def _cut(text: UploadText, found: Split) -> Split:
    if text.cuts is None:
        return found
    try:
        return pieces(text.text, found, text.cuts)
    except IllCut:
        # Chosen under an earlier version of the site, which found other cuts: shown as found, so that they can be chosen again.
        return found
