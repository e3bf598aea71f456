"""The lists that a host keeps for the check, read from plain boxes: one a line. A line that cannot be used is answered with a sentence."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from weeknotes.openness.context import Reference, Window
from weeknotes.openness.former import folded
from weeknotes.openness.own_pattern import UnsafeError, own_pattern

LONGEST = 120  # characters of a name
HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
BEFORE_HOST, AFTER_HOST = re.compile(r"^[a-z][a-z0-9+.-]*://|^\*?\."), re.compile(r"[/?#:].*$")
DAY = r"(\d{4}-\d{2}-\d{2})"
DAYS = re.compile(rf"{DAY}(?:\s*(?:to|i|hyd|until|–|-|/)\s*{DAY})?[\s,:]*(.*)", re.IGNORECASE)


class NotALine(Exception):
    """Why a line cannot be used, and what to do; `sentence` is for the screen."""

    def __init__(self, number: int, why: str) -> None:
        self.sentence = _("Line %(number)s: %(why)s") % {"number": number, "why": why}
        super().__init__(self.sentence)


def names(text: str) -> tuple[str, ...]:
    """Names, each once, in their order."""
    return tuple(dict.fromkeys(line for _number, line in _lines(text)))


def hosts(text: str) -> tuple[str, ...]:
    """Names of hosts in small letters; of a whole address its host."""
    found = []
    for number, line in _lines(text):
        host = AFTER_HOST.sub("", BEFORE_HOST.sub("", line.lower())).rstrip(".")
        if not HOST.fullmatch(host):
            raise NotALine(number, _("that is no name of a host. One looks like intranet.glanderw.example or filestore."))
        found.append(host)
    return tuple(dict.fromkeys(found))


def cases(text: str) -> tuple[Reference, ...]:
    """Forms of references: a name, an expression and an example that it finds, parted by semicolons."""
    found = []
    for number, line in _lines(text, longest=400):
        parts = [part.strip() for part in line.split(";")]
        if len(parts) != 3 or not all(parts):
            raise NotALine(number, _("write a name, a pattern and an example, parted by semicolons, such as Housing case; HC-\\d{6}; HC-123456"))
        name, pattern, example = parts
        try:
            found_by = own_pattern(pattern).pattern
        except UnsafeError as error:
            raise NotALine(number, _(error.words) % error.values if error.values else _(error.words)) from None
        expression = re.compile(rf"(?<!\w)(?:{found_by})(?!\w)", re.IGNORECASE)  # as a whole word, in capitals or not
        if not (match := expression.search(example)) or match.group() != example:
            raise NotALine(number, _("the pattern does not find its example “%(example)s”. Change one of them.") % {"example": example})
        found.append(Reference(name, expression))
    return tuple(found)


def elections(text: str) -> tuple[Window, ...]:
    """Pre-election periods."""
    return _windows(text, "pre_election")


def holidays(text: str) -> tuple[Window, ...]:
    """Public holidays."""
    return _windows(text, "holiday")


def _windows(text: str, kind: Literal["pre_election", "holiday"]) -> tuple[Window, ...]:
    """Days, or stretches of days, with what each is called."""
    found = []
    for number, line in _lines(text):
        match = DAYS.fullmatch(line)
        try:
            first = date.fromisoformat(match[1]) if match else None
            last = date.fromisoformat(match[2]) if match and match[2] else first
        except ValueError:
            first = last = None
        if match is None or first is None or last is None:
            raise NotALine(number, _("begin with a day, or with two parted by “to”, each written like 2027-03-16; then what it is."))
        if last < first:
            raise NotALine(number, _("the last day comes before the first. Turn them round."))
        found.append(Window(kind, first, last, match[3].strip()))
    return tuple(found)


def misheard(text: str) -> tuple[tuple[str, str], ...]:
    """What each name is heard as, and the name: from a line for each name, a colon after it, then what it is heard as, parted by commas."""
    found = []
    for number, line in _lines(text, longest=600):
        name, colon, rest = (part.strip() for part in line.partition(":"))
        heard = [" ".join(one.split()) for one in rest.split(",") if one.strip()]
        if not name or not colon or not heard:
            raise NotALine(number, _("write a name, a colon, and what it is heard as, such as Glanderw: Glan Derwen, clan deru"))
        if any(one == name or not folded(one).strip(".-'") for one in heard):
            raise NotALine(number, _("one of the words after the colon is the name itself, or no word. Take it out."))
        found += [(one, name) for one in heard]
    return tuple(found)


def _lines(text: str, *, longest: int = LONGEST) -> Iterator[tuple[int, str]]:
    """Each line that says something, with its number from 1."""
    for number, raw in enumerate(text.splitlines(), 1):
        line = " ".join(raw.replace("\x00", "").split())
        if len(line) > longest:
            raise NotALine(number, _("this is longer than %(longest)s characters. Write one thing a line.") % {"longest": longest})
        if line:
            yield number, line
