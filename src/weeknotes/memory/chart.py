"""The drawing of a measure, as places on a sheet of 400 by 230. Pure: values in, places out.

A dot is counted, a ring is committed, a square is estimated; dotted is the straight line from the first count to what is aimed for, and the band
is the time that was said for it. Nothing is judged: no colour, no share, no forecast.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

WIDTH, HEIGHT = 400, 230
LEFT, RIGHT, TOP, BOTTOM = 46.0, 376.0, 40.0, 196.0
LETTER, LINE = 6.6, 13.0  # how wide a letter is, at the size of the words, and how high
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
MOST_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Point:
    """A value and the days that it is of; `kind` is actual, committed, estimated or target, `words` what is written beside it, if anything is."""

    kind: str
    first: date
    last: date
    value: Decimal
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the sheet."""

    kind: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Words:
    """Words on the sheet: where they stand and which end of them stands there; `day` is the month or year that an axis says, and nothing else has one."""

    x: float
    y: float
    anchor: str
    text: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the sheet at a value."""

    y: float
    value: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn. `band` is from, to and the height of the time of the target; `go` the ends of the dotted line."""

    rules: tuple[Rule, ...]
    months: tuple[Words, ...]
    step: int
    counted: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]
    labels: tuple[Words, ...]
    go: tuple[float, float, float, float] | None
    band: tuple[float, float, float] | None


def chart(points: Sequence[Point]) -> Chart | None:
    """The drawing of `points`; None where there is nothing to draw."""
    if not points:
        return None
    ordered = sorted(points, key=lambda one: (_middle(one), one.kind))
    across = _Across(min(one.first for one in points), max(one.last for one in points))
    ticks = _ticks([one.value for one in points])
    low, high = ticks[0], ticks[-1]

    def up(value: Decimal) -> float:
        return round(BOTTOM - float((value - low) / (high - low)) * (BOTTOM - TOP), 1)

    marks = [Mark(one.kind, across.at(_middle(one)), up(one.value)) for one in ordered]
    counted = tuple((one.x, one.y) for one in marks if one.kind == "actual")
    goal = next((one for one in ordered if one.kind == "target"), None)
    band = go = None
    if goal is not None:
        begins, ends = across.at(goal.first), across.at(goal.last + timedelta(days=1))
        band = (begins, max(round(ends - begins, 1), 4.0), up(goal.value))
        if counted and counted[0][0] < across.at(_middle(goal)):
            go = (*counted[0], across.at(_middle(goal)), up(goal.value))
    months, step = across.months()
    return Chart(
        tuple(Rule(up(one), one) for one in ticks),
        tuple(months),
        step,
        counted,
        tuple(one for one in marks if one.kind != "target"),
        tuple(_labels(ordered, marks, _along(go))),
        go,
        band,
    )


def _middle(one: Point) -> date:
    return one.first + (one.last - one.first) / 2


class _Across:
    """Days as places from left to right."""

    def __init__(self, first: date, last: date) -> None:
        # One time alone stands in the middle of some weeks.
        spare = timedelta(days=45) if (last - first).days < 45 else timedelta()
        self.first, self.last = first - spare, last + spare

    def at(self, day: date) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def months(self) -> tuple[list[Words], int]:
        """The first days of months that the axis names, and how many months lie between two."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((one for one in MONTHS if count / one <= MOST_MONTHS), MONTHS[-1])
        start = self.first.year * 12 + self.first.month - 1
        start += -start % (12 if step >= 12 else 1)
        days = [date(number // 12, number % 12 + 1, 1) for number in range(start, start + count, step)]
        return [Words(self.at(day), BOTTOM + 20, "middle", day=day) for day in days if self.first <= day <= self.last], step


def _ticks(values: Sequence[Decimal]) -> list[Decimal]:
    """Three to five round values that hold all of `values` between them; from nothing up, unless all lie far above it."""
    low, high = min(values), max(values)
    if (low >= 0 and low < high / 2) or low == high >= 0:
        low = Decimal(0)
    size = high - low or abs(high) or Decimal(1)
    power = Decimal(10) ** (size.adjusted() - 1)
    step = next(power * one for one in (1, 2, 5, 10, 20, 50) if size / (power * one) <= Decimal("3.5"))
    first, last = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    return [step * number for number in range(int(first), max(int(last), int(first) + 1) + 1)]


Box = tuple[float, float, float, float]


def _along(line: Box | None) -> list[Box]:
    """Places that the dotted line goes through."""
    if line is None:
        return []
    x, y, to_x, to_y = line
    steps = max(int((to_x - x) / 6), 1)
    through = [(x + (to_x - x) * n / steps, y + (to_y - y) * n / steps) for n in range(steps + 1)]
    return [(one - 2, other - 2, one + 2, other + 2) for one, other in through]


def _labels(points: Iterable[Point], marks: Sequence[Mark], line: Sequence[Box]) -> Iterable[Words]:
    """The words of the points that have some, each where it covers neither another nor a mark, nor the `line`, if there is such a place."""
    taken = [(one.x - 5, one.y - 5, one.x + 5, one.y + 5) for one in marks]
    for point, mark in zip(points, marks, strict=True):
        if not point.words:
            continue
        wide = len(point.words) * LETTER
        places = [(mark.x + 9, mark.y + 16, "start"), (mark.x - 9, mark.y - 8, "end"), (mark.x + 9, mark.y - 8, "start"), (mark.x - 9, mark.y + 16, "end")]
        places = [(WIDTH, mark.y - 14, "end"), (WIDTH, mark.y + 22, "end")] if point.kind == "target" else places
        ways = [(x, y, anchor, (x if anchor == "start" else x - wide, y - LINE, x + wide if anchor == "start" else x, y + 2)) for x, y, anchor in places]
        x, y, anchor, box = min(ways, key=lambda one: (one[3][0] < -4 or one[3][2] > WIDTH + 4, _met(one[3], taken), _met(one[3], line)))
        taken.append(box)
        yield Words(round(x, 1), round(y, 1), anchor, text=point.words)


def _met(box: Box, others: Iterable[Box]) -> int:
    """How many of `others` the box covers something of."""
    return sum(box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in others)
