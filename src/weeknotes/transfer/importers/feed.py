"""A feed that was saved as a file: RSS, Atom or JSON Feed. It holds what a site lists now, seldom everything."""

import io
import re
from calendar import monthrange, timegm
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import feedparser

from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.cut_off import to_the_cut
from weeknotes.transfer.feed_items import dated_by, is_json_feed, json_feed, paragraphs
from weeknotes.transfer.feed_shown import descriptions, once, with_shown
from weeknotes.transfer.instants import instant
from weeknotes.transfer.keep import kept, media, whole
from weeknotes.transfer.leaving import BLANK, NO_POSTS, beside, by_name, known_by, left, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tree_html import title_words
from weeknotes.transfer.trouble import trouble
from weeknotes.transfer.xml_items import ENTITIES, NO_XML, head, is_xml

N_ = str  # marks a sentence for translation where it is shown

KIND = "feed"
NAME = N_("a feed (RSS, Atom or JSON Feed)")

LAST = N_("A feed holds only the last posts of a site: %(count)s here. For the older ones, export from the place itself.")
PRIVATE = N_("It came in a feed that was made for some people, or for one. Here it is for you alone, until you choose.")
SHORT = N_("The feed gives only the beginning, or a summary.")

_LARGEST = 20_000_000  # bytes; a feed is read whole
_LONG = 1500  # characters; an RSS feed may have the whole text where others have a summary
_END, _TAIL = re.compile(rb"</(?:[\w.-]{1,20}:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE), 4000
# What a picture or film of an entry shows: feedparser would take it for the entry's own words, in their place.
_SHOWS = re.compile(rb"(</?media:)description(?=[\s>/])")
_FIGURES = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
# What says before the first entry that a feed is for those who have its address: that no list may name it, as those for who pay say (Apple's podcast tags),
# or that it is a private one of Weeknotes'.
_FOR_SOME = re.compile(rb"<itunes:block>\s{0,20}(?:yes|true)\b|/feeds/private/", re.IGNORECASE)
_FIRST = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:item|entry)[\s>]|\"items\"\s{0,20}:")
_MARKS = re.compile(rb"<(?:rss|feed|(?:[\w.-]{1,20}:)?(?:feed|RDF)[\s>])")


def recognises(bundle: Bundle) -> bool:
    return bool(_feeds(bundle)) and len(bundle.names()) <= 20


def _feeds(bundle: Bundle) -> list[str]:
    return [name for name in bundle.names()[:20] if _is_feed(head(bundle, name))]


def _is_feed(first: bytes) -> bool:
    return (is_xml(first) and _MARKS.search(first) is not None) or is_json_feed(first)


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts, in the feed's order, and how many there were."""
    used = set(_feeds(bundle))
    for name in sorted(used):
        count = blank = 0
        for_some = _FOR_SOME.search(_FIRST.split(head(bundle, name), maxsplit=1)[0]) is not None
        try:
            for one in json_feed(bundle, name, KIND) if is_json_feed(bundle.begins(name)) else _parsed(bundle, name):
                post = replace(one, reach="me", warnings=(*one.warnings, Why(PRIVATE))) if for_some and one.reach != "me" else one
                count += 1
                if post.title or post.html.strip():
                    yield post
                else:
                    blank += 1
        except Spoilt as why:
            yield trouble(name, why)
        if blank:
            yield left(name, BLANK, blank)
        if count:
            yield left(name, LAST, count)
    yield from other_files(bundle, used)


def _parsed(bundle: Bundle, name: str) -> Iterator[Post]:
    """The entries that feedparser finds. Bytes are handed to it in a file: what is no file it would take for an address."""
    data = bundle.read(name, _LARGEST)
    if b"<!ENTITY" in data or b"<!ENTITY" in data.replace(b"\0", b""):
        raise Spoilt(ENTITIES, name=name)
    try:
        feed = feedparser.parse(io.BytesIO(_SHOWS.sub(rb"\1words", data)), sanitize_html=False, resolve_relative_uris=False)
    except Exception as why:  # whatever bytes that no program wrote break in it
        raise Spoilt(NO_XML, name=name) from why
    if not feed.entries:
        raise Spoilt(NO_POSTS, name=name)
    base = str(feed.feed.get("link") or "")
    described = descriptions(data)
    cut = not _END.search(data[-_TAIL:].replace(b"\0", b""))
    yield from to_the_cut((_post(entry, base, name, str(feed.version), described) for entry in feed.entries), lambda: cut)
    if cut:
        raise Spoilt(NO_XML, name=name)


