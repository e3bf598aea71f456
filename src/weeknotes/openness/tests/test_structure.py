"""Pictures, links and headings."""

import pytest

from weeknotes.openness.check import check
from weeknotes.openness.finding import Finding
from weeknotes.openness.rules import heading_order, image_no_alt
from weeknotes.openness.rules.image_no_alt import is_file_name
from weeknotes.openness.tests.written import headings, link, note, picture
from weeknotes.openness.words import say
from weeknotes.prose.shapes import Block, Image, Link, Outline, Syntax


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [say(finding.what, finding.values) for finding in findings]


def test_a_picture_without_alt_is_found_and_a_decoration_is_fine() -> None:
    assert said(check(picture(None, "board.png"))) == ["This picture has no words."]
    assert check(picture("", "board.png")) == ()
    empty = Block("image", "", 0, 14, images=(Image("", "board.png", 0, 14),))
    assert said(check(note(empty, source="![](board.png)"))) == ["This picture has no words."]
    assert check(picture("The board on Thursday, two cards in each column", "board.png")) == ()


@pytest.mark.parametrize(
    ("alt", "src"),
    [
        ("board.png", "a"),
        ("the team.JPEG", "a"),
        ("IMG_1234", "a"),
        ("IMG-20240501", "a"),
        ("DSC01234", "a"),
        ("PXL_20240501_101530", "a"),
        ("Screenshot 2024-05-01 at 10.11.12", "a"),
        ("Screen Shot 2024-05-01 at 10.11.12 am (2)", "a"),
        ("image", "a"),
        ("Alt text", "a"),
        ("picture 2", "a"),
        ("20240501_101530", "a"),
        ("P1010123", "a"),
        ("team-photo-2", "/img/team-photo-2.jpg?w=800"),
        ("team_2", "https://x.org/team_2.png"),
        ("Llun 3", "a"),
    ],
)
def test_a_file_name_is_no_description(alt: str, src: str) -> None:
    (finding,) = check(picture(alt, src), rules=[image_no_alt.rule])
    assert say(finding.what, finding.values) == f"The words of this picture do not say what it shows: “{alt}”."


@pytest.mark.parametrize(
    ("alt", "src"),
    [
        ("Team", "team.jpg"),
        ("Photo of the depot", "a.jpg"),
        ("Imagery from above", "a.jpg"),
        ("2023", "a.jpg"),
        ("Post-its on a wall", "/post-its.jpg"),
        ("Screenshot of the new form", "a.png"),
        ("Picture 2: the queue by hour", "a.png"),
        ("wall of notes-2", "wall%20of%20notes-2.jpg"),
    ],
)
def test_words_that_say_what_a_picture_shows_are_fine(alt: str, src: str) -> None:
    assert not is_file_name(alt, src)


@pytest.mark.parametrize(
    "text",
    ["here", "Here", "here.", "click here", "Click  here →", "this link", "this", "read more…", "Link", "find out more", "yma",
     "Cliciwch yma", "darllen mwy", "dolen", "Rhagor o wybodaeth"],
)  # fmt: skip
def test_a_link_that_says_only_here_or_more_is_found(text: str) -> None:
    (finding,) = check(link(text, "https://example.org/"))
    assert say(finding.what, finding.values) == f"The link “{text}” does not say where it leads."


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("the rota for December", "https://example.org/"),
        ("Here and Now festival", "https://example.org/"),
        ("More or Less", "https://example.org/"),
        ("gov.uk", "https://gov.uk/"),
        ("https://gov.uk/browse", "https://gov.uk/browse"),
        ("1", "#footnote-1"),
        ("here", "#here"),
        ("here", ""),
        ("here " * 40, "https://example.org/"),
    ],
)
def test_a_link_that_names_its_page_is_fine(text: str, href: str) -> None:
    assert check(link(text, href)) == ()


def test_a_long_web_address_for_words_is_found() -> None:
    address = "https://www.example.org/guidance/writing/links-and-other-things"
    assert said(check(link(address, address))) == ["A long web address stands here as the words of a link."]


def test_a_link_without_words_is_found_unless_a_picture_stands_in_it() -> None:
    assert said(check(link("", "https://example.org/"))) == ["This link has no words."]
    assert check(link("", "#top")) == ()
    source = "[![Board](a.png)](https://example.org/)"
    board = (Image("Board", "a.png", 1, 16),)
    within, beside = (Link("", "https://example.org/", start, len(source)) for start in (0, 20))
    assert check(note(Block("image", "", 0, len(source), links=(within,), images=board), source=source)) == ()
    apart = Block("image", "", 0, len(source), links=(beside,), images=board)
    assert [finding.rule for finding in check(note(apart, source=source))] == ["link_text"]
    decorated = '<a href="/"><img alt="" src="a.png"></a>'
    silent = Block("image", "", 0, 39, links=(Link("", "/", 0, 39),), images=(Image("", "a.png", 12, 35),))
    assert said(check(note(silent, source=decorated))) == ["This link has no words."]


def order(outline: Outline) -> list[str]:
    return said(check(outline, rules=[heading_order.rule]))


@pytest.mark.parametrize("levels", [(), (1,), (2, 3, 2), (1, 2, 3, 4, 2), (2, 3, 4, 2), (2, 2)])
def test_a_tree_of_headings_is_fine(levels: tuple[int, ...]) -> None:
    assert order(headings(*levels)) == []


def test_a_level_skipped_is_found_where_it_is_skipped() -> None:
    outline = headings(2, 4, 4, 2)
    (finding,) = check(outline, rules=[heading_order.rule])
    assert say(finding.what, finding.values) == "This heading is at level 4, and the one above it at level 2."
    assert say(finding.do, finding.values) == "Make it level 3."
    assert finding.quote == "#### h1"


def test_a_first_heading_below_level_two_is_found_once() -> None:
    assert order(headings(3, 3, 3)) == ["The first heading is at level 3."]


def test_a_titles_level_used_for_sections_is_said_once() -> None:
    assert order(headings(1, 2, 1, 1)) == ["Level 1 is used 3 times here, and it belongs to the title of the note."]
    assert [finding.quote for finding in check(headings(2, 1, 1), rules=[heading_order.rule])] == ["# h2"]


def test_a_heading_without_words_is_found() -> None:
    empty = note(Block("heading", "", 0, 2, level=2), source="##")
    assert order(empty) == ["This heading has no words."]
    with_picture = note(Block("heading", "", 0, 12, level=2, images=(Image("Logo", "a.png", 3, 12),)), source="## ![](a.png)")
    assert order(with_picture) == []


@pytest.mark.parametrize(
    ("syntax", "between", "count"),
    [
        ("markdown", "\n##\n", 1),
        ("markdown", "\n## ##\n\n<h3></h3>\n", 2),
        ("markdown", "\n########\n", 0),
        ("html", '<h3 class="x"> <br></h3><H4>&nbsp;</H4>', 2),
        ("html", "\n##\n", 0),
        ("text", "\n##\n<h3></h3>", 0),
    ],
)
def test_a_heading_without_words_is_found_between_blocks(syntax: Syntax, between: str, count: int) -> None:
    source = f"One{between}two\n##"
    blocks = (Block("paragraph", "One", 0, 3), Block("paragraph", "two", len(source) - 6, len(source) - 3))
    tail = 1 if syntax == "markdown" else 0
    assert len(check(Outline(source, syntax, None, blocks, (), None))) == count + tail
