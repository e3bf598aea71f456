"""How well and how fast notes are read, on the real notes beside the checkout; one JSON object a line."""

import csv
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.result import Result
from weeknotes.prose.decode import decode
from weeknotes.prose.kinds import kind_of
from weeknotes.prose.read import read
from weeknotes.prose.shapes import Reading

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
# The kinds the readers listed item by item; they listed no asks, so those count neither way.
SECTION_OF = {
    "goal": "goals",
    "next": "next",
    "watch": "watch",
    "learned": "learned",
    "win": "wins",
    "challenge": "challenges",
}
# What one reader of the labels agreed with the other on (the corpus README): the yardstick for kinds and items.
KINDS_AGREED, ITEMS_AGREED = 0.88, 0.98
SMALL = 3  # runs over the corpus when timing


def row(name: str, value: float, unit: str, against: str, least: float | None = None, most: float | None = None) -> dict[str, object]:
    """One result held to the least or the most it may be; neither where nothing is asked yet."""
    bar = f"at least {least:g}" if least is not None else f"at most {most:g}" if most is not None else None
    holds = None if bar is None else value >= least if least is not None else value <= (most or 0)
    return Result("reading", name, float(value), unit, against, None, bar, holds).line()


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("’", "'"))


def _weeks() -> Iterator[dict[str, object]]:
    exact = high = offered = stated = sure = wrong = 0
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        for note in csv.DictReader(lines, delimiter="\t"):
            if not note["iso_week"]:
                continue
            published = date.fromisoformat(note["pub_date"]) if note["pub_date"] else None
            week = read(decode((CORPUS / note["local_file"]).read_bytes()), published=published).week
            right = week.iso == note["iso_week"]
            stated += 1
            sure += week.sure
            wrong += week.sure and not right
            offered += right or note["iso_week"] in week.offers
            if note["confidence"] == "high":
                high += 1
                exact += right
    yield row("week exact where the note states it", exact / high, "share", f"{high} notes of the corpus", 0.95)
    yield row("week sure", sure / stated, "share", f"{stated} notes of the corpus")
    yield row("week right or offered", offered / stated, "share", f"{stated} notes of the corpus", 0.97)
    yield row("week sure and wrong", wrong / stated, "share", f"{stated} notes of the corpus", most=0.01)


def _kinds() -> Iterator[dict[str, object]]:
    hit: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    with (CORPUS / "headings.tsv").open(encoding="utf-8", newline="") as lines:
        for one in csv.DictReader(lines, delimiter="\t"):
            kind = kind_of(one["heading"])[0]
            said[kind] += 1
            true[one["kind"]] += 1
            hit[kind] += kind == one["kind"]
    scores = [2 * hit[kind] / (said[kind] + true[kind]) for kind in true]
    yield row("section macro-F1 on headings", sum(scores) / len(scores), "F1", f"{sum(true.values())} headings of the corpus", KINDS_AGREED)


def _matches(gold: dict[str, Any], reading: Reading, *, kinds: set[str]) -> int | None:
    words = _plain(gold["text"])[:12]
    for index, item in enumerate(reading.items):
        mine = _plain(f"{item.label or ''} {item.text}")
        starts = mine[: len(words)] == words or _plain(item.text)[: len(words)] == words
        inside = gold["where"] == "in-text" and " ".join(words[:6]) in " ".join(mine)
        if item.kind in kinds and (starts or inside):
            return index
    return None


def _gold() -> Iterator[dict[str, object]]:
    right = sections = found = listed = given = good = passing = caught = 0
    for line in (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        reading = read(decode((CORPUS / note["file"]).read_bytes()))
        mine = [(" ".join(_plain(one.heading)), one.kind) for one in reading.outline.sections]
        for one in note["sections"]:
            sections += 1
            pair = (" ".join(_plain(one["heading"])), one["kind"])
            if pair in mine:
                mine.remove(pair)
                right += 1
        taken = set()
        for gold in note["items"]:
            match = _matches(gold, reading, kinds={gold["kind"], *gold.get("alt_kinds", ())})
            if gold["where"] == "section":
                listed += 1
                found += match is not None
            else:
                passing += 1
                caught += match is not None
            if match is not None:
                taken.add(match)
        for index, item in enumerate(reading.items):
            section = reading.outline.sections[item.section] if item.section is not None else None
            if section and section.kind == SECTION_OF.get(item.kind):
                given += 1
                good += index in taken
    yield row("section kinds in hand-read notes", right / sections, "share", f"{sections} sections in 12 notes", KINDS_AGREED)
    yield row("item recall in sections", found / listed, "share", f"{listed} items in 12 notes", 0.9)
    yield row("item precision in sections", good / given, "share", f"{given} items found in 12 notes", 0.9)
    yield row("item recall in passing", caught / passing, "share", f"{passing} sentences in 12 notes", 0.6)


def _speed(most: int | None) -> Iterator[dict[str, object]]:
    texts = [decode(path.read_bytes()) for path in sorted(CORPUS.glob("*/*")) if path.suffix in {".md", ".html"}][:most]
    words = sum(len(text.split()) for text in texts)
    for text in texts:
        read(text)
    start = time.process_time()
    for _ in range(SMALL):
        for text in texts:
            read(text)
    spent = (time.process_time() - start) / SMALL
    yield row("notes of 600 words read", words / 600 / spent, "notes/s", f"{len(texts)} notes, {words} words, one core", 400)
    if most is not None:
        return
    long = "\n\n".join(text for text in texts if not text.lstrip().startswith("<"))
    while len(long.split()) < 200_000:
        long += "\n\n" + long
    long = " ".join(long.split(" ")[:200_000])
    start = time.process_time()
    read(long)
    spent = time.process_time() - start
    yield row("words a second in one note of 200,000", len(long.split()) / spent, "words/s", "one core", 100_000)


def run(*, most: int | None = None) -> Iterator[dict[str, object]]:
    """Give one result after another (`most`: time only so many notes); without ../shared there is a sentence on stderr and no line."""
    if not CORPUS.is_dir():
        print("reading: ../shared/corpus is not here, so nothing was measured.", file=sys.stderr)
        return
    for part in (_weeks, _kinds, _gold):
        yield from part()
    yield from _speed(most)


if __name__ == "__main__":
    for result in run():
        print(json.dumps(result))
