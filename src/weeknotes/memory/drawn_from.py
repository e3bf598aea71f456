"""The sentences of a text, each of which a lesson may begin with."""

from dataclasses import dataclass

from weeknotes.notes.models import Body
from weeknotes.prose.anchor import anchor
from weeknotes.prose.html import plain
from weeknotes.prose.span import sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its key, and its place in the plain words of the text."""

    key: str
    text: str
    start: int
    end: int
    before: str
    after: str


def sentences_of(body: Body) -> tuple[Sentence, ...]:
    """The sentences of a text in their order, each once; headings stand among them, since nothing tells them from a short line."""
    words = plain(body.html)
    found: dict[str, Sentence] = {}
    at = 0
    for line in words.split("\n"):
        starts = sentences(line)
        for first, last in zip(starts, [*starts[1:], len(line)], strict=True):
            text = line[first:last].strip()
            if text:
                start = at + line.index(text, first)
                near = anchor(words, start, start + len(text))
                found.setdefault(near.key, Sentence(near.key, text, start, start + len(text), near.before[:64], near.after[:64]))
        at += len(line) + 1
    return tuple(found.values())
