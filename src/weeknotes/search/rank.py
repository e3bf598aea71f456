"""In which order hits are shown: one formula over the words that were kept, so that both databases agree to the last place.

Every hit has every word that was asked for, so how rare a word is says nothing here: how often it stands in a text of that length, whether
in its title, and whether the words follow each other as they were typed (BM25 with a weighted title, after Robertson and Zaragoza 2009,
without the factor for rarity). Of equals the newer comes first.
"""

from collections.abc import Mapping, Sequence

from weeknotes.search.asked import Term
from weeknotes.search.folded import COLUMNS

# How soon more of the same says no more; how much length counts; the length of a usual note, in characters; what a title is worth.
SOON, LENGTH, USUAL, TITLE = 1.2, 0.75, 2200, 5
OTHER_FORM, TOGETHER = 0.8, 1.5


def worth(words: Mapping[str, str], terms: Sequence[Term], *, kind: str = "") -> float:
    """How well a text fits, for whoever orders hits; `words` are its columns, `kind` the only one that counts where it is named."""
    heads = "" if kind else f"{words['title']}{words['by']}"
    text = words[kind] if kind else "".join(words[name] for name in COLUMNS[3:])
    welsh = words["lang"] == " |cy "
    found = 0.0  # a word said twice running counts once
    weight = SOON * (1 - LENGTH + LENGTH * len(text) / USUAL)
    for term in terms:
        times = float(text.count(term.text) + TITLE * heads.count(term.text))
        if welsh:
            for form in term.forms:
                other = f" {form} "
                times += OTHER_FORM * (text.count(other) + TITLE * heads.count(other))
        found += times * (SOON + 1) / (times + weight)
    if len(terms) > 1:
        together = "".join(term.text.rstrip() for term in terms) + ("" if terms[-1].begun else " ")
        found += TOGETHER * ((together in text) + 2 * (together in heads))
    return round(found, 6)
