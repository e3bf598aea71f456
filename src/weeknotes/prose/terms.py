"""Words as they are compared where a later text may speak of the same thing: their stems, the parts they are made of, words that go together.

English endings are taken off by the Snowball stemmer. Welsh changes the beginnings of words as well ("cynllun", "gynllun", "nghynllun"), so
those are folded into one.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import snowballstemmer

from weeknotes.prose.everyday import COMMON, EMPTY

LONGEST = 20_000  # characters of one passage that are looked at
PART = 4
DULL = 0.35  # what a word weighs that stands in every note about work
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OPENS = re.compile(r"(?:\A|[.!?…:–—\n*•>-])[\s\"'“‘(]*\Z")  # what stands before the first word of a sentence
_ENGLISH = snowballstemmer.stemmer("english")
_MUTATED = (
    *(("ngh", "c"), ("ng", "c"), ("ch", "c"), ("g", "c"), ("mh", "p"), ("ph", "p"), ("b", "p"), ("m", "p"), ("f", "p"), ("nh", "t"), ("th", "t")),
    *(("dd", "t"), ("d", "t"), ("n", "t"), ("ll", "l"), ("rh", "r")),
)
_WELSH_END = re.compile(r"(?:iadau|iau|oedd|ydd|ion|au|io|odd|wyd|ais|wn|on|ir|i|o|u)$")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands, its stem, what it weighs (nothing, little or 1), and whether it is written as a name or has figures in it."""

    shown: str
    plain: str
    stem: str
    weight: float
    named: bool = False

    @property
    def telling(self) -> bool:
        """Whether the word says what its sentence is about."""
        return self.weight == 1


@lru_cache(maxsize=2048)
def words(text: str, lang: str = "") -> tuple[Word, ...]:
    """The words of a text in `lang` ("cy", or anything else), addresses left out."""
    left = _ADDRESS.sub(" ", text[:LONGEST])
    return tuple(_word(found.group(), lang, _OPENS.search(left, max(0, found.start() - 4), found.start()) is not None) for found in _WORD.finditer(left))


@lru_cache(maxsize=8192)
def _word(shown: str, lang: str, opens: bool) -> Word:
    plain = shown.casefold().replace("’", "'").removesuffix("'s")
    if plain in EMPTY or len(plain) < 2:
        return Word(shown, plain, plain, 0)
    stem = _stem(plain, lang)
    dull = plain in COMMON or stem in _COMMON or plain.isdecimal()
    named = not shown.islower() and ((len(shown) > 1 and not shown[1:].islower()) or not opens)
    return Word(shown, plain, stem, DULL if dull else 1, named and not dull)


def _stem(plain: str, lang: str) -> str:
    if lang != "cy":
        return str(_ENGLISH.stemWord(plain))
    left = unmutated(plain)
    cut = _WELSH_END.sub("", left)
    return cut if len(cut) >= _SHORTEST else left


def unmutated(plain: str) -> str:
    """A Welsh word with its beginning folded, so that each of its mutations gives the same; a short one as it is."""
    if len(plain) < _SHORTEST:
        return plain
    for begins, instead in _MUTATED:
        if plain.startswith(begins):
            return instead + plain.removeprefix(begins)
    return plain.removeprefix("c") if plain.startswith("cw") else plain


_COMMON = frozenset(_ENGLISH.stemWord(word) for word in COMMON)


def stems(of: Iterable[Word]) -> Counter[str]:
    """How often each stem stands there; words that say nothing left out."""
    return Counter(word.stem for word in of if word.weight)


def parts(of: Iterable[Word]) -> Counter[str]:
    """The runs of four letters in the words: what two spellings or forms of a word still share."""
    found: Counter[str] = Counter()
    for word in of:
        if word.weight:
            found.update(_parts(word.plain))
    return found


@lru_cache(maxsize=8192)
def _parts(plain: str) -> tuple[str, ...]:
    framed = f"_{plain}_"
    return tuple(framed[at : at + PART] for at in range(max(1, len(framed) - PART + 1)))


def _groups() -> dict[str, tuple[str, ...]]:
    lines = files("weeknotes.prose").joinpath("related.txt").read_text("utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        for word in line.split():
            for stem in {_stem(word, ""), _stem(word, "cy")}:
                found.setdefault(stem, []).append(str(number))
    return {stem: tuple(dict.fromkeys(groups)) for stem, groups in found.items()}


_RELATED = _groups()


def groups(of: Iterable[Word]) -> Counter[str]:
    """The groups of words that go together which the words belong to."""
    found: Counter[str] = Counter()
    for word in of:
        if word.weight:
            found.update(_RELATED.get(word.stem, ()))
    return found
