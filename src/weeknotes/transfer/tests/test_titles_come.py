"""A title that is too long to be one comes all the same, with a line that says how."""

from collections.abc import Callable
from pathlib import Path

import pytest

from weeknotes.prose.html import plain
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.reading import read_post
from weeknotes.transfer.record import Record
from weeknotes.transfer.tests.exports import wxr, wxr_item, zipped
from weeknotes.transfer.tests.given import given

LONG = "It rained on the depot " * 20
Rain = Callable[[str], Record]


@pytest.fixture(params=["rain.md", "blog.zip"])
def rain(request: pytest.FixtureRequest, tmp_path: Path) -> Rain:
    """The one post of a file, and of a folder of a site, read."""

    def made(title: str) -> Record:
        text = f"---\ntitle: {title}\ndate: 2021-03-19\n---\nWe mended the roof.\n"
        data = text if request.param == "rain.md" else zipped({"_config.yml": "title: Rain\n", "_posts/2021-03-19-rain.md": text})
        (post,) = [one for one in read(given(tmp_path, request.param, data)) if isinstance(one, Post | Record)]
        found = read_post(post, otherwise="en") if isinstance(post, Post) else post
        assert isinstance(found, Record)
        return found

    return made


def told(record: Record, word: str) -> list[str]:
    """What is said of it that has this word."""
    return [str(one) for one in record.warnings if word in str(one)]


def test_a_title_that_is_too_long_is_cut_at_a_word_and_stands_whole_at_the_beginning_of_the_text(rain: Rain):
    found = rain(LONG)
    assert found.title == ("It rained on the depot " * 13)[:-1] + "…"
    assert plain(found.html).split("\n")[:2] == [LONG.strip(), "We mended the roof."]
    assert told(found, "title") == ["Its title has more than 300 letters. What fits is the title, and the whole of it stands at the beginning of the text."]
    assert rain("x" * 400).title == "x" * 299 + "…"


def test_a_title_of_just_the_length_that_fits_is_kept_as_it_is(rain: Rain):
    found = rain("x" * 300)
    assert (found.title, plain(found.html).strip(), told(found, "title")) == ("x" * 300, "We mended the roof.", [])


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Use &lt;select&gt; well", "Use <select> well"),
        ("vector&lt;int&gt; &amp; the rest", "vector<int> & the rest"),
        ("The &lt;b&gt; tag", "The <b> tag"),
        ("a&lt;b and 3 &lt; 4", "a<b and 3 < 4"),
        ("&lt;x&gt;y&lt;/x&gt;", "<x>y</x>"),
        ("&lt;b&gt;Bold&lt;/b&gt; &lt;span class=\"x\"&gt;one&lt;/span&gt;", "Bold one"),
        ("One&lt;br /&gt; two&lt;!-- more --&gt;", "One two"),
        ("AT&amp;amp;T &amp;lt;b&amp;gt;", "AT&T <b>"),
        ("<![CDATA[Use &lt;select&gt; and <em>more</em>]]>", "Use <select> and more"),
    ],
)
def test_what_looks_like_a_tag_in_a_title_of_wordpress_or_a_feed_is_words_where_it_is_none(seen: Path, written: str, title: str):
    item = wxr_item(1, "Rain", "Words.").replace("<![CDATA[Rain]]>", written)
    feed = f"<rss version='2.0'><channel><item><guid>b</guid><title>{written}</title><description>It rained.</description></item></channel></rss>"
    for name, data in (("x.xml", wxr(item, version="1.0")), ("f.xml", feed)):
        (post,) = [one for one in read(given(seen, name, data)) if isinstance(one, Post)]
        assert post.title == title
