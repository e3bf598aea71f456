"""How well and how fast notes are read, on the real notes beside the checkout and on the labelled ones of our own in bench/labelled.

Each line says on how many cases it rests. Every figure is one that a stranger can make again: no label was written after a reading was seen.
"""

import csv
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench.result import Result
from weeknotes.prose.decode import decode
from weeknotes.prose.kinds import kind_of
from weeknotes.prose.language import language
from weeknotes.prose.read import read
from weeknotes.prose.shapes import Reading
from weeknotes.prose.split import split

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "shared" / "corpus"
SEEDS = HERE.parents[1] / "shared" / "seeds"
OWN = HERE / "labelled"
COUNTED = ("goals", "next", "watch", "learned", "wins", "challenges", "did", "ask", "reading", "thanks", "personal")
LEAST_CASES = 20  # a class with fewer is shown and not counted
# The kind of item that fills a section of a kind, where readers listed them all.
SECTION_OF = {
    "goal": "goals",
    "next": "next",
    "watch": "watch",
    "learned": "learned",
    "win": "wins",
    "challenge": "challenges",
    "ask": "ask",
    "decision": "decisions",
}
COMMITMENTS = frozenset({"followup", "next", "goal"})
ROUNDS = 3


def row(name: str, value: float, unit: str, against: str, least: float | None = None, most: float | None = None) -> dict[str, object]:
    """One result held to the least or the most it may be; neither where nothing is asked."""
    bar = f"at least {least:g}" if least is not None else f"at most {most:g}" if most is not None else None
    holds = None if bar is None else value >= least if least is not None else value <= (most or 0)
    return Result("reading", name, float(value), unit, against, None, bar, holds).line()


def share(part: int, whole: int) -> float:
    """A part of a whole; 1 where there is nothing to get wrong."""
    return part / whole if whole else 1.0


@dataclass(slots=True)
class Weeks:
    """Weeks read against weeks labelled."""

    high: int = 0
    exact: int = 0
    high_sure: int = 0
    cases: int = 0
    offered: int = 0
    wrong: int = 0

    def add(self, reading: Reading, week: str, *, stated: bool) -> None:
        """One note whose week is known; `stated` where a careful person would be sure."""
        right = reading.week.iso == week
        self.cases += 1
        self.offered += right or week in reading.week.offers
        self.wrong += reading.week.sure and not right
        if stated:
            self.high += 1
            self.exact += right
            self.high_sure += reading.week.sure

    def lines(self, of: str) -> Iterator[dict[str, object]]:
        """The results, on the notes `of`."""
        yield row(f"week exactly right where stated, {of}", share(self.exact, self.high), "share", f"{self.high} notes", 0.98)
        yield row(f"week sure where stated, {of}", share(self.high_sure, self.high), "share", f"{self.high} notes", 0.90)
        yield row(f"week right or offered, {of}", share(self.offered, self.cases), "share", f"{self.cases} notes", 0.97)
        yield row(f"week sure and wrong, {of}", share(self.wrong, self.cases), "share", f"{self.cases} notes", most=0.005)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def corpus_weeks() -> Weeks:
    """Weeks of the corpus."""
    found = Weeks()
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        for note in csv.DictReader(lines, delimiter="\t"):
            if note["iso_week"]:
                reading = read(decode((CORPUS / note["local_file"]).read_bytes()), published=_day(note["pub_date"]))
                found.add(reading, note["iso_week"], stated=note["confidence"] == "high")
    return found


def own_weeks() -> Weeks:
    """Weeks of our own labelled openings."""
    found = Weeks()
    for line in (OWN / "weeks.jsonl").read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        if note["week"]:
            found.add(read(note["text"], published=_day(note["published"])), note["week"], stated=note["sure"])
    return found


