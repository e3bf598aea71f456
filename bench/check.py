"""How fast notes are checked, held against reading them, and how much the check finds to say."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from bench.result import Result
from weeknotes.openness.check import check
from weeknotes.prose.decode import decode
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Outline, Syntax

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SYNTAX: dict[str, Syntax] = {".md": "markdown", ".html": "html", ".txt": "text"}
ROUNDS = 3
NOTE_WORDS, MOST_MS = 600, 5


def run(*, most: int | None = None) -> Iterator[dict[str, object]]:
    """Check the notes of ../shared/corpus (the first `most` of them); without it there is a sentence on stderr and no line."""
    files = sorted(file for file in CORPUS.glob("*/*") if file.suffix in SYNTAX)[:most]
    if not files:
        print("check: ../shared/corpus is not here, so nothing was measured.", file=sys.stderr)
        return
    texts = [(decode(file.read_bytes()), SYNTAX[file.suffix]) for file in files]
    reading, checking = [], []
    notes: list[Outline] = []
    found = 0
    for _ in range(ROUNDS):
        start = process_time()
        notes = [outline(text, syntax=syntax) for text, syntax in texts]
        read = process_time()
        found = sum(len(check(note)) for note in notes)
        checking.append(process_time() - read)
        reading.append(read - start)
    speed, pace = len(notes) / min(checking), len(notes) / min(reading)
    spent = min(checking) * 1000 / sum(len(text.split()) for text, _ in texts) * NOTE_WORDS
    yield Result("check", "notes checked", speed, "notes/s", "outline of the same notes", speed / pace).line()
    yield Result("check", "a note of 600 words checked", spent, "ms", None, None, f"at most {MOST_MS} ms", spent <= MOST_MS).line()
    yield Result("check", "findings", found / len(notes), "findings/note").line()


if __name__ == "__main__":
    for line in run():
        print(json.dumps(line))
