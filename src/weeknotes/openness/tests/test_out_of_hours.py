from datetime import date, datetime

import pytest

from weeknotes.openness.context import Window
from weeknotes.openness.rules.out_of_hours import EARLY_OR_LATE, HOLIDAY, WEEKEND, rule
from weeknotes.openness.tests.written import seen
from weeknotes.openness.words import Words

CHRISTMAS = (Window("holiday", date(2026, 12, 24), date(2026, 12, 28)), Window("pre_election", date(2026, 11, 2), date(2026, 11, 30)))
NOTE = "<p>A good week.</p>"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-28T10:00", WEEKEND), ("2026-11-29T23:00", WEEKEND), ("2026-11-26T06:59", EARLY_OR_LATE), ("2026-11-26T19:00", EARLY_OR_LATE),
        ("2026-12-24T10:00", HOLIDAY), ("2026-12-26T22:00", HOLIDAY), ("2026-12-28T10:00", HOLIDAY),
    ],
)  # fmt: skip
def test_a_moment_outside_working_hours_is_said_once_of_the_whole_note(moment: str, words: Words) -> None:
    (found,) = seen(rule, NOTE * 3, moment=datetime.fromisoformat(moment), windows=CHRISTMAS)
    assert (found.what, found.start, found.end, found.quote) == (words.what, 0, 0, "")


@pytest.mark.parametrize("moment", ["2026-11-26T07:00", "2026-11-27T18:59", "2026-12-29T12:00", "2026-12-23T12:00"])
def test_a_moment_within_them_is_fine(moment: str) -> None:
    assert seen(rule, NOTE, moment=datetime.fromisoformat(moment), windows=CHRISTMAS) == ()


def test_without_a_moment_readers_or_words_nothing_is_said() -> None:
    sunday = datetime(2026, 11, 29, 12)
    assert seen(rule, NOTE) == seen(rule, NOTE, moment=sunday, level=0) == seen(rule, "", moment=sunday) == ()
    assert len(seen(rule, NOTE, moment=sunday, level=2)) == 1
