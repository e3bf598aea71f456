"""The start of a note's second language, made from the first: what does not need translating stands, the sentences wait to be written.

Headings, lists, tables, pictures, code and who may read a part are carried over, and in each block its links in their order. Sentences are
not: three dots stand where they go, because a place to write must be seen, and dots that are left are found before publishing (`remains`).
Words of headings, links and pictures stand as they were, to be written over; what still stands so is found too.
"""

import re
from dataclasses import replace

from weeknotes.prose.html import clean, parse
from weeknotes.prose.remains import DOTS
from weeknotes.prose.runs import BREAK
from weeknotes.prose.tree import Mark, Node, Run, write

_PLACE = Run(f" {DOTS} ")  # apart from what stands beside it, so that it is seen and found
_LETTER = re.compile(r"[^\W\d_]")
_AS_IT_IS = frozenset({"a", "code", "sup", "sub"})
_WHOLE = frozenset({"h2", "h3", "pre", "hr"})


def skeleton(html: str, *, written: str, to: str) -> str:
    """Clean HTML to begin the language `to` with, from `html` written in `written`. Words already marked as `to` are carried over."""
    return clean(write(_node(node, written, to) for node in parse(html)))


def _node(node: Node, written: str, to: str) -> Node:
    if node.lang and node.lang != written:
        return _home(node, to)
    if node.tag in _WHOLE:
        return replace(node, lang="", runs=tuple(_spoken(run, to) for run in node.runs))
    return replace(node, lang="", runs=_open(node.runs, written, to), children=tuple(_node(child, written, to) for child in node.children))


def _home(node: Node, to: str) -> Node:
    """A block in another language than the note's: as it is, and without saying so where that language is the one begun."""
    return replace(node, lang="" if node.lang == to else node.lang)


def _open(runs: tuple[Run, ...], written: str, to: str) -> tuple[Run, ...]:
    """The runs of a block with dots for its sentences."""
    kept: list[Run] = []
    for run in runs:
        if run.text == BREAK:
            kept += [] if kept and kept[-1] == _PLACE else [Run(" ")]
            continue
        if _stays(run, written):
            kept.append(_spoken(run, to))
            continue
        if not kept or kept[-1] != _PLACE:
            kept.append(_PLACE)
    return tuple(kept)


def _stays(run: Run, written: str) -> bool:
    """Whether a run is carried over: a picture, a link, code, a footnote's mark, words of another language, or no words at all."""
    foreign = any(mark.lang and mark.lang != written for mark in run.marks)
    return run.picture is not None or foreign or any(mark.tag in _AS_IT_IS for mark in run.marks) or not _LETTER.search(run.text)


def _spoken(run: Run, to: str) -> Run:
    """A run that says its language only where it is not the one begun."""
    marks = tuple(Mark(mark.tag, mark.href) if mark.lang == to else mark for mark in run.marks)
    picture = replace(run.picture, lang="") if run.picture and run.picture.lang == to else run.picture
    return Run(run.text, marks, picture)
