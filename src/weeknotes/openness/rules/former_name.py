"""Names that somebody asked not to be called by any more."""

import re
from collections.abc import Iterator
from itertools import pairwise

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.former import former_hash, usable
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.people import WITHIN, WORD
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "former_name"
WORDS = Words(
    what=N_("Somebody asked that this name be used no more."),
    why=N_("A name that was left behind can hurt the person who left it, or tell strangers what is theirs alone to tell."),
    source=N_("UK GDPR, articles 17 and 21: the rights to erasure and to object; Gender Recognition Act 2004, section 22"),
    do=N_("Write the name the person uses now, or take it out."),
)

MOST_WORDS = 4
CAPITAL = re.compile(rf"(?<![\w'’])(?:{WORD}|{WITHIN}(?!\w))")
BETWEEN = re.compile(r"[ \u00a0-]{1,3}")
WITHIN_WORD = re.compile(WITHIN)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find runs of one to four words with capitals whose keyed hash is among `context.former`; what is found is that hash, not the name."""
    if not context.former or not usable(context.former_key):
        return iter(())

    def look(passage: Passage) -> Iterator[Hit]:
        past = 0
        places = [match.span() for match in CAPITAL.finditer(passage.text)]
        for at, (start, _) in enumerate(places):
            if start < past:
                continue
            for end in reversed(ends(passage.text, places[at : at + MOST_WORDS])):
                digest = former_hash(passage.text[start:end], context.former_key)
                if digest in context.former:
                    yield Hit(start, end, digest)
                    past = end
                    break

    return search(outline, NAME, WORDS, look)


def ends(text: str, places: list[tuple[int, int]]) -> list[int]:
    """Where the runs end that begin with the first of these words: after one word, two, and so on, while only a space or hyphen parts them."""
    if WITHIN_WORD.fullmatch(text, *places[0]):
        return []
    found = [places[0][1]]
    for (_, end), (start, after) in pairwise(places):
        if not BETWEEN.fullmatch(text, end, start):
            break
        found.append(after)
    return found


rule = Rule(NAME, run)
