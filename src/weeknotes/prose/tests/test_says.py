"""Numbers that are announced, and lists that do not bear them out."""

import pytest

from weeknotes.prose.read import read


def _says(source: str) -> list[tuple[str, int, int, str]]:
    return [(one.what, one.said, one.found, source[one.start : one.end]) for one in read(source).says]


def test_a_number_and_a_shorter_list_disagree() -> None:
    assert _says("I set five goals for the week:\n\n1. a\n2. b\n   - deep\n3. c\n4. d\n") == [("goals", 5, 4, "five goals")]


@pytest.mark.parametrize(
    "source",
    [
        "I set three goals:\n\n- a\n- b\n- c\n",
        "I set three goals.\n\nWords.\n",
        "I have more than five ideas:\n\n- a\n- b\n",
        "There are five reasons, including:\n\n- a\n- b\n",
        "One of the three reasons:\n\n- a\n- b\n",
        "Two of three reasons:\n\n- a\n- b\n",
        "I did five things. Here is the list:\n\n- a\n- b\n",
        "I did one thing:\n\n- a\n- b\n",
        "5 things I did.\n\n- a\n- b\n",
        "Pum peth ddigwyddodd.\n\n## 1. a\n\nx\n\n## 2. b\n\nx\n\n## 3. c\n\n## 4. d\n\n## 5. e\n",
        "Five things happened.\n\n## 1. a\n\nx\n\n## Other\n",
        "## Three things\n\nTwo things first:\n\n- a\n- b\n",
        "```\nfive things:\n```\n\n- a\n- b",
    ],
)
def test_a_list_that_agrees_or_is_not_announced_gives_nothing(source: str) -> None:
    assert _says(source) == []


def test_headings_announce_too_and_numbered_headings_are_a_list() -> None:
    assert _says("## Three things I learned\n\nThey are these.\n\n- a\n- b\n") == [("things", 3, 2, "Three things")]
    assert _says("Pum peth ddigwyddodd.\n\n## 1. a\n\nx\n\n## 2. b\n\nx\n") == [("peth", 5, 2, "Pum peth")]
    assert _says("# Five things\n\n## 1. a\n\nx\n\n## 2. b\n\n# End\n") == [("things", 5, 2, "Five things")]
    assert _says("Gwnaethon ni osod tri o bethau:\n\n- a\n- b\n") == [("o bethau", 3, 2, "tri o bethau")]


def test_a_hearing_gives_its_number_and_what_is_listed() -> None:
    assert _says("Then we identified six potential improvements and went home.") == [("improvements", 6, 0, "six potential improvements")]
    assert _says("We heard two concerns:\n\n- a\n- b\n") == []
    assert _says("We heard 3 concerns:\n\n- a\n- b\n") == [("concerns", 3, 2, "3 concerns")]
    assert _says("- we heard 3 concerns") == [("concerns", 3, 0, "3 concerns")]
