"""The words the reading knows, loaded once from vocabulary.toml: headings, openings, turns of phrase, months, numbers.

The long patterns are compiled where they are first used: doing it at the start cost every command and every process of the server 0.4 s.
"""

import functools
import re
import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any, TypeVar

from weeknotes.prose.shapes import ItemKind, SectionKind

K = TypeVar("K", bound=str)
V = TypeVar("V")

TABLE: dict[str, Any] = tomllib.loads(files("weeknotes.prose").joinpath("vocabulary.toml").read_text("utf-8"))
_SOME = r"(?: \S+){0,6} "
_GROUP = re.compile(r"\((?!\?)")
# Who did something, with the helping verbs around it: "we've", "did the team", "i have been".
_WHO = (
    r"(?:(?:did|have|has|had|do|does|are|am|is|were|was|will|would|should|could) )?"
    r"(?:i|we|you|they|people|others|everyone|all of us|(?:the |my |our )?(?:whole |digital )?team|users|someone|ydyn ni|wnes i)"
    r"(?:'ve|'re|'m|'d|'ll)?"
    r"(?: (?:have|has|had|am|are|was|were|been|be|also|all|just|really|actually|still|finally|currently|recently|mostly|most"
    r"|do|did|will|would|should|could|can|managed to|got to|get to|busy))*"
)
# What a heading names stands at its end, or before a sign or a small word that goes on about it.
_NAMED = (
    r"(?=$|\s+[-–—]|\s*[:,;.!?…(&/|+]|\s(?:of|from|for|in|on|at|to|with|and|or|that|which|who|i|we|you|i'm|we're|i've|we've|this|last|so|by|about"
    r"|since|over|as|during|made|taken|today|these|the|after|before|behind|yr|o'r|am|ar|gan|y|yn|ym|mewn|a|ac|o)\b)"
)


def choice(phrases: list[str]) -> str:
    """Many phrases as one pattern: groups that capture nothing, `…` between words for up to six words, `@` for who did it, `~` for the end of a name."""
    return "|".join(_GROUP.sub("(?:", phrase).replace("… ", _SOME).replace("@", _WHO).replace("~", _NAMED) for phrase in phrases)


class Patterns(dict[K, V]):
    """What `make` compiles of each kind's row in a table, made when first asked for by the kind; only what was asked for is found by going through it."""

    def __init__(self, table: str, make: Callable[[Any], V]) -> None:
        super().__init__()
        self._table, self._make = table, make

    def __missing__(self, kind: K) -> V:
        self[kind] = self._make(TABLE[self._table][kind])
        return self[kind]


class Phrases:
    """A kind's heading phrases compiled three ways; a way the kind does not use matches nothing."""

    __slots__ = ("has", "starts", "whole")

    def __init__(self, row: dict[str, list[str]]) -> None:
        self.whole = re.compile(rf"(?:{choice(row['whole'])})$") if "whole" in row else NOTHING
        self.starts = re.compile(rf"(?:{choice(row['starts'])})") if "starts" in row else NOTHING
        self.has = re.compile(choice(row["has"])) if "has" in row else NOTHING


class Cues:
    """What a kind's headings say anywhere, and what they name; a list that is empty matches nothing."""

    __slots__ = ("names", "says")

    def __init__(self, row: dict[str, list[str]]) -> None:
        self.says = re.compile(rf"(?<!\w)(?:{choice(row['says'])})")
        self.names = re.compile(rf"(?:{choice(row['names'])}){_NAMED}") if row["names"] else NOTHING


NOTHING = re.compile(r"(?!)")
HEADINGS: Patterns[SectionKind, Phrases] = Patterns("heading", Phrases)
CUES: Patterns[SectionKind, Cues] = Patterns("cue", Cues)
INHERITS = re.compile(rf"(?:{choice(TABLE['inherits']['whole'])})$")
SIGNS: dict[SectionKind, tuple[str, ...]] = {kind: tuple(signs.split()) for kind, signs in TABLE["signs"].items()}
SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(rf"(?<!\w)(?:{said})(?!\w)"), meant) for said, meant in TABLE["spoken"].items())
LEADS: Patterns[str, re.Pattern[str]] = Patterns("lead", lambda phrases: re.compile(rf"(?:{choice(phrases)})$", re.IGNORECASE))


