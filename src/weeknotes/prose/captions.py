"""Captions as WebVTT: read strictly, and written anew with nothing in them but times and words (W3C WebVTT, 4 and 6)."""

import re
from dataclasses import dataclass
from itertools import pairwise

_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_CUE = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")
_TAG = re.compile(r"<[^>\n]*>?")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": ""}
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?=[ \t]|$)")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOST_CUES, LONGEST = 20_000, 1_000


class NoCaptions(ValueError):
    """Why a text is no captions: `what` went wrong in which `line` (from 1; 0 for the whole)."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(f"{what} (line {line})")
        self.what, self.line = what, line


@dataclass(frozen=True, slots=True)
class Cue:
    """Words shown from `start` to `end`, in milliseconds, a line each."""

    start: int
    end: int
    lines: tuple[str, ...]


def read_captions(text: str) -> tuple[Cue, ...]:
    """The cues of WebVTT (or SubRip, which lacks only the heading), their markup taken off.

    NoCaptions with `what` "heading", "time", "order" or "empty" where it is none; notes, styles and regions are passed over.
    """
    blocks = _blocks(_CONTROLS.sub("", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")))
    first = blocks[0][1][0] if blocks else ""
    if not (first == "WEBVTT" or first.startswith(("WEBVTT ", "WEBVTT\t")) or (first.isdecimal() and len(blocks[0][1]) > 1)):
        raise NoCaptions("heading", 1)
    if not first.isdecimal():
        # What stands right under the heading says how to show it, up to the first time.
        at, lines = blocks.pop(0)
        timed = next((n for n, line in enumerate(lines) if "-->" in line), len(lines))
        blocks[:0] = [(at + timed, lines[timed:])] if lines[timed:] else []
    cues: list[Cue] = []
    for at, lines in blocks:
        if not _ASIDE.match(lines[0]):
            cues.append(_cue(at, lines))
    if any(later.start < earlier.start for earlier, later in pairwise(cues)):
        raise NoCaptions("order", 0)
    if not any(cue.lines for cue in cues) or len(cues) > MOST_CUES:
        raise NoCaptions("empty" if len(cues) <= MOST_CUES else "order", 0)
    return tuple(cue for cue in cues if cue.lines)


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """Runs of lines with words, each with the number of its first. A line of spaces alone ends one only where a time or a heading comes next."""
    found: list[tuple[int, list[str]]] = []
    lines = text.split("\n")
    open_now = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            open_now = open_now and bool(line) and not _begins(lines[number : number + 2])
        elif open_now:
            found[-1][1].append(line.rstrip())
        else:
            found.append((number, [line.rstrip()]))
            open_now = True
    return found


def _begins(lines: list[str]) -> bool:
    """Whether a cue begins with these two lines, or what is passed over with the first."""
    return any("-->" in line for line in lines) or bool(lines and _ASIDE.match(lines[0]))


def _cue(at: int, lines: list[str]) -> Cue:
    named = 0 if "-->" in lines[0] else 1
    times = _CUE.match(lines[named]) if len(lines) > named else None
    if times is None:
        raise NoCaptions("time", at + named if len(lines) > named else at)
    start, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
    if end <= start:
        raise NoCaptions("time", at + named)
    words = (" ".join(_bare(line).split())[:LONGEST] for line in lines[named + 1 :])
    return Cue(start, end, tuple(line for line in words if line))


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _bare(line: str) -> str:
    line = _TAG.sub("", line)
    for entity, letter in _ENTITIES.items():
        if entity != "&amp;":
            line = line.replace(entity, letter)
    return line.replace("&amp;", "&")


def write_captions(cues: tuple[Cue, ...]) -> str:
    """Cues as WebVTT: no names, settings, styles or markup. What is written reads as the same cues."""
    found = ["WEBVTT", ""]
    for cue in cues:
        found += [f"{_time(cue.start)} --> {_time(cue.end)}", *map(_safe, cue.lines), ""]
    return "\n".join(found)


def _safe(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(at: int) -> str:
    seconds, thousandths = divmod(at, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


def words_of(cues: tuple[Cue, ...]) -> str:
    """The words of cues as text to begin a transcript with, what is said twice running once."""
    lines: list[str] = []
    for cue in cues:
        lines += [line for line in cue.lines if not lines or line != lines[-1]]
    return "\n".join(lines)
