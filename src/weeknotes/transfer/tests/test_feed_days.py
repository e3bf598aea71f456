"""When an entry of a feed was published, however its maker writes that; and what it shows beside its words."""

from pathlib import Path

import pytest

from weeknotes.prose.html import clean
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post

MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
RSS = "<rss version='2.0'><channel><link>https://x.example/</link><item><guid>b</guid><title>Rain</title>{}</item></channel></rss>"
WORDS = "<description>It &lt;b&gt;rained&lt;/b&gt;.</description>"
SAID = "It <strong>rained</strong>."


CHANGED = "When it was published is not known (the feed says “{}”). Its day is the one on which it was last changed there, which may be later."


@pytest.mark.parametrize(
    ("name", "feed"),
    [
        ("f.xml", '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><title>Rain</title><published>soon</published><updated>2024-03-04T10:00:00Z</updated>'
         '<content type="html">It rained.</content></entry></feed>'),
        ("f.xml", RSS.replace("version='2.0'", "version='2.0' xmlns:a='http://www.w3.org/2005/Atom'").format(f"{WORDS}<pubDate>soon</pubDate><a:updated>2024-03-04T10:00:00Z</a:updated>")),
        ("f.json", '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"It rained.","date_published":"soon","date_modified":"2024-03-04T10:00:00Z"}]}'),
        ("f.xml", '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><entry><id>a</id><blogger:type>POST</blogger:type><title>Rain</title>'
         '<published>soon</published><updated>2024-03-04T10:00:00Z</updated><content type="html">It rained.</content></entry></feed>'),
    ],
)  # fmt: skip
def test_where_nobody_can_read_when_it_was_published_the_day_of_its_last_change_serves_and_that_is_said(seen: Path, name: str, feed: str):
    (seen / name).write_text(feed, "utf-8")
    (post,) = [one for one in read(seen / name) if isinstance(one, Post)]
    assert post.dated is not None
    assert (post.dated.isoformat(), post.how_dated) == ("2024-03-04T10:00:00+00:00", "stated")
    assert CHANGED.format("soon") in [str(why) for why in post.warnings]


@pytest.mark.parametrize("mark", ["app", "pub"])
def test_an_entry_that_says_that_it_is_a_draft_is_one(seen: Path, mark: str):
    (seen / "f.xml").write_text(
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:{mark}="http://www.w3.org/2007/app"><entry><id>a</id><title>Rain</title><link href="https://x.example/rain"/>'
        f'<published>2024-03-04T10:00:00Z</published><{mark}:control><{mark}:draft>yes</{mark}:draft></{mark}:control><content type="html">It rained.</content></entry></feed>',
        "utf-8",
    )
    (post,) = [one for one in read(seen / "f.xml") if isinstance(one, Post)]
    assert (post.status, post.reach, post.address) == ("draft", "me", "")


def only(folder: Path, more: str) -> Post:
    (folder / "f.xml").write_text(RSS.format(more), "utf-8")
    (post,) = [one for one in read(folder / "f.xml") if isinstance(one, Post)]
    return post


def when(folder: Path, said: str) -> str:
    post = only(folder, f"{WORDS}<pubDate>{said}</pubDate>")
    assert any(said in str(why) for why in post.warnings) == (post.dated is None)
    assert (post.how_dated == "stated") == (post.dated is not None)
    return post.dated.isoformat() if post.dated else ""


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("Mo, 04 März 2024 10:00:00 +0100", "2024-03-04T10:00:00+01:00"),
        ("4. März 2024, 10:00 Uhr", "2024-03-04T10:00:00+00:00"),
        ("Mittwoch, 1. Mai 2024", "2024-05-01T12:00:00+00:00"),
        ("04.03.2024 10:00", "2024-03-04T10:00:00+00:00"),
        ("lun., 05 févr. 2024 10:00:00 +0000", "2024-02-05T10:00:00+00:00"),
        ("1er août 2024 à 10h30", "2024-08-01T10:30:00+00:00"),
        ("lunes, 5 de febrero de 2024 22:00 -0500", "2024-02-05T22:00:00-05:00"),
        ("Llun, 05 Chwefror 2024 10:00:00 +0000", "2024-02-05T10:00:00+00:00"),
        ("Dydd Mawrth, 5ed Mawrth 2024", "2024-03-05T12:00:00+00:00"),
        ("5 o Fedi 2024", "2024-09-05T12:00:00+00:00"),
        ("2024-01-05 10:00", "2024-01-05T10:00:00+00:00"),
        ("5 January 2024", "2024-01-05T12:00:00+00:00"),
        ("January 5th, 2024 3:05 PM", "2024-01-05T15:05:00+00:00"),
        ("Fri, 5 Jan 2024", "2024-01-05T12:00:00+00:00"),
        ("Mon, 05 Feb 2024 23:30:00", "2024-02-05T23:30:00+00:00"),
        ("25/03/2024", "2024-03-25T12:00:00+00:00"),
        ("03/25/2024", "2024-03-25T12:00:00+00:00"),
        ("03/03/2024", "2024-03-03T12:00:00+00:00"),
        ("03/04/2024", ""),
        ("40/13/2024", ""),
        ("31 février 2024", ""),
        ("0 März 2024 99:99", ""),
        ("4 März 2024 99:99", ""),
        ("yesterday", ""),
    ],
)
def test_a_day_is_read_where_it_is_certain_and_said_to_be_unsure_where_it_is_not(seen: Path, said: str, moment: str):
    assert when(seen, said) == moment


def test_an_entry_that_states_no_day_has_nothing_said_of_it(seen: Path):
    assert [str(why) for why in only(seen, WORDS).warnings] == ["The feed gives only the beginning, or a summary."]


def picture(*more: str) -> str:
    return "".join(f'<media:content {MEDIA} {one}/>' for one in more)


