"""The day of a post is the one that its source states where it was written; where it states a moment alone, the day that this was here."""

import json
import pickle
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from weeknotes.transfer.importing import read
from weeknotes.transfer.instants import day_of, instant
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.reading import read_post
from weeknotes.transfer.record import Record
from weeknotes.transfer.tests.exports import wxr, wxr_item, zipped
from weeknotes.transfer.tests.given import given, laid
from weeknotes.transfer.tests.test_for_whom import ghost


def record(folder: Path, name: str, data: bytes | str) -> Record:
    """The one post of a file, read."""
    (post,) = [one for one in read(given(folder, name, data)) if isinstance(one, Post)]
    made = read_post(post, otherwise="en")
    assert isinstance(made, Record)
    return made


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024-05-05T23:10:00Z", "2024-05-06"), ("2024-05-05T23:10:00+00:00", "2024-05-06"), ("2024-01-05T23:10:00Z", "2024-01-05"), ("2024-05-05 23:10:00", "2024-05-05"),
        ("2024-05-05T23:10:00+01:00", "2024-05-05"), ("2024-05-03T23:30:00-08:00", "2024-05-03"), ("Mon, 06 May 2024 00:10:00 +0100", "2024-05-06"),
        ("Sun, 05 May 2024 23:10:00 GMT", "2024-05-06"), ("Sun, 05 May 2024 23:10:00", "2024-05-05"), ("2024-05-05", "2024-05-05"), (date(2024, 5, 5), "2024-05-05"),
        (datetime(2024, 5, 5, 23, 10), "2024-05-05"), (datetime(2024, 5, 5, 23, 10, tzinfo=UTC), "2024-05-06"), (1714950600, "2024-05-06"), ("5 May 2024", "2024-05-05"),
        ("Sun, 05 May 24 23:10:00 GMT", "2024-05-06"), ("Sunday, 5 May 2024 23:10:00 +0100", "2024-05-05"), ("May 5, 2024 11:10 PM", "2024-05-05"),
        ("Sunday, May 5, 2024, 23:10", "2024-05-05"), ("5 May 2024 at 23:10", "2024-05-05"),
    ],
)  # fmt: skip
def test_a_day_is_the_one_that_is_stated_and_else_the_one_here(said: object, day: str):
    made = instant(said)
    assert made is not None
    assert day_of(made).isoformat() == day
    assert day_of(pickle.loads(pickle.dumps(made))).isoformat() == day


@pytest.mark.parametrize(
    ("local", "gmt", "day"),
    [
        ("2009-01-05 23:30:00", "2009-01-06 04:30:00", "2009-01-05"), ("2024-05-05 23:30:00", "2024-05-05 23:30:00", "2024-05-05"), ("2024-05-06 00:30:00", "2024-05-05 23:30:00", "2024-05-06"),
        ("2024-05-05 23:30:00", "0000-00-00 00:00:00", "2024-05-05"), ("2024-05-20 23:30:00", "2024-05-05 23:30:00", "2024-05-06"),
    ],
)  # fmt: skip
def test_a_wordpress_post_is_of_the_day_that_its_blog_showed(seen: Path, local: str, gmt: str, day: str):
    item = wxr_item(1, "Rain", "Words.").replace("<wp:post_date>2021-03-19 10:00:00", f"<wp:post_date>{local}").replace("gmt>2021-03-19 10:00:00", f"gmt>{gmt}")
    item = item.replace("<pubDate>Fri, 19 Mar 2021 10:00:00 +0000</pubDate>", "")
    made = record(seen, "x.xml", wxr(item))
    assert str(made.dated) == day
    if not gmt.startswith("0"):
        assert made.moment is not None
        assert made.moment.astimezone(UTC).isoformat() == f"{gmt.replace(' ', 'T')}+00:00"


def test_a_draft_of_wordpress_is_of_the_day_that_it_states_whatever_stands_where_none_was_published(seen: Path):
    """WordPress writes a moment that is all noughts as the last of November of some year: of 1999 in its older exports."""
    item = wxr_item(1, "Rain", "Words.", status="draft").replace("gmt>2021-03-19 10:00:00", "gmt>0000-00-00 00:00:00")
    item = item.replace("Fri, 19 Mar 2021 10:00:00 +0000", "Tue, 30 Nov 1999 00:00:00 +0000")
    assert str(record(seen, "x.xml", wxr(item)).dated) == "2021-03-19"


