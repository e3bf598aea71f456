"""The drawing of a measure holds every point, in order, on the sheet."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from weeknotes.memory.chart import BOTTOM, HEIGHT, LEFT, LETTER, LINE, RIGHT, TOP, WIDTH, Point, chart
from weeknotes.prose.said_date import reaches

NOVEMBER = (date(2019, 11, 1), date(2019, 11, 30))


def seeds() -> list[Point]:
    return [
        Point("actual", date(2019, 6, 1), date(2019, 6, 30), Decimal(48)),
        Point("actual", *NOVEMBER, Decimal(68), "68 counted"),
        Point("committed", *NOVEMBER, Decimal(97), "97 committed"),
        Point("target", date(2020, 9, 1), date(2020, 9, 30), Decimal(100), "100 by September 2020"),
    ]


def test_the_seeds_apprentices_are_drawn_as_they_were_said():
    drawn = chart(seeds())
    assert drawn is not None
    assert [rule.value for rule in drawn.rules] == [0, 50, 100]
    (first, now, committed) = drawn.marks
    assert (first.x < now.x == committed.x) and (first.y > now.y > committed.y)
    assert drawn.counted == ((first.x, first.y), (now.x, now.y))
    assert drawn.go is not None and drawn.band is not None
    assert drawn.go[:2] == (first.x, first.y)
    begins, wide, high = drawn.band
    assert begins < drawn.go[2] < begins + wide
    assert drawn.go[3] == high == TOP
    assert [one.day for one in drawn.months if one.day] == [date(2019, month, 1) for month in (6, 9, 12)] + [date(2020, month, 1) for month in (3, 6, 9)]
    assert {one.text for one in drawn.labels} == {"68 counted", "97 committed", "100 by September 2020"}


def test_words_beside_a_mark_do_not_lie_on_the_dotted_line():
    counts = [(date(2026, 6, 30), 120), (date(2026, 8, 31), 137), (date(2026, 10, 30), 152), (date(2026, 11, 20), 168)]
    points = [Point("actual", day, day, Decimal(value), "168 counted" if value == 168 else "") for day, value in counts]
    points.append(Point("committed", counts[-1][0], counts[-1][0], Decimal(231), "231 committed"))
    drawn = chart([*points, Point("target", date(2027, 3, 1), date(2027, 3, 31), Decimal(300), "300 by March 2027")])
    assert drawn is not None and drawn.go is not None
    x, y, to_x, to_y = drawn.go
    for words in drawn.labels:
        wide = len(words.text) * LETTER
        left = words.x if words.anchor == "start" else words.x - wide
        for across in range(int(max(left, x)), int(min(left + wide, to_x))):
            height = y + (to_y - y) * (across - x) / (to_x - x)
            assert not words.y - LINE < height < words.y, words


def test_nothing_is_drawn_of_nothing_and_one_reading_alone_stands_in_the_middle():
    assert chart([]) is None
    drawn = chart([Point("actual", date(2019, 6, 3), date(2019, 6, 3), Decimal(0))])
    assert drawn is not None
    assert drawn.go is None and drawn.band is None
    assert drawn.marks[0].x == (LEFT + RIGHT) / 2
    assert drawn.marks[0].y == BOTTOM


VALUES = st.decimals(Decimal("-99999"), Decimal("9999999"), places=4)
SOME = st.builds(
    lambda kind, day, precision, value: Point(kind, *reaches(day, precision), value, "some words"),
    st.sampled_from(["actual", "committed", "estimated", "target"]),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["day", "month", "quarter", "year"]),
    VALUES,
)


@given(st.lists(SOME, min_size=1, max_size=12))
def test_whatever_is_read_stands_on_the_sheet_in_its_order(points: list[Point]):
    drawn = chart(points)
    assert drawn is not None
    assert all(LEFT <= one.x <= RIGHT and TOP <= one.y <= BOTTOM for one in drawn.marks)
    assert 2 <= len(drawn.rules) <= 6
    assert [one.value for one in drawn.rules] == sorted(one.value for one in drawn.rules)
    assert drawn.rules[0].value <= min(one.value for one in points) <= max(one.value for one in points) <= drawn.rules[-1].value
    assert len(drawn.marks) == sum(one.kind != "target" for one in points)
    assert list(drawn.counted) == sorted(drawn.counted, key=lambda one: one[0])
    assert all(0 <= one.x <= WIDTH and 0 < one.y < HEIGHT + 20 for one in (*drawn.labels, *drawn.months))
    assert 1 <= len(drawn.months) <= 8


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(46, 4000), VALUES, st.decimals(Decimal("0.01"), Decimal(9999), places=2))
def test_more_stands_higher_and_later_stands_further_right(day: date, days: int, value: Decimal, more: Decimal):
    later = day + timedelta(days=days)
    drawn = chart([Point("actual", day, day, value), Point("committed", later, later, value + more)])
    assert drawn is not None
    assert drawn.marks[0].x < drawn.marks[1].x
    assert drawn.marks[0].y >= drawn.marks[1].y
