"""What is plainly canonical is sheltered, and its words are taken, without growing its tree; both say the same as the whole way would."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.canonical import quick_words, sheltered
from weeknotes.prose.html import clean, cleaned, plain, regrown, shelter
from weeknotes.prose.tests.test_html import soup


@given(soup())
@settings(max_examples=600, deadline=None)
def test_stored_html_is_sheltered_to_the_same_letters_either_way(html: str) -> None:
    stored = clean(html)
    assert shelter(stored) == regrown(stored)


@given(soup())
@settings(max_examples=600, deadline=None)
def test_the_words_of_stored_html_are_the_same_either_way(html: str) -> None:
    stored = clean(html)
    assert plain(stored) == cleaned(stored)[1]


PARTS = ["<p>", "<ol start=\"3\">", "</ol>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<h2>", "</h2>", "<hr>", "<br>", "<strong>", "</strong>", "a", " b", "\n", "&amp;", "&lt;", "&nbsp;"]


@given(soup() | st.text() | st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
@settings(max_examples=900, deadline=None)
def test_the_words_of_what_was_never_cleaned_are_the_same_either_way(html: str) -> None:
    assert plain(html) == cleaned(html)[1]


@given(soup())
@settings(max_examples=300, deadline=None)
def test_what_was_never_cleaned_shows_nothing_more_for_being_quick(html: str) -> None:
    shown = sheltered(html)
    if shown is not None:
        assert re.findall("<([a-z0-9]+)", clean(shown)) == re.findall("<([a-z0-9]+)", regrown(html))
        assert not re.search(r' (?!href|id|lang|src|alt|width|height|rel|data-audience)[a-z-]+="', re.sub(r">[^<]*<", "><", shown))


@given(st.text())
@settings(deadline=None)
def test_any_text_is_sheltered_the_same_either_way(text: str) -> None:
    assert shelter(clean(text)) == regrown(clean(text))


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Goals</h2>\n<ul>\n<li>One</li>\n<li>\n<p>Two</p>\n<p lang=\"cy\">Dau</p>\n</li>\n</ul>",
        '<p>A <a href="https://x.example/">link</a>, one <a href="/people/nerys/a/">here</a> and <a href="mailto:a@x.example">a mail</a>.</p>',
        '<p>A note<a href="#fn-1" id="fnref-1"><sup>1</sup></a>.</p>\n<p><a href="#fnref-1" id="fn-1">1</a> Said.</p>',
        '<figure><img src="/media/0b7c5c1e-1111-4222-8333-944445555666" alt="A depot" width="40" height="30">\n<figcaption>The depot</figcaption>\n</figure>',
        "<pre><code>a &lt; b</code></pre>\n<hr>\n<p>a<br>b</p>",
    ],
)
def test_what_people_write_goes_the_quick_way(html: str) -> None:
    assert sheltered(clean(html)) == regrown(clean(html)) is not None
    assert quick_words(clean(html)) == (None if "<pre" in html else cleaned(html)[1])


@pytest.mark.parametrize(
    "html",
    [
        "words without a block",
        "<p>an element <b>we turn</b></p>",
        "<p>left open",
        '<p><img src="https://x.example/a.png" alt="A"></p>',
        '<p><a href="//x.example/">another host</a></p>',
        '<p><a href="javascript:x">a script</a></p>',
        '<p><a href="/a" id="top">a name of the page</a></p>',
        "<p>https://x.example/</p>",
        '<p onclick="x">an act</p>',
        "<p>half a pair \ud800</p>",
    ],
)
def test_what_leaves_a_doubt_goes_the_whole_way(html: str) -> None:
    assert sheltered(html) is None
    assert quick_words(html) is None
    assert plain(html) == cleaned(html)[1]
    assert shelter(html) == regrown(html)
