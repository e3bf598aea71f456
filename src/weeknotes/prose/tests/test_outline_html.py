"""HTML becomes blocks: our own, what stands in Markdown, and the note in a whole page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.outline import outline
from weeknotes.prose.tags_html import tags


def _blocks(source: str) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, one.text) for one in outline(source, syntax="html").blocks]


def test_our_own_html_is_read_with_its_audiences() -> None:
    source = (
        '<h2 data-audience="team">Focus for the week</h2><ol><li><p>One</p></li><li><p>Two</p><p>goes on</p><ul><li>deep</li></ul></li></ol>'
        "<blockquote><p>Said</p></blockquote><pre><code>a  &lt; b</code></pre><hr><p>Last<br>line</p>"
    )
    found = outline(source)
    assert found.syntax == "html"
    assert [(one.kind, one.level, one.text) for one in found.blocks] == [
        ("heading", 2, "Focus for the week"), ("item", 0, "One"), ("item", 0, "Two goes on"), ("item", 1, "deep"), ("quote", 0, "Said"),
        ("code", 0, "<code>a  &lt; b</code>"[6:-7]), ("rule", 0, ""), ("paragraph", 0, "Last line"),
    ]  # fmt: skip
    assert found.sections[0].audience == "team"
    assert [one.ordered for one in found.blocks if one.kind == "item"] == [True, True, False]
    assert source[found.sections[0].start :].startswith("<h2 data")


def test_tables_figures_links_and_pictures_are_read() -> None:
    source = (
        "<table><tr><th>A</th><td>1</td></tr></table><figure><img src=a.png alt='A map'><figcaption>Map</figcaption></figure>"
        '<p>See <a href="http://a.example/?a=1&amp;b=2">our &ldquo;page&rdquo;</a> and <img src="b.png"></p><p><img src=c.png></p>'
    )
    found = outline(source, syntax="html").blocks
    assert [(one.kind, one.text) for one in found] == [
        ("cell", "A"), ("cell", "1"), ("image", "A map"), ("caption", "Map"), ("paragraph", "See our “page” and"), ("image", ""),
    ]  # fmt: skip
    link = found[4].links[0]
    assert (link.text, link.href) == ("our “page”", "http://a.example/?a=1&b=2")
    assert source[link.start : link.end].startswith("<a href")
    assert found[4].images[0].alt is None
    assert found[2].place(0) == found[2].start


def test_a_paragraph_in_bold_alone_is_a_heading_and_a_bold_opening_is_a_lead() -> None:
    assert _blocks("<p><strong>Next week</strong></p><p><b>Design</b> it</p>")[0] == ("heading", 3, "Next week")
    assert outline("<p><b>Design</b> it</p>").blocks[0].lead == "Design"
    assert _blocks("<p><strong>All of this is said loudly.</strong></p>")[0][0] == "paragraph"


def test_check_boxes_are_read() -> None:
    rows = outline("<ul><li><input type=checkbox checked> a</li><li><input type=checkbox> b</li><li>c</li></ul>").blocks
    assert [(one.text, one.checked) for one in rows] == [("a", True), ("b", False), ("c", None)]


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Week 12: plans and other stories in a long title | The Blog</title>
<meta property="article:published_time" content="2021-03-26"><meta name="author" content="A Person"></head><body>
<header><a href="/">Blog</a><nav><h2>Menu</h2><ul><li>Home</li></ul></nav></header>
<h1>Week 12: plans and other stories in a long title</h1>
<article><header><p class="byline">By A Person</p><time datetime="2021-03-27">yesterday</time></header>
<div class="post-content"><h2>Next week <a class="header-anchor" href="#n">#</a></h2><p>We ship.</p>
<div class="share-buttons"><a href="#">Tweet</a></div></div></article>
<aside><p>Buy things</p></aside><footer><p>Cookies</p></footer><script>if (a < b) { "</p>" }</script></body></html>"""


def test_the_note_is_chosen_out_of_a_page() -> None:
    found = outline(PAGE)
    assert [(one.kind, one.text) for one in found.blocks] == [
        ("heading", "Week 12: plans and other stories in a long title"), ("heading", "Next week"), ("paragraph", "We ship."),
    ]  # fmt: skip
    assert found.title == "Week 12: plans and other stories in a long title"
    assert found.meta["date"] == "2021-03-26"
    assert found.meta["author"] == "A Person"


def test_what_else_a_page_says_of_itself_is_passed_by() -> None:
    page = '<html lang="en"><head><meta name="viewport" content="width=device-width"><meta name="author" content="A Person"></head><body><p>Words.</p>'
    assert outline(page, syntax="html").meta == {"lang": "en", "author": "A Person"}


