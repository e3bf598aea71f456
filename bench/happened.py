"""Whether what a later note says of a goal is found: pairs of real notes, labelled by hand before anything was tuned.

`labelled/happened.jsonl` has a goal's place in one note, a later note by the same writer, and the places of the passages that say what happened,
the plainest first; any of them is right (none: the note says nothing of it); where a file holds many weeks, `from` and `to` cut one out. It holds places only, none
of the notes' words. Weights and thresholds were chosen on the half `tune`; the half `kept` was not looked at for that. Which half a note is
in follows from a hash of its name. The pairs were labelled by one reader, from the notes themselves.
"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.reading import CORPUS, OWN, share
from bench.result import Result
from weeknotes.prose.bearing import Heard
from weeknotes.prose.decode import decode
from weeknotes.prose.happened import Offer, offers
from weeknotes.prose.read import read
from weeknotes.prose.shapes import Reading
from weeknotes.prose.told import passage_at, passages

HALVES = {"kept": "half that was not tuned on", "tune": "half tuned on"}


@dataclass(frozen=True, slots=True)
class Case:
    """One goal and one later note: where what happened is told (none: nowhere), its outcome if it is plain, what was offered."""

    told: tuple[int, ...]
    outcome: str | None
    offered: tuple[Offer, ...]

    def right(self, offer: Offer) -> bool:
        """Whether an offer is one of the passages labelled."""
        return offer.passage.start in self.told


def row(name: str, value: float, unit: str, against: str, least: float | None = None) -> dict[str, object]:
    """One result held to the least it may be."""
    bar, holds = (None, None) if least is None else (f"at least {least:g}", value >= least)
    return Result("happened", name, float(value), unit, against, None, bar, holds).line()


@lru_cache(maxsize=512)
def _read(file: str, start: int, end: int | None) -> Reading:
    return read(decode((CORPUS / file).read_bytes())[start:end])


@lru_cache(maxsize=16)
def _further(folder: str) -> Heard:
    files = sorted(path for path in (CORPUS / folder).iterdir() if path.suffix in {".md", ".html"})
    return Heard(one for path in files for one in passages(_read(str(path.relative_to(CORPUS)), 0, None)))


def _note(place: dict[str, Any]) -> tuple[Reading, int]:
    start = place.get("from", 0)
    return _read(place["file"], start, place.get("to")), start


def cases(rows: list[dict[str, Any]], *, further: bool) -> list[Case]:
    """Each labelled goal with what is offered; `further`: with the writer's other notes to tell what is rare in them."""
    found = []
    for one in rows:
        (earlier, from_a), (later, from_b) = _note(one["a"]), _note(one["b"])
        goal = passage_at(earlier, one["a"]["offset"] - from_a)
        assert goal, one
        heard = _further(Path(one["a"]["file"]).parts[0]) if further else None
        made = offers(goal, passages(later), before=passages(earlier), further=heard)
        found.append(Case(tuple(start - from_b for start, _ in one["told"]), one["outcome"], made))
    return found


def lines(found: list[Case], of: str, *, held: bool) -> Iterator[dict[str, object]]:
    """The results of some cases; `held` to the bars."""
    told = [one for one in found if one.told]
    silent = [one for one in found if not one.told]
    sure = [(one, offer) for one in found for offer in one.offered if offer.sure]
    plain = [one for one in told if one.outcome and one.offered and one.right(one.offered[0]) and one.offered[0].outcome]
    among = sum(any(map(one.right, one.offered)) for one in told)
    first = sum(any(map(one.right, one.offered[:1])) for one in told)
    quiet = sum(not one.offered for one in silent)
    good = sum(one.right(offer) for one, offer in sure)
    counted = (
        ("right passage among three", among, len(told), "pairs", 0.88),
        ("right passage first", first, len(told), "pairs", 0.70),
        ("nothing offered where nothing is said", quiet, len(silent), "goals", 0.85),
        ("offered as sure and right", good, len(sure), "offers", 0.90),
    )
    for name, part, whole, things, least in counted:
        yield row(f"{name}, {of}", share(part, whole), "share", f"{whole} {things}", least if held else None)
    right = sum(one.offered[0].outcome == (one.outcome or "").replace("_", " ") for one in plain)
    yield row(f"outcome right where one is said, {of}", share(right, len(plain)), "share", f"{len(plain)} first offers that are right")


def run(*, most: int | None = None) -> Iterator[dict[str, object]]:
    """Give one result after another (`most`: so many pairs of each half); without ../shared there is nothing to measure."""
    if not CORPUS.is_dir():
        print("happened: ../shared/corpus is not here, and its words are not kept with the labels.", file=sys.stderr)
        return
    rows = [json.loads(line) for line in (OWN / "happened.jsonl").read_text(encoding="utf-8").splitlines()]
    for half, of in HALVES.items():
        mine = [one for one in rows if one["half"] == half][:most]
        yield from lines(cases(mine, further=False), of, held=half == "kept")
        yield from lines(cases(mine, further=True), f"{of}, with further notes", held=False)
    some = rows[:most]
    start = time.process_time()
    cases(some, further=False)
    yield row("one pair, notes read already", (time.process_time() - start) * 1000 / len(some), "ms", f"{len(some)} pairs, one core")


if __name__ == "__main__":
    for result in run():
        print(json.dumps(result))
