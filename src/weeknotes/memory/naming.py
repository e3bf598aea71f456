"""When two labels name one thing: "Out of hours", "Out-of-hours" and "The out of hours (again)"; "Night call" and "Night calls"; Gofal and ofal.

Rather two threads than a wrong one: what is joined here is joined by itself, anything further is offered to the writer.
"""

import re

from weeknotes.prose.anchor import key
from weeknotes.prose.mutate import forms
from weeknotes.prose.tokens import folded

WELSH = "cy"
# Articles and whose it is, before a name.
_LEADING = frozenset({"the", "a", "an", "our", "my", "y", "yr", "ein", "fy"})
# That it is spoken of once more, after a name.
_TRAILING = frozenset({"again", "continued", "cont", "contd", "eto", "parhad"})
_AND = re.compile(r"\s[&+]\s")
# How a word and the short form after it are written in full; the s of whose it is belongs to its word.
_SHORT = (("'ve ", " have "), ("'re ", " are "), ("'ll ", " will "), ("'s ", "s "))
# English words whose s makes no plural, or another word.
_UNCHANGED = """
news goods works customs glasses arms series species premises means headquarters politics ethics physics economics mathematics logistics
statistics analytics always perhaps previous various address process business access success progress lens gas bus bias basis crisis analysis
emphasis status campus focus bonus virus christmas wales james less
"""
_NO_PLURAL = frozenset(_UNCHANGED.split())
_SIBILANT = ("sses", "xes", "ches", "shes", "zes")
_SHORTEST_PLURAL = 4


def label_key(label: str) -> str:
    """What is the same for every way in which a label is written; "" where it has no words."""
    return _keyed(_words(label))


def label_keys(label: str, lang: str) -> tuple[str, ...]:
    """The keys under which the thread that `label` names may be known: its own first, then those of the other forms of a Welsh first word."""
    words = _words(label)
    if lang != WELSH or not words:
        return (_keyed(words),) if words else ()
    return tuple(dict.fromkeys([_keyed(words), *(_keyed([form, *words[1:]]) for form in forms(words[0]))]))


def _words(label: str) -> list[str]:
    plain = f" {label} ".replace("’", "'")
    for short, whole in _SHORT:
        plain = plain.replace(short, whole)
    words = folded(_AND.sub(" and ", plain))
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    while len(words) > 1 and words[-1] in _TRAILING:
        words = words[:-1]
    return _in_order([singular(word) for word in words])


def _in_order(words: list[str]) -> list[str]:
    """What an "and" joins, in one order."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word == "and":
            parts.append([])
        else:
            parts[-1].append(word)
    first, *rest = sorted(parts)
    return [*first, *(word for part in rest for word in ("and", *part))]


def singular(word: str) -> str:
    """An English plural as its singular; anything else as it is. The word is folded."""
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in _NO_PLURAL:
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL + 1:
        return f"{word[:-3]}y"
    if word.endswith(_SIBILANT) or word[:-2] in _NO_PLURAL:
        return word[:-2]
    return word[:-1]


def _keyed(words: list[str]) -> str:
    """Without the spaces: "Well-being" is "wellbeing"."""
    return key("".join(words)) if words else ""
