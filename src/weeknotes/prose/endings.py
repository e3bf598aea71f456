"""English inflection: the forms in which a word may stand in a sentence, from whichever of them is known.

A goal is one of many goals; who plans has planned and is planning. Regular endings are put on and taken off by the rules of spelling
(Quirk and others, A Comprehensive Grammar of the English Language, 3.5 to 3.10 and 5.80); a form counts only if the Snowball stemmer
(Porter, english) sees the same stem in both, so that "news" is not of "new" and "evening" not of "even". Letters alone decide, so some forms
are no words; those cost a search nothing. Words are `tokens.fold`ed.
"""

from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from weeknotes.prose.everyday import EMPTY

SHORTEST, LONG = 3, 5  # letters: of a word and of what is left of it without its ending; more than "bring", "king" and "speed" have
_STEMMER = snowballstemmer.stemmer("english")
_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh")  # before these an e is spelt in the plural: boxes, branches
# What changes within: these alone, of those that notes about work say.
_WITHIN = (
    ("child", "children"), ("man", "men"), ("woman", "women"), ("person", "people"), ("foot", "feet"), ("tooth", "teeth"), ("life", "lives"),
    ("half", "halves"), ("shelf", "shelves"), ("leaf", "leaves"), ("wife", "wives"), ("knife", "knives"), ("analysis", "analyses"),
    ("basis", "bases"), ("crisis", "crises"), ("hypothesis", "hypotheses"), ("criterion", "criteria"), ("appendix", "appendices"),
    ("index", "indices", "indexes"), ("matrix", "matrices"),
)  # fmt: skip
_OTHERS = {word: tuple(one for one in several if one != word) for several in _WITHIN for word in several}


@lru_cache(maxsize=4096)
def endings(word: str) -> tuple[str, ...]:
    """The other forms of a folded English `word`, whichever of them it is itself; none for short and empty words, in a fixed order."""
    if len(word) < SHORTEST or word in EMPTY or not (word.isascii() and word.isalpha()):
        return ()
    stem = _STEMMER.stemWord(word)
    found = dict.fromkeys(_OTHERS.get(word, ()))
    for bare in _without(word):
        if len(bare) >= SHORTEST and _STEMMER.stemWord(bare) == stem:
            found |= dict.fromkeys([bare, *(form for form in _with(bare) if _STEMMER.stemWord(form) == stem)])
    return tuple(form for form in found if form != word and form not in EMPTY)


def _without(word: str) -> Iterator[str]:
    """What `word` may be without an ending: itself first, then each word that one of the endings may have made it of."""
    yield word
    many = word.endswith(("ies", "ied")) and len(word) >= LONG  # "ties" are of "tie"
    if many:
        yield f"{word[:-3]}y"
    elif word.endswith("es") and word[:-2].endswith((*_HISSING, "o")):
        yield word[:-2]
    if word.endswith("s") and not many and not word.endswith(("ss", "xes", "sses", "shes")):
        yield word[:-1]
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest == word or not _VOWELS.union("y").intersection(rest):
            continue
        yield rest
        if rest[-1] == rest[-2:-1]:
            yield rest[:-1]
        elif rest[-1] not in "wxy":
            yield f"{rest}e"


def _with(word: str) -> Iterator[str]:
    """`word` with each of the endings, as they are spelt; one that has an ending is at most one of several."""
    last = word[-1]
    if last == "y" and word[-2] not in _VOWELS:
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
        return
    if not word.endswith("ed"):
        yield f"{word}es" if word.endswith(_HISSING) else f"{word}s"
    if word.endswith(("ed", "ing")) and len(word) > LONG:
        return
    if last == "e":
        yield from (f"{word}d", f"{word}ing" if word[-2] in "eoy" else f"{word[:-1]}ing")
        return
    yield from (f"{word}ed", f"{word}ing")
    # A consonant after one vowel letter alone is doubled: planned, travelled.
    if last not in _VOWELS | set("wxy") and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        yield from (f"{word}{last}ed", f"{word}{last}ing")
