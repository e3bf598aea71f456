"""Other words for a sentence, put in its place in a note's HTML: what stays of it keeps its links and marks, the rest of the note is untouched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from weeknotes.prose.html import parse
from weeknotes.prose.runs import normalise
from weeknotes.prose.tree import Mark, Node, Run, text_of, write

_PIECE = re.compile(r"\s+|\S+")
_WORD = re.compile(r"\S+")


def reword(html: str, start: int, end: int, words: str) -> str:
    """Clean `html` with `words` in the place of `plain(html)[start:end]`, in the same canonical form.

    ValueError where that is not a stretch of one line of one block, or `words` says nothing.
    """
    put = " ".join(words.split())
    if not put:
        raise ValueError("no words to put there")
    place = _Place(start, end, put)
    nodes = tuple(place.sought(node) for node in parse(html))
    if not place.found:
        raise ValueError(f"no line holds {start}–{end}")
    return write(parse(write(nodes)))


class _Place:
    """Walks the blocks in the order of their words until the line that holds the stretch is found."""

    def __init__(self, start: int, end: int, words: str) -> None:
        self.start, self.end, self.words = start, end, words
        self.at = 0
        self.found = False

    def sought(self, node: Node) -> Node:
        """`node` as it stands afterwards."""
        runs = node.runs
        for places in _lines(text_of(runs)):
            first, last = self.start - self.at, self.end - self.at
            if 0 <= first < last <= len(places):
                self.found = True
                cells = _put(_cells(node.runs), places[first], places[last - 1] + 1, self.words)
                runs = (Run("".join(cell.text for cell in cells)),) if node.tag == "pre" else normalise(cells)
            self.at += len(places) + 1
        return replace(node, runs=runs, children=tuple(self.sought(child) for child in node.children))


def _lines(text: str) -> Iterator[list[int]]:
    """For each line of a block that has words: where each of its characters stands in `text`, white space folded to its first."""
    start = 0
    for line in text.split("\n"):
        places: list[int] = []
        for word in _WORD.finditer(line):
            if places:
                places.append(places[-1] + 1)
            places += range(start + word.start(), start + word.end())
        if places:
            yield places
        start += len(line) + 1


def _cells(runs: Sequence[Run]) -> list[Run]:
    """A run for each character, and one for each picture."""
    return [run if run.picture else Run(character, run.marks) for run in runs for character in (run.text if run.picture is None else "-")]


def _put(cells: list[Run], start: int, end: int, words: str) -> list[Run]:
    """The cells with `words` for the characters from `start` to `end`; words that stay are not touched, nor are pictures and calls of footnotes."""
    index = [at for at, cell in enumerate(cells) if cell.picture is None]
    first, last = index[start], index[end - 1] + 1
    there = cells[first:last]
    old = _PIECE.findall("".join(cell.text for cell in there))
    new = _PIECE.findall(words)
    starts = [0]
    solid = [at for at, cell in enumerate(there) if cell.picture is None] + [len(there)]
    for piece in old:
        starts.append(starts[-1] + len(piece))
    # Words put between two others have the marks that both have; at an edge of the block, none.
    made: list[Run] = []
    for tag, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        stretch = there[solid[starts[low]] : solid[starts[high]]]
        if tag == "equal":
            made += stretch
            continue
        text = "".join(new[new_low:new_high])
        sides = [*(made or cells[:first])[-1:], *(there[solid[starts[high]] :] or cells[last:])[:1]]
        made += [Run(text, _shared(stretch or (sides if len(sides) == 2 else [])))] if text else []
        made += [cell for cell in stretch if cell.picture or any(mark.id for mark in cell.marks)]
    return [*cells[:first], *made, *cells[last:]]


def _shared(cells: Sequence[Run]) -> tuple[Mark, ...]:
    """The marks that all of `cells` have, and never the name of a footnote."""
    return tuple(mark for mark in cells[0].marks if not mark.id and all(mark in cell.marks for cell in cells)) if cells else ()