_BEHIND = re.compile(r"^(?:\(\?<![^()]*\))*(?:\\b)?")
_OPENS = r"(?:^|(?<=[.!?:)–—-] )|(?<=[“\"(]))"  # nothing stands before but the end of a sentence, a colon or a dash
_FIRST_PERSON = ("(i|we)", "(i|we|i'", "(i'", "i(", "we(", "i ", "we ", "i'", "we'")


def _sentence(phrases: list[str]) -> re.Pattern[str]:
    """Phrases as one pattern that tries those which open with "I" or "we" only where one stands: most places have neither."""
    # The whole begins at a word's edge, so no phrase need say so again: what begins with a letter is told from others at once.
    phrases = [one.removeprefix(r"\b") for one in phrases]
    opening = [one.removeprefix("^") for one in phrases if one.startswith("^")]
    phrases = [one for one in phrases if not one.startswith("^")]
    ours = [one for one in phrases if _BEHIND.sub("", one).startswith(_FIRST_PERSON)]
    others = [one for one in phrases if one not in ours]
    parts = [rf"(?=i\b|we\b)(?:{choice(ours)})"] if ours else []
    parts += [rf"{_OPENS}(?:{choice(opening)})"] if opening else []
    # At a word's start, never at its end: that halves the places tried.
    return re.compile(rf"\b(?=\w)(?:{'|'.join([*parts, *([choice(others)] if others else [])])})")


SENTENCES: Patterns[ItemKind, re.Pattern[str]] = Patterns("sentence", _sentence)
WELSH_SENTENCES: Patterns[ItemKind, re.Pattern[str]] = Patterns("sentence_cy", _sentence)


@functools.cache
def any_sentence() -> re.Pattern[str]:
    """All kinds of SENTENCES in one: most blocks say none of it, and are done with at one look."""
    return _sentence([phrase for phrases in TABLE["sentence"].values() for phrase in phrases])


def compile_anew() -> None:
    """Let go of the patterns of what a host may add to, so that those used from now on are of TABLE as it is."""
    for patterns in (HEADINGS, CUES, LEADS, SENTENCES, WELSH_SENTENCES):
        patterns.clear()
    any_sentence.cache_clear()


OUTCOMES: dict[str, tuple[str, ...]] = {kind: tuple(words) for kind, words in TABLE["outcome"].items()}
CHROME = re.compile(rf"(?:{choice(TABLE['chrome']['lines'])})[.!]?$", re.IGNORECASE)


def _forms(rows: list[str], first: int) -> dict[str, int]:
    return {form: number for number, row in enumerate(rows, first) for form in row.split("|")}


MONTHS: dict[str, int] = {**_forms(TABLE["months"]["en"], 1), **_forms(TABLE["months"]["cy"], 1)}
NUMBERS: dict[str, int] = {**_forms(TABLE["numbers"]["en"], 0), **_forms(TABLE["numbers"]["cy"], 0)}
THINGS = "|".join(one for row in TABLE["numbers"]["things"] for one in row.split("|"))
HEARD = choice(TABLE["numbers"]["hearing_verbs"])
ASKED = choice(TABLE["numbers"]["hearing_things"])


def _small() -> dict[str, tuple[tuple[str, float], ...]]:
    """Each small word with the languages it speaks for; one that many languages share speaks softly."""
    found: dict[str, list[str]] = {}
    for code, words in TABLE["small_words"].items():
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(code)
    return {word: tuple((code, 1 / len(codes)) for code in codes) for word, codes in found.items()}


SMALL_WORDS: dict[str, tuple[tuple[str, float], ...]] = _small()