def _post(entry: Any, base: str, name: str, version: str, described: Mapping[str, str]) -> Post:
    contents = [one for one in entry.get("content") or () if one.get("value")]
    whole_text = max((str(one["value"]) for one in contents), key=len, default="")
    shown = max(contents, key=lambda one: len(str(one["value"])), default=None) or entry.get("summary_detail") or {}
    atom = version.startswith("atom")
    html = whole_text or str(entry.get("summary") or "") or paragraphs(str(entry.get("media_words") or ""))
    # RFC 4287, 3.1.1.1: what looks like a tag in plain text is none.
    html = paragraphs(html) if atom and shown.get("type") == "text/plain" else once(html)
    short = () if len(html) > _LONG else (Why(SHORT),)
    warnings = beside(str(entry.get("summary") or ""), html) if whole_text else short
    html = kept(with_shown(html, entry, described))
    link = str(entry.get("link") or "")
    # An entry's own name may stand where its link would: only what looks like an address is one.
    address = whole(base, link) if link.startswith(("/", "http:", "https:")) else ""
    title = str(entry.get("title") or "")
    title = " ".join(title.split()) if atom and (entry.get("title_detail") or {}).get("type") == "text/plain" else title_words(title)
    # As a plain dict: its own way of asking gives one of the two for the other.
    out, changed = (str(dict.get(entry, when) or "").strip() for when in ("published", "updated"))
    changed_at = _moment(dict.get(entry, "updated_parsed"), changed)
    dated, unsure = dated_by(out, _moment(dict.get(entry, "published_parsed"), out), changed_at) if out else dated_by(changed, changed_at)
    # AtomPub (RFC 5023, 13.1.1): a feed for whoever writes has drafts among its entries.
    draft = any(str(key).endswith("_draft") and str(value).strip().lower() == "yes" for key, value in entry.items())
    return Post(
        kind=KIND,
        source_id=known_by(html, str(entry.get("id") or ""), address, title),
        place=title or address or name,
        title=title or None,
        html=html,
        address="" if draft else address,
        dated=dated,
        how_dated="stated" if dated else "unknown",
        status="draft" if draft else "published",
        reach="me" if draft else "everyone",
        lang=(str((contents[0] if contents else {}).get("language") or "")[:2].lower()) or None,
        author=by_name(str(entry.get("author") or "")),
        tags=tuple(dict.fromkeys(words for one in entry.get("tags") or () if (words := str(one.get("label") or one.get("term") or "").strip()))),
        media=media(html),
        base=whole(address or base, str(shown.get("base") or "")) or address or whole("", base),
        warnings=(*warnings, *unsure),
    )


def _moment(stated: Any, said: str) -> datetime | None:
    """The moment that feedparser reads, of the day that the feed's own words give it where they mean the same, or state no hour; the one that these mean
    where it reads none, unless they can mean two."""
    try:
        made = instant(datetime.fromtimestamp(timegm(stated), UTC)) if stated else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    figures = _FIGURES.match(said)
    written = _of_figures(*map(int, figures.groups())) if figures else instant(said)
    if made is None or written == made:
        return written
    return written if written is not None and ":" not in said and written.date() == made.date() else made


def _of_figures(one: int, two: int, year: int) -> datetime | None:
    """The day that is written as figures with strokes, where only one of its two first can be a month, or both are the same."""
    day, month = (one, two) if one > 12 or one == two else (two, one)
    return instant(date(year, month, day)) if (day > 12 or day == month) and 1 <= month <= 12 and day <= monthrange(year, month)[1] else None
