"""Markdown becomes blocks whose places lead back to the source."""

import pytest

from weeknotes.prose.outline import outline, sniff
from weeknotes.prose.shapes import Block, Outline


def _blocks(source: str) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, one.text) for one in outline(source, syntax="markdown").blocks]


def _only(source: str) -> Block:
    (block,) = outline(source, syntax="markdown").blocks
    return block


@pytest.mark.parametrize(
    ("source", "level", "text"),
    [
        ("# Weeknote", 1, "Weeknote"),
        ("### What went well ###", 3, "What went well"),
        ("###\u00a0Next week", 3, "Next week"),
        ("##Next", 2, "Next"),
        ("# C#", 1, "C#"),
        ("Weeknote\n===", 1, "Weeknote"),
        ("Next week\n---", 2, "Next week"),
        ("**Next week**", 2, "Next week"),
        ("__Next week:__", 2, "Next week:"),
        ("**Next week**:", 2, "Next week"),
    ],
)
def test_a_heading_is_found_however_it_is_written(source: str, level: int, text: str) -> None:
    assert _blocks(source) == [("heading", level, text)]


def test_a_bold_line_is_one_level_under_the_heading_above_and_its_like_are_beside_it() -> None:
    assert _blocks("## Work\n\n**One**\n\ntext here\n\n**Two**\ntext") == [
        ("heading", 2, "Work"), ("heading", 3, "One"), ("paragraph", 0, "text here"), ("heading", 3, "Two"), ("paragraph", 0, "text"),
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["**This sentence is bold throughout.**", "**a** and **b**", "#hashtag", "####### seven", "** no**"])
def test_a_line_that_only_looks_like_a_heading_is_words(source: str) -> None:
    assert [one.kind for one in outline(source, syntax="markdown").blocks] == ["paragraph"]


def test_an_empty_heading_is_no_block_and_ends_what_stood_open() -> None:
    assert _blocks("a\n#\nb") == [("paragraph", 0, "a"), ("paragraph", 0, "b")]


def test_lists_nest_by_indent_and_come_back() -> None:
    assert _blocks("- a\n  - b\n    1. c\n- d\n* e") == [
        ("item", 0, "a"),
        ("item", 1, "b"),
        ("item", 2, "c"),
        ("item", 0, "d"),
        ("item", 0, "e"),
    ]


def test_a_continuation_belongs_to_its_item_and_a_paragraph_after_the_list_does_not() -> None:
    source = "1. one\n   goes on\nlazily\n\n   and on\n2. two\n\nafter"
    assert _blocks(source) == [("item", 0, "one goes on lazily and on"), ("item", 0, "two"), ("paragraph", 0, "after")]
    assert [one.ordered for one in outline(source, syntax="markdown").blocks] == [True, True, False]


def test_a_tab_counts_as_its_columns() -> None:
    assert _blocks("- a\n\t- b") == [("item", 0, "a"), ("item", 1, "b")]


def test_task_boxes_are_read() -> None:
    rows = outline("- [x] sent\n- [ ] write\n- [link](http://a.example)", syntax="markdown").blocks
    assert [(one.text, one.checked) for one in rows] == [("sent", True), ("write", False), ("link", None)]


def test_a_number_that_begins_a_wrapped_line_opens_no_list() -> None:
    assert _blocks("It was in\n2019. Then more\n-") == [("paragraph", 0, "It was in 2019. Then more -")]
    assert _blocks("Goals\n1. a") == [("paragraph", 0, "Goals"), ("item", 0, "a")]


def test_quotes_keep_their_words_and_drop_their_signs() -> None:
    assert _blocks("> one\n> two\n> > three\nlazy\n\n> four\n\nafter") == [
        ("quote", 0, "one two three lazy"), ("quote", 0, "four"), ("paragraph", 0, "after"),
    ]  # fmt: skip


def test_code_is_kept_as_it_stands_and_ends_with_its_fence_or_the_text() -> None:
    assert _blocks("```py\na  b\n```\nc") == [("code", 0, "a  b\n"), ("paragraph", 0, "c")]
    assert _blocks("~~~\nopen") == [("code", 0, "open")]
    assert _blocks("x\n\n    a\n\n\tb\nc") == [("paragraph", 0, "x"), ("code", 0, "a\n\n\tb"), ("paragraph", 0, "c")]
    assert _blocks("```") == [("code", 0, "")]


