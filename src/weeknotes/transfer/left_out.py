"""What of what was given does not come in, and why: summed as a bringing in goes on, so that nothing goes without a line, and told in sentences."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from weeknotes.prose.shapes import Why
from weeknotes.transfer.neutral import Left
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.trouble import in_words

N_ = str  # marks a sentence for translation where it is shown

MOST_PLACES = 500  # that are named for one reason; all are counted
MOST_REASONS = 500
MORE = N_("More that was left or could not be read, of which there is no room to say why: %(count)s.")

Row = dict[str, Any]  # `why` (to be translated) or `trouble` (whole), `values`, `count`, `places`: as an import run keeps it


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was left: the sentence, how many things, the places of those that have one, as many as are kept; whether it could not be read."""

    words: str
    count: int
    places: tuple[str, ...]
    is_trouble: bool


def gathered(said: Iterable[Mapping[str, Any]], read: Iterable[Record | Left | Trouble] = (), *, places: int = MOST_PLACES) -> list[Row]:
    """What was `said` so far with what of `read` was left, a row for each reason: its count is of all, its places are the first ones."""
    known: dict[object, Row] = {}
    for row in (*map(_kept, said), *(_row(one) for one in read if not isinstance(one, Record))):
        key = _key(row)
        if key not in known and len(known) >= MOST_REASONS:
            row |= {"why": MORE, "values": {}}
            row.pop("trouble", None)
            key = _key(row)
        there = known.setdefault(key, {**row, "count": 0, "places": []})
        there["count"] += row["count"]
        there["places"] += row["places"][: max(0, places - len(there["places"]))]
    return list(known.values())


def reasons(said: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """Each reason in the language in force."""
    return [Reason(_words(row), row["count"], tuple(row["places"]), "trouble" in row) for row in gathered(said, places=sys.maxsize)]


def _row(one: Left | Trouble) -> Row:
    places = [one.place] if one.place else []
    if isinstance(one, Trouble):
        return {"trouble": one.sentence, "count": 1, "places": places}
    # Where it stands for several, its place is that of all of them.
    return {"why": one.why.sentence, "values": _values(one.why.values), "count": one.count, "places": places if one.count == 1 else []}


def _kept(one: Mapping[str, Any]) -> Row:
    """A row as it was kept, to be added to; one from before they were summed has its one place."""
    row = {name: value for name, value in one.items() if name != "place"}
    places = list(one["places"]) if "places" in one else [one["place"]] if one.get("place") else []
    return row | {"places": places} | ({"values": _values(row["values"])} if "why" in row else {})


def _values(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a sentence names beside the count, which is a sum."""
    return {name: value for name, value in given.items() if name != "count"}


def _key(row: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    return str(row.get("trouble") or row.get("why")), tuple(sorted((name, str(value)) for name, value in (row.get("values") or {}).items()))


def _words(row: Mapping[str, Any]) -> str:
    """In the language in force; what could not be read was said whole."""
    return str(row["trouble"]) if "trouble" in row else in_words(Why(str(row["why"]), {**row["values"], "count": row["count"]}))
