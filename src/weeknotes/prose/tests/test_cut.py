"""Sections cut to a level."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.cut import Part, cut, level_at, levels, levels_at, parts, sentence_levels
from weeknotes.prose.html import clean, plain
from weeknotes.prose.tree import AUDIENCES
from weeknotes.prose.wording import sentences

NOTE = clean(
    "<p>open</p><h2 data-audience=team>Team</h2><p>team words</p><h3 data-audience=public>Wider</h3><p>still team</p>"
    "<h3 data-audience=me>Own</h3><p>mine</p><h2>After</h2><p>open again</p><h3 data-audience=organisation>Org</h3><p>org words</p>"
)

HEADINGS = st.tuples(st.sampled_from([1, 2, 3, 4]), st.sampled_from(["", *AUDIENCES]))


@st.composite
def notes(draw: st.DrawFn) -> str:
    parts = []
    for i, (rank, audience) in enumerate(draw(st.lists(HEADINGS, max_size=8))):
        mark = f' data-audience="{audience}"' if audience else ""
        parts.append(f"<h{rank}{mark}>head{i}x</h{rank}><p>words{i}x</p><pre>&lt;h2 data-audience=\"me\"&gt;\ncode{i}x</pre>")
    return clean("".join(parts))


def test_a_reader_gets_the_sections_that_reach_them_and_nothing_shows_where_others_stood() -> None:
    public = cut(NOTE, 4)
    assert plain(public) == "open\nAfter\nopen again"
    assert "audience" not in public
    assert plain(cut(NOTE, 3)) == "open\nAfter\nopen again\nOrg\norg words"
    assert plain(cut(NOTE, 2)) == "open\nTeam\nteam words\nWider\nstill team\nAfter\nopen again\nOrg\norg words"
    assert plain(cut(NOTE, 0)) == plain(NOTE)


def test_the_parts_are_those_that_headings_open_each_with_what_it_may_reach() -> None:
    assert parts(NOTE, 4) == (
        Part("", 0, 4), Part("Team", 2, 2), Part("Wider", 3, 2), Part("Own", 3, 0), Part("After", 2, 4), Part("Org", 3, 3),
    )  # fmt: skip
    assert [part.level for part in parts(NOTE, 3)] == [3, 2, 2, 0, 3, 3]
    assert parts("<h2>Alone</h2>", 1) == (Part("Alone", 2, 1),)
    assert parts("", 4) == ()


@settings(max_examples=60)
@given(notes(), st.integers(0, 4))
def test_a_part_is_named_for_each_heading_that_its_readers_are_shown(html: str, level: int) -> None:
    shown = [part.words for part in parts(html, 4) if part.rank and part.level >= level]
    assert shown == [part.words for part in parts(cut(html, level), 4) if part.rank]


def test_marks_stay_when_asked_for() -> None:
    assert cut(NOTE, 0, keep_marks=True) == NOTE
    assert 'data-audience="team"' in cut(NOTE, 2, keep_marks=True)


def test_the_levels_that_need_a_text_of_their_own_come_widest_first() -> None:
    assert levels(NOTE, 4) == (4, 3, 2, 0)
    assert levels(NOTE, 3) == (3, 2, 0)
    assert levels(NOTE, 1) == (1, 0)
    assert levels("<p>x</p>", 4) == (4,)
    assert levels("", 0) == (0,)


def test_a_note_whose_every_word_is_narrower_leaves_nothing() -> None:
    assert cut('<h2 data-audience="me">A</h2><p>b</p>', 4) == ""


def test_a_mark_without_words_still_hides_what_follows() -> None:
    assert cut('<p>a</p><h2 data-audience="me"></h2><p>b</p>', 4) == "<p>a</p>"


@pytest.mark.parametrize(("words", "expected"), [("open<", 4), ("team words", 2), ("still team", 2), ("mine", 0), ("open again", 4), ("org", 3)])
def test_each_place_has_the_level_of_its_section(words: str, expected: int) -> None:
    assert level_at(NOTE, NOTE.index(words), 4) == expected
    assert level_at(NOTE, NOTE.index(words), 2) == min(expected, 2)


def test_a_place_before_everything_has_the_level_of_the_note() -> None:
    assert levels_at(NOTE, (0, -1), 3) == (3, 3)
    assert level_at("", 0, 1) == 1


@given(notes(), st.integers(0, 4))
@settings(deadline=None)
def test_a_word_is_in_the_cut_text_exactly_when_its_place_reaches_the_level(html: str, level: int) -> None:
    seen = cut(html, level)
    for i in range(8):
        for words in (f"head{i}x", f"words{i}x", f"code{i}x"):
            if words in html:
                assert (words in seen) == (level_at(html, html.index(words), 4) >= level)


@given(notes(), st.integers(0, 4), st.integers(0, 4))
@settings(deadline=None)
def test_a_narrower_reader_never_sees_less_and_levels_name_every_difference(html: str, note_level: int, level: int) -> None:
    named = levels(html, note_level)
    assert named[0] == note_level
    assert list(named) == sorted(set(named), reverse=True)
    if level <= note_level:
        as_frozen = next(one for one in reversed(named) if one >= level)
        assert cut(html, level) == cut(html, as_frozen)
    if level < 4:
        assert set(cut(html, level + 1).splitlines()) <= set(cut(html, level).splitlines())


@given(notes(), st.integers(0, 4))
@settings(deadline=None)
def test_cutting_again_takes_nothing_more(html: str, level: int) -> None:
    once = cut(html, level, keep_marks=True)
    assert cut(once, level, keep_marks=True) == once
    assert clean(cut(html, level)) == cut(html, level)


def test_each_sentence_has_the_level_of_its_section() -> None:
    found = {one.text: level for one, level in sentence_levels(NOTE, 3)}
    assert (found["open"], found["team words"], found["still team"], found["mine"], found["open again"]) == (3, 2, 2, 0, 3)
    assert sentence_levels("<hr>", 4) == ()


@given(notes(), st.integers(0, 4), st.integers(0, 4))
def test_sentences_with_their_levels_are_the_sentences_and_those_that_reach_a_level_are_those_of_the_cut_text(html: str, top: int, level: int) -> None:
    found = sentence_levels(html, top)
    assert tuple(one for one, _level in found) == sentences(html)
    if level <= top:
        assert [one.text for one, reach in found if reach >= level] == [one.text for one in sentences(cut(html, level))]
