"""Which part of a mail's text its writer wrote: without the signature, and without what they answered to. Simple rules, and nothing is thrown away:
what is left out is handed back beside it.

A signature begins with the line "-- " (RFC 3676, 4.3), or is the line that a phone adds. What is answered to stands at the end, its lines marked by ">",
below a line that says who wrote it; or below the head of the mail before, with a line that a mail program draws above it or without one (Outlook, and the
servers it writes to, draw none). Marked lines between one's own are one's own.
"""

import re
from dataclasses import dataclass

_SIGNED = re.compile(r"--\s?\\?")  # the stroke is how a line ends in Markdown that was HTML
_PHONE = re.compile(r"(?:sent from|get outlook for|anfonwyd o|wedi[’']i anfon o)\b.{0,80}", re.IGNORECASE)
_DRAWN = re.compile(r"(?:-{3,}|_{10,})\s*(?:original message|forwarded message|neges wreiddiol)?\s*(?:-{3,})?|begin forwarded message:", re.IGNORECASE)
_HEAD = re.compile(r"[>\s]*\*{0,2}(?:from|oddi wrth)\s*:", re.IGNORECASE)
_MORE_HEAD = re.compile(r"\*{0,2}(?:sent|date|to|cc|subject|anfonwyd|dyddiad|at|pwnc)\s*:", re.IGNORECASE)
_ON = re.compile(r"(?:on|ar|mae)\b(?=[^\n]{0,80}[0-9]).{3,300}\b(?:wrote|ysgrifennodd|sgwennodd).{0,200}:", re.IGNORECASE | re.DOTALL)
_WROTE = re.compile(r".{3,300}\b(?:wrote|ysgrifennodd|sgwennodd)\b.{0,200}:", re.IGNORECASE)
_FEWEST_MORE = 2  # lines of a head, beside that which says whom it is from: with fewer, somebody wrote "From:" themselves
_MOST_HEAD_LINES = 3  # over which a mail program may break the line that says who wrote what is quoted


@dataclass(frozen=True, slots=True)
class Parted:
    """What its writer wrote, and what stood below that, each without the empty lines around it."""

    own: str
    rest: str


def parted(text: str) -> Parted:
    """A mail's text in two parts. Every line that is not empty is in one of them, in its order."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = _end(lines)
    return Parted("\n".join(lines[:end]).strip("\n"), "\n".join(lines[end:]).strip("\n"))


def _end(lines: list[str]) -> int:
    """How many of the lines are the writer's own."""
    end = len(lines)
    for place, line in enumerate(lines):
        if _SIGNED.fullmatch(line) or _headed(lines, place):
            end = place
            break
    return _before_phone(lines, _before_quote(lines, end))


def _headed(lines: list[str], place: int) -> bool:
    """Whether the mail before begins here: a drawn line above the head of a mail, or such a head, line by line."""
    if _HEAD.match(lines[place]):
        return sum(bool(_MORE_HEAD.match(line.strip())) for line in lines[place + 1 : place + 5]) >= _FEWEST_MORE
    if not _DRAWN.fullmatch(lines[place].strip()):
        return False
    after = [line for line in lines[place + 1 : place + 4] if line.strip()]
    return bool(after) and bool(_HEAD.match(after[0]))


def _before_quote(lines: list[str], end: int) -> int:
    """Where the quotation begins that ends the lines before `end`, with the line that says whose it is; `end` where there is none."""
    first = _back(lines, end)
    start = first
    while start and (lines[start - 1].lstrip().startswith(">") or not lines[start - 1].strip()):
        start -= 1
    if not any(line.lstrip().startswith(">") for line in lines[start:first]):
        return end
    for count in range(1, min(_MOST_HEAD_LINES, start) + 1):
        if all(line.strip() for line in lines[start - count : start]) and _ON.fullmatch("\n".join(lines[start - count : start]).strip()):
            return start - count
    return start - 1 if start and _WROTE.fullmatch(lines[start - 1].strip()) else start


def _before_phone(lines: list[str], end: int) -> int:
    """Where the line begins that a phone added at the end; `end` where it added none."""
    last = _back(lines, end)
    return last - 1 if last and _PHONE.fullmatch(lines[last - 1].strip()) else end


def _back(lines: list[str], end: int) -> int:
    """The number of lines before `end`, without the empty ones at their end."""
    while end and not lines[end - 1].strip():
        end -= 1
    return end
