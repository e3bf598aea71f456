"""What a post shows of other places is a link, a picture or its words here, or is named as what did not come."""

import json
from html import escape
from pathlib import Path

import pytest

from weeknotes.prose.html import clean
from weeknotes.transfer.blocks_wordpress import told
from weeknotes.transfer.importing import read
from weeknotes.transfer.keep import kept
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.tests.exports import medium_page, zipped

ROWS = "post_id,post_date,is_published,type,audience,title\n1.a,2021-03-19T10:00:00.000Z,true,newsletter,everyone,Rain\n"


def only(folder: Path, files: dict[str, bytes | str]) -> Post:
    (folder / "x.zip").write_bytes(zipped(files))
    (post,) = [one for one in read(folder / "x.zip") if isinstance(one, Post)]
    return post


def box(kind: str, said: object, name: str = "", inside: str = "") -> str:
    return f'<p>Before</p><div class="{kind}" data-attrs="{escape(said if isinstance(said, str) else json.dumps(said))}" data-component-name="{name}">{inside}</div><p>After</p>'


IMAGES = {"gallery": {"images": [{"src": "https://s.example/1.jpeg"}, {"src": "https://s.example/2.jpeg"}, 3, {"src": 4}], "caption": "Two roofs", "alt": "Roofs"}}


@pytest.mark.parametrize(
    ("html", "made"),
    [
        (box("tweet", {"url": "https://twitter.com/a/status/1", "full_text": "It <b>rained</b>", "name": "Aled"}),
         '<blockquote>\n<p>It &lt;b&gt;rained&lt;/b&gt;</p>\n</blockquote>\n<p><a href="https://twitter.com/a/status/1">Aled</a></p>'),
        (box("image-gallery-embed", IMAGES),
         '<figure><img src="https://s.example/1.jpeg" alt="Roofs"></figure>\n<figure><img src="https://s.example/2.jpeg" alt="Roofs"></figure>\n<p>Two roofs</p>'),
        (box("latex-rendered", {"persistentExpression": "E < mc^2"}), "<p><code>E &lt; mc^2</code></p>"),
        (box("youtube-wrap", {"videoId": "abcdefghijk"}), '<p><a href="https://www.youtube.com/watch?v=abcdefghijk">'),
        (box("embedded-post-wrap", {"canonical_url": "https://b.example/p", "title": "Their post"}), '<p><a href="https://b.example/p">Their post</a></p>'),
        (box("anything", {"href": "https://b.example/p"}), '<p><a href="https://b.example/p">https://b.example/p</a></p>'),
        ('<p>Before</p><div class="preformatted-block"><label class="hide-text" contenteditable="false">About this block</label><pre class="text">a\n  b</pre></div><p>After</p>',
         "<p>Before</p>\n<pre><code>a\n  b</code></pre>\n<p>After</p>"),
        (box("anything", {"url": "https://b.example/p"}, inside="Words of its own"), "<p>Words of its own</p>"),
    ],
)  # fmt: skip
def test_what_substack_keeps_beside_the_words_comes_as_what_it_shows(seen: Path, html: str, made: str):
    post = only(seen, {"posts.csv": ROWS, "posts/1.a.html": html})
    assert made in clean(post.html)
    assert clean(post.html).startswith("<p>Before</p>\n")
    assert clean(post.html).endswith("<p>After</p>")
    assert post.warnings == ()


@pytest.mark.parametrize("said", [{"id": 7}, "no json", "[1]", {"url": "javascript:x"}, {"gallery": 3}])
def test_what_substack_shows_and_is_not_known_here_is_named(seen: Path, said: object):
    post = only(seen, {"posts.csv": ROWS, "posts/1.a.html": box("poll-embed", said, "PollToDOM")})
    assert [str(why) for why in post.warnings] == ["Substack shows something in a place of this, and only there: PollToDOM. It did not come."]
    assert clean(post.html) == "<p>Before</p>\n<p>After</p>"


def test_a_gist_in_a_post_is_a_link_to_it(seen: Path):
    gist = '<p>See:</p><figure class="graf"><script src="https://gist.github.com/me/1234.js"></script></figure>'
    made = '<p><a href="https://gist.github.com/me/1234">https://gist.github.com/me/1234</a></p>'
    post = only(seen, {"posts/2021-03-20_Rain-0123456789ad.html": medium_page("Rain", f"<h3>Rain</h3>{gist}"), "posts/2021-03-21_W-0123456789ae.html": "x"})
    assert made in clean(post.html)
    assert made in clean(kept(gist))
    assert clean(kept("<p>a</p><script src='https://gist.github.com.evil.example/x.js'></script>")) == "<p>a</p>"


def test_where_medium_shows_what_was_said_elsewhere_there_is_a_link_to_it(seen: Path):
    tweet = '<figure class="graf graf--figure graf--iframe"><blockquote class="twitter-tweet"><a href="https://twitter.com/a/status/1?x=1&amp;y=2"></a></blockquote></figure>'
    post = only(seen, {"posts/2021-03-20_Rain-0123456789ad.html": medium_page("Rain", f"<h3>Rain</h3><p>See:</p>{tweet}"), "posts/2021-03-21_W-0123456789ae.html": "x"})
    assert '<a href="https://twitter.com/a/status/1?x=1&amp;y=2">https://twitter.com/a/status/1?x=1&amp;y=2</a>' in clean(post.html)


def test_a_subtitle_of_substacks_says_its_marks_as_they_are(seen: Path):
    rows = ROWS.replace("title\n", "title,subtitle\n").replace("Rain\n", "Rain &amp; sun,&#x201C;It&#x2019;s wet&#x201D; &amp; cold\n")
    post = only(seen, {"posts.csv": rows, "posts/1.a.html": "<p>Words.</p>"})
    assert (post.title, clean(post.html)) == ("Rain &amp; sun", "<p><em>“It’s wet” &amp; cold</em></p>\n<p>Words.</p>")


BEHIND = 'style="background-position:50% 50%;background-image:url({})"'


@pytest.mark.parametrize(
    ("block", "made"),
    [
        (f'<div class="wp-block-cover has-parallax" {BEHIND.format("https://x.example/a.jpg?w=1&amp;h=2")}><p>Over it</p></div>',
         '<figure><img src="https://x.example/a.jpg?w=1&amp;h=2"></figure>\n<p>Over it</p>'),
        (f'<div class="wp-block-cover"><div role="img" aria-label="A roof &quot;in&quot; rain" class="wp-block-cover__image-background" {BEHIND.format("&quot;https://x.example/a.jpg&quot;")}></div><p>Over it</p></div>',
         '<figure><img src="https://x.example/a.jpg" alt="A roof &quot;in&quot; rain"></figure>\n<p>Over it</p>'),
        (f'<div class="wp-block-group" {BEHIND.format("https://x.example/dots.png")}><p>Over it</p></div>', "<p>Over it</p>"),
    ],
    ids=["as it was", "as it is", "what only adorns"],
)  # fmt: skip
def test_a_picture_that_a_cover_of_wordpress_shows_behind_its_words_comes(block: str, made: str):
    assert clean(told(f"<!-- wp:cover -->{block}<!-- /wp:cover -->", pictures=lambda _numbers: [], shared=lambda _number: "").html) == made
