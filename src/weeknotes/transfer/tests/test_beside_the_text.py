"""What an export has beside the text of a post, and what it has in a form that nobody can read, has a line in the report."""

import json
from pathlib import Path

import pytest

from weeknotes.transfer.importing import read
from weeknotes.transfer.leaving import beside
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.tests.exports import ghost
from weeknotes.transfer.tests.given import given

SUMMARY = "It has a summary beside its text, which did not come: “How we saw to the roof”"


def feed(**more: object) -> str:
    item = {"id": "1", "url": "https://blog.example/rain", "title": "Rain", "content_html": "<p>It rained on us for a week.</p>", **more}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Blog", "items": [item]})


def rss(summary: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title><link>https://blog.example/</link>'
        f"<item><title>Rain</title><link>https://blog.example/rain</link><description><![CDATA[{summary}]]></description>"
        "<content:encoded><![CDATA[<p>It rained on us for a week.</p>]]></content:encoded></item></channel></rss>"
    )


@pytest.mark.parametrize(("summary", "says"), [("How we saw to the roof", [SUMMARY]), ("<p>It rained on us for […]</p>", []), ("It rained, on us...", []), ("", [])])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_summary_that_says_something_else_is_named(seen: Path, form: str, summary: str, says: list[str]):
    made = feed(summary=summary) if form == "json" else rss(summary)
    (post,) = [one for one in read(given(seen, f"feed.{form}", made)) if isinstance(one, Post)]
    assert [str(one) for one in post.warnings if "summary" in str(one)] == says


def test_a_summary_of_no_letters_says_nothing():
    assert beside("…", "<p>Rain</p>") == ()


def test_both_pictures_of_a_json_feed_come(seen: Path):
    (post,) = [one for one in read(given(seen, "feed.json", feed(image="https://blog.example/a.jpg", banner_image="https://blog.example/b.jpg"))) if isinstance(one, Post)]
    assert [one.src for one in post.media] == ["https://blog.example/a.jpg", "https://blog.example/b.jpg"]


def test_a_tag_of_the_site_s_own_is_named(seen: Path):
    rain = next(one for one in read(given(seen, "ghost.json", ghost())) if isinstance(one, Post) and one.title == "Rain")
    assert rain.tags == ("Rain",)
    assert "It stood in other groups there, which did not come: #hidden." in [str(one) for one in rain.warnings]


@pytest.mark.parametrize("form", ["lexical", "mobiledoc"])
def test_a_text_that_is_damaged_is_named(seen: Path, form: str):
    export = json.loads(ghost())
    export["db"][0]["data"]["posts"] = [{"id": "1", "title": "Rain", "status": "published", form: '{"root": {"chil'}]
    said = [one for one in read(given(seen, "ghost.json", json.dumps(export))) if isinstance(one, Left) and one.place == "Rain"]
    assert [str(one.why) for one in said] == ["Posts whose text is damaged in the export, so that nothing of it could be read: 1."]
