"""In which order hits are shown: one formula over the words that were kept, so that both databases agree to the last place.

Every hit has every word that was asked for, so how rare a word is says nothing here: how often it stands in a text of that length, whether
in its title, and whether the words follow each other as they were typed (BM25 with a weighted title, after Robertson and Zaragoza 2009,
without the factor for rarity). Of equals the newer comes first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import NamedTuple

from weeknotes.search.asked import Term

# How soon more of the same says no more; how much length counts; the length of a usual note, in characters; what a title is worth.
SOON, LENGTH, USUAL, TITLE = 1.2, 0.75, 2200, 5
OTHER_FORM, TOGETHER = 0.8, 1.5


class Others(NamedTuple):
    """The other forms of a word in a language, each as it is and as it stands in a text, and what it and they begin with there."""

    begins: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A term as it is looked for in the words of a text: as it was typed, and in its other forms, by language."""

    text: str
    forms: Mapping[str, Others]


def looks(terms: Iterable[Term]) -> tuple[Look, ...]:
    """What `worth` takes for these terms; made once for all the texts of a search."""
    return tuple(Look(term.text, {lang: _others(term.words[0], forms) for lang, forms in term.forms}) for term in terms)


def _others(word: str, forms: tuple[str, ...]) -> Others:
    begins = commonprefix([word, *forms])  # noqa: RUF071 - letters are what is compared, not folders
    return Others(f" {begins}", tuple((form, f" {form} ") for form in forms))


def worth(heads: str, text: str, wanted: Sequence[Look], *, lang: str = "", met: set[tuple[str, str]] | None = None) -> float:
    """How well a text fits, for whoever orders hits: `heads` are the words of its title and its writers, `text` its own, in `lang`.

    A word said twice running counts once. The other forms that stand there are added to `met`, with their language.
    """
    whole = text + heads * TITLE
    weight = SOON * (1 - LENGTH + LENGTH * len(text) / USUAL)
    found = 0.0
    for one in wanted:
        times: float = whole.count(one.text)
        others = one.forms.get(lang)
        # Where no more words begin as all forms do than were found, none of them stands there.
        if others is not None and whole.count(others.begins) > times:
            for form, other in others.words:
                count = whole.count(other)
                if count:
                    times += OTHER_FORM * count
                    if met is not None:
                        met.add((lang, form))
        found += times * (SOON + 1) / (times + weight)
    if len(wanted) > 1:
        together = "".join(one.text.rstrip() for one in wanted) + (" " if wanted[-1].text.endswith(" ") else "")
        found += TOGETHER * ((together in text) + 2 * (together in heads))
    return round(found, 6)
