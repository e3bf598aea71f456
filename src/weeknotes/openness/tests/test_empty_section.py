"""A heading under which nothing stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness.check import check
from weeknotes.openness.rules import empty_section
from weeknotes.openness.tests.written import headings
from weeknotes.openness.words import say
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Syntax


def found(source: str, syntax: Syntax = "html") -> list[str]:
    return [say(one.what, one.values) for one in check(outline(source, syntax=syntax), rules=[empty_section.rule])]


def test_a_heading_with_nothing_under_it_is_found_at_its_place() -> None:
    source = "<h2>What did I learn?</h2><h2>Next week</h2><p>Rest.</p><h3>At home</h3><h2>Thanks</h2>"
    assert found(source) == [f"Nothing stands under “{words}”." for words in ("What did I learn?", "At home", "Thanks")]
    (finding, *_rest) = check(outline(source, syntax="html"), rules=[empty_section.rule])
    assert source[finding.start : finding.end] == finding.quote
    assert "What did I learn?" in finding.quote
    assert found("## Next week\n\n## Thanks\n\n- Aled\n", "markdown") == ["Nothing stands under “Next week”."]


@pytest.mark.parametrize(
    "source",
    [
        "<h2>Work</h2><h3>Lifts</h3><p>Both run.</p>",
        '<h2>The board</h2><p><img src="a.png" alt="Two cards"></p>',
        "<h2>Goals</h2><ul><li>Ring Aled</li></ul>",
        "<p>Rain.</p>",
        "",
    ],
)
def test_what_has_something_under_it_is_fine(source: str) -> None:
    assert found(source) == []


def test_the_title_and_what_only_looks_like_a_heading_are_left_alone() -> None:
    assert found("# A week\n", "markdown") == []
    assert found("The week\n\nRain.\n\nUntil next week\n", "text") == []


@given(st.lists(st.integers(1, 6), max_size=8))
def test_of_headings_alone_each_without_a_deeper_one_after_it_is_found(levels: list[int]) -> None:
    note = headings(*levels)
    expected = [at for at, level in enumerate(levels) if level > 1 and (at + 1 == len(levels) or levels[at + 1] <= level)]
    assert [one.start for one in check(note, rules=[empty_section.rule])] == [note.blocks[at].start for at in expected]
