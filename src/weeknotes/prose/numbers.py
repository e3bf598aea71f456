"""Numbers as people write them, in figures and in words, in English and Welsh: how much, where, and of what sign."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

MOST = Decimal(10) ** 11  # what a column of fifteen figures, four of them after the point, can hold
_TOKEN = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"(?:[ \u00a0]|-|‑)")
_FIGURE = re.compile(
    r"(?<![\w#/:.,£$€-])(?<!\d[–—])(?P<money>[£$€])?(?P<whole>\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,12})(?P<part>\.\d{1,4}(?!\d))?"
    r"(?:[ \u00a0]?(?P<times>k|bn|thousand|million|billion|mil|fil|miliwn|filiwn|m(?=\W|$))\b)?"
    r"(?P<cent>[ \u00a0]?(?:%|(?:per ?cent|y cant)\b))?(?![\w/]|[:–—-]\d|[.,]\d)",
    re.IGNORECASE,
)
_TIMES = {"k": 10**3, "thousand": 10**3, "mil": 10**3, "fil": 10**3, "m": 10**6, "million": 10**6, "miliwn": 10**6, "filiwn": 10**6, "bn": 10**9, "billion": 10**9}
_LONGEST = 7  # words of a number below a hundred: "pedwar ar bymtheg a phedwar ugain"


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands; `sign` is "%", a sign of money, or ""; `figures` says that it is written in figures."""

    value: Decimal
    start: int
    end: int
    sign: str = ""
    figures: bool = False


def _forms(text: str) -> dict[str, str]:
    """Each form of a word, by the word: "pedwar pedair bedwar" are one."""
    return {form: line.split()[0] for line in text.split(",") for form in line.split()}


_ENGLISH_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WELSH_ONES = "dim un dau tri pedwar pum chwe saith wyth naw"
_ONES, _TENS, _UN = _ENGLISH_ONES.split(), _ENGLISH_TENS.split(), _WELSH_ONES.split()
_FORMS = {word: word for word in [*_ONES, *_TENS, "dozen", "hundred", "thousand", "million", "and", "a"]} | {"fourty": "forty"} | _forms(
    "dim,un,dau ddau dwy ddwy,tri dri thri tair dair thair,pedwar bedwar phedwar pedair bedair phedair,pum pump bum bump phum phump,chwe chwech,saith,wyth,naw,"
    "deg ddeg deng ddeng,deuddeg ddeuddeg deuddeng ddeuddeng,pymtheg bymtheg phymtheg pymtheng bymtheng,deunaw ddeunaw,ugain hugain,deugain ddeugain,"
    "trigain drigain thrigain,hanner,cant gant chant can gan chan,mil fil,miliwn filiwn,ar,ac"
)


def _english() -> dict[tuple[str, ...], int]:
    below: dict[tuple[str, ...], int] = {(word,): number for number, word in enumerate(_ONES)}
    for number, word in enumerate(_TENS, 2):
        below[(word,)] = number * 10
        below |= {(word, one): number * 10 + small for small, one in enumerate(_ONES[1:10], 1)}
    return below | {("a", "dozen"): 12} | {(one, "dozen"): number * 12 for number, one in enumerate(_ONES[1:9], 1)}


def _welsh() -> dict[tuple[str, ...], int]:
    """Both ways of counting: pedwar deg wyth, and wyth a deugain."""
    teens: dict[tuple[str, ...], int] = {(word,): number for number, word in enumerate(_UN)}
    teens |= {("deg",): 10, ("deuddeg",): 12, ("pymtheg",): 15, ("deunaw",): 18}
    for one, score, more in ((1, "deg", 10), (3, "deg", 10), (4, "deg", 10), (1, "pymtheg", 15), (2, "pymtheg", 15), (4, "pymtheg", 15)):
        teens[_UN[one], "ar", score] = more + one
    found = teens | {("ugain",): 20, ("deugain",): 40, ("trigain",): 60, ("pedwar", "ugain"): 80, ("hanner", "cant"): 50}
    for words, number in teens.items():
        if number:
            found[*words, "ar", "ugain"] = 20 + number
            for joined in ("a", "ac"):
                found[*words, joined, "deugain"] = 40 + number
                found[*words, joined, "trigain"] = 60 + number
                found[*words, joined, "pedwar", "ugain"] = 80 + number
    for tens in range(1, 10):
        found[_UN[tens], "deg"] = tens * 10
        found |= {(_UN[tens], "deg", _UN[one]): tens * 10 + one for one in range(1, 10)}
    return found


