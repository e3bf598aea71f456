"""Markdown in and out, and HTML from blocks."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.as_markdown import as_html
from weeknotes.prose.cut import cut
from weeknotes.prose.html import clean, parse
from weeknotes.prose.markdown import blocks_to_html, from_html, rendered, to_html
from weeknotes.prose.shapes import Block, Image, Link
from weeknotes.prose.tests.test_html import soup

WORD = st.sampled_from(
    ["goal", "Out of hours", "don’t", "é", "a_b_c", "2*3*4", "C#", "x < y", "R&D", "&amp;", "#tag", "[x]", "(y)", "1.", "-", "+", "~", "|", "`q`", "!",
     "\\", "https://x.example/a_b", "*", "_", "2) b", "===", "😀", "“q”", "x:", "{audience=me}", "[^1]", "$5", "<b>"]
)  # fmt: skip
TEXT = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
HREF = st.sampled_from(["https://x.example/a", "https://x.example/a(b)?c=1&d=2", "/p/<q>", "#top", "mailto:a@x.example", "a b"])


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


INLINE = st.recursive(
    TEXT.map(escaped),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["strong", "em", "s", "code", "sup"]), inner).map(lambda two: f"<{two[0]}>{two[1]}</{two[0]}>"),
        st.tuples(HREF, inner).map(lambda two: f'<a href="{escaped(two[0])}">{two[1]}</a>'),
        st.tuples(inner, st.sampled_from(["", " ", ", ", "<br>"]), inner).map("".join),
        st.tuples(HREF, TEXT).map(lambda two: f'<img src="{escaped(two[0])}" alt="{escaped(two[1])}">'),
    ),
    max_leaves=6,
)
BLOCK = st.recursive(
    st.one_of(
        INLINE.map(lambda words: f"<p>{words}</p>"),
        TEXT.map(lambda words: f"<pre>{escaped(words)}\n\n  {escaped(words)}</pre>"),
        st.lists(st.lists(INLINE, min_size=2, max_size=2), min_size=2, max_size=3).map(
            lambda rows: "<table>" + "".join(f"<tr><{'td' if i else 'th'}>{row[0]}<{'td' if i else 'th'}>{row[1]}</tr>" for i, row in enumerate(rows)) + "</table>"
        ),
        st.just("<hr>"),
        st.just('<figure><img src="/a.png" alt="b"><figcaption>c</figcaption></figure>'),
        st.just('<p lang="cy">Bore da</p>'),
    ),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["ul", "ol", 'ol start="0"', 'ol start="41"']), st.lists(st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=3)).map(
            lambda two: f"<{two[0]}>" + "".join(f"<li>{''.join(item)}</li>" for item in two[1]) + f"</{two[0][:2]}>"
        ),
        st.lists(inner, min_size=1, max_size=2).map(lambda blocks: f"<blockquote>{''.join(blocks)}</blockquote>"),
    ),
    max_leaves=5,
)  # fmt: skip
HEADING = st.tuples(st.sampled_from(["h2", "h3"]), st.sampled_from(["", ' data-audience="team"']), INLINE).map(lambda x: f"<{x[0]}{x[1]}>{x[2]}</{x[0]}>")
NOTE = st.lists(st.one_of(HEADING, BLOCK), max_size=5).map("".join).map(clean)


@given(NOTE)
@settings(max_examples=300, deadline=None)
def test_the_box_without_javascript_loses_nothing(html: str) -> None:
    assert to_html(from_html(html)) == html


@given(soup())
@settings(max_examples=200, deadline=None)
def test_whatever_html_comes_goes_through_markdown_unchanged(html: str) -> None:
    assert to_html(from_html(html)) == clean(html)


@given(NOTE)
@settings(max_examples=200, deadline=None)
def test_a_block_as_html_stands_in_markdown(html: str) -> None:
    assert to_html("\n\n".join(map(as_html, parse(html)))) == html


@given(st.text(alphabet="ab*_`[]()<>#-+.1 \n\\|~!&:^{}=\t", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_reads_as_markdown_into_clean_html(text: str) -> None:
    html = to_html(text)
    assert clean(html) == html
    assert to_html(from_html(html)) == html


@given(st.text(alphabet="ab*_`[]()<>#-+.1 \n\\|~!&:^{}=\t", max_size=80))
@settings(max_examples=300)
def test_what_is_cleaned_later_says_the_same(text: str) -> None:
    assert clean(rendered(text)) == to_html(text)


def test_ordinary_notes_are_ordinary_markdown() -> None:
    text = (
        "## Focus {audience=team}\n\nHello **bold** and _slanted_ ~~old~~ [link](https://x.example) <https://x.example>\\\n`code` snake_case 2 * 3\n\n"
        "- one\n- two\n  1. deep\n  2. deeper\n\n* other list\n\n> quoted\n>\n> - in it\n\n"
        "| a | b |\n| --- | --- |\n| 1 \\| 2 | `x\\|y` |\n\n```\ncode\n\n  ```\n```\n\n***\n\n![A dog](dog.png)\n\n1\\. not a list\n\n\\# not a heading"
    ).replace("```\ncode\n\n  ```\n```", "````\ncode\n\n  ```\n````")
    assert from_html(to_html(text)) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<strong>b!</strong>c</p>", "a<strong>b!</strong>c"),
        ("<p>a<em>b</em>c</p>", "a*b*c"),
        ("<p><em lang=cy>b</em></p>", '<em lang="cy">b</em>'),
        ("<p><a href=x lang=cy>b</a></p>", '<a href="x" lang="cy">b</a>'),
        ("<p><code>a`b`</code> <code>c<strong>d</strong></code></p>", "`` a`b` `` <code>c**d**</code>"),
        ("<p>x<sup>2</sup></p>", "x<sup>2</sup>"),
        ("<p><img src=a></p>", '<img src="a">'),
        ("<p><img src=a alt='' width=3></p>", '<img src="a" alt="" width="3">'),
        ("<h2 data-audience=me></h2>", "## {audience=me}"),
        ("<h3>C#</h3><h3>x<br>y {audience=me}</h3>", "### C\\#\n\n### x<br>y \\{audience=me}"),
        ("<ul><li lang=cy>a</ul><ul><li>b</ul><ul><li>c</ul>", '- <li lang="cy">a</li>\n\n* b\n\n- c'),
        ("<ol start=9><li>a<li>b</ol><ol start=4><li>c</ol>", "9. a\n10. b\n\n4) c"),
        ("<ul><li>a<ol start=2><li>b</ol></ul>", "- a\n\n  2. b"),
        ("<ol><li>a<li><p>b<p>c</ol><ol><li>d</ol>", "1. a\n\n2. b\n\n   c\n\n1) d"),
        ("<table><tr><td>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ("<pre lang=cy>a\nb</pre>", '<pre lang="cy"><code>a&#10;b</code></pre>'),
    ],
)  # fmt: skip
def test_what_markdown_cannot_say_stands_in_it_as_html(html: str, text: str) -> None:
    if "<li lang" in text:
        assert to_html(from_html(html)) == clean(html)
        assert from_html(html).endswith("* b\n\n- c")
    else:
        assert from_html(html) == text


def test_an_audience_is_read_from_the_end_of_a_heading_and_an_unknown_one_hides() -> None:
    assert to_html("# A {audience=Team}\n\nB {audience=named}\n===\n\n## C {audience=tîm}\n\n# D \\{audience=me}\n\n{audience=me}") == (
        '<h2 data-audience="team">A</h2>\n<h2 data-audience="named">B</h2>\n<h2 data-audience="me">C</h2>\n<h2>D {audience=me}</h2>\n<p>{audience=me}</p>'
    )
    assert to_html("## A {audience=}") == '<h2 data-audience="me">A</h2>'


def test_html_in_markdown_is_kept_as_far_as_the_allow_list_goes() -> None:
    assert to_html("a <mark>b</mark> <sup>c</sup><script>d</script>\n\n[e](javascript:f) ![g](data:h)") == "<p>a b <sup>c</sup></p>\n<p>e g</p>"


def unlinked(html: str) -> str:
    """The same without the links between the two ends of each footnote."""
    return re.sub(r'<a href="#fn[^>]*>(<sup>\d+</sup>)</a>', r"\1", html)


def test_a_footnote_links_to_its_words_and_they_link_back() -> None:
    html = to_html("a[^x] b[^x]\n\n[^x]: one")
    found = re.fullmatch(
        r'<p>a<a href="#fn-(\w+)" id="fnref-\1"><sup>1</sup></a> b<a href="#fn-\1"><sup>1</sup></a></p>\n'
        r'<hr>\n<p><a href="#fnref-\1" id="fn-\1"><sup>1</sup></a> one</p>',
        html,
    )
    assert found
    assert to_html("a[^y]\n\n[^y]: un")[:30] != html[:30]  # in two texts on one page no name stands twice
    assert to_html(from_html(html)) == html


def test_footnotes_stand_at_the_end_and_none_is_lost() -> None:
    assert unlinked(to_html("a[^x] b^[in *line*] c[^x]\n\nlast\n\n[^x]: one\n\n    two\n\n[^y]: uncalled\n\n[^z]:\n    ```\n    code\n    ```\n\nd[^z]")) == (
        "<p>a<sup>1</sup> b<sup>2</sup> c<sup>1</sup></p>\n<p>last</p>\n<p>uncalled</p>\n<p>d<sup>3</sup></p>\n<hr>\n"
        "<p><sup>1</sup> one</p>\n<p>two</p>\n<p><sup>2</sup> in <em>line</em></p>\n<p><sup>3</sup></p>\n<pre><code>code</code></pre>"
    )


def test_a_footnote_called_from_a_list_goes_with_it_and_a_link_that_looks_like_a_call_does_not_count() -> None:
    html = unlinked(to_html("## A {audience=me}\n\n- b[^1]\n\n## C\n\n[d](#weeknotes-note-x) [e](#weeknotes-note-7)\n\n[^1]: note"))
    assert html.endswith("</ul>\n<hr>\n<p><sup>1</sup> note</p>\n<h2>C</h2>\n<p>d e</p>")


def test_a_footnote_never_leaves_the_section_that_calls_it() -> None:
    html = to_html(
        "p[^1]\n\n## Own {audience=me}\n\ns[^2] [^1] [^4]\n\n## Open\n\nq[^3]\n\n[^1]: public note\n[^2]: secret note [^5]\n[^3]: open note\n"
        "[^4]: ## Head {audience=public}\n\n    under\n[^5]: deep secret"
    )
    public = cut(html, 4)
    assert "public note" in public
    assert "open note" in public
    assert "secret" not in public
    assert "under" not in public
    assert "deep secret" in html


def test_a_footnote_with_a_hidden_heading_stays_hidden_and_comes_last() -> None:
    html = unlinked(to_html("a[^1] b[^2]\n\n## C {audience=team}\n\nd\n\n[^1]: x\n\n    ## Y {audience=me}\n\n    z\n[^2]: w"))
    assert html == (
        '<p>a<sup>1</sup> b<sup>2</sup></p>\n<hr>\n<p><sup>2</sup> w</p>\n<h3 data-audience="me"><sup>1</sup></h3>\n<p>x</p>\n<p>Y</p>\n<p>z</p>\n'
        '<h2 data-audience="team">C</h2>\n<p>d</p>'
    )


def test_a_footnote_whose_call_was_cleaned_away_goes_to_the_narrowest_section() -> None:
    html = unlinked(to_html("a <script>[^1]</script>\n\n## B {audience=me}\n\nc\n\n[^1]: note"))
    assert html.endswith("<p>c</p>\n<hr>\n<p><sup>1</sup> note</p>")


def test_every_corpus_note_comes_back_the_same_and_nearly_all_as_plain_markdown(shared: Path) -> None:
    blocks = left = 0
    for path in sorted((shared / "corpus").glob("*/*.md"))[::6]:
        html = to_html(path.read_text("utf-8", "replace"))
        text = from_html(html)
        assert to_html(text) == html
        blocks += len(parse(html))
        left += len(re.findall(r"(?m)^<(?:h2|h3|p|ul|ol|pre|table|blockquote)\b", text))
    assert blocks > 500
    assert left * 100 < blocks


def test_blocks_become_html() -> None:
    text = "See the plan and more"
    blocks = [
        Block("heading", "Week <1>", 0, 8, level=1, audience="team"),
        Block("heading", "Sub", 0, 3, level=4),
        Block("paragraph", text, 10, 40, marks=((0, 10), (8, 20)), links=(Link("plan", "https://x.example/?a&b", 18, 30), Link("gone", "/y", 0, 0), Link("", "/z", 0, 0))),
        Block("paragraph", "Out of hours – we met", 0, 30, lead="Out of hours"),
        Block("item", "a", 0, 1), Block("item", "b", 0, 1, level=1, ordered=True), Block("item", "c", 0, 1, checked=True), Block("item", "d", 0, 1, ordered=True),
        Block("item", "e", 0, 1, level=2, checked=False),
        Block("quote", "q", 0, 1), Block("quote", "r", 0, 1),
        Block("code", "x  <y>", 0, 6), Block("rule", "", 0, 3),
        Block("image", "", 0, 1, images=(Image("Alt", "/a.png", 0, 1), Image("only words", "", 0, 1), Image(None, "", 0, 1))),
    ]  # fmt: skip
    assert blocks_to_html(blocks).split("\n") == [
        '<h2 data-audience="team">Week &lt;1&gt;</h2>', "<h3>Sub</h3>", '<p>See the <a href="https://x.example/?a&amp;b">plan</a> and more</p>',
        "<p><strong>Out of hours</strong> – we met</p>", "<ul>", "<li>a", "<ol>", "<li>b</li>", "</ol>", "</li>", "<li>[x] c</li>", "</ul>",
        "<ol>", "<li>d", "<ul>", "<li>[ ] e</li>", "</ul>", "</li>", "</ol>", "<blockquote>", "<p>q</p>", "<p>r</p>", "</blockquote>",
        "<pre><code>x  &lt;y&gt;</code></pre>", "<hr>", '<p><img src="/a.png" alt="Alt">only words</p>',
    ]  # fmt: skip
    assert blocks_to_html([]) == ""


def test_a_link_whose_place_is_off_is_found_by_its_words() -> None:
    assert blocks_to_html([Block("paragraph", "the plan here", 0, 13, links=(Link("plan", "/p", 12, 13),))]) == '<p>the <a href="/p">plan</a> here</p>'
