"""What the check found in a text is kept for a while, and asked again as soon as anything that it knows is otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from weeknotes.notes import checking
from weeknotes.notes.checking import findings
from weeknotes.notes.read_once import LONGEST
from weeknotes.openness.check import check
from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.rule import Rule
from weeknotes.openness.rules import out_of_hours
from weeknotes.prose.shapes import Outline

TEN_TO_SEVEN = datetime(2026, 11, 25, 18, 50, 12, tzinfo=ZoneInfo("Europe/London"))
HTML = "<p>Rain on the depot. Not to be shared before 1 May.</p>"


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[Context]:
    """The contexts in which a text was looked through."""
    seen: list[Context] = []

    def noted(outline: Outline, *, rules: Sequence[Rule], context: Context) -> tuple[Finding, ...]:
        seen.append(context)
        return check(outline, rules=rules, context=context)

    checking._kept.cache_clear()
    monkeypatch.setattr(checking, "check", noted)
    monkeypatch.setattr(out_of_hours, "FIRST", 7)
    monkeypatch.setattr(out_of_hours, "PAST", 19)
    return seen


def test_the_same_text_at_the_same_hour_is_looked_through_once_and_again_in_the_next(looked: list[Context]):
    early = Context(lang="en", moment=TEN_TO_SEVEN)
    first = findings("Rain", HTML, early)
    assert findings("Rain", HTML, replace(early, moment=TEN_TO_SEVEN.replace(minute=58))) == first
    assert len(looked) == 1
    late = findings("Rain", HTML, replace(early, moment=TEN_TO_SEVEN.replace(hour=19, minute=1)))
    assert (out_of_hours.NAME in {one.rule for one in first}, out_of_hours.NAME in {one.rule for one in late}, len(looked)) == (False, True, 2)


KNOWN = Context(lang="en", moment=TEN_TO_SEVEN)


@pytest.mark.parametrize(
    "other",
    [
        replace(KNOWN, level=2),
        replace(KNOWN, people=frozenset({"Nerys Pugh"})),
        replace(KNOWN, langs=frozenset({"en"})),
        replace(KNOWN, dead=frozenset({"https://a.example/"})),
    ],
)
def test_whatever_else_is_known_has_it_looked_through_again(looked: list[Context], other: Context):
    findings("Rain", HTML, KNOWN)
    findings("Rain", HTML, other)
    findings("Rain and sun", HTML, KNOWN)
    assert len(looked) == 3


def test_a_very_long_text_is_not_kept(looked: list[Context]):
    long = "<p>Rain. </p>" * (LONGEST // 10)
    for _ in range(2):
        findings("Rain", long, Context(lang="en", moment=TEN_TO_SEVEN))
    assert len(looked) == 2
