"""What the templates of a team's week call: where a line stands, and words for what is kept in one word."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

from weeknotes.memory.lesson_words import HAPPENED_WORDS, RESPONSE_WORDS
from weeknotes.memory.measure_shown import figure, when
from weeknotes.memory.measure_texts import Source
from weeknotes.memory.seen import fragment
from weeknotes.memory.team_shapes import Line
from weeknotes.web import dates

Place = Callable[[int, uuid.UUID, str], str]
MOST_TICKS = 26


def words_of(place: Place) -> dict[str, object]:
    """For a template: `at` gives the address of a line, `at_source` that of a measure's sentence, by `place` (a note's number, name and language)."""

    def at(line: Line) -> str:
        found = place(line.note.id, line.note.uid, line.lang)
        return f"{found}{line.fragment}" if found else ""

    def at_source(source: Source) -> str:
        found = place(source.note.pk, source.note.uid, source.lang)
        return f"{found}{fragment(source.words)}" if found else ""

    return {
        "at": at,
        "at_note": place,
        "at_source": at_source,
        "figure": figure,
        "when": when,
        "responses": dict(RESPONSE_WORDS),
        "happened_words": dict(HAPPENED_WORDS),
        "most_ticks": MOST_TICKS,
        "days": days,
    }


def days(monday: date) -> list[str]:
    """The working days of a week as they stand on its line."""
    return [dates.short_weekday(monday + timedelta(days=n)) for n in range(5)]
