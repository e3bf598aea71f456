"""Plain text becomes blocks: lines alone are headings, marks are lists."""

import pytest

from weeknotes.prose.outline import outline


def _blocks(source: str) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, one.text) for one in outline(source, syntax="text").blocks]


def test_short_lines_between_blank_lines_are_headings_and_the_first_is_the_title() -> None:
    source = "Week beginning 2 May\n\nIt was a good one.\n\nOnes to watch\n\nHiring – we start.\n\nI also…\n\n  • met them\n  • left"
    found = outline(source)
    assert found.syntax == "text"
    assert [(one.kind, one.level, one.text) for one in found.blocks] == [
        ("heading", 1, "Week beginning 2 May"), ("paragraph", 0, "It was a good one."), ("heading", 2, "Ones to watch"),
        ("paragraph", 0, "Hiring – we start."), ("heading", 2, "I also…"), ("item", 0, "met them"), ("item", 0, "left"),
    ]  # fmt: skip
    assert found.title == "Week beginning 2 May"


def test_a_title_under_page_furniture_is_still_the_title() -> None:
    found = outline("Dark mode switch icon\n\nWeeknote 4\n\nAll went well, and more.\n")
    assert found.title == "Weeknote 4"
    assert found.sections[0].level == 1


@pytest.mark.parametrize(
    "line",
    ["We met on Friday.", "See http://a.example for it", "one two three four five six seven eight nine ten eleven twelve thirteen",
     "All of these many words open a list:", "He said “yes”", "and then so it went on and on…"],
)  # fmt: skip
def test_a_line_that_is_a_sentence_is_no_heading(line: str) -> None:
    assert [one.kind for one in outline(f"Title\n\n{line}\n\nWords are here.", syntax="text").blocks][1] == "paragraph"


def test_a_line_with_nothing_under_it_is_no_heading() -> None:
    assert _blocks("Words are here.\n\nThe end of it") == [("paragraph", 0, "Words are here."), ("paragraph", 0, "The end of it")]


def test_lists_are_read_with_their_numbers_depth_and_boxes() -> None:
    assert _blocks("Goals:\n1. one\n   goes on\n2) two\n  - deep\n  - deep too\n3. three") == [
        ("heading", 2, "Goals:"), ("item", 0, "one goes on"), ("item", 0, "two"), ("item", 1, "deep"), ("item", 1, "deep too"), ("item", 0, "three"),
    ]  # fmt: skip
    rows = outline("- [x] a\n- [ ] b\n- [c] d", syntax="text").blocks
    assert [(one.text, one.checked) for one in rows] == [("a", True), ("b", False), ("[c] d", None)]
    assert [one.ordered for one in outline("1. a\n\n2. b", syntax="text").blocks] == [True, True]


def test_a_dash_or_number_that_begins_a_wrapped_line_opens_no_list() -> None:
    assert _blocks("We met in\n2019. and went\n– at last – home.") == [("paragraph", 0, "We met in 2019. and went – at last – home.")]
    assert _blocks("We did\n1. this")[1] == ("item", 0, "this")


def test_underlined_lines_rules_quotes_and_links() -> None:
    assert _blocks("Title\n=====\n\nNext\n----\n\n* * *\n\n> said\n> twice\n\nSee https://a.example/x. Yes.")[:4] == [
        ("heading", 1, "Title"), ("heading", 2, "Next"), ("rule", 0, ""), ("quote", 0, "said twice"),
    ]  # fmt: skip
    links = outline("See https://a.example/x. Yes.", syntax="text").blocks[0].links
    assert [(one.href, one.end - one.start) for one in links] == [("https://a.example/x", 19)]
    assert _blocks(">\n\na b.") == [("paragraph", 0, "a b.")]


def test_a_quotation_of_nothing_is_no_block() -> None:
    assert _blocks("a b.\n\n>\n>") == [("paragraph", 0, "a b.")]


def test_a_first_line_that_only_touches_on_a_kind_is_the_title_and_one_that_names_it_is_a_section() -> None:
    assert outline("What we learned about buses\n\nSome words here.\n").title == "What we learned about buses"
    assert outline("Goals\n\nSome words here.\n").title is None
    assert outline("Summary\n\nSome words here.\n").blocks[0].level == 1
