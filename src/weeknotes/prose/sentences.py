"""What a sentence says in passing: a follow-up, a next step, a goal, a win, a measure, a decision, a hearing."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from weeknotes.prose.shapes import Block, Item, ItemKind
from weeknotes.prose.span import sentence_at, sentences, span
from weeknotes.prose.vocabulary import ASKED, HEARD, NUMBERS, SENTENCES, TABLE, WELSH_SENTENCES, any_sentence

_NUMBER = "|".join(sorted((re.escape(one) for one in NUMBERS if NUMBERS[one] > 0), key=lambda one: (-len(one), one)))
HEARING = re.compile(
    rf"\b(?=\w)(?:{HEARD})\s+(?:(?:about|some|another|a total of|over|nearly)\s+)?"
    rf"(?P<number>\d{{1,3}}|{_NUMBER})\s+(?:[^\W\d_]+\s+){{0,2}}?(?P<what>{ASKED})\b"
)
_DIGIT = re.compile(r"\d")
_WELSH = re.compile(
    r"\b(?=\w)(?:yn|mae|mi|dw|dwi|rydw|rydyn|rydym|wedi|byddwn|bydda|byddaf|fydda|wnes|i'r|o'r|yr|ydi|ydy|yw|oedd|fy|ein|rhaid"
    r"|cofio|hoffwn|hoffem|carwn|rwy'n|rwyf|gobeithio|cytunwyd|fod|erbyn|eleni)\b"
)
_PAST = re.compile(r"\b(?:last (?:week|time|month)|previously|used to|had (?:set|agreed))\b")
_ALWAYS = re.compile(
    r"\b(?:most (?:days|weeks|mornings|people)|every (?:day|morning|evening|night|time)|usually|normally|whenever|each time"
    r"|(?:everyone|everybody|people) says?)\b"
)
_IF = re.compile(r"if (?:they|you|it|people|anyone|anybody|someone|somebody|everyone|he|she|the|that|this|there)\b|when (?:i'm|i am|we're|we are) [a-z]+ing\b")
_WOULD = re.compile(r"'ll|will|would|'d")
# "Emma said that one day I'll …": somebody else's words, without quotation marks.
_THEIRS = re.compile(r"(?<!\bi )(?<!\bwe )\b(?:said|says|thinks|reckons|suggested|joked|hoped)(?: that)?(?: (?!(?:so|and|but)\b)[\w']+){0,3} $")
_NOT = re.compile(r"(?:will|'ll|shall|going to) (?:not|never|no longer)\b")
_INTENDS = re.compile(r"\b(?:want|intend|plan|hop(?:e|ing)|determined|keen|aiming|trying|going to|like|will|hoffwn|benderfynol)\b|'ll\b")
_FAR = re.compile(
    r"(?<!\bfor )(?<!\bin )\b(?:a|every|each|per) (?:day|week|fortnight|month|quarter|term)\b"
    r"|\b(?:by|before|until) (?:christmas|easter)\b|\b(?:by|before|until|over|during|in) (?:the |next |this )?(?:new year|year|spring|summer|autumn|winter|term|quarter)\b"
    r"|\bthis (?:year|term|quarter|spring|summer|autumn|winter)\b|\bfrom (?:now on|here on|january|april|september)\b|\b(?:yr wythnos|bob \w+|o hyn ymlaen|eleni|y flwyddyn)\b"
)
_MEANT = frozenset({"goal", "next", "followup"})
_ORDER: tuple[ItemKind, ...] = ("goal", "next", "followup", "win", "metric", "decision", "hearing", "outcome")
_LONGEST = 600  # characters of a sentence that is still one


def number(word: str) -> int:
    """The value of a number in digits or in words."""
    return int(word) if word.isdigit() else NUMBERS[word]


@lru_cache(maxsize=1024)  # each block is asked for twice: for its sentences, and for its numbers
def straight(text: str) -> str:
    """Lower case with straight apostrophes, character for character as long as the text."""
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).replace("’", "'").replace("‘", "'")


def sentence_items(source: str, block: Block, section: int | None, *, only: tuple[ItemKind, ...] = _ORDER) -> list[Item]:
    """Read the sentences of a block; one sentence gives at most one item, the surest kind first."""
    text = straight(block.text)
    welsh = _WELSH.search(text) is not None
    if not welsh and not any_sentence().search(text) and not ("hearing" in only and HEARING.search(text)):
        return []
    starts: list[int] | None = None
    taken: dict[int, Item] = {}
    for kind in only:
        if kind == "metric" and not _DIGIT.search(text):
            continue
        patterns = [HEARING if kind == "hearing" else SENTENCES[kind]]
        if welsh and kind in TABLE["sentence_cy"]:
            patterns.append(WELSH_SENTENCES[kind])
        for pattern in patterns:
            for one in pattern.finditer(text):
                if starts is None:
                    starts = sentences(block.text)
                for found, first, last in _within(pattern, one, block.text, text, starts):
                    if first in taken or last - first > _LONGEST or block.text[last - 1] == ":":
                        continue
                    if kind in _MEANT and not _means(kind, text, found, first, last):
                        continue
                    start, end = span(block, source, first, last)
                    meant: ItemKind = "goal" if "goal" in only and _is_aim(kind, text, found, last) else kind
                    taken[first] = Item(meant, block.text[first:last], None, section, start, end, found.group().strip())
    return list(taken.values())


def _means(kind: ItemKind, text: str, found: re.Match[str], first: int, last: int) -> bool:
    """Whether the writer means it: not what was meant once, what is always so, what waits on others, or somebody else's words."""
    if (kind != "followup" or "said" in found.group()) and _PAST.search(text, first, last):
        return False
    if kind != "goal" and (_ALWAYS.search(text, first, last) or (_IF.match(text, first) and _WOULD.search(found.group()))):
        return False
    at = found.start()
    if _THEIRS.search(text, max(first, at - 40), at) or (kind != "goal" and _NOT.search(found.group())):
        return False
    opened = text.rfind("“", max(0, at - _LONGEST), at)
    return not (opened >= 0 and text.find("”", opened, at) < 0) and text.count('"', first, at) % 2 == 0


def _is_aim(kind: ItemKind, text: str, found: re.Match[str], last: int) -> bool:
    """Whether what a follow-up means to do is an aim: done again and again, or by a day that is a season or more away."""
    return kind == "followup" and _INTENDS.search(found.group()) is not None and _FAR.search(text, found.start(), last) is not None


def _within(
    pattern: re.Pattern[str], one: re.Match[str], words: str, text: str, starts: list[int]
) -> Iterator[tuple[re.Match[str], int, int]]:
    """The match `one` with the bounds of its sentence; one that runs on over a stop is looked for again in each sentence that it touches."""
    first, last = sentence_at(words, starts, one.start())
    if one.end() <= last:
        yield one, first, last
        return
    for start in starts[bisect_right(starts, one.start()) - 1 : bisect_right(starts, one.end() - 1)]:
        first, last = sentence_at(words, starts, start)
        again = pattern.search(text, first, last)
        if again:
            yield again, first, last