def test_a_title_loses_the_name_of_its_site_only_where_it_has_one() -> None:
    page = '<html lang="en"><title>{}</title><body><main><h1>{}</h1><p>Words.</p></main>'
    assert (
        outline(page.format("A long title of a weeknote that says a lot – My Site", "Another heading")).title
        == "A long title of a weeknote that says a lot"
    )
    assert outline(page.format("Short – My Site", "Another heading")).title == "Short – My Site"


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<main><p>In</p></main><p>Out</p>", ["In"]),
        ("<div role=main><p>In</p></div><p>Out</p>", ["In"]),
        ("<div itemprop=articleBody><p>In</p></div><main><p>Out</p></main>", ["In"]),
        ("<main><article><p>One note here</p></article><article><p>Two notes here</p></article><article><p>Six</p></article></main>",
         ["One note here", "Two notes here", "Six"]),
        ("<article><p>One note here</p></article><article><p>Two notes here</p></article><article><p>Six notes here</p></article>",
         ["One note here", "Two notes here", "Six notes here"]),
        ("<main><article><p>A note much longer than</p></article><article><p>b</p></article></main>", ["A note much longer than"]),
        ("<article><p>never closed", ["never closed"]),
        ("<main><p>a</p></section></main>", ["a"]),
        ("<body><h1>T</h1><main><p>a</p></main>", ["T", "a"]),
        ("<body><nav><h1>N</h1></nav><main><p>a</p></main>", ["a"]),
        ("<body><h1>Open<main><p>a</p></main>", ["a"]),
        ("<main></main>", []),
    ],
)  # fmt: skip
def test_the_marked_part_beats_the_rest(page: str, texts: list[str]) -> None:
    assert [one.text for one in outline(page, syntax="html").blocks] == texts


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>a<nav><nav>x</nav>y</nav>b</p>", ["ab"]),
        ("<p>a <span hidden>no</span><i aria-hidden=true>no</i><b role=navigation>no</b>yes</p>", ["a yes"]),
        ("<p class='comments'>no</p><p>yes<input><button/></p>", ["yes"]),
        ("text <p>a</p> tail", ["text", "a", "tail"]),
        ("<ul><li>a<ul><li>b</ul>tail</ul>", ["a", "b", "tail"]),
        ("</ul></blockquote></a></b><li>a", ["a"]),
        ("<li><div>a</div></li>", ["a"]),
        ("<p>1 < 2 <3 a</p>", ["1 < 2 <3 a"]),
        ("<p>a<!-- no --><!doctype x><?php no ?>b</p><!-- open", ["ab"]),
        ("<p>a</p ><?open", ["a"]),
        ("<p title='a>b' data-x=\"1\" y=z w>a</p>", ["a"]),
        ("<p title='never closed>a</p><p x='y'>b</p>", ["b"]),
        ("<p title='never closed>a</p><p class=x>b</p>", ["a", "b"]),
        ("<p>a<b", ["a<b"]),
        ("<p title='never", ["<p title='never"]),
        ("<title>T &amp; U</title><p>a", ["T & U", "a"]),
        ("<p>a<script>x</p>", ["a"]),
        ("<pre></pre><p>  </p><a href=x></a>", []),
        ("<blockquote><h2>H</h2>words<blockquote>in</blockquote></blockquote>", ["H", "words", "in"]),
    ],
)
def test_untidy_html_is_read_like_a_browser_would(source: str, texts: list[str]) -> None:
    assert [one.text for one in outline(source, syntax="html").blocks] == texts


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<a href='", "'", '"', ">", "<", "<!--", "-->", "<title>", "a", " ", "&amp;", "<script>", "<li", "/", "="]
        )
    )
)
def test_tags_come_in_order_and_never_overlap(parts: list[str]) -> None:
    source = "".join(parts)
    at = 0
    for tag in tags(source, 0, len(source)):
        assert at <= tag.start < tag.end <= len(source)
        at = tag.end


def test_a_heading_that_is_never_closed_ends_with_its_text() -> None:
    source = "<p>Some words.</p><h2>Goals"
    assert outline(source).blocks[-1].end == len(source)


def test_a_caption_may_stand_above_the_title_and_a_credit_is_no_caption() -> None:
    source = "<figure><img src=a.png alt='A bus'><figcaption>{}</figcaption></figure><h1>Notes</h1><p>x</p>"
    assert outline(source.format("The new bus")).title == "Notes"
    assert [one.kind for one in outline(source.format("Photo by A Person on Unsplash")).blocks] == ["image", "heading", "paragraph"]


@pytest.mark.parametrize(("start", "whole"), [("A long title of a weeknote, all", True), ("A long title of a weeknote, all.", False)])
def test_a_page_s_title_of_more_than_forty_signs_loses_the_name_of_its_site(start: str, *, whole: bool) -> None:
    stated = f"{start} | A Site"
    assert (len(stated) <= 40) is whole
    found = outline(f'<html lang="en"><title>{stated}</title><body><main><h1>Another</h1><p>Words.</p></main>')
    assert found.title == (stated if whole else start)