@dataclass(frozen=True, slots=True)
class _Tongue:
    """How a language counts: its numbers below a hundred, its greater words, what joins them, and whether a greater word may stand alone."""

    below: dict[tuple[str, ...], int]
    greater: tuple[tuple[str, int], ...]  # the greatest first
    joins: tuple[str, ...]
    alone: bool


_TONGUES = (
    _Tongue(_english(), (("million", 10**6), ("thousand", 10**3), ("hundred", 100)), ("and",), alone=False),
    _Tongue(_welsh(), (("miliwn", 10**6), ("mil", 10**3), ("cant", 100)), ("a", "ac"), alone=True),
)


def _parsed(words: list[str], at: int, tongue: _Tongue, rank: int) -> tuple[int, int]:
    """The number that begins at `words[at]`, of parts no greater than the one of this rank, and where it ends; ends at `at` where there is none."""
    if rank == len(tongue.greater):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            held = tongue.below.get(tuple(words[at : at + size]))
            if held is not None:
                return held, at + size
        return 0, at
    name, worth = tongue.greater[rank]
    count, end = _parsed(words, at, tongue, rank + 1)
    if not tongue.alone and words[at : at + 2] == ["a", name]:
        count, end = 1, at + 1
    if end < len(words) and words[end] == name and (count or (tongue.alone and end == at)):
        total, end = (count or 1) * worth, end + 1
        joined = end + (end < len(words) and words[end] in tongue.joins)
        rest, last = _parsed(words, joined, tongue, rank + 1)
        return (total + rest, last) if last > joined and rest else (total, end)
    return count, end


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words that numbers are made of and that stand side by side."""
    run: list[re.Match[str]] = []
    for found in _TOKEN.finditer(text):
        known = found.group().lower() in _FORMS
        if run and not (known and _GAP.fullmatch(text, run[-1].end(), found.start())):
            yield run
            run = []
        if known:
            run.append(found)
    if run:
        yield run


def _spelled(text: str) -> Iterator[Number]:
    for run in _runs(text):
        words = [_FORMS[one.group().lower()] for one in run]
        at = 0
        while at < len(words):
            value, end = max((_parsed(words, at, tongue, 0) for tongue in _TONGUES), key=lambda one: one[1])
            # "can" and "gan" alone are words of their own.
            if end > at and value < MOST and [one.group().lower() for one in run[at:end]] not in (["can"], ["gan"], ["chan"]):
                yield Number(Decimal(value), run[at].start(), run[end - 1].end())
            at = max(end, at + 1)


def _written(text: str) -> Iterator[Number]:
    for found in _FIGURE.finditer(text):
        whole = re.sub(r"\D", "", found["whole"])
        value = Decimal(whole + (found["part"] or "")) * _TIMES.get((found["times"] or "").lower(), 1)
        if value < MOST:
            yield Number(value, found.start(), found.end(), found["money"] or ("%" if found["cent"] else ""), figures=True)


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number below `MOST` in `text`, in order: 1,234 and 2.5 million, forty-eight and a hundred and four, pedwar deg wyth and wyth a deugain."""
    written = list(_written(text))
    taken = {at for one in written for at in range(one.start, one.end)}
    return tuple(sorted([*written, *(one for one in _spelled(text) if one.start not in taken)], key=lambda one: one.start))
