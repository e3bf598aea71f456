"""What a feed that was saved says: words that are no HTML, and addresses that are seen from where it stood."""

import json
from pathlib import Path

import pytest

from weeknotes.prose.html import clean, plain
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tests.given import given

ATOM = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry><id>b</id><updated>2024-06-01T00:00:00Z</updated>{}</entry></feed>"
PLAIN = "Use &lt;select&gt; and &lt;b&gt; &amp;amp; tags.\n\nSecond paragraph.\nNext line, vector&lt;int&gt; and the rest."
RSS = "<rss version='2.0'><channel><item><guid>b</guid>{}</item></channel></rss>"


def only(folder: Path, data: str) -> Post:
    (folder / "f.xml").write_text(data, "utf-8")
    (post,) = [one for one in read(folder / "f.xml") if isinstance(one, Post)]
    return post


@pytest.mark.parametrize("more", ['<content type="text">{}</content>', "<content>{}</content>", '<summary type="text">{}</summary>', "<summary>{}</summary>", '<content type="text/plain">{}</content>'])
def test_plain_words_of_an_atom_feed_are_no_html(seen: Path, more: str):
    html = clean(only(seen, ATOM.format(more.format(PLAIN))).html)
    assert html == "<p>Use &lt;select&gt; and &lt;b&gt; &amp;amp; tags.</p>\n<p>Second paragraph.<br>Next line, vector&lt;int&gt; and the rest.</p>"


@pytest.mark.parametrize("more", ['<content type="html">{}</content>', '<summary type="html">{}</summary>'])
def test_html_of_an_atom_feed_is_html(seen: Path, more: str):
    assert clean(only(seen, ATOM.format(more.format("&lt;p&gt;It &lt;b&gt;rained&lt;/b&gt;.&lt;/p&gt;"))).html) == "<p>It <strong>rained</strong>.</p>"


def test_a_title_is_read_as_its_feed_says(seen: Path):
    assert only(seen, ATOM.format("<title>The &lt;b&gt; tag</title><content>a</content>")).title == "The <b> tag"
    assert only(seen, ATOM.format('<title type="html">The &lt;b&gt;bold&lt;/b&gt; one</title><content>a</content>')).title == "The bold one"
    assert only(seen, RSS.format("<title>T &amp;amp; &lt;i&gt;i&lt;/i&gt;</title><description>a b</description>")).title == "T & i"


def test_a_description_of_an_rss_feed_is_html(seen: Path):
    assert plain(clean(only(seen, RSS.format("<description>It &lt;b&gt;rained&lt;/b&gt; &amp;amp; blew.</description>")).html)) == "It rained & blew."


def test_a_feed_that_declares_entities_in_another_encoding_is_not_read(seen: Path):
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "bomb">]>' + RSS.format("<description>&a;</description>")
    (seen / "f.xml").write_bytes(bomb.encode("utf-16"))
    assert ["declares entities" in one.sentence for one in read(seen / "f.xml") if isinstance(one, Trouble)] == [True]


def test_the_feed_of_a_blog_of_bloggers_is_a_feed_and_no_export(seen: Path):
    names = "xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2008' xmlns:thr='http://purl.org/syndication/thread/1.0'"
    entry = (
        "<entry><id>tag:blogger.com,1999:blog-1.post-{0}</id><published>2021-03-19T10:00:00Z</published><category scheme='http://www.blogger.com/atom/ns#' term='rain'/>"
        "<title>Rain {0}</title><content type='html'>&lt;p&gt;It rained {0} times.&lt;/p&gt;</content><link rel='alternate' href='https://rain.example/{0}.html'/><thr:total>2</thr:total></entry>"
    )
    (seen / "f.xml").write_text(f"<?xml version='1.0'?><feed {names}><id>tag:blogger.com,1999:blog-1</id>{entry.format(1)}{entry.format(2)}</feed>")
    found = list(read(seen / "f.xml"))
    assert [(one.kind, one.title, one.tags, one.status, one.address) for one in found if isinstance(one, Post)] == [
        ("feed", f"Rain {number}", ("rain",), "published", f"https://rain.example/{number}.html") for number in (1, 2)
    ]
    assert [str(one.why) for one in found if isinstance(one, Left)] == ["A feed holds only the last posts of a site: 2 here. For the older ones, export from the place itself."]


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


