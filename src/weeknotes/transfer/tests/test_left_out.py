from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.shapes import Why
from weeknotes.transfer.leaving import BLANK, COMMENTS, OF_SITE, left
from weeknotes.transfer.left_out import MORE, MOST_REASONS, gathered, reasons
from weeknotes.transfer.neutral import Left
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.told import left_data, left_lines


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


def test_what_was_left_for_one_reason_is_summed_and_named():
    said = gathered([], [left("Rain", BLANK), left("Wind", BLANK)])
    said = gathered(said, [left("Snow", BLANK), left("", COMMENTS, 32)])
    assert [(one.words, one.count, one.places) for one in reasons(said)] == [
        ("Posts without a word: 3.", 3, ("Rain", "Wind", "Snow")),
        ("Comments: 32. They are other people’s words, so they stay where they are.", 32, ()),
    ]
    assert left_lines(reasons(said)) == ["Posts without a word: 3. (Rain, Wind, Snow)", "Comments: 32. They are other people’s words, so they stay where they are."]


def test_things_of_two_sorts_are_not_counted_as_one():
    said = gathered([], [left("", OF_SITE, 38, what="attachment"), left("", OF_SITE, 70, what="nav_menu_item")])
    assert left_lines(reasons(said)) == ["Things of the site that are no posts (attachment): 38.", "Things of the site that are no posts (nav_menu_item): 70."]


def test_a_row_that_was_kept_thing_by_thing_is_read():
    old = [{"place": place, "why": BLANK, "values": {"count": 1}, "count": 1} for place in ("Rain", "Wind")] + [{"place": "x.zip", "trouble": "It is damaged.", "count": 1}]
    assert [(one.words, one.places, one.is_trouble) for one in reasons(old)] == [
        ("Posts without a word: 2.", ("Rain", "Wind"), False), ("It is damaged.", ("x.zip",), True),
    ]  # fmt: skip


def test_data_has_a_line_for_each_place_and_one_for_the_rest():
    said = gathered([], [left(f"post {number}", BLANK) for number in range(4)] + [Trouble("x.zip", "It is damaged.")], places=3)
    assert list(left_data(reasons(said))) == [
        *({"place": f"post {number}", "fate": "left", "why": "Posts without a word: 4.", "count": 1} for number in range(3)),
        {"place": None, "fate": "left", "why": "Posts without a word: 4.", "count": 1},
        {"place": "x.zip", "fate": "not readable", "why": "It is damaged.", "count": 1},
    ]
    assert left_lines(reasons(said)[:1]) == ["Posts without a word: 4. (post 0, post 1, post 2, and 1 more; --json prints each)"]


THINGS = st.lists(
    st.one_of(
        st.builds(lambda place, number: Left(place, Why(BLANK if number % 2 else COMMENTS, {"count": number}), number), st.text(max_size=5), st.integers(1, 4)),
        st.builds(lambda number: left("", OF_SITE, 1, what=str(number)), st.integers(0, 2 * MOST_REASONS)),
        st.builds(lambda number: Trouble("x", f"Damaged: {number}."), st.integers(0, 50)),
    ),
    max_size=60,
)


@given(THINGS, st.integers(0, 60))
def test_however_it_is_read_everything_is_counted_once(things: list[Left | Trouble], cut: int):
    total = sum(one.count if isinstance(one, Left) else 1 for one in things)
    in_two = gathered(gathered([], things[:cut]), things[cut:])
    assert sum(row["count"] for row in in_two) == total == sum(row["count"] for row in gathered([], things))
    assert in_two == gathered([], things)


def test_more_reasons_than_there_is_room_for_are_counted_all_the_same():
    said = gathered([], [Trouble("x", f"Damaged: {number}.") for number in range(MOST_REASONS + 7)])
    assert len(said) == MOST_REASONS + 1
    assert said[-1]["why"] == MORE
    assert reasons(said)[-1].words == "More that was left or could not be read, of which there is no room to say why: 7."