def test_tables_become_cells() -> None:
    assert _blocks("| a | b |\n|---|:-:|\n| c | **d** |\n\ne | f") == [
        ("cell", 0, "a"), ("cell", 0, "b"), ("cell", 0, "c"), ("cell", 0, "d"), ("paragraph", 0, "e | f"),
    ]  # fmt: skip
    assert _blocks("| a |\n| - |")[0][0] == "cell"
    assert _blocks("a | b\n--- | ---\nc | d\nend")[-1] == ("paragraph", 0, "end")


def test_rules_pictures_definitions_and_shortcodes_are_no_words() -> None:
    source = "a\n\n* * *\n\n![A map of Leeds](map.png)\n\n[x]: http://a.example 'X'\n{% include foo.html %}\n::: note\n{{< fig >}}"
    assert _blocks(source) == [("paragraph", 0, "a"), ("rule", 0, ""), ("image", 0, "A map of Leeds")]
    picture = outline(source).blocks[2]
    assert source[picture.place(0) :].startswith("A map")
    assert outline("![](a.png)", syntax="markdown").blocks[0].images[0].alt == ""


def test_html_inside_markdown_is_read_as_html() -> None:
    source = (
        "Words\n\n<div class='x'>\n<p>In a box</p>\n</div>\n\n<!-- hidden -->\n\n<script>\nx\n\ny\n</script> after\n<h2>Next</h2>\n\n- a"
    )
    assert _blocks(source) == [
        ("paragraph", 0, "Words"),
        ("paragraph", 0, "In a box"),
        ("paragraph", 0, "after"),
        ("heading", 2, "Next"),
        ("item", 0, "a"),
    ]
    assert _blocks("a\n<p>\nb</p>")[0] == ("paragraph", 0, "a b")
    assert _blocks("<!-- never closed\n\nx") == []
    assert _blocks("<style>never closed\n\nx") == []
    assert _blocks("<div>a") == [("paragraph", 0, "a")]


def test_footnotes_are_paragraphs() -> None:
    assert _blocks("Said.[^1]\n\n[^1]: A note.") == [("paragraph", 0, "Said."), ("paragraph", 0, "A note.")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**bold** *it* __b__ _i_ ~~s~~", "bold it b i s"),
        ("snake_case_name 2 * 3 * 4 * x", "snake_case_name 2 * 3 * 4 * x"),
        (r"\*not\* \[this\]", "*not* [this]"),
        ("`a*b*` and ``x`y`` and ` open", "a*b* and x`y and ` open"),
        ("R&amp;D &copy; &nosuch; &", "R&D © &nosuch; &"),
        ("a <!-- no --> b<br>c <span>d</span> <!-- open", "a b c d"),
        ("x {: .cls} {{ short }} {% tag %} y", "x y"),
        ("[open ]( and ](b) [nope][none]", "[open ]( and ](b) [nope][none]"),
        ("foo**bar** (**baz**) **end**.", "foobar (baz) end."),
        ("**open and _shut** em_", "open and _shut em_"),
        ("a![alt](b.png)c", "a c"),
    ],
)
def test_inline_marks_are_read(source: str, text: str) -> None:
    assert _only(source).text == text


def test_links_are_found_with_their_words_addresses_and_places() -> None:
    source = (
        "[One **two**](http://a.example/x_(y) 'T'), [ref][r], [r], <https://b.example>, https://c.example/d. "
        "<a href='http://d.example'>D</a> <a name=x>E</a> [![alt](i.png)](http://e.example)\n\n[r]: <http://r.example>"
    )
    (block,) = outline(source, syntax="markdown").blocks
    assert [(one.text, one.href) for one in block.links] == [
        ("One two", "http://a.example/x_(y)"), ("ref", "http://r.example"), ("r", "http://r.example"), ("https://b.example", "https://b.example"),
        ("https://c.example/d", "https://c.example/d"), ("D", "http://d.example"), ("", "http://e.example"),
    ]  # fmt: skip
    assert source[block.links[0].start : block.links[0].end] == "[One **two**](http://a.example/x_(y) 'T')"
    assert [(one.alt, one.src) for one in block.images] == [("alt", "i.png")]


def test_a_link_holds_no_link() -> None:
    block = _only("[a [b](http://b.example) c](http://c.example)")
    assert block.text == "[a b c](http://c.example)"
    assert [one.text for one in block.links] == ["b", "http://c.example"]
    assert [one.href for one in _only("[https://b.example](http://c.example)").links] == ["http://c.example"]


