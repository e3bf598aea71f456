"""`weeknotes check FILE… [--json]`: the check on files, without a database."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from weeknotes.openness import check as checking
from weeknotes.openness.finding import Finding
from weeknotes.openness.words import say
from weeknotes.prose.decode import Unreadable, decode
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Syntax

SYNTAX: dict[str, Syntax] = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text"}
LARGEST = 10_000_000  # bytes; a note of 200,000 words has about 1,200,000
TOO_LARGE = "This file has %(size)s MB, more than any note; the most is %(most)s MB. Split it, and try the parts."
SHOWN = 80


def check(*, files: Sequence[str], as_json: bool = False) -> int:
    """Print what the check notices in each of `files`, for reading or (`as_json`) one JSON object a finding and line.

    JSON: file as given, rule, line from 1, start and end in characters of the decoded text, quote, what, why, source, do.
    Returns 0, or 1 where a file could not be read (said on stderr; the others are still checked).
    """
    code = 0
    for name in files:
        try:
            source = _source(Path(name))
        except (OSError, Unreadable) as error:
            sentence = error.strerror if isinstance(error, OSError) else str(error)
            sys.stderr.write(f"{name}: {sentence}\n")
            code = 1
            continue
        findings = checking.check(outline(source, syntax=SYNTAX.get(Path(name).suffix.lower())))
        lines = _data(name, source, findings) if as_json else _text(name, source, findings)
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return code


def _source(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(TOO_LARGE % {"size": path.stat().st_size // 1_000_000, "most": LARGEST // 1_000_000})
    return decode(data)


def _lines(source: str, findings: tuple[Finding, ...]) -> Iterator[tuple[int, Finding]]:
    """Each finding with the line, from 1, on which it begins; they come in order of place."""
    line, at = 1, 0
    for one in findings:
        line, at = line + source.count("\n", at, one.start), one.start
        yield line, one


def _data(name: str, source: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    for line, one in _lines(source, findings):
        said = {key: say(getattr(one, key), one.values) for key in ("what", "why", "source", "do")}
        place = {"line": line, "start": one.start, "end": one.end}
        yield json.dumps({"file": name, "rule": one.rule, **place, "quote": one.quote, **said}, ensure_ascii=False)


def _text(name: str, source: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        yield f"{name}: nothing to look at again."
        return
    yield f"{name}:"
    for line, one in _lines(source, findings):
        quote = " ".join(one.quote.split())
        quote = quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1]}…"
        yield _safe(f"  line {line}: {say(one.what, one.values)}  “{quote}”")
        yield f"    {say(one.why, one.values)} {say(one.do, one.values)} ({say(one.source, one.values)})"


def _safe(text: str) -> str:
    """`text` without signs that would steer a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