def kinds(table: Path, of: str) -> Iterator[dict[str, object]]:
    """Macro-F1 of the kinds of headings, on their own words (`parent` gives those that say nothing of their own), and each class."""
    hit: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    with table.open(encoding="utf-8", newline="") as lines:
        for one in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            kind = kind_of(one["heading"])[0]
            if one.get("parent"):
                sections = read(f"# T\n\n## {PARENT[one['parent']]}\n\n### {one['heading']}\n\nWords.\n", syntax="markdown").outline.sections
                kind = sections[-1].kind
            said[kind] += 1
            true[one["kind"]] += 1
            hit[kind] += kind == one["kind"]
    scores = {kind: 2 * hit[kind] / (said[kind] + true[kind]) for kind in COUNTED if true[kind]}
    counted = [score for kind, score in scores.items() if true[kind] >= LEAST_CASES]
    if counted:
        cases = sum(true[kind] for kind in scores if true[kind] >= LEAST_CASES)
        yield row(f"section kinds macro-F1, {of}", sum(counted) / len(counted), "F1", f"{cases} headings in {len(counted)} kinds", 0.90)
    for name, score in scores.items():
        precision, recall = share(hit[name], said[name]), share(hit[name], true[name])
        yield row(f"  {name}, {of}", score, "F1", f"{true[name]} headings, precision {precision:.2f}, recall {recall:.2f}")


PARENT = {
    "goals": "Goals", "next": "Next week", "watch": "Ones to watch", "learned": "What I learned", "wins": "What went well",
    "challenges": "What was hard", "did": "What I did", "decisions": "Decisions", "ask": "Help wanted", "reading": "Reading",
    "thanks": "Thanks", "metrics": "In numbers", "personal": "Personal", "other": "Context",
}  # fmt: skip


def plain(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return re.findall(r"\w+", text.lower().replace("’", "'"))


@dataclass(slots=True)
class Items:
    """Items read against items labelled."""

    sections: int = 0
    kinds_right: int = 0
    listed: Counter[bool] = field(default_factory=Counter)
    given: Counter[bool] = field(default_factory=Counter)
    passing: Counter[bool] = field(default_factory=Counter)
    else_said: Counter[bool] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)

    def add(self, reading: Reading, gold: dict[str, Any]) -> None:
        """One note: its sections and items as labelled."""
        mine = [(" ".join(plain(one.heading)), one.kind) for one in reading.outline.sections]
        for one in gold["sections"]:
            words = " ".join(plain(one["heading"]))
            pair = next((pair for kind in (one["kind"], *one.get("alt_kinds", ())) if (pair := (words, kind)) in mine), None)
            self.sections += 1
            if pair:
                self.kinds_right += 1
                mine.remove(pair)
        taken: set[int] = set()
        complete = {SECTION_OF[item["kind"]] for item in gold["items"] if item["where"] == "section" and item["kind"] in SECTION_OF}
        for one in gold["items"]:
            match = self._match(one, reading, taken)
            said = self.passing if one["kind"] in COMMITMENTS else self.else_said
            (self.listed if one["where"] == "section" else said)[match is not None] += 1
            if match is not None:
                taken.add(match)
                self._label([one.get("label", one.get("topic")), *one.get("alt_labels", ())], reading.items[match].label)
        for index, item in enumerate(reading.items):
            section = reading.outline.sections[item.section] if item.section is not None else None
            if section and section.kind == SECTION_OF.get(item.kind) and section.kind in complete:
                self.given[index in taken] += 1

    def _match(self, gold: dict[str, Any], reading: Reading, taken: set[int]) -> int | None:
        wanted = {gold["kind"], *gold.get("alt_kinds", ())}
        for said in filter(None, (gold["text"], gold.get("clause"))):
            words = plain(said)[:12]
            for index, item in enumerate(reading.items):
                if index in taken or item.kind not in wanted:
                    continue
                bare, whole = plain(item.text), plain(f"{item.label or ''} {item.text}")
                if bare[: len(words)] == words or whole[: len(words)] == words:
                    return index
                if gold["where"] == "in-text" and " ".join(words[:6]) in " ".join(whole):
                    return index
        return None

    def _label(self, gold: list[str | None], mine: str | None) -> None:
        """One label: the first of `gold` is the label, or None; the others would be right too."""
        right = plain(mine or "") in [plain(one or "") for one in gold]
        self.labels["right"] += right and mine is not None
        self.labels["said"] += mine is not None
        if None not in gold:
            self.labels["true"] += 1
            self.labels["found"] += right

    def lines(self, of: str) -> Iterator[dict[str, object]]:
        """The results, on the notes `of`."""
        listed, given, passing, others = self.listed.total(), self.given.total(), self.passing.total(), self.else_said.total()
        yield row(f"section kinds in whole notes, {of}", share(self.kinds_right, self.sections), "share", f"{self.sections} sections")
        yield row(f"items in sections, precision, {of}", share(self.given[True], given), "share", f"{given} items read", 0.92)
        yield row(f"items in sections, recall, {of}", share(self.listed[True], listed), "share", f"{listed} items", 0.92)
        yield row(f"commitments in passing, recall, {of}", share(self.passing[True], passing), "share", f"{passing} sentences", 0.70)
        yield row(f"what else is said in passing, recall, {of}", share(self.else_said[True], others), "share", f"{others} sentences")
        said, true = self.labels["said"], self.labels["true"]
        precise, complete = (0.95, 0.90) if true >= LEAST_CASES else (None, None)
        yield row(f"lead-in labels, precision, {of}", share(self.labels["right"], said), "share", f"{said} labels read", precise)
        yield row(f"lead-in labels, recall, {of}", share(self.labels["found"], true), "share", f"{true} labels", complete)


