"""An upload as it is shown before anything is taken in: each file, its posts, what would become of them, and where cuts can be."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from weeknotes.notes.margin import says_words
from weeknotes.notes.models import Note
from weeknotes.notes.weeks import week_words
from weeknotes.prose.html import plain
from weeknotes.prose.pieces import left_out, places
from weeknotes.prose.split import ONE
from weeknotes.transfer.held import Held, held
from weeknotes.transfer.models import Upload, UploadText
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.take import ALIKE, NEW, Taken, take, weeks
from weeknotes.transfer.trouble import in_words
from weeknotes.web.dates import DAY, days_between, from_iso

FIRST_WORDS, LAST_WORDS = 20, 14
LINE = 110  # characters of a line by which it is known again
AROUND = 4  # lines of a post that stand open; more are folded away between its first two and its last
LEFT = 5  # different lines that stand in no post and are named


@dataclass(frozen=True, slots=True)
class Line:
    """A line at which a post can begin: its place, its first words, whether one does."""

    place: int
    words: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A post: its number and place in its file, what is read from it (None where it has no words, and why), what would become of it, its lines."""

    number: int
    start: int
    record: Record | None
    trouble: str
    fate: str
    note: Note | None
    like: int
    out: bool
    alike: bool
    week: str
    first: str
    last: str
    notices: tuple[str, ...]
    opening: tuple[Line, ...]
    between: tuple[Line, ...]
    ending: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file of an upload: why it is cut so (or the question that leaves), its posts, the lines before the first, what is in none."""

    number: int
    name: str
    why: str
    question: str
    offered: int
    moved: bool
    can_move: bool
    posts: tuple[Shown, ...]
    before: tuple[Line, ...]
    left: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """All files of an upload, how many drafts taking it in would make, and how many posts are nearly the same as another."""

    files: tuple[File, ...]
    coming: int
    alike: int


def preview(upload: Upload) -> Preview:
    """Read `upload` as it is cut now. Nothing is changed; time grows with its length alone."""
    every = list(held(upload))
    taken = iter(take((record for each in every for record in each.taken_in()), person=upload.person, dry=True))
    files = []
    coming = alike = 0
    for each in every:
        fates = {t.record.source_id: t for t in [next(taken) for _record in each.taken_in()]}
        coming += sum(t.fate == NEW or (t.fate == ALIKE and t.record.handle in each.alike) for t in fates.values())
        alike += sum(t.fate == ALIKE for t in fates.values())
        files.append(_file(each, fates))
    return Preview(tuple(files), coming, alike)


def first_words(record: Record) -> str:
    """What a post begins with, by which its writer knows it again."""
    return _short(plain(record.html))


def week_of(record: Record) -> str:
    """The week a draft would have, or what the text says of one."""
    first, last, _how = weeks(record)
    if first and last:
        return week_words(first) if first == last else days_between(first, last + 6 * DAY)
    offers = record.week.offers or ((record.week.iso,) if record.week.iso else ())
    perhaps = [week_words(monday) for iso in offers if (monday := from_iso(iso))]
    return _("perhaps %(weeks)s") % {"weeks": f" {_('or')} ".join(perhaps)} if perhaps else _("week unknown")


def _file(each: Held, fates: dict[str, Taken]) -> File:
    text, cut = each.text, each.cut
    lines = _lines(text.text, places(text.text, each.found, [post.start for post in cut.posts]), {post.start for post in cut.posts})
    at = [line.place for line in lines]
    edges = [bisect_left(at, post.start) for post in cut.posts] + [len(lines)]
    posts = tuple(
        _shown(number, start, record, lines[edges[number] : edges[number + 1]], fates, text)
        for number, (start, record) in enumerate((post.start, record) for post, record in each.posts)
    )
    return File(
        number=text.number,
        name=text.name,
        why="" if not cut.sure or cut.why.sentence == ONE else in_words(cut.why),
        question="" if cut.sure else in_words(cut.why),
        offered=len(each.found.offers) if text.cuts is None else 0,
        moved=text.cuts is not None,
        can_move=len(lines) > 1,
        posts=posts,
        before=tuple(lines[: edges[0]]),
        left=_left([text.text[start:end] for start, end in left_out(text.text, cut.posts)]),
    )


def _lines(source: str, at: Sequence[int], cuts: set[int]) -> list[Line]:
    lines = []
    for place in at:
        end = source.find("\n", place)
        lines.append(Line(place, _short(source[place : end if end >= 0 else len(source)]), place in cuts))
    return lines


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LINE else words[:LINE].rsplit(" ", 1)[0] + "…"


def _left(parts: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """What stands in no post, each different text once with how often; at most LEFT of them."""
    return tuple(Counter(_short(part) for part in parts).most_common(LEFT))


def _shown(number: int, start: int, record: Record | Trouble, lines: list[Line], fates: dict[str, Taken], text: UploadText) -> Shown:
    folded = len(lines) > AROUND
    opening, between, ending = (lines[:2], lines[2:-1], lines[-1:]) if folded else (lines, [], [])
    around = (tuple(opening), tuple(between), tuple(ending))
    if not isinstance(record, Record):
        return Shown(number, start, None, record.sentence, "", None, 0, False, False, "", "", "", (), *around)
    fate = fates.get(record.source_id)
    words = plain(record.html).split()
    whole = len(words) <= FIRST_WORDS + LAST_WORDS
    return Shown(
        number,
        start,
        record,
        "",
        fate.fate if fate else "",
        fate.note if fate else None,
        fate.like if fate else 0,
        start in text.left_out,
        start in text.alike,
        week_of(record),
        " ".join(words if whole else words[:FIRST_WORDS]),
        "" if whole else " ".join(words[-LAST_WORDS:]),
        (*map(says_words, record.says), *map(in_words, record.warnings)),
        *around,
    )