@pytest.mark.parametrize(
    ("name", "data", "day"),
    [
        ("f.xml", "<rss version='2.0'><channel><item><title>a</title><guid>b</guid><pubDate>Mon, 06 May 2024 00:10:00 +0100</pubDate><description>c d</description></item></channel></rss>", "2024-05-06"),
        ("f.xml", "<rss version='2.0'><channel><item><title>a</title><guid>b</guid><pubDate>Fri, 3 May 2024 22:30 EST</pubDate><description>c d</description></item></channel></rss>", "2024-05-03"),
        ("f.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>b</id><published>2024-05-03T23:30:00-08:00</published><content>c d</content></entry></feed>", "2024-05-03"),
        ("f.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>b</id><updated>2024-05-03T23:30:00-08:00</updated><content>c d</content></entry></feed>", "2024-05-03"),
        ("g.json", ghost({"html": "<p>a b</p>", "published_at": "2024-05-05T23:10:00.000Z"}), "2024-05-06"),
        ("s.zip", zipped({"posts.csv": "post_id,post_date,is_published,type,audience,title\n1.a,2024-05-05T23:10:00.000Z,true,newsletter,everyone,R\n", "posts/1.a.html": "<p>a</p>"}), "2024-05-06"),
        ("j.json", json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_html": "<p>a</p>", "date_published": "2024-05-03T23:30:00-08:00"}]}), "2024-05-03"),
    ],
)  # fmt: skip
def test_the_day_of_a_post_is_kept_from_every_source(seen: Path, name: str, data: bytes | str, day: str):
    assert str(record(seen, name, data).dated) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [("2024-5-5-rain.md", "2024-05-05"), ("2024-05-5.md", "2024-05-05"), ("2024-12-31-rain.md", "2024-12-31"), ("2024-13-5-rain.md", None), ("Weeks 2024-5-6.md", None), ("20240505 rain.md", "2024-05-05")],
)
def test_a_name_that_begins_with_a_day_says_it_with_noughts_or_without(seen: Path, name: str, day: str | None):
    made = next(one for one in read(given(seen, name, "It rained for a week.\n")) if isinstance(one, Record))
    assert (str(made.dated) if made.dated else None, made.how_dated) == (day, "name" if day else "unknown")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("pubDate: 'May 05 2024'", "2024-05-05"), ("publishDate: 2024-05-05 00:00:00", "2024-05-05"), ("pubDatetime: 2024-05-05T09:30:00Z", "2024-05-05"),
        ("publishedAt: 2024-05-05", "2024-05-05"), ("published_date: 5th of May 2024", "2024-05-05"), ("date: Dydd Sul, 5 Mai 2024", "2024-05-05"), ("pubDate: 'May 35 2024'", "None"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", [True, False])
def test_a_folder_of_texts_and_a_zip_of_it_give_the_same_days_however_they_are_written(seen: Path, line: str, day: str, packed: bool):
    files: dict[str, bytes | str] = {f"src/content/{name}.md": f"---\ntitle: {name}\n{line}\n---\nWords of {name}.\n" for name in ("rain", "wind")}
    found = list(read(given(seen, "x.zip", zipped(files)) if packed else laid(seen / "x", files), kind=None if packed else "file"))
    made = [read_post(one, otherwise="en") if isinstance(one, Post) else one for one in found]
    assert [str(one.dated) for one in made if isinstance(one, Record)] == [day, day]


def test_a_post_of_jekylls_whose_name_has_no_noughts_has_its_day_and_address(seen: Path):
    files: dict[str, bytes | str] = {"_config.yml": "url: https://glanderw.example\n", "_posts/2024-5-5-rain.md": "---\ntitle: Rain\n---\nWords.\n"}
    (post,) = [one for one in read(laid(seen / "blog", files)) if isinstance(one, Post)]
    assert (str(post.dated)[:10], post.address) == ("2024-05-05", "https://glanderw.example/2024/05/05/rain.html")


def test_the_folders_above_a_post_of_jekylls_are_part_of_its_address(seen: Path):
    files: dict[str, bytes | str] = {"_config.yml": "url: https://glanderw.example\n", "wet/_posts/2024-05-05-rain.md": "---\ntitle: Rain\ncategories: wet roofs\n---\nWords.\n"}
    (post,) = [one for one in read(laid(seen / "blog", files)) if isinstance(one, Post)]
    assert post.address == "https://glanderw.example/wet/roofs/2024/05/05/rain.html"