def gold_items(gold: Path, folder: Path) -> Items:
    """Whole notes, labelled in the JSON Lines of `gold`."""
    found = Items()
    for line in gold.read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        found.add(read(decode((folder / note["file"]).read_bytes())), note)
    return found


def passing_in_blogs() -> Iterator[dict[str, object]]:
    """How often a commitment is read in passing, true or false, out of two whole blogs that are no weeknotes; a person tells which."""
    words = found = 0
    for file in sorted(SEEDS.glob("00[01]_*")):
        source = decode(file.read_bytes())
        for post in split(source).posts:
            words += len(post.text.split())
            reading = read(post.text)
            for item in reading.items:
                kind = reading.outline.sections[item.section].kind if item.section is not None else "other"
                found += item.kind in COMMITMENTS and kind != SECTION_OF.get(item.kind)
    yield row("commitments read in 600 words, seeds 000 and 001", found / words * 600, "items", f"{words} words, {found} items", most=1)


def paragraphs() -> Iterator[dict[str, object]]:
    """Plain paragraphs with one commitment or none: how many are found, and how many are found that are none."""
    found = cases = false = words = 0
    for line in (OWN / "sentences.jsonl").read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        words += len(note["text"].split())
        mine = [" ".join(plain(f"{item.label or ''} {item.text}")) for item in read(note["text"]).items if item.kind in COMMITMENTS]
        wanted = [" ".join(plain(one)) for one in note["commitments"]]
        cases += len(wanted)
        found += sum(any(one in text for text in mine) for one in wanted)
        false += sum(not any(one in text for one in wanted) for text in mine)
    yield row("commitments in plain paragraphs, recall, our own", share(found, cases), "share", f"{cases} sentences", 0.70)
    yield row("  false ones in 600 words of them", false / words * 600, "items", f"{words} words", most=1)


def decoys() -> Iterator[dict[str, object]]:
    """Sentences that sound like a commitment and are none, in our own notes: how many are taken for one."""
    rows = [json.loads(line) for line in (OWN / "decoys.jsonl").read_text(encoding="utf-8").splitlines()]
    readings = {name: read(decode((OWN / "notes" / name).read_bytes())) for name in {one["file"] for one in rows}}
    taken = 0
    for one in rows:
        reading, words = readings[one["file"]], " ".join(plain(one["text"])[:8])
        for item in reading.items:
            kind = reading.outline.sections[item.section].kind if item.section is not None else "other"
            taken += item.kind in COMMITMENTS and kind != SECTION_OF.get(item.kind) and words in " ".join(plain(item.text))
    yield row("decoys taken for commitments", float(taken), "sentences", f"{len(rows)} sentences")


