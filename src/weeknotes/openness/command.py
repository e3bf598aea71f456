"""`weeknotes check [FILE…] [--json]`: the check on files, or on JSON Lines from standard input, without a database."""

import html
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weeknotes.openness import check as checking
from weeknotes.openness.context import NOTHING, Context
from weeknotes.openness.context_json import UnusableError, read_context
from weeknotes.openness.finding import Finding
from weeknotes.openness.words import say
from weeknotes.prose.decode import Unreadable, decode
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Syntax

SYNTAX: dict[str, Syntax] = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}  # others say it themselves
LARGEST = 10_000_000  # bytes; a note of 200,000 words has about 1,200,000
TOO_LARGE = "This file has %(size)s MB, more than any note; the most is %(most)s MB. Split it, and try the parts."
SHAPE = 'Write {"id": "1", "lang": "en", "html": "<p>…</p>", "context": {}}.'
SHOWN = 80
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class _Note:
    """One note to be checked: what it is called (`name` under `key`), its text, and what is known around it."""

    key: str
    name: Any
    source: str
    syntax: Syntax | None
    context: Context


def check(*, files: Sequence[str], as_json: bool = False) -> int:
    """Print what the check notices in each of `files`, or of the notes on standard input, for reading or (`as_json`) as one JSON object a note and line.

    Standard input is JSON Lines {"id", "lang", "html", "context"}; docs/hosts.md says what a context may hold. JSON out: "file" or "id", and "findings", each with
    rule, text (the words at the place), start and end in characters of the html or decoded file, why, stop (whether the context's stops name the rule), what, do,
    source, and line from 1. Returns 0, or 1 where a file or line could not be read (said on stderr; the others are still checked).
    """
    code = 0
    for one in _files(files) if files else _lines_in(sys.stdin.buffer):
        if isinstance(one, str):
            sys.stderr.write(f"{one}\n")
            code = 1
            continue
        findings = checking.check(outline(one.source, syntax=one.syntax), context=one.context)
        lines = [_data(one, findings)] if as_json else _text(one, findings)
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return code


def _files(names: Sequence[str]) -> Iterator[_Note | str]:
    for name in names:
        try:
            yield _Note("file", name, _source(Path(name)), SYNTAX.get(Path(name).suffix.lower()), NOTHING)
        except (OSError, Unreadable) as error:
            yield f"{name}: {error.strerror if isinstance(error, OSError) else error}"


def _source(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(TOO_LARGE % {"size": path.stat().st_size // 1_000_000, "most": LARGEST // 1_000_000})
    return decode(data)


def _lines_in(rows: Iterable[bytes]) -> Iterator[_Note | str]:
    for number, row in enumerate(rows, 1):
        if row.strip():
            try:
                yield _note(row, number)
            except ValueError as why:
                yield f"Line {number}: {why}"


def _note(row: bytes, number: int) -> _Note:
    """The note of a line; raises ValueError with a sentence that names the key."""
    if len(row) > LARGEST:
        raise ValueError(f"It has {len(row) // 1_000_000} MB, more than any note; the most is {LARGEST // 1_000_000} MB.")
    try:
        given: Any = json.loads(row)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"This is no JSON. {SHAPE}") from error
    if not isinstance(given, dict):
        raise ValueError(f"This is no JSON object. {SHAPE}")  # noqa: TRY004 - a line that cannot be answered
    name, source, lang = given.get("id", number), given.get("html"), given.get("lang") or ""
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise UnusableError(f"“id” is no text and no number. {SHAPE}")
    if not isinstance(source, str):
        raise UnusableError(f"“html” is no text. {SHAPE}")
    if not isinstance(lang, str):
        raise UnusableError("“lang” is no text. Write “en” or “cy”.")
    return _Note("id", name, source, "html", read_context(given.get("context"), lang=lang))


def _lines(source: str, findings: tuple[Finding, ...]) -> Iterator[tuple[int, Finding]]:
    """Each finding with the line, from 1, on which it begins; they come in order of place."""
    line, at = 1, 0
    for one in findings:
        line, at = line + source.count("\n", at, one.start), one.start
        yield line, one


def words(quote: str) -> str:
    """The words of a piece of source, without tags and entities; the source itself where it has none, as a picture."""
    return " ".join(html.unescape(TAG.sub("", quote)).split()) or quote


def _data(note: _Note, findings: tuple[Finding, ...]) -> str:
    rows = []
    for line, one in _lines(note.source, findings):
        said = {key: say(getattr(one, key), one.values) for key in ("what", "why", "do", "source")}
        place = {"text": words(one.quote), "start": one.start, "end": one.end, "line": line}
        rows.append({"rule": one.rule, **place, "stop": one.rule in note.context.stops, **said})
    # A lone half of a character, which JSON can say and no file can hold, is said as JSON says it.
    written = json.dumps({note.key: note.name, "findings": rows}, ensure_ascii=False)
    return written if _sound(written) else json.dumps({note.key: note.name, "findings": rows})


def _sound(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _text(note: _Note, findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        yield _safe(f"{note.name}: nothing to look at again.")
        return
    yield _safe(f"{note.name}:")
    for line, one in _lines(note.source, findings):
        quote = " ".join(one.quote.split())
        quote = quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1]}…"
        yield _safe(f"  line {line}: {say(one.what, one.values)}  “{quote}”")
        yield f"    {say(one.why, one.values)} {say(one.do, one.values)} ({say(one.source, one.values)})"


def _safe(text: str) -> str:
    """`text` without signs that would steer a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
