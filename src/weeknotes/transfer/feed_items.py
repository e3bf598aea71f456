"""The items of a JSON Feed as posts: for feeds that were saved, and for archives that are one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle
from weeknotes.transfer.instants import instant
from weeknotes.transfer.json_items import picked, rows, text
from weeknotes.transfer.keep import figure, kept, link_to, media, named_after, whole
from weeknotes.transfer.leaving import beside, known_by
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.shown_there import kept_back

N_ = str  # marks a sentence for translation where it is shown

UNSURE = N_("When it was published is not sure: the feed says “%(said)s”, which may mean more than one day, or none. It came without a day.")
CHANGED = N_("When it was published is not known (the feed says “%(said)s”). Its day is the one on which it was last changed there, which may be later.")

_ITEM = frozenset([
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image", "date_published", "date_modified", "language", "tags",
    "author", "authors", "attachments", "draft", "is_draft", "private", "status", "visibility",
])  # fmt: skip
_MOST = 100


def dated_by(said: str, out: datetime | None, changed: datetime | None = None) -> tuple[datetime | None, tuple[Why, ...]]:
    """The moment of a post, and what is said of that: of `out`, which the feed calls `said`, or else when it was last `changed` there."""
    if out is not None:
        return out, ()
    if changed is not None:
        return changed, (Why(CHANGED, {"said": said[:60] or "–"}),)
    return None, (Why(UNSURE, {"said": said[:60]}),) if said else ()


def is_json_feed(head: bytes) -> bool:
    """Whether a file that begins so is a JSON Feed."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and b"jsonfeed.org/version/" in head.replace(b"\\/", b"/")


def json_feed(bundle: Bundle, name: str, kind: str) -> Iterator[Post]:
    """Its items in their order. Raises Spoilt where the file breaks off."""
    home = ""
    for path, row in picked(bundle, name, {"home_page_url": None, "items.item": _ITEM}):
        if path == "home_page_url":
            home = whole("", row) if isinstance(row, str) else ""
        elif isinstance(row, dict):
            post = _post(row, bundle, name, kind)
            yield replace(post, base=post.address or home)


def _post(row: dict[str, Any], bundle: Bundle, name: str, kind: str) -> Post:
    html = text(row, "content_html") or paragraphs(text(row, "content_text")) or paragraphs(text(row, "summary"))
    told, link = beside(text(row, "summary"), html), text(row, "external_url")
    for picture in dict.fromkeys((text(row, "banner_image"), text(row, "image"))):
        if picture and picture not in html:
            html = f"{figure(picture, None)}\n{html}"
    if link and link not in html:
        html = f"{html}\n{link_to(link)}"
    for one in rows(row.get("attachments"))[:_MOST]:
        if (address := text(one, "url")) and address not in html:
            html = f"{html}\n{link_to(address, text(one, 'title') or named_after(address))}"
    html = kept(html)
    writers = rows(row.get("authors")) or rows([row.get("author")])
    dated, unsure = dated_by(text(row, "date_published"), instant(row.get("date_published")), instant(row.get("date_modified")))
    tags = row.get("tags")
    address = whole("", text(row, "url"))
    # The format knows only what is out; an archive of everything is written in it all the same, with words of its maker's for the rest.
    kept_there = kept_back({**row, "draft": row.get("draft") or row.get("is_draft")}, "", dated.date() if dated else None)
    status, warnings = kept_there or ("published", ())
    return Post(
        kind=kind,
        source_id=known_by(html, text(row, "id"), address, text(row, "title")),
        place=text(row, "title") or address or text(row, "id") or name,
        title=text(row, "title").strip() or None,
        html=html,
        address=address if kept_there is None else "",
        dated=dated,
        how_dated="stated" if dated else "unknown",
        status=status,
        reach="everyone" if kept_there is None else "me",
        lang=text(row, "language")[:2].lower() or None,
        author=", ".join(text(one, "name") for one in writers if text(one, "name")),
        tags=tuple(dict.fromkeys(one for one in tags if isinstance(one, str) and one)) if isinstance(tags, list) else (),
        media=media(html, lambda src: bundle.near(src, name)),
        warnings=(*warnings, *told, *unsure),
    )


def paragraphs(words: str) -> str:
    """Plain words as HTML: an empty line parts paragraphs."""
    parts = (escape(part.strip(), quote=False).replace("\n", "<br>") for part in words.split("\n\n"))
    return "\n".join(f"<p>{part}</p>" for part in parts if part)