def languages() -> Iterator[dict[str, object]]:
    """Language of whole notes (the corpus: Welsh where the path says so) and of our own snippets, of the length of a section."""
    right = cases = 0
    for file in corpus_files():
        wanted = "cy" if "/cy__" in file.as_posix() else "en"
        right += read(decode(file.read_bytes())).outline.language == wanted
        cases += 1
    if cases:
        yield row("language of a note, corpus", share(right, cases), "share", f"{cases} notes", 0.99)
    with (OWN / "language.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    ours = [one for one in rows if one["lang"] in {"en", "cy"}]
    right = sum(language(one["text"]) == one["lang"] for one in ours)
    yield row("language of a section, our own", share(right, len(ours)), "share", f"{len(ours)} snippets", 0.99)
    taken = sum(language(one["text"]) in {"en", "cy"} for one in rows if one["lang"] not in {"en", "cy"})
    yield row("other languages taken for English or Welsh", float(taken), "snippets", f"{len(rows) - len(ours)} snippets")


def corpus_files() -> list[Path]:
    """The notes of the corpus."""
    return [path for path in sorted(CORPUS.glob("*/*")) if path.suffix in {".md", ".html"}]


def speed(files: Iterable[Path], *, long: bool) -> Iterator[dict[str, object]]:
    """Notes of 600 words a second on one core, and the words a second of one very long note."""
    texts = [decode(path.read_bytes()) for path in files]
    words = sum(len(text.split()) for text in texts)
    for text in texts:
        read(text)
    start = time.process_time()
    for _ in range(ROUNDS):
        for text in texts:
            read(text)
    spent = (time.process_time() - start) / ROUNDS
    yield row("notes of 600 words read", words / 600 / spent, "notes/s", f"{len(texts)} notes, {words} words, one core", 400)
    if not long:
        return
    whole = "\n\n".join(text for text in texts if not text.lstrip().startswith("<"))
    while len(whole.split()) < 200_000:
        whole += "\n\n" + whole
    whole = " ".join(whole.split(" ")[:200_000])
    start = time.process_time()
    read(whole)
    yield row("seconds for 200,000 words", time.process_time() - start, "s", f"{len(whole.split())} words, one core", most=2)


def run(*, most: int | None = None) -> Iterator[dict[str, object]]:
    """Give one result after another (`most`: time only so many notes); without ../shared only our own notes are read."""
    if CORPUS.is_dir():
        yield from corpus_weeks().lines("corpus")
        yield from kinds(CORPUS / "headings.tsv", "corpus")
        yield from gold_items(CORPUS / "gold.jsonl", CORPUS).lines("corpus")
        yield from passing_in_blogs()
    else:
        print("reading: ../shared/corpus is not here, so only our own notes were read.", file=sys.stderr)
    yield from own_weeks().lines("our own")
    yield from kinds(OWN / "headings.tsv", "our own")
    yield from kinds(OWN / "headings-2.tsv", "our own, second set")
    yield from gold_items(OWN / "gold.jsonl", OWN / "notes").lines("our own")
    for number, of in enumerate(("second", "third", "fourth", "fifth (never mended on)"), 2):
        yield from gold_items(OWN / f"gold-{number}.jsonl", OWN / f"notes-{number}").lines(f"our own, {of} set")
    yield from paragraphs()
    yield from decoys()
    yield from languages()
    files = corpus_files() or sorted((OWN / "notes").iterdir())
    yield from speed(files[:most], long=most is None)


if __name__ == "__main__":
    for result in run():
        print(json.dumps(result))
