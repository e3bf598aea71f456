"""Whether what must not go out unnoticed is found: sentences with people, secrets and the like planted in them, and real notes for what is found falsely.

Each line of a file in `planted` is a note: {"id", "lang", "html", "context", "findings": [{"rule", "text"}]}, as `weeknotes check --json` takes it; a decoy has no findings.
They were written before the rules; people-2, people-3 and people-4 each before anything was mended on them, and nothing was mended on people-5.
Something planted is found where a finding of its rule has its words, or part of them, at its place. What is found in the published notes of
../shared is listed by `python -m bench.planted --list`, with its sentence. `planted/judged.tsv` says which of those a person judged to be true (file, rule, first character);
all others count as false.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import process_time
from typing import Any

from bench.result import Result
from weeknotes.openness.check import check
from weeknotes.openness.command import words
from weeknotes.openness.context_json import read_context
from weeknotes.openness.finding import Finding
from weeknotes.prose.decode import decode
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Outline, Syntax
from weeknotes.prose.span import sentence_at, sentences

PLANTED = Path(__file__).resolve().parent / "planted"
SHARED = Path(__file__).resolve().parents[2] / "shared"
SYNTAX: dict[str, Syntax] = {".md": "markdown", ".html": "html", ".txt": "text"}
# The rules that look for people's data and for secrets: a false one of these teaches writers to pass over true ones.
PEOPLE = (
    "email phone nhs nino card postcode_address birth_date bank passport driving_licence vehicle case_reference named_person child_place "
    "negative_person former_name secret"
)
PERSONAL = frozenset(PEOPLE.split())
NOTE_WORDS = 600
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A planted note: what was planted, and the rule and words of each finding."""

    name: str
    file: str
    wanted: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, str], ...]

    def right(self, rule: str, text: str) -> bool:
        """Whether a finding of the rule has these words, or a part of them."""
        plain = " ".join(text.split())
        return any(name == rule and (plain in said or (said and said in plain)) for name, said in self.found)


@dataclass(frozen=True, slots=True)
class Note:
    """A published note: its place in ../shared, its outline, how many words it has."""

    name: str
    outline: Outline
    words: int


