"""A WordPress export of made-up weeknotes, the same every time (`importing`): a week each, written from a vocabulary large enough that no two are alike."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from bench.prose import DID, HEADINGS, NAMES, REST

BEGAN = datetime(1996, 1, 5, 16, tzinfo=UTC)
SITE = "https://old.glanderw.example"
TAGS = ("parking", "libraries", "damp", "evenings", "rota", "research")
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Weeknotes</title><link>{SITE}</link><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>{SITE}</wp:base_site_url><wp:base_blog_url>{SITE}</wp:base_blog_url>
"""


def write(path: Path, count: int, *, words: int = 400) -> None:
    """An export of `count` posts, oldest first."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(count):
            file.write(item(number, words))
        file.write("</channel></rss>\n")


def item(number: int, words: int) -> str:
    """One post: published for everybody, with a link to the one before and a tag."""
    at = BEGAN + timedelta(days=number)
    said = at.strftime("%Y-%m-%d %H:%M:%S")
    tag = TAGS[number % len(TAGS)]
    return f"""<item><title>{at:%-d %B %Y}, note {number}</title><link>{address(number)}</link><pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate>
<dc:creator>nerys</dc:creator><guid isPermaLink="false">{SITE}/?p={number + 1}</guid>
<content:encoded><![CDATA[{''.join(paragraphs(number, words))}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number + 1}</wp:post_id><wp:post_date>{said}</wp:post_date><wp:post_date_gmt>{said}</wp:post_date_gmt>
<wp:post_name>note-{number}</wp:post_name><wp:status>publish</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>post</wp:post_type>
<wp:post_password></wp:post_password>
<category domain="post_tag" nicename="{tag}">{tag}</category></item>
"""


def address(number: int) -> str:
    """Where a post stood."""
    return f"{SITE}/{BEGAN + timedelta(days=number):%Y/%m}/note-{number}/"


def paragraphs(number: int, words: int) -> Iterator[str]:
    """The text of a post, as WordPress keeps what its old editor wrote: headings and lists as HTML, paragraphs by blank lines."""
    dice = random.Random(number)
    each = max(1, words // (len(HEADINGS) + 1) // 11)

    def sentence() -> str:
        return f"We {dice.choice(DID)} the {dice.choice(NAMES)} and the {dice.choice(NAMES)} {' '.join(dice.sample(REST, 2))} for {_name(dice)}."

    yield " ".join(sentence() for _ in range(each)) + "\n\n"
    if number:
        yield f'It goes on from <a href="{escape(address(number - 1))}">the one before</a>.\n\n'
    for place, heading in enumerate(HEADINGS):
        yield f"<h2>{heading}</h2>\n"
        if place == 0:
            yield f"<ul>\n{''.join(f'<li>{sentence()}</li>' for _ in range(each))}\n</ul>\n\n"
        else:
            yield " ".join(sentence() for _ in range(each)) + "\n\n"


def _name(dice: random.Random) -> str:
    """A made-up street or ward: thousands of them."""
    return f"{dice.choice(_FIRST)}{dice.choice(_LAST)}".capitalize()


_FIRST = ("aber", "bryn", "cefn", "coed", "cwm", "dol", "glan", "llan", "maes", "nant", "pen", "pont", "rhos", "tre", "ty", "ynys")
_LAST = ("awel", "deri", "derw", "fawr", "felin", "gain", "goch", "gwyn", "hafod", "helyg", "las", "mor", "onnen", "rhyd", "ywen", "wen")
