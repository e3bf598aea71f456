"""Answers to questions in a note's own text: pure. A line says the question and, after a dash, the answer; under its heading it is read again."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from weeknotes.memory.line_nodes import one_line
from weeknotes.memory.words import headings
from weeknotes.prose.html import parse
from weeknotes.prose.settle import Ranks, number
from weeknotes.prose.tree import HEADINGS, Mark, Node, Run, lines, text_of

SECTION = "asked"
_DASHES = " \t–—-:"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a note says to a question, and the level of the section it stands in."""

    words: str
    level: int


def asked_line(question: str, answer: str) -> Node:
    """The list item that says a question and its answer."""
    return Node("li", (Run(one_line(question), (Mark("em"),)), Run(f" – {one_line(answer)}")))


def answers_in(html: str, questions: Iterable[str], note_level: int) -> dict[str, Answer]:
    """What stands in `html` under the heading of questions asked, by question; a question that stands there without words after it is left out."""
    wanted = {question: _straight(question) for question in questions}
    found: dict[str, Answer] = {}
    for words, level in _under(html, note_level):
        line = _straight(words)
        # The longest question that opens the line: one may be the beginning of another.
        for question, opening in sorted(wanted.items(), key=lambda pair: -len(pair[1])):
            if line.startswith(opening):
                said = _composed(words)[len(opening) :].lstrip(_DASHES)
                if said and question not in found:
                    found[question] = Answer(said, level)
                break
    return found


def _under(html: str, note_level: int) -> Iterable[tuple[str, int]]:
    """The lines under each heading of questions asked, with their level."""
    names = {_straight(one) for one in headings(SECTION)}
    ranks = Ranks()
    level, inside, rank = note_level, False, 0
    for block in parse(html):
        if block.tag in HEADINGS:
            here = int(block.tag[1])
            level = min(note_level, ranks.enter(here, number(block.audience)))
            if not inside or here <= rank:
                inside, rank = _straight(text_of(block.runs)) in names, here
        elif inside:
            for line in lines((block,)):
                yield line, level


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", one_line(words))


def _straight(words: str) -> str:
    """`words` as they are compared, as long as `_composed` has them: white space folded, case and kind of apostrophe aside."""
    text = _composed(words)
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).replace("’", "'")
