"""A made-up WordPress export (WXR 1.2) of as many notes as wanted, the same every time: some 600 words each, with pictures, comments and drafts among them."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bench.invent import Language

WORDS = 600
SITE = "https://blog.glanderw.example"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Glanderw</title><link>{SITE}</link><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{SITE}</wp:base_site_url><wp:base_blog_url>{SITE}</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>nerys</wp:author_login><wp:author_email>nerys@glanderw.example</wp:author_email>
<wp:author_display_name>Nerys</wp:author_display_name></wp:author>
"""


def generate(path: Path, notes: int) -> None:
    """Write an export of `notes` posts to `path`, a line at a time: a few hundred different texts, told apart by their titles and first words.

    Every third post shows a picture that is an item of its own (an attachment), every fifth has a comment, every twentieth is a draft.
    """
    dice = random.Random("an export")
    texts = [_text(words, dice) for words in (Language("en"), Language("cy")) for _ in range(100)]
    began = datetime(2015, 1, 2, 9)
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for number in range(1, notes + 1):
            for line in _item(number, texts[number % len(texts)], began + timedelta(hours=9 * number)):
                file.write(line + "\n")
        file.write("</channel></rss>\n")


def _text(words: Language, dice: random.Random) -> str:
    text = words.text(dice, count=WORDS)
    return "\n\n".join((*text.opening, *(part.html for part in text.parts)))


def _item(number: int, text: str, at: datetime) -> Iterator[str]:
    stamp = f"{at:%Y-%m-%d %H:%M:%S}"
    address = f"{SITE}/{at:%Y/%m}/note-{number}/"
    shown = ""
    if number % 3 == 0:
        picture = f"{SITE}/wp-content/uploads/{at:%Y/%m}/picture-{number}.jpg"
        shown = f'\n\n<img class="size-full" src="{picture}" alt="Picture {number}" width="800" height="600" />'
        yield f"<item><title>picture-{number}</title><link>{address}picture/</link><guid isPermaLink=\"false\">{picture}</guid>"
        yield f"<wp:post_id>{1_000_000 + number}</wp:post_id><wp:post_parent>{number}</wp:post_parent><wp:status>inherit</wp:status>"
        yield f"<wp:post_type>attachment</wp:post_type><wp:attachment_url>{picture}</wp:attachment_url></item>"
    yield f"<item><title>Note {number}</title><link>{address}</link><pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
    yield f"<dc:creator><![CDATA[nerys]]></dc:creator><guid isPermaLink=\"false\">{SITE}/?p={number}</guid>"
    yield f"<content:encoded><![CDATA[Note {number} of this blog.\n\n{text}{shown}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>"
    yield f"<wp:post_id>{number}</wp:post_id><wp:post_date>{stamp}</wp:post_date><wp:post_date_gmt>{stamp}</wp:post_date_gmt>"
    yield f"<wp:status>{'draft' if number % 20 == 0 else 'publish'}</wp:status><wp:post_type>post</wp:post_type><wp:post_password></wp:post_password>"
    yield '<category domain="category" nicename="weeknotes"><![CDATA[Weeknotes]]></category>'
    if number % 5 == 0:
        yield "<wp:comment><wp:comment_author>Aled</wp:comment_author><wp:comment_author_email>aled@glanderw.example</wp:comment_author_email>"
        yield "<wp:comment_author_IP>192.0.2.7</wp:comment_author_IP><wp:comment_content><![CDATA[A question.]]></wp:comment_content></wp:comment>"
    yield "</item>"
