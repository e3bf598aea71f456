"""Regular expressions that an organisation gives for its own references: compiled only where no text can keep them busy."""

import re
import warnings
from collections.abc import Iterable
from itertools import combinations
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from weeknotes.openness.words import N_

LONGEST = 200  # characters of an expression
PIECE = 240  # characters of a text that an expression sees at a time
MOST_WAYS = PIECE * PIECE  # in which a piece may be divided between the parts of an expression: two repetitions that share it
ANCHORS = re.compile(r"\A\^|(?<!\\)\$\Z")
SEEN = range(256)  # characters by which two parts of an expression are told apart

BAD = N_("It is no regular expression: %(why)s.")
LONG = N_("It is longer than %(most)s characters. Write a shorter one.")
NESTED = N_("A repetition stands inside a repetition, which can take very long. Write it without the inner + or *, for example [A-Z]{2}-[0-9]{6}.")
SLOW = N_("It repeats so much in a row that it could take very long. Say how many there are, for example [0-9]{6} for six figures.")
EVERYWHERE = N_("It also fits where nothing stands, so it would fit everywhere. Write what every reference has, for example ASC-[0-9]{6}.")


class UnsafeError(ValueError):
    """An expression that is not taken; its text is a sentence that says why, made of `words` (a msgid) and `values`."""

    def __init__(self, words: str, **values: object) -> None:
        super().__init__(words % values if values else words)
        self.words, self.values = words, values


def own_pattern(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled; raises UnsafeError where it is no expression, or where matching could take more than linear time over pieces of a text.

    Refused are nested repetitions and references back (which can take exponential time), and expressions that can fit a piece in more than `MOST_WAYS` ways.
    """
    if len(pattern) > LONGEST:
        raise UnsafeError(LONG, most=LONGEST)
    # Written for a field of a form; here a reference stands in a sentence.
    pattern = ANCHORS.sub("", pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python finds doubtful, the writer of it did not mean
            tree = parser.parse(pattern)
            made = re.compile(pattern)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        raise UnsafeError(BAD, why=error) from error
    if tree.getwidth()[0] == 0:
        raise UnsafeError(EVERYWHERE)
    if _ways(list(tree), repeated=False) > MOST_WAYS:
        raise UnsafeError(SLOW)
    return made


def _ways(nodes: list[tuple[Any, Any]], *, repeated: bool) -> int:
    """In how many ways a row of nodes may fit one stretch of text, at most; raises UnsafeError where a repetition around it would multiply them."""
    ways = 1
    for at, (kind, value) in enumerate(nodes):
        if kind in {sre.GROUPREF, sre.GROUPREF_EXISTS}:
            raise UnsafeError(SLOW)
        here = 1
        if kind in _REPEATS:
            # What the next part cannot begin with leaves no choice where to stop.
            here = 1 if _apart(list(value[2]), nodes[at + 1 : at + 2]) else min(value[1] - value[0] + 1, PIECE)
        elif kind is sre.BRANCH:
            firsts = [list(one)[:1] for one in value[1]]
            here = 1 if all(_apart(one, other) for one, other in combinations(firsts, 2)) else len(firsts)
        if repeated and here > 1:
            raise UnsafeError(NESTED)
        inner_repeated = repeated or (kind in _REPEATS and value[1] > 1)
        for inner in _inside(kind, value):
            ways *= _ways(list(inner), repeated=inner_repeated)
        ways *= here
    return ways


def _apart(one: list[tuple[Any, Any]], other: list[tuple[Any, Any]]) -> bool:
    """Whether two nodes of one character each have none in common."""
    signs, others = _signs(one), _signs(other)
    return signs is not None and others is not None and not signs & others


_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}


def _inside(kind: Any, value: Any) -> Iterable[Iterable[tuple[Any, Any]]]:
    """The rows of nodes within a node."""
    if kind in _REPEATS:
        return [value[2]]
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.BRANCH:
        return value[1]  # type: ignore[no-any-return]
    if kind in {sre.ASSERT, sre.ASSERT_NOT}:
        return [value[1]]
    return [value] if kind is sre.ATOMIC_GROUP else []


def _signs(nodes: list[tuple[Any, Any]]) -> frozenset[int] | None:
    """The characters that one node of one character fits, as far as `SEEN` goes; None where that is not plain."""
    if len(nodes) != 1:
        return None
    kind, value = nodes[0]
    if kind is sre.LITERAL:
        return frozenset({value})
    if kind is not sre.IN or value[0][0] is sre.NEGATE:
        return None
    found: set[int] = set()
    for what, given in value:
        if what is sre.LITERAL:
            found.add(given)
        elif what is sre.RANGE:
            found.update(one for one in SEEN if given[0] <= one <= given[1])
        elif given in _CLASSES:
            found.update(one for one in SEEN if _CLASSES[given].fullmatch(chr(one)))
        else:
            return None
    return frozenset(found)


_CLASSES = {sre.CATEGORY_DIGIT: re.compile(r"\d"), sre.CATEGORY_WORD: re.compile(r"\w"), sre.CATEGORY_SPACE: re.compile(r"\s")}
