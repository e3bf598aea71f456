"""Figures that a note gives of a measure: a number beside the measure's words, whether it was counted, committed, estimated or aimed for, and of when.

Nothing is worked out: a figure is offered as it stands, with its sentence, and a person says what it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from weeknotes.prose.mutate import radicals
from weeknotes.prose.numbers import Number, numbers_in
from weeknotes.prose.tokens import fold
from weeknotes.prose.vocabulary import MONTHS
from weeknotes.prose.wording import WORD, Sentence, sentences_of

FigureKind = Literal["actual", "committed", "estimated", "target"]


def _words(choices: str) -> re.Pattern[str]:
    """Any of these words or phrases, whole."""
    return re.compile(rf"\b(?:{choices})\b", re.IGNORECASE)


_NEAR = 4  # words between a number and what it counts
# Small words say nothing of a measure, and end the words that a number counts ("20 minutes with our apprentices").
_SMALL_WORDS = (
    "those these the our my your their its a an of o r y yr ei eu ein and or with in for to on at from by who that which is are was were have has had per now "
    "gyda yn i ar am ac sy sydd mewn gan dros mae oedd a'r i'r yw number numbers total nifer rhif cyfanswm how many much"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_LONGEST = 1200  # characters of a sentence that is still one
_SEEN = 80  # characters before a number that lead to it
_PLURAL = re.compile(r"(?:iaethau|iaid|feydd|oedd|ydd|iau|ion|ies|es|au|od|on|s|i)$")
_MORE_BEFORE = re.compile(r"\b(?:another|further|extra|additional|increased? by|up by|down by|fell by|rose by|grew by|minus|plus|arall|ychwanegol)\s+(?:of\s+)?$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s+(?:\w+\s+)?(?:more|fewer|less|extra|additional|further|new|others?|arall|ychwanegol|newydd|yn (?:fwy|llai))\b", re.IGNORECASE)
_LEADS = re.compile(
    r"(?:^|[:=–—(]\s*|\b(?:to|is|are|was|were|now|about|around|roughly|approximately|nearly|almost|estimated?|total|have|had|reach(?:ed|es)?|of|for|and|with|plus"
    r"|i|yn|o|tua|oddeutu|rhyw|bron|at|mae|yw|oedd|bellach|a|ac)\s+|[,;]\s*)$",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"\s*(?:$|[.,;:)!?…–—]|\b(?:with|in|now|so far|already|to date|today|by|at|since|as|and|but|who|that|have|has|are|were|is|was|or|on"
    r"|gyda|yn|bellach|hyd yma|eisoes|nawr|heddiw|erbyn|ar|ac?|ond|sydd|sy"
    r"|committed|confirmed|pledged|promised|estimated|expected|altogether|in all|wedi|i gyd)\b)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:(–—]|\s-\s|\b(?:and|but|while|ac|ond|tra)\b", re.IGNORECASE)
_AFTER = re.compile(r"[;]|[,:(–—]?\s+(?:and|but|while|ac|ond|tra)\b|,(?=\s)", re.IGNORECASE)
_TARGET = _words(
    r"goals?|targets?|aim(?:s|ed|ing)? (?:of|for|to|at|is)|aspir\w+|ambition|want to (?:have|reach|get)|need to (?:have|reach|get)|hop(?:e|ing) to (?:have|reach|get)"
    r"|(?:n|f)?nod(?:au)? (?:o|yw|oedd|ydy)|y nod|darged|targed|anelu at|cyrraedd",
)
_COMMITTED = _words(
    r"commit(?:ments?|ted|s)|pledge[ds]?|promised|signed up|said yes|confirmed offers?|offers? (?:made|accepted)|agreed to|waiting to start|due to start"
    r"|(?:ym|ad|h?ym)?(?:m)?rwymiad(?:au)?|wedi ymrwymo|addewid(?:ion)?|addo|cadarnhawyd",
)
_ESTIMATED = re.compile(
    r"\b(?:estimat\w+|forecasts?|predict\w*|projected|expect(?:ed|ing|s)?|likely|probably|we think|should (?:be|have|reach)|will (?:be|have|bring|reach)|perhaps|maybe"
    r"|amcangyfrif\w*|disgwyl(?:ir)?|tebyg(?:ol)?|efallai|bydd)\b"
    r"|\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|tua|oddeutu|rhyw|bron|tuag)\s+$",
    re.IGNORECASE,
)
_THEN = _words(r"at that (?:point|time)|at the time|back then|by then|bryd hynny|ar y pryd|yr adeg honno")
_MONTH = "|".join(sorted((re.escape(one) for one in MONTHS), key=lambda one: (-len(one), one)))
_WHEN = re.compile(
    r"(?:(?P<lead>\b(?:in|by|of|since|until|till|before|during|from|at the end of|by the end of|end of|early|late|mid"
    r"|ym|yn|mis|ym mis|erbyn|erbyn diwedd|ers|tan|cyn|o|diwedd)\s+(?:mis\s+)?)"
    rf"|\b(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|af|ail|ydd|fed|eg|ed|ain)?\s+(?:of\s+|o\s+)?(?:(?:f|m)is\s+)?)?"
    rf"\b(?:(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?|(?P<alone>(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"^(?:by|before|until|till|erbyn|cyn|tan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A day, month or year as written, with what is missing left missing; `ahead` where it is said as something to come ("by September").

    `start` and `end` are places in its sentence.
    """

    year: int | None
    month: int | None
    day: int | None
    ahead: bool
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that may be a reading: what kind the words around it say, of when (None: of when the note was written), and its sentence.

    `why` are the words that say its kind, "" where none do and it is taken as counted. `start` and `end` are those of the number in the text,
    `sentence` where and how its sentence stands there.
    """

    value: Decimal
    kind: FigureKind
    why: str
    when: When | None
    start: int
    end: int
    sentence: Sentence


def figures(text: str, *, names: Iterable[str], units: Iterable[str] = ()) -> tuple[Figure, ...]:
    """The figures that plain `text` (a block a line) gives of the measure that is called `names` and counts `units`, in any of its languages."""
    called, counted = _stems(names), _stems(units)
    signs = {sign for unit in units for sign in _signs(unit)}
    found: list[Figure] = []
    start = 0
    for line in text.split("\n"):
        past: When | None = None
        for sentence in sentences_of(line):
            whens = tuple(_whens(sentence.text[:_LONGEST]))
            if len(sentence.text) <= _LONGEST:
                placed = Sentence(sentence.text, start + sentence.start)
                found += _in_sentence(placed, whens, past, (called | counted, counted or called, signs))
            past = next((one for one in reversed(whens) if not one.ahead), past)
        start += len(line) + 1
    return tuple(found)


def _signs(unit: str) -> Iterator[str]:
    if re.search(r"%|per ?cent|y cant", unit, re.IGNORECASE):
        yield "%"
    for sign, words in (("£", r"£|\bpounds?\b|\bbunt|\bpunn?"), ("$", r"\$|\bdollars?\b"), ("€", r"€|\beuros?\b|\bewros?\b")):
        if re.search(words, unit, re.IGNORECASE):
            yield sign


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for text in texts for word in WORD.findall(text) for stem in _stem(word))


def _stem(word: str) -> Iterator[str]:
    """What `word` may be a form of, without its plural ending; nothing for small words and figures."""
    folded = fold(word)
    if len(folded) > 2 and folded not in _SMALL and not folded.isdecimal():
        for radical in (folded, *radicals(folded)):
            short = _PLURAL.sub("", radical)
            yield short if len(short) > 2 else radical


def _alike(word: str, stems: frozenset[str]) -> bool:
    """Whether `word` is a form of one of `stems`, or made of the same long beginning: apprentices, apprenticeships."""
    mine = set(_stem(word))
    return bool(mine & stems) or any(min(len(one), len(stem)) > 5 and (one.startswith(stem) or stem.startswith(one)) for one in mine for stem in stems)


def _in_sentence(
    sentence: Sentence, whens: Sequence[When], past: When | None, of: tuple[frozenset[str], frozenset[str], set[str]]
) -> Iterator[Figure]:
    words, counted, signs = of
    text = sentence.text
    if not any(_alike(found.group(), words) for found in WORD.finditer(text)):
        return
    numbers = [one for one in numbers_in(text) if not _is_date(one, whens, text, counted)]
    taken = [one for one in numbers if _counts(text, one, numbers, counted, signs)]
    for place, one in enumerate(taken):
        since = taken[place - 1].end if place else 0
        until = taken[place + 1].start if place + 1 < len(taken) else len(text)
        (kind, why), when = _said(text, one, since, until, whens, past)
        yield Figure(one.value, kind, why, when, sentence.start + one.start, sentence.start + one.end, sentence)


def _is_date(number: Number, whens: Iterable[When], text: str, counted: frozenset[str]) -> bool:
    """Whether it is part of a date, or a year: four bare figures that nothing counted follows."""
    if any(one.start <= number.start < one.end for one in whens):
        return True
    year = re.fullmatch(r"(?:19|20)\d\d", text[number.start : number.end])
    follows = WORD.search(text, number.end)
    return bool(year) and not (follows and _alike(follows.group(), counted))


def _counts(text: str, number: Number, numbers: Sequence[Number], counted: frozenset[str], signs: set[str]) -> bool:
    """Whether the number is how many there are: what is counted follows it, or nothing does and the words before it lead to it."""
    before = text[max(0, number.start - _SEEN) : number.start]
    if bool(number.sign) != bool(signs) or (signs and number.sign not in signs):
        return False
    if _MORE_BEFORE.search(before) or _MORE_AFTER.match(text, number.end):
        return False
    if signs:
        return True
    at = number.end
    for _word in range(_NEAR):
        found = WORD.search(text, at)
        if not found or re.search(r"[^\s'’-]", text[at : found.start()]) or any(one.start <= found.start() < one.end for one in numbers):
            break
        if _alike(found.group(), counted):
            return True
        if fold(found.group()) in _SMALL - {"o"}:  # "68 o brentisiaid", but "68 of the apprentices" is a part of them
            break
        at = found.end()
    plain = number.figures or number.value > 10
    return plain and _NAMELESS.match(text, number.end) is not None and _LEADS.search(before) is not None


def _said(text: str, number: Number, since: int, until: int, whens: Sequence[When], past: When | None) -> tuple[tuple[FigureKind, str], When | None]:
    """What the words nearest to a number say it is, and of when: its own clause, and what leads to it where the clause says nothing."""
    breaks = [found.end() for found in _BREAK.finditer(text, since, number.start)]
    first = breaks[-1] if breaks else since
    after = _AFTER.search(text, number.end, until)
    last = after.start() if after else until
    kind = _kind(text[first : number.start], text[number.end : last]) or _kind(text[since : number.start], "") or ("actual", "")
    own = [one for one in whens if first <= one.start < last]
    if kind[0] == "target":
        # The day of a target is one that is to come; it may stand some way behind it.
        return kind, next((one for one in whens if one.ahead and first <= one.start < until), own[0] if own else None)
    earlier = [one for one in whens if one.start < first and not one.ahead]
    if not own and _THEN.search(text, first, last):
        return kind, earlier[-1] if earlier else past
    if not own and not since:
        own = earlier
    return kind, own[-1] if own else None


def _kind(before: str, behind: str) -> tuple[FigureKind, str] | None:
    """The kind, and the words that say it."""
    ways: tuple[tuple[FigureKind, re.Pattern[str], str], ...] = (
        ("target", _TARGET, before),
        ("committed", _COMMITTED, before),
        ("committed", _COMMITTED, behind),
        ("estimated", _ESTIMATED, before),
    )
    return next(((kind, found.group().strip()) for kind, pattern, words in ways if (found := pattern.search(words))), None)


def _whens(text: str) -> Iterator[When]:
    for found in _WHEN.finditer(text):
        lead, month, year = found["lead"] or "", found["month"], found["year"] or found["alone"]
        # "May we …", "march on": a month has a capital, and a day, a year or a leading word beside it.
        is_month = bool(month) and (month[0].isupper() or bool(found["day"])) and bool(lead or found["day"] or year)
        if is_month or (not month and lead and not lead.lower().startswith(("of", "o "))):
            day = int(found["day"]) if found["day"] else None
            yield When(int(year) if year else None, _month(month) if month else None, day, bool(_AHEAD.match(lead)), *found.span(), " ".join(found.group().split()))


def _month(name: str) -> int:
    """The month that a matched name stands for: matching takes ı for i and ſ for s (Unicode case folding), the table does not."""
    return MONTHS[name.lower().replace("ı", "i").replace("ſ", "s").replace("\u0307", "")]
