"""`weeknotes read FILE… [--published DATE] [--json]`: what is read out of files, without a database."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from weeknotes.prose.decode import Unreadable, decode
from weeknotes.prose.read import as_json as data
from weeknotes.prose.read import read as read_note
from weeknotes.prose.shapes import Item, Reading, Week
from weeknotes.prose.split import split, title_of

LARGEST = 20_000_000  # bytes
LANGUAGES = {"en": "English", "cy": "Welsh"}
KINDS = {
    "goal": "Goals",
    "next": "Next week",
    "watch": "Ones to watch",
    "learned": "Learned",
    "followup": "To follow up",
    "win": "Went well",
    "challenge": "Was hard",
    "ask": "Asked for",
    "decision": "Decided",
    "metric": "Numbers",
    "hearing": "Heard",
    "outcome": "What happened",
}


def read(*, files: Sequence[str], published: str | None = None, as_json: bool = False) -> int:
    """Print what is read out of each note of `files`, to be read or (`as_json`) one JSON object a note and line.

    A file of several posts gives several notes. `published` (YYYY-MM-DD) is the day for posts that state none themselves.
    Returns 0; 1 where a file could not be read (a sentence on stderr; the others are still read); 2 where `published` is no date.
    """
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        sys.stderr.write(f"{published} is no date. Write it as year, month and day, such as 2021-03-19.\n")
        return 2
    code = 0
    for name in files:
        try:
            source = source_of(Path(name))
        except OSError as error:
            sys.stderr.write(f"{name} cannot be read: {error.strerror}.\n")
            code = 1
            continue
        except Unreadable as error:
            sys.stderr.write(f"{name}: {error}\n")
            code = 1
            continue
        lines = _data(name, source, day) if as_json else _text(name, source, day)
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return code


def source_of(path: Path) -> str:
    """The text of a file; OSError or Unreadable where there is none."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unreadable(f"This file is larger than {LARGEST // 1_000_000} MB, more than any note. Split it, and try the parts.")
    return decode(content)


def _notes(source: str, day: date | None) -> Iterator[tuple[int, str | None, Reading, tuple[str, ...]]]:
    """Each post: where it begins in the file, its title, what is read from it, and what a person should know of that."""
    cut = split(source)
    for post in cut.posts:
        reading = read_note(source[post.start : post.end], published=post.dated or day)
        warnings = reading.warnings if cut.sure else (*reading.warnings, str(cut.why))
        yield post.start, title_of(post, reading.outline, cut), reading, warnings


def _data(name: str, source: str, day: date | None) -> Iterator[str]:
    for number, (at, title, reading, warnings) in enumerate(_notes(source, day)):
        row = {**data(reading, file=name, post=number, at=at), "title": title, "warnings": list(warnings)}
        yield json.dumps(row, ensure_ascii=False)


def _text(name: str, source: str, day: date | None) -> Iterator[str]:
    wide = min(shutil.get_terminal_size().columns, 100)
    for number, (_, title, reading, warnings) in enumerate(_notes(source, day)):
        yield _safe(f"{name}, {'note' if number == 0 else f'note {number + 1}'}: {title or 'untitled'}")
        language = LANGUAGES.get(reading.outline.language or "", "language not known")
        yield f"  {_week(reading.week)} · {language}"
        for kind, heading in KINDS.items():
            items = [item for item in reading.items if item.kind == kind]
            if items:
                yield f"  {heading}"
                for item in items:
                    yield from _wrapped(_said(item), wide)
        for one in reading.says:
            here = "no list of them is here" if not one.found else f"{one.found} {'is' if one.found == 1 else 'are'} here"
            yield _safe(f"  The note says {one.said} {one.what}; {here}.")
        for warning in warnings:
            yield _safe(f"  {warning}")
        yield ""


def _said(item: Item) -> str:
    return f"{item.label}: {item.text}" if item.label else item.text


def _wrapped(text: str, wide: int) -> Iterator[str]:
    wrap = textwrap.TextWrapper(wide, initial_indent="    - ", subsequent_indent="      ", break_long_words=False, break_on_hyphens=False)
    yield from wrap.wrap(_safe(text))


def _week(week: Week) -> str:
    if week.iso and week.sure:
        days = f", {_day(week.start)} to {_day(week.end)}" if week.start and week.end else ""
        return f"week {week.iso}{days}"
    offers = week.offers or ((week.iso,) if week.iso else ())
    if offers:
        return f"week not sure: {' or '.join(offers)}?"
    return _safe(f"week not sure: “{week.why}” is all it says") if week.source and week.why else "week not said"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _safe(text: str) -> str:
    """`text` without signs that would steer a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
