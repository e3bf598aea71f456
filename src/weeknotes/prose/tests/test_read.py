"""Whatever is read, the reading keeps its promises; and the real notes say what they say."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.decode import decode
from weeknotes.prose.read import as_json, read
from weeknotes.prose.shapes import Image, Link, Reading, Syntax

PIECES = st.sampled_from(
    ["# ", "## ", "**", "- ", "1. ", "  ", "\n", "\n\n", "Next week", "Goals", "I will ", "five goals:", "w/c 3 May ", "2020", "> ", "`", "```\n", "[a](b)",
     "![x](y)", "<p>", "</p>", "<li>", "<h2>", "&amp;", "&", "<!--", "---\n", "===\n", "| a |\n|---|\n", "title: x\n", "\t", "é", "’", "word ", "Word. ",
     " – ", ": ", "\u00a0", "İ", "<a href='", "\x0b", "\x85", "    ", "_", "~~", "\\", "{% x %}", ":a: b", "identified six ideas ", "I decided to stop. "]
)  # fmt: skip
TEXTS = st.text(max_size=120) | st.lists(PIECES, max_size=40).map("".join)
SYNTAXES = st.sampled_from([None, "markdown", "html", "text"])


def _holds(source: str, reading: Reading) -> None:
    outline = reading.outline
    for block in outline.blocks:
        assert 0 <= block.start <= block.end <= len(source)
        for (index, place), (after, there) in zip(block.marks, block.marks[1:], strict=False):
            assert index < after
            assert place < there
        assert not block.marks or block.marks[0][0] == 0
        assert block.text == " ".join(block.text.split()) or block.kind in {"code", "image"}
        within: tuple[Link | Image, ...] = (*block.links, *block.images)
        for one in within:
            assert 0 <= one.start <= one.end <= len(source)
    for section in outline.sections:
        assert 0 <= section.start <= section.end <= len(source)
        assert outline.blocks[section.first].kind == "heading"
    for item in reading.items:
        assert 0 <= item.start < item.end <= len(source)
        assert item.text
        if item.section is not None:
            section = outline.sections[item.section]
            assert section.start <= item.start <= item.end <= section.end
    for said in reading.says:
        assert 0 <= said.start < said.end <= len(source)
        assert said.said != said.found


@settings(max_examples=400, deadline=None)
@given(TEXTS, SYNTAXES, st.none() | st.dates())
def test_any_text_is_read_and_every_place_is_inside_it(source: str, syntax: Syntax | None, published: date | None) -> None:
    reading = read(source, published=published, syntax=syntax)
    _holds(source, reading)
    assert read(source, published=published, syntax=syntax) == reading


def _said(source: str, syntax: Syntax) -> str:
    row = as_json(read(source, syntax=syntax), file="", post=0)
    return json.dumps(row, default=str)


def _without_places(row: str) -> object:
    return json.loads(
        row, object_hook=lambda one: {key: value for key, value in one.items() if key not in {"start", "end"} or "iso" in one}
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["markdown", "text"]))
def test_windows_line_ends_and_trailing_space_change_nothing_but_places(source: str, syntax: Syntax) -> None:
    plain = _without_places(_said(source, syntax))
    assert _without_places(_said(source.replace("\n", "\r\n"), syntax)) == plain
    assert _without_places(_said(source + "\n  \n", syntax)) == plain


@pytest.fixture
def seed(shared: Path):
    def load(number: str) -> Reading:
        (path,) = (shared / "seeds").glob(f"{number}_*")
        return read(decode(path.read_bytes()))

    return load


def test_the_seed_of_fifteen_march_says_what_it_says(seed) -> None:
    reading = seed("003")
    assert (reading.week.iso, reading.week.offers) == (None, ())
    assert [one.kind for one in reading.items].count("goal") == 4
    assert [one.label for one in reading.items if one.kind == "watch"] == ["Out of hours", "Cloud engineering", "Design system"]
    assert [one.label for one in reading.items if one.kind == "learned"] == ["Community organising", "The value of experience"]
    assert [one.kind for one in reading.items].count("next") == 1
    assert [(one.what, one.said, one.found) for one in reading.says] == [("goals", 5, 4), ("improvements", 6, 0)]


def test_the_seed_of_november_offers_its_year_and_its_measure(seed) -> None:
    reading = seed("002")
    assert (reading.week.iso, reading.week.sure, reading.week.offers) == (None, False, ("2019-W48",))
    assert any("97" in one.text for one in reading.items if one.kind == "metric")
    assert [one.text for one in reading.items if one.kind == "followup"] == ["I’ve made a note to follow that up."]
    also = next(one for one in reading.outline.sections if one.heading.startswith("I also"))
    assert [one.kind for one in reading.outline.blocks[also.first + 1 : also.last]] == ["item"] * 6


def test_the_seed_of_july_is_sure_of_its_week_and_drops_the_furniture(seed) -> None:
    reading = seed("004")
    assert (reading.week.iso, reading.week.source, reading.week.sure) == ("2020-W29", "title", True)
    assert reading.outline.title == "Weeknote 13 - 17 July 2020"
    texts = [one.text for one in reading.outline.blocks]
    assert not any("min read" in one or "mode switch" in one or "Originally published" in one for one in texts)


def test_every_real_note_is_read_and_keeps_the_promises(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*/*")):
        source = decode(path.read_bytes())
        reading = read(source)
        _holds(source, reading)
        for block in reading.outline.blocks:
            if block.kind not in {"code", "image"}:
                for index in range(0, len(block.text), 5):
                    sign, there = block.text[index], source[block.place(index)]
                    assert sign == there or sign.isspace() or there == "&"