def cases() -> list[Case]:
    """Every planted line, checked."""
    made = []
    for file in sorted(PLANTED.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            findings = check(outline(row["html"], syntax="html"), context=read_context(row["context"], lang=row["lang"]))
            wanted = tuple((one["rule"], one["text"]) for one in row["findings"])
            made.append(Case(row["id"], file.stem, wanted, tuple((one.rule, words(one.quote)) for one in findings)))
    return made


@lru_cache(maxsize=1)
def notes() -> tuple[Note, ...]:
    """The published notes of ../shared/corpus and ../shared/seeds, read."""
    files = [file for folder in ("corpus", "seeds") for file in sorted((SHARED / folder).rglob("*")) if file.suffix in SYNTAX and file.name != "README.md"]
    return tuple(_note(file) for file in files)


def _note(file: Path) -> Note:
    source = decode(file.read_bytes())
    read = outline(source, syntax=SYNTAX[file.suffix])
    return Note(str(file.relative_to(SHARED)), read, sum(len(block.text.split()) for block in read.blocks))


def judged() -> frozenset[tuple[str, str, int]]:
    """The findings in published notes that a person judged to be true."""
    with (PLANTED / "judged.tsv").open(encoding="utf-8", newline="") as lines:
        return frozenset((row["file"], row["rule"], int(row["start"])) for row in csv.DictReader(lines, delimiter="\t"))


def noticed(read: Sequence[Note]) -> Iterator[tuple[Note, Finding]]:
    """What the rules for people and secrets find in published notes."""
    for note in read:
        yield from ((note, one) for one in check(note.outline) if one.rule in PERSONAL)


def row(name: str, value: float, unit: str, against: str, least: float | None = None, most: float | None = None) -> dict[str, object]:
    """One result held to the least or the most it may be; neither where nothing is asked."""
    bar = f"at least {least:g}" if least is not None else f"at most {most:g}" if most is not None else None
    holds = None if bar is None else value >= least if least is not None else value <= (most or 0)
    return Result("planted", name, float(value), unit, against, None, bar, holds).line()


def recall(found: Sequence[Case]) -> Iterator[dict[str, object]]:
    """How much of what was planted is found, by rule and in all, and what is found that nobody planted."""
    there = Counter(rule for case in found for rule, _ in case.wanted)
    hit = Counter(rule for case in found for rule, text in case.wanted if case.right(rule, text))
    for rule, count in sorted(there.items()):
        yield row(f"recall, {rule}", hit[rule] / count, "share", f"{count} planted")
    for file in sorted({case.file for case in found}):
        mine = [(case, rule, text) for case in found for rule, text in case.wanted if case.file == file]
        yield row(f"recall, {file}.jsonl", sum(case.right(rule, text) for case, rule, text in mine) / max(1, len(mine)), "share", f"{len(mine)} planted")
    yield row("recall, all rules", hit.total() / there.total(), "share", f"{there.total()} planted in {len(found)} notes", least=0.95)
    decoys = [case for case in found if not case.wanted]
    yield row("decoys with a finding", sum(bool(case.found) for case in decoys), "decoys", f"{len(decoys)} decoys")


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Give one result after another (`small`: time a note once); without ../shared only what is planted is measured."""
    yield from recall(cases())
    read = notes()
    if not read:
        print("planted: ../shared is not here, so nothing was looked for in published notes.", file=sys.stderr)
        return
    true, found = judged(), list(noticed(read))
    false = sum((note.name, one.rule, one.start) not in true for note, one in found)
    count = sum(note.words for note in read)
    yield row("false findings of people and secrets in 1,000 words", false / count * 1000, "findings", f"{len(read)} published notes, {count} words", most=0.1)
    yield row("  findings judged to be true", float(len(found) - false), "findings", f"{len(found)} findings")
    yield row("checking a note of 600 words", _time(read, 1 if small else ROUNDS) / count * NOTE_WORDS, "ms", f"{len(read)} published notes, {count} words, one core", most=5)


def _time(read: Sequence[Note], rounds: int) -> float:
    """The least time in milliseconds of so many rounds through the notes."""
    spent = []
    for _ in range(rounds):
        start = process_time()
        for note in read:
            check(note.outline)
        spent.append(process_time() - start)
    return min(spent) * 1000


def listing() -> Iterator[str]:
    """Every finding in published notes with its rule, place, judgement and sentence, and every planted thing that is not found."""
    for case in cases():
        yield from (f"missed\t{case.name}\t{rule}\t{text}" for rule, text in case.wanted if not case.right(rule, text))
        if case.found and not case.wanted:
            yield f"decoy\t{case.name}\t{case.found}"
    true = judged()
    for note, one in noticed(notes()):
        verdict = "true" if (note.name, one.rule, one.start) in true else "false"
        yield f"{verdict}\t{one.rule}\t{note.name}\t{one.start}\t{words(one.quote)}\t{_sentence(note.outline, one)}"


def _sentence(read: Outline, one: Finding) -> str:
    """The sentence in which a finding begins."""
    block = next((block for block in reversed(read.blocks) if block.start <= one.start < block.end), None)
    if block is None or not block.text:
        return " ".join(read.source[max(0, one.start - 60) : one.end + 60].split())
    index = next((index for index in range(len(block.text)) if block.place(index) >= one.start), 0)
    first, last = sentence_at(block.text, sentences(block.text), index)
    return block.text[first:last]


if __name__ == "__main__":
    lines = listing() if "--list" in sys.argv[1:] else (json.dumps(line, ensure_ascii=False) for line in run())
    for line in lines:
        print(line)
