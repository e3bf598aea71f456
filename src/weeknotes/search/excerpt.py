"""A few words around what was found, out of the text that the gate gives its reader, with what was found marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weeknotes.prose.passages import Passage
from weeknotes.prose.tokens import Token, flat, tokens
from weeknotes.search.asked import Term
from weeknotes.search.folded import kinds_of

LONGEST, BEFORE = 230, 70
BETWEEN = " · "  # two lines


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an excerpt; `found` where they are what was looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An excerpt, and the kind of section that it stands in."""

    pieces: tuple[Piece, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Span:
    """A place where something asked for stands: which term it is, and where."""

    term: int
    start: int
    end: int


def excerpt(parts: Sequence[Passage], terms: Sequence[Term], *, lang: str, kind: str = "") -> Excerpt | None:
    """The part of a text that says most of what was asked for, of sections of `kind` alone where one is named; None where it says none of it."""
    kinds = kinds_of(tuple((part.heading, part.deep) for part in parts))
    best: tuple[int, str, int, list[Span], str] | None = None
    for part, of in zip(parts, kinds, strict=True):
        if kind and of != kind:
            continue
        text = _body(part)
        spans = list(places(text, terms, lang=lang))
        if not spans and part.heading:
            text = part.heading
            spans = list(places(text, terms, lang=lang))
        for first in spans:
            reach = first.start + LONGEST - BEFORE
            said = len({one.term for one in spans if first.start <= one.start and one.end <= reach})
            if best is None or said > best[0]:
                best = (said, text, first.start, spans, of)
    if best is None:
        return None
    _said, text, at, spans, of = best
    return Excerpt(_cut(text, at, spans), of)


def marked(text: str, terms: Sequence[Term], *, lang: str) -> tuple[Piece, ...]:
    """All of `text`, such as a title, with what was asked for marked."""
    return tuple(_pieces(text, 0, len(text), list(places(text, terms, lang=lang))))


def places(text: str, terms: Sequence[Term], *, lang: str) -> Iterator[Span]:
    """Where `terms` stand in `text`, a text in `lang`, in order."""
    bare = flat(text)
    if not any(word in bare for term in terms for word in (term.words[0], *term.forms_in(lang))):
        return
    found = list(tokens(text))
    for at, token in enumerate(found):
        for number, term in enumerate(terms):
            end = _stands(found, at, term, lang)
            if end:
                yield Span(number, token.start, end)
                break


def _stands(found: Sequence[Token], at: int, term: Term, lang: str) -> int:
    """Where `term` ends if it stands at the word `at`, else 0."""
    words = [token.word for token in found[at : at + len(term.words)]]
    if len(words) < len(term.words):
        return 0
    same = tuple(words[:-1]) == term.words[:-1]
    last = words[-1].startswith(term.words[-1]) if term.begun else words[-1] == term.words[-1]
    if (same and last) or words[0] in term.forms_in(lang):
        return found[at + len(term.words) - 1].end
    return 0


def _body(part: Passage) -> str:
    """What stands under a heading, a line after the other."""
    lines = part.text.split("\n")
    return BETWEEN.join(lines[1:] if part.heading else lines)


def _cut(text: str, at: int, spans: Sequence[Span]) -> tuple[Piece, ...]:
    start = max(0, at - BEFORE)
    if start:
        space = text.find(" ", start, at)
        start = space + 1 if space >= 0 else at
        start += len(BETWEEN) - 1 if text.startswith(BETWEEN, start - 1) and start < at else 0
    end = min(len(text), start + LONGEST)
    if end < len(text):
        space = text.rfind(" ", at + 1, end)
        end = space if space > 0 else end
    end = max([end, *(one.end for one in spans if one.start == at)])
    pieces = list(_pieces(text, start, end, spans))
    if start:
        pieces.insert(0, Piece("…"))
    if end < len(text):
        pieces.append(Piece("…"))
    return tuple(pieces)


def _pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[Piece]:
    at = start
    for one in spans:
        if one.start < at or one.end > end:
            continue
        if one.start > at:
            yield Piece(text[at : one.start])
        yield Piece(text[one.start : one.end], found=True)
        at = one.end
    if at < end:
        yield Piece(text[at:end])