def test_html_pictures_give_their_alt_or_none() -> None:
    block = _only('a <img src="x.png"> <img alt="A cat" src=y.png>')
    assert [(one.alt, one.src) for one in block.images] == [(None, "x.png"), ("A cat", "y.png")]


@pytest.mark.parametrize(
    ("source", "lead"),
    [("**Design system:** it", "Design system:"), ("<b>A</b> b", "A"), ("a **b**", ""), ("***x*** y", "x"), ("** a", "")],
)
def test_the_bold_run_that_opens_a_block_is_its_lead(source: str, lead: str) -> None:
    assert _only(source).lead == lead


def test_every_character_of_the_words_is_found_again_in_the_source() -> None:
    source = "- **Out of\n  hours** – I had &amp; an [important](http://a.example) `call`\\!\n\n> q\n> r"
    for block in outline(source, syntax="markdown").blocks:
        for index, sign in enumerate(block.text):
            there = source[block.place(index)]
            assert there == sign or sign.isspace() or there == "&"


def test_the_text_itself_says_what_it_is_written_in() -> None:
    assert sniff("<p>Hello") == "html"
    assert sniff("---\ntitle: a\n---\n<p>Hello") == "html"
    assert sniff("---\ntitle: a\n---\nHello") == "markdown"
    assert sniff("Hello\n\n## Next") == "markdown"
    assert sniff("Hello\n\n  • one") == "text"


def _outlined(source: str) -> Outline:
    return outline(source, syntax="markdown")


def test_the_title_is_the_front_matter_or_the_heading_that_opens_the_note() -> None:
    assert _outlined("---\ntitle: Week 3\n---\n## Next").title == "Week 3"
    assert _outlined("![](a.png)\n\n# Week 3\n\na").title == "Week 3"
    assert _outlined("## Week notes\n\na").title == "Week notes"
    assert _outlined("## Next week\n\na").title is None
    assert _outlined("a\n\n# Later").title is None
    assert _outlined("### Deep\n\na").title is None
    assert _outlined("![](a.png)").title is None
    assert _outlined("---\ntitle: Week 3 | Site\n---\n# Week 3").title == "Week 3"


def test_a_sub_heading_that_says_nothing_of_its_own_has_the_kind_above_it() -> None:
    source = "# Title\n\n## What went well\n\n### Work\n\na\n\n### The big migration\n\nb\n\n## This week\n\n### Monday\n\nc"
    assert [(one.heading, one.kind) for one in _outlined(source).sections] == [
        ("Title", "other"), ("What went well", "wins"), ("Work", "wins"), ("The big migration", "other"), ("This week", "did"), ("Monday", "did"),
    ]  # fmt: skip


def test_a_title_opens_no_section_of_a_kind_unless_it_is_all_there_is() -> None:
    assert [one.kind for one in _outlined("# Learning from our wins this week and next\n\na\n\n## Next").sections] == ["other", "next"]
    assert [one.kind for one in _outlined("# Next week we move\n\na").sections] == ["next"]


def test_sections_end_where_their_words_do() -> None:
    source = "## One\n\na\n\n\n## Two\n\nb  \n\n"
    rows = _outlined(source).sections
    assert [source[one.start : one.end] for one in rows] == ["## One\n\na", "## Two\n\nb"]


def test_page_furniture_is_not_the_note_and_its_date_is_kept() -> None:
    found = _outlined("4 min read\n\nPublished on 17 July 2020\n\nShare this post\n\nHello, a week.")
    assert [one.text for one in found.blocks] == ["Hello, a week."]
    assert found.meta["date"] == "17 July 2020"
    assert "date" not in _outlined("4 min read\n\nOriginally published on by A Person\n\nHello").meta


def test_the_language_is_heard_or_taken_from_the_front_matter() -> None:
    assert _outlined("It was the week that we had the show and tell.").language == "en"
    assert _outlined("---\nlang: cy\n---\nIawn").language == "cy"
    assert _outlined("---\nlang: ?!\n---\nIawn").language is None
    assert _outlined("```\nx\n```\n\n" + "the week was of the team. " * 500).language == "en"


def test_text_set_far_in_under_a_bullet_belongs_to_it() -> None:
    assert _blocks("- a\n\n          goes on\n") == [("item", 0, "a goes on")]
    assert _blocks("a\n\n    code\n\n") == [("paragraph", 0, "a"), ("code", 0, "code")]


