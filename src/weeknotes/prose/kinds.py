"""What kind of section a heading opens: its own words first, then, where it says nothing of its own, the heading above it."""

import re
from functools import lru_cache

from weeknotes.prose.dates import said_in
from weeknotes.prose.shapes import SectionKind
from weeknotes.prose.vocabulary import HEADINGS, INHERITS

_EDGES = re.compile(r"^[^\w]+|[^\w)]+$")
_NUMBER = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])(?:[.):]| -| –)\s+(?=\S)")
_NUMBERED = re.compile(r"[\s(]*\b(?:week|sprint|wythnos) \d{1,3}\)?$")
_COPULA = re.compile(r"\s+(?:are|were|include|included|will be|yw|oedd|yn cynnwys)$")
_LONGEST = 140  # characters; a longer heading is read by its opening


def plain(heading: str) -> str:
    """Give a heading as it is looked up: lower case, straight apostrophes, no number or sign before it, no punctuation after it."""
    text = heading[:_LONGEST].lower().replace("’", "'").replace("‘", "'").replace("\u00a0", " ")
    text = _EDGES.sub("", text)
    return _COPULA.sub("", _NUMBER.sub("", text))


@lru_cache(maxsize=2048)
def kind_of(heading: str) -> tuple[SectionKind, str]:
    """Give the kind a heading's own words say and the phrase that says so; ("other", "") where they say nothing."""
    text = plain(heading)
    for way in ("whole", "starts", "has"):
        for kind, phrases in HEADINGS.items():
            pattern: re.Pattern[str] = getattr(phrases, way)
            found = pattern.search(text) if way == "has" else pattern.match(text)
            if found:
                return kind, found.group().strip()
    head = _head(text)
    if head:
        # "Personal: running on foundations", "Next week – the plan", "Coming week: …": what stands before the sign decides.
        kind, why = kind_of(head)
        if kind != "other":
            return kind, why
    undated = _undated(text)
    return kind_of(undated) if undated and undated != text else ("other", "")


def _undated(text: str) -> str:
    """A heading without the date or week number that closes it ("key themes, 11-17 dec")."""
    for said in said_in(text):
        if not text[said.end :].strip(" )"):
            text = text[: said.start]
    return _EDGES.sub("", _NUMBERED.sub("", text))


def _head(text: str) -> str:
    """What stands before the first colon, dash or comma of a heading, or ""."""
    for sign in (": ", " – ", " - ", " — ", ", "):
        head, found, _ = text.partition(sign)
        if found:
            return head.strip()
    return ""


def inherits(heading: str) -> bool:
    """Whether a heading says nothing of its own ("One", "Work", "Monday"), so that under another it is of that one's kind."""
    text = plain(heading)
    return not text or bool(INHERITS.match(text))