A, B = "https://x.example/roof.jpg", "https://x.example/a.mp4"


@pytest.mark.parametrize(
    "more",
    [
        picture(f'url="{A}" medium="image"'),
        picture(f'url="{A}" type="image/jpeg"'),
        picture(f'url="{A}"'),
        picture(f'url="{A}?width=100" width="100"', f'url="{A}" width="700"', f'url="{A}?width=x" width="x"'),
        picture('url="https://secure.gravatar.com/avatar/1?s=96" medium="image"', f'url="{A}" medium="image"'),
        f'<media:thumbnail {MEDIA} url="{A}"/>',
        f'<media:thumbnail {MEDIA} url="{A}"/><media:thumbnail {MEDIA} url="https://x.example/other.jpg"/>',
        f'<media:group {MEDIA}><media:content url="{A}" medium="image"/><media:thumbnail url="https://x.example/small.jpg"/></media:group>',
        f'<enclosure url="{A}" type="image/jpeg" length="0"/>',
        f'<enclosure url="{A}" type="image/jpeg" length="0"/>{picture(f"url={chr(34)}{A}{chr(34)}")}',
    ],
)
def test_a_picture_that_stands_beside_the_words_of_an_entry_alone_comes(seen: Path, more: str):
    post = only(seen, f"{WORDS}{more}")
    assert clean(post.html) == f'<figure><img src="{A}"></figure>\n<p>{SAID}</p>'
    assert [one.src for one in post.media] == [A]


@pytest.mark.parametrize("more", [picture(f'url="{A}?w=300" medium="image"'), f'<media:thumbnail {MEDIA} url="https://x.example/small.jpg"/>', f'<enclosure url="{A}" type="image/jpeg" length="0"/>'])
def test_a_picture_that_stands_among_the_words_too_comes_once(seen: Path, more: str):
    post = only(seen, f'<description>It rained. &lt;img src="{A}" alt="Wet"&gt;</description>{more}')
    assert [(one.src, one.alt) for one in post.media] == [(A, "Wet")]


@pytest.mark.parametrize("more", [picture(f'url="{B}" medium="video"'), picture(f'url="{B}" type="video/mp4"'), f'<enclosure url="{B}" type="video/mp4" length="0"/>'])
def test_a_film_beside_the_words_of_an_entry_is_a_link(seen: Path, more: str):
    assert clean(only(seen, f"{WORDS}{more}").html) == f'<p>{SAID}</p>\n<p><a href="{B}">a.mp4</a></p>'


@pytest.mark.parametrize("address", ["", "data:image/png;base64,AAAA", "javascript:a", "//x.example/roof.jpg", "http://[x/roof.jpg"])
def test_what_is_no_address_of_a_picture_is_none(seen: Path, address: str):
    post = only(seen, f'{WORDS}{picture(f"url={chr(34)}{address}{chr(34)} medium={chr(34)}image{chr(34)}")}')
    assert SAID in clean(post.html)
    assert not [one for one in post.media if one.src.startswith(("data", "java", "//"))]


@pytest.mark.parametrize(
    ("escaped", "html"),
    [
        ("&amp;lt;p&amp;gt;It &amp;lt;b&amp;gt;rained&amp;lt;/b&amp;gt; &amp;amp;amp; blew.&amp;lt;/p&amp;gt;", "<p>It <strong>rained</strong> &amp; blew.</p>"),
        ("&amp;lt;div class=\"x\"&amp;gt;&amp;lt;p&amp;gt;It rained.&amp;lt;/p&amp;gt;&amp;lt;/div&amp;gt;\n", "<p>It rained.</p>"),
        ("Use &amp;lt;p&amp;gt; and &amp;lt;/p&amp;gt;", "<p>Use &lt;p&gt; and &lt;/p&gt;</p>"),
        ("&lt;p&gt;Use &amp;lt;p&amp;gt;this&amp;lt;/p&amp;gt;&lt;/p&gt;", "<p>Use &lt;p&gt;this&lt;/p&gt;</p>"),
        ("&amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt;", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
    ],
)
def test_words_that_were_escaped_twice_are_read_so_only_where_it_is_plain(seen: Path, escaped: str, html: str):
    assert clean(only(seen, f"<description>{escaped}</description>").html) == html


def test_plain_words_of_an_atom_feed_that_look_as_if_they_were_escaped_twice_stay_words(seen: Path):
    (seen / "f.xml").write_text("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>b</id><title>Rain</title><content>&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;</content></entry></feed>")
    (post,) = [one for one in read(seen / "f.xml") if isinstance(one, Post)]
    assert clean(post.html) == "<p>&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;</p>"


@pytest.mark.parametrize("said", ["A roof &amp; rain", "<![CDATA[A roof & rain]]>", "\n A roof\n&#38; rain "])
def test_what_a_feed_says_that_a_picture_shows_is_its_alternative_text(seen: Path, said: str):
    pictures = "".join(
        f'<media:content url="https://x.example/{name}.png?a=1&amp;b=2" type="image/png" medium="image"><media:rating scheme="urn:simple">nonadult</media:rating>{more}</media:content>'
        for name, more in (("a", f'<media:description type="plain">{said}</media:description>'), ("b", ""))
    )
    (seen / "f.xml").write_text(RSS.replace("version='2.0'", f"version='2.0' {MEDIA}").format(WORDS + pictures), "utf-8")
    (post,) = [one for one in read(seen / "f.xml") if isinstance(one, Post)]
    assert [(one.src, one.alt) for one in post.media] == [("https://x.example/a.png?a=1&b=2", "A roof & rain"), ("https://x.example/b.png?a=1&b=2", None)]
    assert SAID in post.html.replace("<b>", "<strong>").replace("</b>", "</strong>")