def test_code_of_one_tick_may_hold_two() -> None:
    assert _only("`a `` b ``` c` d").text == "a `` b ``` c d"
    assert _only("`a ``` b").text == "`a ``` b"


def test_marks_inside_the_words_of_a_picture_are_no_words() -> None:
    block = _only("a ![*b*](c.png) d&nbsp;e")
    assert block.text == "a d e"
    assert block.images[0].alt == "*b*"


def test_a_line_that_says_published_on_no_day_gives_no_date() -> None:
    assert "date" not in _outlined("Published on 31 February\n\nHello").meta


def test_each_of_three_sections_holds_its_own_blocks() -> None:
    found = outline("# Notes\n\na\n\n## Goals\n\nb\n\n## Thanks\n\nc\n")
    assert [found.blocks[one.first + 1 : one.last] for one in found.sections] == [(block,) for block in found.blocks[1::2]]
    assert [one.text for one in found.blocks[1::2]] == ["a", "b", "c"]


def test_the_last_section_ends_before_the_keys_that_close_a_note() -> None:
    source = "# Notes\n\nSome words.\n\n:tags: buses\n"
    section = outline(source).sections[0]
    assert source[section.start : section.end] == "# Notes\n\nSome words."


@pytest.mark.parametrize(
    "source", ["\ufeff---\ntitle: x\n---\nplain words", "\n\n---\ntitle: x\n---\nplain words", '+++\ntitle = "x"\n+++\nplain words']
)
def test_front_matter_between_fences_is_markdown_s_whatever_stands_before_it(source: str) -> None:
    assert sniff(source) == "markdown"


def test_signs_in_the_keys_that_close_a_note_do_not_make_it_markdown() -> None:
    assert sniff("Plain words.\n\n:summary: **bold** words\n") == "text"


def test_a_line_to_share_or_credit_with_is_no_block_wherever_it_stands() -> None:
    found = outline("# Notes\n\nWords.\n\n- Share this post\n- A point\n")
    assert [one.text for one in found.blocks] == ["Notes", "Words.", "A point"]


def test_a_line_of_the_note_that_speaks_of_publishing_is_no_date() -> None:
    source = "# Notes\n\nPublished on 17 July 2020, the report that we had all been waiting for, in the end, was very much shorter than anyone thought.\n"
    source += "\nShare this post\n"
    assert "date" not in outline(source).meta


@pytest.mark.parametrize("above", ["***", "![a bus](a.png)"])
def test_what_has_no_words_of_the_note_may_stand_above_its_title(above: str) -> None:
    assert outline(f"{above}\n\n# Notes\n\nx\n").title == "Notes"


def test_a_heading_that_says_nothing_and_has_none_above_it_is_of_no_kind() -> None:
    assert [(one.kind, one.rule) for one in outline("## One\n\n- a\n").sections] == [("other", "heading")]


WELSH = "Yr wythnos hon rydyn ni wedi bod yn gweithio ar y gwasanaeth newydd gyda'r tîm, ac mae hyn wedi bod yn dda."
ENGLISH = "This week we met with the team and talked about what we have learned from the work so far, and that was good for all of us."


def test_the_language_is_that_of_the_note_s_own_words_and_not_of_its_code_or_pictures() -> None:
    assert outline(f"# Nodiadau\n\n{WELSH}\n\n```\n{ENGLISH}\n{ENGLISH}\n```\n").language == "cy"
    assert outline(f"# Nodiadau\n\n{WELSH}\n\n![{ENGLISH} {ENGLISH}](a.png)\n").language == "cy"


def test_a_title_in_front_matter_speaks_for_the_language_of_a_note_that_says_little() -> None:
    assert outline(f"---\ntitle: {WELSH}\n---\n12, 13.\n").language == "cy"


def test_words_are_told_apart_at_the_end_of_a_block() -> None:
    words = ["The", "We", "This", "That", "With", "From"]
    assert outline("".join(f"- {word} 1\n" for word in words)).language == "en"


def test_a_note_without_words_is_in_no_language() -> None:
    assert outline("# 2021\n\n12\n").language is None


def test_a_section_says_whether_its_own_words_the_heading_above_or_its_place_as_title_gave_its_kind() -> None:
    found = outline("# Buses\n\na\n\n## Goals\n\n### One\n\n- b\n").sections
    assert [(one.kind, one.rule) for one in found] == [("other", "title"), ("goals", "heading"), ("goals", "above")]
