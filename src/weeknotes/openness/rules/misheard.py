"""Names that were heard wrongly, as the host's list knows them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.former import folded
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "misheard"
WORDS = Words(
    what=N_("This may be a name that was heard wrongly: %(name)s."),
    why=N_("A transcript writes a name as it sounds."),
    source=N_("The list of names that your organisation keeps"),
    do=N_("Put %(name)s in its place, or leave it."),
)

WORD = re.compile(r"\w+(?:['’-]\w+)*")
GAP = re.compile(r"\s{1,20}")
Heard = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find what the list says a name is heard as, in any case and with or without accents, as whole words."""
    if context.misheard:
        for found in search(outline, NAME, WORDS, partial(look, heard=_by_first_word(context.misheard))):
            yield replace(found, values=(("name", found.found.partition("\0")[2]),))


def look(passage: Passage, *, heard: Heard) -> Iterator[Hit]:
    """What stands in a passage of the list `heard`; of what begins at one word the longest. What is found is the words as heard, and the name."""
    words = list(WORD.finditer(passage.text))
    past = 0
    for at, word in enumerate(words):
        if word.start() < past:
            continue
        for wanted, name in heard.get(folded(word.group()), ()):
            last = words[min(at + len(wanted), len(words)) - 1]
            if _stand(passage.text, words[at : at + len(wanted)], wanted) and passage.text[word.start() : last.end()] != name:
                past = last.end()
                yield Hit(word.start(), past, f"{' '.join(wanted)}\0{name}")
                break


def _stand(text: str, words: list[re.Match[str]], wanted: tuple[str, ...]) -> bool:
    """Whether these words are those `wanted`, with nothing but a space between."""
    if tuple(folded(word.group()) for word in words) != wanted:
        return False
    return all(GAP.fullmatch(text, one.end(), other.start()) for one, other in pairwise(words))


@lru_cache(maxsize=8)
def _by_first_word(misheard: tuple[tuple[str, str], ...]) -> Heard:
    """The list by the first word heard, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for heard, name in misheard:
        words = tuple(folded(word.group()) for word in WORD.finditer(heard))
        if words:
            found.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


rule = Rule(NAME, run)
