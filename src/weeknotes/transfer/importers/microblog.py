"""Micro.blog's archive of a blog (a .bar file, or the same as a zip or folder): a JSON Feed of everything, and its uploads."""

from collections.abc import Iterator

from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.feed_items import is_json_feed, json_feed
from weeknotes.transfer.leaving import BLANK, left, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.trouble import trouble

KIND = "microblog"
NAME = "Micro.blog"


def recognises(bundle: Bundle) -> bool:
    listed = _feed(bundle)
    return bool(listed) and f"{listed.removesuffix('feed.json')}index.html" in bundle and is_json_feed(bundle.begins(listed))


def _feed(bundle: Bundle) -> str:
    return next((name for name in bundle.names() if name == "feed.json" or (name.endswith("/feed.json") and name.count("/") == 1)), "")


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts, in the archive's order. Its page says the same once more for people, and is not read."""
    listed = _feed(bundle)
    used = {listed, f"{listed.removesuffix('feed.json')}index.html"}
    try:
        for post in json_feed(bundle, listed, KIND):
            used.update(each.inside for each in post.media)
            if post.title or post.html.strip():
                yield post
            else:
                yield left(post.place, BLANK)
    except Spoilt as why:
        yield trouble(listed, why)
    yield from other_files(bundle, used)
