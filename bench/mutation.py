"""What the other forms of Welsh words do for a search: how much of what is meant is found, and how much of what is found was meant.

The sentences are invented and labelled by hand: a word that is looked for, and the forms of that same word in the sentence. A sentence that
holds a word spelt like one of its forms and meaning something else is labelled with nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.result import Result
from weeknotes.prose.mutate import forms
from weeknotes.prose.tokens import fold, folded

LABELLED = Path(__file__).resolve().parent / "labelled" / "mutation.jsonl"


@dataclass(frozen=True, slots=True)
class Case:
    """A word somebody looks for, a sentence, and the words of it that are that word."""

    word: str
    sentence: str
    means: frozenset[str]


def cases() -> list[Case]:
    """What was labelled."""
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Case(fold(row["word"]), row["sentence"], frozenset(map(fold, row["means"]))) for row in rows]


def measured() -> Iterator[dict[str, object]]:
    """Recall and precision over the labelled sentences, with the other forms and without."""
    every = cases()
    plain = _of(every, expand=False)
    for name, value, before in zip(("recall", "precision"), _of(every, expand=True), plain, strict=True):
        ratio = value / before if before else None
        yield Result("search", f"Welsh words in other forms, {name}", value, "", f"the word as it is typed: {before:.3f}", ratio).line()


def _of(every: list[Case], *, expand: bool) -> tuple[float, float]:
    """Recall and precision over places: every word of every sentence is found or not, and is meant or not."""
    right = wrong = missed = 0
    for case in every:
        looked = {case.word, *(forms(case.word) if expand else ())}
        for word in folded(case.sentence):
            if word in looked:
                right, wrong = (right + 1, wrong) if word in case.means else (right, wrong + 1)
            elif word in case.means:
                missed += 1
    return right / (right + missed), right / (right + wrong)
