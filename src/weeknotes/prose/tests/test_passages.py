import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.html import clean, plain
from weeknotes.prose.passages import Passage, passages


def test_each_section_has_its_heading_and_all_that_stands_under_it():
    html = clean(
        "<p>Rain &amp; <strong>wi</strong>nd</p><h2 data-audience='team'>Goals</h2><ul><li>One<li>Two</ul><h3>For <em>now</em></h3><p>a<br>b</p>"
    )
    assert list(passages(html)) == [
        Passage("", "Rain & wind"),
        Passage("Goals", "Goals\nOne\nTwo"),
        Passage("For now", "For now\na\nb", deep=True),
    ]


@pytest.mark.parametrize(("html", "found"), [("", []), ("<h2>Goals</h2>", [Passage("Goals", "Goals")]), ("bare", [Passage("", "bare")])])
def test_what_is_short_is_whole(html: str, found: list[Passage]):
    assert list(passages(html)) == found


def test_a_line_that_no_block_closes_is_kept():
    assert list(passages("<p>One</p>two<h2>Three</h2>four")) == [Passage("", "One\ntwo"), Passage("Three", "Three\nfour")]


PIECES = st.sampled_from(
    [*["<p>", "</p>", "<h2>", "</h2>", "<h3>", "</h3>", "<li>", "<ul>", "</ul>", "<em>", "</em>", "<br>", "<pre>", "</pre>", "<table><tr><td>", "</td></tr></table>", "<a", "href='/x'>", "</a>"]]
    + ["rain", " ", "tŷ", "&lt;", "&amp;nbsp;", "\n", "<img src='x' alt='a > b'>", "<blockquote>", "</blockquote>", "<figure>", "<figcaption>"]
)


@given(st.lists(PIECES, max_size=40))
def test_no_word_is_lost_and_none_is_added(parts: list[str]):
    html = clean("".join(parts))
    assert "".join(plain(html).split()) == "".join("".join(one.text for one in passages(html)).split())


NOTED = clean(
    '<p>On Cymru<a href="#fn-1" id="fnref-1"><sup>1</sup></a> and <a href="/x">all else<sup>2</sup></a>.</p><p><a href="#fnref-1" id="fn-1"><sup>1</sup></a> Said there.</p>'
)


def test_the_number_of_a_footnote_is_no_part_of_the_word_before_it():
    assert [one.text for one in passages(NOTED)] == ["On Cymru and all else2.\nSaid there."]
