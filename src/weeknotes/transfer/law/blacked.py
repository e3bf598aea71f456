"""A text cut into passages that can be withheld, and what of it is given out: in place of each a bar and the reason. Words alone, no tables.

A passage is a sentence, or a line; it is known by a sum over its words (`mark_of`), so that what is withheld is told without keeping a word of it, and the same sentence is
withheld wherever it stands in a thing that was found, and known again in others.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby, pairwise
from urllib.parse import unquote

from django.utils.text import slugify

from weeknotes.prose.html import parse
from weeknotes.prose.span import sentences
from weeknotes.prose.tokens import flat
from weeknotes.prose.tree import Mark, Node, Run, text_of, write

BAR = "█" * 8  # however much stood there
ENOUGH = 3  # words of a passage at which an address that is cut short tells it
_PART = re.compile(r"[/?#&=,]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or line, and the addresses that links in it lead to."""

    mark: str
    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """The title of a note, which is withheld, why, and the uid by which links may lead there: no link to that note says it, wherever it stands."""

    title: str
    reason: str
    uid: str = ""

    @property
    def slug(self) -> str:
        """The title as addresses have it; "" for one without a word."""
        return _as_address(self.title)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of a block's words that is not given out."""

    start: int
    end: int
    reason: str


def mark_of(text: str) -> str:
    """What a passage is known by, however its white space falls."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def passages_of(title: str, html: str) -> list[Passage]:
    """The passages of a text in their order, the title first; of what stands there twice, the first."""
    found = {mark_of(title): Passage(mark_of(title), title)} if title.strip() else {}
    for block in _blocks(parse(html)):
        text = text_of(block.runs)
        for start, end in _bounds(text):
            said = text[start:end]
            links = tuple(dict.fromkeys(mark.href for run in _within(block.runs, start, end) for mark in run.marks if mark.href))
            found.setdefault(mark_of(said), Passage(mark_of(said), said, links))
    return list(found.values())


def blacked(title: str, html: str, withheld: Mapping[str, str], *, lang: str = "", named: Collection[Named] = ()) -> tuple[str, str]:
    """A title and text (HTML) in which each passage whose mark is in `withheld` is a bar with the reason there, in the language `lang`. Nothing of those passages is in what comes
    back, nor where a link in them leads to; a link of another passage whose address says one of them, as that of a heading does, leads nowhere. So does one whose address says
    the title of a note that is `named`; where the words of a link to it say that title, they are a bar."""
    reason = withheld.get(mark_of(title)) if title.strip() else None
    passages = [one.text for one in passages_of(title, html) if one.mark in withheld]
    # As others put words into addresses, and as the addresses of notes here have them ("and/or" is "andor").
    said = {slug for text in (*passages, *(one.title for one in named)) for slug in (_as_address(text), slugify(text)) if slug}
    nodes = tuple(_told_nowhere(_blacked(node, withheld, lang, named), said) for node in parse(html))
    # To the eye a bar; who listens is told the reason alone.
    bar = f'<span aria-hidden="true">{BAR}</span>'
    return title if reason is None else _bar(reason), write(nodes, rel=True).replace(BAR, bar)


def _as_address(text: str) -> str:
    """Words as they stand in an address: without case, accents and signs, and with a dash between."""
    return "-".join(_WORD.findall(flat(text).replace("'", "").replace("’", "").replace("_", " ")))


def _says(href: str, said: Collection[str]) -> bool:
    """Whether a part of an address has one of these in it, or, cut short as addresses are, is the beginning of one."""
    parts = [_as_address(unquote(part)) for part in _PART.split(href)]
    return any(f"-{one}-" in f"-{part}-" or (part.count("-") + 1 >= ENOUGH and one.startswith(part)) for part in parts for one in said)


def _told_nowhere(node: Node, said: Collection[str]) -> Node:
    """The node with no link whose address says one of the passages `said`."""
    if not said:
        return node
    runs = tuple(replace(run, marks=tuple(mark for mark in run.marks if not (mark.href and _says(mark.href, said)))) for run in node.runs)
    return replace(node, runs=runs, children=tuple(_told_nowhere(child, said) for child in node.children))


def _blacked(node: Node, withheld: Mapping[str, str], lang: str, named: Collection[Named]) -> Node:
    text = text_of(node.runs)
    hidden = list(_hidden(text, withheld))
    if named:
        free = [one for one in _links_saying(node.runs, named) if not any(one.start < other.end and other.start < one.end for other in hidden)]
        hidden = sorted([*hidden, *free], key=lambda one: one.start)
    runs = _cut(node.runs, hidden, lang) if hidden else node.runs
    if hidden and node.tag == "pre":
        runs = (Run(text_of(runs)),)
    return replace(node, runs=runs, children=tuple(_blacked(child, withheld, lang, named) for child in node.children))


def _links_saying(runs: Iterable[Run], named: Collection[Named]) -> Iterator[Hidden]:
    """The links in a block that say a title with their words, and are called that or lead to its note."""
    end = 0
    for href, several in groupby(runs, key=lambda run: next((mark.href for mark in run.marks if mark.href), "")):
        text = text_of(tuple(several))
        start, end = end, end + len(text)
        words = _as_address(text)
        for one in named if href else ():
            leads = words == one.slug or _says(href, {one.slug, slugify(one.title), one.uid} - {""})
            if one.slug and leads and f"-{one.slug}-" in f"-{words}-":
                yield Hidden(start, end, one.reason)
                break


def _hidden(text: str, withheld: Mapping[str, str]) -> Iterator[Hidden]:
    """The stretches of a block that are withheld; neighbours for one reason are one."""
    last: Hidden | None = None
    for start, end in _bounds(text):
        reason = withheld.get(mark_of(text[start:end]))
        if reason is None:
            continue
        if last is not None and last.reason == reason and not text[last.end : start].strip():
            last = replace(last, end=end)
            continue
        if last is not None:
            yield last
        last = Hidden(start, end, reason)
    if last is not None:
        yield last


def _cut(runs: Iterable[Run], hidden: Iterable[Hidden], lang: str) -> tuple[Run, ...]:
    held, parts = list(runs), list(hidden)
    led = {mark for one in parts for run in _within(held, one.start, one.end) for mark in run.marks if mark.tag == "a"}
    made: list[Run] = []
    end = 0
    for run in held:
        start, end = end, end + len(run.text)
        marks = tuple(mark for mark in run.marks if mark not in led)
        at = start
        for one in parts:
            if one.end <= start or one.start >= end:
                continue
            made.append(Run(run.text[at - start : max(one.start - start, 0)], marks))
            if one.start >= start:
                made.append(Run(_bar(one.reason), (Mark("strong", lang=lang),)))
            at = min(one.end, end)
        made.append(Run(run.text[at - start :], marks))
    return tuple(run for run in made if run.text)


def _bar(reason: str) -> str:
    return f"{BAR} [{reason}]"


def _within(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        if at < end and start < at + len(run.text):
            yield run
        at += len(run.text)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where each passage of a block's words starts and ends, without the white space around it."""
    at = 0
    for line in text.split("\n"):
        for first, last in pairwise([*sentences(line), len(line)]):
            said = line[first:last]
            if said.strip():
                start = at + first + len(said) - len(said.lstrip())
                yield start, start + len(said.strip())
        at += len(line) + 1


def _blocks(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _blocks(node.children)
