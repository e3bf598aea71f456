"""`weeknotes happened [--json] [--notes FOLDER]`: what later notes say of earlier goals, without a database."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weeknotes.prose.bearing import Heard
from weeknotes.prose.command import source_of
from weeknotes.prose.decode import Unreadable
from weeknotes.prose.happened import Offer, offers
from weeknotes.prose.read import read
from weeknotes.prose.shapes import Reading
from weeknotes.prose.told import Passage, passage_at, passages

TEXTS = frozenset({".md", ".markdown", ".html", ".htm", ".txt"})
SHAPE = 'Write {"a": {"file": "earlier.md", "offset": 120}, "b": "later.md"}.'
SHOWN = 160
_ODD = re.compile("[\0\ud800-\udfff]")  # what no name of a file has


@dataclass(frozen=True, slots=True)
class _Asked:
    earlier: str
    offset: int
    later: str


def happened(*, as_json: bool = False, notes: str | None = None) -> int:
    """Answer each line of standard input with what its later note says of the block at `offset` of its earlier one, at most three passages.

    Places count characters of the file as decoded (UTF-8, or as its bytes say), line ends as one. `notes` is a folder with further notes of the
    same writer. JSON: one object a line. A line that cannot be answered gets a sentence and its number, and the others are answered
    all the same. Returns 0; 1 where a line or a note could not be read; 2 where `notes` is no folder.
    """
    if notes is not None and not Path(notes).is_dir():
        sys.stderr.write(f"{notes} is no folder. Give a folder with further notes by the same person.\n")
        return 2
    folder = _Folder(notes)
    code = folder.code
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            found = _answer(_asked(line), folder)
        except ValueError as why:
            code = 1
            sys.stdout.write(json.dumps({"error": str(why), "line": number}, ensure_ascii=False) + "\n" if as_json else f"Line {number}: {why}\n")
            continue
        sys.stdout.writelines(f"{one}\n" for one in ([_data(found)] if as_json else _text(number, found)))
    return code


class _Folder:
    """Further notes: how often things are said in all of them together; None where there are none."""

    def __init__(self, notes: str | None) -> None:
        self.code = 0
        found: list[Passage] = []
        for path in sorted(Path(notes).rglob("*")) if notes is not None else ():
            if path.suffix.lower() not in TEXTS or not path.is_file():
                continue
            try:
                found += passages(_reading(path))
            except ValueError as why:
                sys.stderr.write(f"{why}\n")
                self.code = 1
        self.heard = Heard(found) if found else None


@lru_cache(maxsize=64)
def _reading(path: Path) -> Reading:
    """A note as it is read; ValueError with a sentence where it cannot be."""
    try:
        return read(source_of(path))
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from error
    except Unreadable as error:
        raise ValueError(f"{path}: {error}") from error


def _asked(line: bytes) -> _Asked:
    try:
        given: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"This is no JSON. {SHAPE}") from error
    earlier = given.get("a") if isinstance(given, dict) else None
    if not isinstance(earlier, dict):
        raise ValueError(f"It does not say which goal is meant. {SHAPE}")  # noqa: TRY004 - a line that cannot be answered
    asked = _Asked(_name(earlier.get("file"), "a.file"), earlier.get("offset", 0), _name(given.get("b"), "b"))
    if type(asked.offset) is not int or asked.offset < 0:
        raise ValueError(f"“offset” is no number of characters from 0 on. {SHAPE}")
    return asked


def _name(given: object, where: str) -> str:
    if not isinstance(given, str) or not given or _ODD.search(given):
        raise ValueError(f"“{where}” is no name of a file. {SHAPE}")
    return given


def _answer(asked: _Asked, folder: _Folder) -> tuple[Offer, ...]:
    earlier, later = Path(asked.earlier), Path(asked.later)
    note = _reading(earlier)
    goal = passage_at(note, asked.offset)
    if goal is None:
        raise ValueError(f"At offset {asked.offset} of {earlier} no paragraph, list item or heading stands. The text has {len(note.outline.source)} characters.")
    same = earlier.resolve() == later.resolve()
    told = [one for one in passages(_reading(later)) if not (same and one.start == goal.start)]
    return offers(goal, told, before=() if same else passages(note), further=folder.heard)


def _data(found: tuple[Offer, ...]) -> str:
    rows = [
        {"start": one.passage.start, "end": one.passage.end, "text": one.passage.text, "sure": one.sure, "outcome": one.outcome, "why": str(one.why)}
        for one in found
    ]
    return json.dumps({"offers": rows}, ensure_ascii=False)


def _text(number: int, found: tuple[Offer, ...]) -> Iterator[str]:
    yield f"Line {number}: {'nothing is said of it.' if not found else 'it may say:'}"
    for one in found:
        words = "".join(sign if sign.isprintable() else "\ufffd" for sign in one.sentence[:SHOWN])
        yield f"  - {words}{'…' if len(one.sentence) > SHOWN else ''} ({one.outcome or 'no outcome said'}) {one.why}"
