"""Moving the cuts of an upload, and leaving posts out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from weeknotes.prose.pieces import pieces
from weeknotes.prose.split import Split, split
from weeknotes.transfer.models import Upload


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person says of one file: the offsets at which posts begin (None: as found), and those of the posts to leave out, and of those to
    take in though they are nearly the same as another."""

    cuts: tuple[int, ...] | None
    left_out: tuple[int, ...]
    alike: tuple[int, ...] = ()


def recut(*, upload: Upload, chosen: Mapping[int, Chosen]) -> bool:
    """Keep what is `chosen` for each file of `upload`, by its number; whether a cut was moved by it.

    IllCut, and nothing kept, where a post cannot begin at one of the places. Read first and written in one short transaction: a file of
    200 pages must not keep others from saving.
    """
    moved = False
    for text in (texts := list(upload.texts.filter(number__in=chosen))):
        said = chosen[text.number]
        found = split(text.text)
        cut = found if said.cuts is None else pieces(text.text, found, said.cuts)
        cuts = _kept(cut, found)
        moved |= cuts != text.cuts
        starts = {post.start for post in cut.posts}
        text.cuts, text.left_out, text.alike = cuts, sorted(starts.intersection(said.left_out)), sorted(starts.intersection(said.alike))
    with transaction.atomic():
        for text in texts:
            text.save(update_fields=["cuts", "left_out", "alike"])
    return moved


def _kept(cut: Split, found: Split) -> list[int] | None:
    """The offsets to keep: None where they are those that were found, which then keep their question, if there is one."""
    starts = [post.start for post in cut.posts]
    return None if starts == [post.start for post in found.posts] else starts
