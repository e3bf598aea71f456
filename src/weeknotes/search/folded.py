"""A frozen text as it is kept for searching: its words, section by section, and as PostgreSQL's tsvector."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import get_args

from weeknotes.prose.outline import outline
from weeknotes.prose.passages import passages
from weeknotes.prose.shapes import SectionKind
from weeknotes.prose.tokens import folded

KINDS: tuple[str, ...] = get_args(SectionKind)
COLUMNS = ("lang", "by", "title", *KINDS)
# So much of a text can be found: a weeknote has some hundred words. PostgreSQL counts places up to 16,383, and keeps 256 of a word.
MOST_WORDS, MOST_LETTERS = 12_000, 200_000
PLACES = 255
BREAK = "|"


def columns(*, lang: str, title: str, html: str, by: Iterable[str]) -> dict[str, str]:
    """The words of a text in each of `COLUMNS`; `html` is clean, `by` the names of its writers."""
    found: dict[str, list[list[str]]] = {name: [] for name in COLUMNS}
    found["by"] = [folded(name) for name in by]
    found["title"] = [folded(title)]
    parts = list(passages(html))
    kinds = kinds_of(tuple((part.heading, part.deep) for part in parts))
    words, letters = MOST_WORDS, MOST_LETTERS
    for passage, kind in zip(parts, kinds, strict=True):
        held = folded(passage.text)[:words]
        while held and sum(map(len, held)) > letters:
            held = held[: len(held) // 2]
        words, letters = words - len(held), letters - sum(map(len, held))
        found[kind].append(held)
    return {**{name: _spaced(several) for name, several in found.items()}, "lang": f" {language(lang)} "}


@lru_cache(maxsize=2048)
def kinds_of(headings: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    """The kind of each passage by its heading and whether that is an h3, as the reading of the whole note understands it."""
    # Headings alone decide, and whether anything stands before them.
    skeleton = "".join(f"<h{3 if deep else 2}>{escape(one)}</h{3 if deep else 2}><p>–</p>" if one else "<p>–</p>" for one, deep in headings)
    sections = list(outline(skeleton, syntax="html").sections)
    found = []
    for one, _deep in headings:
        kind = "other"
        # A heading that is no part of the note to the reading ("Share this") is no section of it either.
        if one and sections and sections[0].heading == one:
            kind = sections.pop(0).kind
        found.append(kind)
    return tuple(found)


def language(lang: str) -> str:
    """The language of a text as a word in it that nobody can type."""
    return f"{BREAK}{lang}"


def marked(kind: str, word: str) -> str:
    """A word of a section of `kind`, as PostgreSQL keeps it beside the bare one."""
    return f"{kind}{BREAK}{word}"


def is_long(held: Mapping[str, str]) -> bool:
    """Whether some word stands in the columns more often than PostgreSQL keeps places of."""
    words = [word for name in COLUMNS for word in held[name].split()]
    return len(words) > PLACES and Counter(words).most_common(1)[0][1] > PLACES


def tsvector(held: Mapping[str, str]) -> str:
    """The columns as PostgreSQL reads a tsvector.

    Places go on over a `|`, so that no phrase runs over it.
    """
    places: dict[str, list[int]] = {}
    bare: set[str] = set()
    at = 0
    for name in COLUMNS:
        for word in held[name].split():
            at += 1
            if word == BREAK:
                continue
            if name == "lang":
                bare.add(word)
                continue
            places.setdefault(word, []).append(at)
            if name in KINDS:
                bare.add(marked(name, word))
        at += 1
    said = [f"'{word}':{','.join(map(str, several[:PLACES]))}" for word, several in places.items()]
    return " ".join([*said, *(f"'{word}'" for word in sorted(bare))])


def _spaced(several: Iterable[list[str]]) -> str:
    text = f" {BREAK} ".join(" ".join(words) for words in several if words)
    return f" {text} " if text else ""
