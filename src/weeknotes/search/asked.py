"""What somebody typed into the search box, understood: words, "phrases", -not, and words that are only begun."""

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from weeknotes.prose.endings import endings
from weeknotes.prose.mutate import forms as mutated
from weeknotes.prose.tokens import folded

MOST_LETTERS, MOST_TERMS, BEGUN = 400, 12, 3
_PIECE = re.compile(r'(-?)(?:["“”„]([^"“”„]*)(?:["“”„]|$)(\*?)|([^\s"“”„]+))')
# What a text that was cut ends with: a blank, or one and a word that went on. Where there is no blank, what is left of the word stays.
_LAST_PIECE = re.compile(r"\s+\S*\Z")
Trouble = Literal["", "nothing", "only not", "long"]


class Forms(NamedTuple):
    """The other forms of a word in a language, whose texts alone they count in: Welsh changes its beginning, English its ending."""

    lang: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: a word, or several that follow each other. `begun`: any word that begins as the last of them does.

    `forms` are the other forms of a single word, none empty; `absent`: it must not stand there.
    """

    words: tuple[str, ...]
    begun: bool = False
    absent: bool = False
    forms: tuple[Forms, ...] = ()

    def forms_in(self, lang: str) -> tuple[str, ...]:
        """The other forms that count in texts in `lang`."""
        return next((one.words for one in self.forms if one.lang == lang), ())

    @property
    def text(self) -> str:
        """Its words as a text of folded words holds them."""
        return f" {' '.join(self.words)}{'' if self.begun else ' '}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The terms of a search, all of which a text must have, and those it must not; `trouble` where there is nothing to look for, or too much."""

    terms: tuple[Term, ...]
    absent: tuple[Term, ...]
    trouble: Trouble = ""


def asked(typed: str, *, typing: bool = False, exactly: bool = False) -> Asked:
    """Understand what was `typed`, whatever it is; never raises.

    `typing`: the last word may be only begun, where it has three letters or more; `word*` is begun always. `exactly`: no other forms.
    Of more than 12 terms, or 400 characters, the first count, those that are whole, and the trouble is "long".
    """
    long = len(typed) > MOST_LETTERS
    cut = _LAST_PIECE.sub("", typed[: MOST_LETTERS + 1]) if long else typed
    terms: dict[Term, None] = {}
    last = None
    for found in _PIECE.finditer(cut):
        words = tuple(folded(found[2] if found[4] is None else found[4]))
        if not words:
            continue
        starred = bool(found[3]) if found[4] is None else found[4].endswith("*")
        term = Term(words, begun=starred and len(words[-1]) >= BEGUN, absent=bool(found[1]))
        last = term if found[4] is not None and found.end() == len(cut) and not long else None
        terms.setdefault(term)
    if typing and last is not None and not last.absent and len(last.words[-1]) >= BEGUN:
        terms.pop(last)
        terms.setdefault(replace(last, begun=True) if exactly else _maybe_whole(last))
    kept = list(terms)[:MOST_TERMS]
    wanted = tuple(term if exactly else _with_forms(term) for term in kept if not term.absent)
    absent = tuple(term for term in kept if term.absent)
    trouble: Trouble = "long" if long or len(terms) > MOST_TERMS else ""
    if not wanted:
        trouble = "only not" if absent else "nothing"
    return Asked(wanted, absent, trouble)


def _maybe_whole(term: Term) -> Term:
    """A word that may be only begun, or whole: then in its other forms, too, of which those that begin with it are found anyway."""
    found = ((one.lang, tuple(form for form in one.words if not form.startswith(term.words[-1]))) for one in _with_forms(term).forms)
    return replace(term, begun=True, forms=tuple(Forms(lang, words) for lang, words in found if words))


def _with_forms(term: Term) -> Term:
    """A single whole word also in its other forms: what stands in quotation marks with others is meant as it stands."""
    if len(term.words) > 1 or term.begun:
        return term
    found = (Forms("cy", mutated(term.words[0])), Forms("en", endings(term.words[0])))
    return replace(term, forms=tuple(one for one in found if one.words))