@pytest.mark.parametrize("number", [1, 2])
def test_what_a_picture_of_an_entry_shows_does_not_stand_in_place_of_its_words(seen: Path, number: int):
    picture = f'<media:content {MEDIA} url="https://x.example/a.jpg" medium="image"><media:description type="plain">A wet roof</media:description></media:content>'
    assert plain(clean(only(seen, RSS.format(f"<description>It rained.</description>{picture * number}")).html)) == "It rained."


def test_an_entry_that_has_no_words_but_those_of_its_film_has_these(seen: Path):
    film = f"<media:group {MEDIA}><media:title>Rain</media:title><media:description>It rained &lt;much&gt;.\n\nAnd then.</media:description></media:group>"
    assert clean(only(seen, ATOM.format(f"<title>Rain</title>{film}")).html) == "<p>It rained &lt;much&gt;.</p>\n<p>And then.</p>"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"is_draft": True}, "draft"),
        ({"draft": True}, "draft"),
        ({"status": "draft"}, "draft"),
        ({"private": True}, "private"),
        ({"visibility": "followers"}, "private"),
        ({"date_published": "2099-01-01T10:00:00Z"}, "scheduled"),
    ],
)
def test_an_item_that_an_archive_marks_as_not_out_stays_its_writers(seen: Path, said: dict[str, object], status: str):
    item = {"id": "1", "url": "https://x.example/1", "content_text": "It rained.", "date_published": "2021-03-19T10:00:00Z"}
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "X", "items": [{**item, **said}, {**item, "id": "2", "draft": False, "status": "published"}]})
    one, other = [each for each in read(given(seen, "feed.json", data)) if isinstance(each, Post)]
    assert (one.status, one.reach, one.address) == (status, "me", "")
    assert (other.status, other.reach, other.address) == ("published", "everyone", "https://x.example/1")


def test_posts_that_a_feed_calls_the_same_and_that_say_something_else_have_names_of_their_own(seen: Path):
    entries = "".join(f"<item><guid>a</guid><title>{title}</title><description>{title}.</description></item>" for title in ("Rain", "Wind", "Rain"))
    (seen / "f.xml").write_text(f"<rss version='2.0'><channel>{entries}</channel></rss>", "utf-8")
    assert [(one.title, one.source_id) for one in read(seen / "f.xml") if isinstance(one, Post)] == [("Rain", "a"), ("Wind", "a (2)"), ("Rain", "a")]


def test_a_feed_whose_names_all_have_their_space_before_them_is_one(seen: Path):
    feed = (
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>Glanderw</a:title><a:entry><a:id>b</a:id><a:title>Rain</a:title>"
        "<a:published>2024-05-05T10:00:00Z</a:published><a:content type='html'>&lt;p&gt;It rained.&lt;/p&gt;</a:content></a:entry></a:feed>"
    )
    (post,) = [one for one in read(given(seen, "atom.xml", feed)) if isinstance(one, Post)]
    assert (post.title, post.html, str(post.dated)) == ("Rain", "<p>It rained.</p>", "2024-05-05 10:00:00+00:00")


@pytest.mark.parametrize(("said", "reach"), [("<itunes:block>Yes</itunes:block>", "me"), ("<itunes:block>no</itunes:block>", "everyone"), ("", "everyone")])
def test_an_entry_of_a_feed_that_no_list_may_name_is_its_writers(seen: Path, said: str, reach: str):
    data = RSS.format("<description>It rained.</description>").replace("<item>", f'<title>T</title>{said}<item>', 1)
    post = only(seen, data.replace("<rss ", '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" ', 1))
    assert (post.status, post.reach) == ("published", reach)
    assert any("made for some people" in str(one) for one in post.warnings) is (reach == "me")
