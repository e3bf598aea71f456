"""What `weeknotes import` prints of what it did: a line of data for each post, or a table, and what became of all of them."""

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table
from rich.text import Text

from weeknotes.transfer.left_out import Reason
from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.take import NEW, Taken, weeks

MOST = 100  # rows of a table
MOST_PLACES = 10  # that a sentence names
EVERY = sys.maxsize  # lines of data
JOINS = "\u00ad\u200c\u200d"  # soft hyphen, and what keeps signs apart or together: they steer nothing


@dataclass(frozen=True, slots=True)
class Line:
    """What is kept of a post to be printed: some hundred bytes, so that ten thousand are no load."""

    note: int | None
    data: dict[str, object]


@dataclass(slots=True)
class Lines:
    """What became of each post so far, of as many as are printed; `count` is all of them, `questions` whether a file asks where its posts begin."""

    printed: int
    every: list[Line] = field(default_factory=list)
    count: int = 0
    questions: bool = False

    def add(self, taken: Iterable[Taken]) -> None:
        """Keep what is printed of these."""
        for one in taken:
            self.questions |= one.record.question is not None
            self.count += 1
            if self.count <= self.printed:
                self.every.append(Line(one.note.pk if one.note else None, data_of(one)))


def data_of(one: Taken) -> dict[str, object]:
    """A post as `--json` prints it."""
    record = one.record
    first, _last, _how = weeks(record)
    twin = record.twin
    return {
        "place": record.place,
        "source": record.kind,
        "fate": one.fate,
        "like": one.like or None,
        "like_what": one.other or (str(one.note.uid) if one.like and one.note else None),
        "edited_here": one.edited,
        "note": str(one.note.uid) if one.note else None,
        "title": record.title,
        "dated": record.dated.isoformat() if record.dated else None,
        "how_dated": record.how_dated,
        "language": record.lang,
        "week": record.week.iso,
        "week_sure": first is not None,
        "week_offers": list(record.week.offers),
        "also": {"language": twin.lang, "place": twin.place, "title": twin.title, "words": twin.words, "address": twin.address or None} if twin else None,
        "words": record.words,
        "items": record.items,
        "says": [f"says {said.said} {said.what}; {said.found} here" for said in record.says],
        "warnings": [str(each) for each in (*record.warnings, *([record.question] if record.question else []))],
        "status": record.status,
        "reach": record.reach,
        "address": record.address or None,
        "old_addresses": list(record.old),
        "tags": list(record.tags),
        "pictures": len(record.media),
    }


def plain(text: str) -> str:
    """`text` without signs that would steer a terminal, or turn round what stands after them."""
    return "".join("\ufffd" if unicodedata.category(sign).startswith("C") and sign not in JOINS else sign for sign in text)


def table(lines: Iterable[Line], published: set[int]) -> None:
    """These posts, one a row."""
    made = Table(box=None, pad_edge=False)
    for heading in ("From", "Title", "Dated", "Week", "Words", "Read", ""):
        made.add_column(heading, justify="right" if heading in {"Words", "Read"} else "left", overflow="fold")
    for line in lines:
        data = line.data
        offers = data["week_offers"]
        week = data["week"] or "–" if data["week_sure"] else " or ".join(offers) + "?" if isinstance(offers, list) and offers else "unknown"
        fate = "published" if line.note in published and data["fate"] == NEW else {"new": "draft"}.get(str(data["fate"]), str(data["fate"]))
        if data["like"]:
            fate = f"{fate}: {data['like']} % of both is in {data['like_what']}"
        if isinstance(also := data["also"], dict):
            fate = f"{fate}, with {also['place']} in one note ({data['language']} and {also['language']})"
        if data["edited_here"]:
            fate = f"{fate}, edited here"
        says, warnings = data["says"], data["warnings"]
        notes = "; ".join((fate, *(says if isinstance(says, list) else ()), *(warnings if isinstance(warnings, list) else ())))
        cells = (data["place"], data["title"] or "untitled", data["dated"] or "unknown", week, data["words"], data["items"])
        made.add_row(*(Text(plain(str(cell))) for cell in (*cells, notes)))
    Console(width=None if sys.stdout.isatty() else 160).print(made)


def summed(run: ImportRun | None, counts: Mapping[str, int], count: int, troubles: int, *, dry: bool) -> str:
    """All of it in one line, and how it is undone."""
    parts = [f"{counts[fate]} {fate}" for fate in counts if fate not in BESIDE and counts[fate]]
    parts += [f"{counts['published']} published"] if counts.get("published") else []
    parts += [f"{troubles} not readable"] if troubles else []
    more = [words % counts[what] for what, words in MORE.items() if counts.get(what)]
    said = f"{count} {'post' if count == 1 else 'posts'}: {', '.join(parts) or 'none'}.{' Nothing was kept: this was a dry run.' if dry else ''}"
    undo = f"To take it back: weeknotes import --undo {run.uid}" if run is not None and counts.get(NEW) else ""
    return "\n".join(one for one in (said, *more, undo) if one) + "\n"


# What is no fate of a post but counted beside them.
BESIDE = frozenset({
    "published", "was out", "edited here", "links", "pictures", "pictures left", "pictures elsewhere", "pictures nowhere",
    "stopped", "wants a yes", "failed", "withdrawing", "taken back",
})  # fmt: skip
MORE = {
    "edited here": "Of those here, edited here since they came in, and left as they are: %d.",
    "wants a yes": "Still drafts, as somebody else's yes is wanted before they are for everyone: %d.",
    "links": "Links between them that lead to the notes here now: %d.",
    "pictures": "Pictures that came with them: %d.",
    "pictures left": "Pictures that could not be had or shown, each now a link: %d.",
    "pictures elsewhere": "Pictures that are not among what you gave, each a link to where it stands: %d. --fetch-images fetches them.",
    "pictures nowhere": "Pictures that are missing, as they are not among what you gave, and nothing says which site they stood on: %d. Bring in the export with its pictures.",
}


def left_lines(reasons: Iterable[Reason]) -> list[str]:
    """What was left and why, one sentence for each reason with the places of a few."""
    lines = []
    for one in reasons:
        named = ", ".join(one.places[:MOST_PLACES])
        rest = one.count - len(one.places[:MOST_PLACES])
        if one.count == 1 and named:
            lines.append(f"{plain(named)}: {one.words}")
        elif named:
            lines.append(f"{one.words} ({plain(named)}{f', and {rest} more; --json prints each' if rest else ''})")
        else:
            lines.append(one.words)
    return lines


def left_data(reasons: Iterable[Reason]) -> Iterator[dict[str, object]]:
    """What was left as `--json` prints it: a line for each thing that has a place, and one for how many others were left for the same reason."""
    for one in reasons:
        about = {"fate": "not readable" if one.is_trouble else "left", "why": one.words}
        yield from ({"place": place, **about, "count": 1} for place in one.places)
        if rest := one.count - len(one.places):
            yield {"place": None, **about, "count": rest}
