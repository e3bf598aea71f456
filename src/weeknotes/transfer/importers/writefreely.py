"""WriteFreely's and Write.as's exports: JSON (the whole account, or its posts), a table, or a zip of texts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

from weeknotes.prose.decode import EMPTY, Unreadable, decoded
from weeknotes.prose.markdown import rendered
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bare_links import linked
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.cut_off import LAST
from weeknotes.transfer.gates import NOT_SAID, PART, of_writefreely
from weeknotes.transfer.instants import instant
from weeknotes.transfer.json_items import picked, rows, text
from weeknotes.transfer.keep import kept, media, whole
from weeknotes.transfer.leaving import BLANK, Tally, known_by, other_files
from weeknotes.transfer.neutral import Left, Post, Reach, Status
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.rows import Table
from weeknotes.transfer.trouble import text_trouble, trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "writefreely"
NAME = "WriteFreely / Write.as"

NO_DATES = N_("A zip of texts says neither when a post was published nor for whom. The export as JSON says when.")
HIDDEN = N_("Its blog was not for everyone there.")

_POST = frozenset(["id", "slug", "language", "created", "title", "body", "tags", "collection", "appearance"])
_BLOG = frozenset(["alias", "url", "visibility", "public", "posts"])
_WANTED = {"collections.item": _BLOG, "posts.item": _POST, "item": _POST}
_FILE = re.compile(r"(?:^|/)(?:[a-z0-9-]+_)?([a-z0-9]{10,16})\.txt$")
_HEADING = re.compile(r"#[ \t]+(.+)\n+")
_PUBLIC = 1


def recognises(bundle: Bundle) -> bool:
    names = bundle.names()
    if len(names) == 1:
        head = b"".join(bundle.begins(names[0], 4096).removeprefix(b"\xef\xbb\xbf").split())
        if names[0].lower().endswith(".csv"):
            return head[:200].lower().replace(b'"', b"").startswith(b"id,slug,") and b"body" in head[:200].lower()
        return (head.startswith(b'{"username":') and b'"collections"' in head) or (
            head.startswith(b'[{"id":"') and b'"slug":' in head and b'"appearance":' in head
        )
    found = [match[1] for name in names if (match := _FILE.search(name))]
    # Its names are drawn of all letters and figures: words have no figures, and sums no letter beyond f.
    drawn = [one for one in found if re.search("[0-9]", one) and re.search("[g-z]", one)]
    return bool(names) and len(found) == len(names) and 2 * len(drawn) >= len(found)


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts, in the order of the export."""
    tally = Tally()
    name = bundle.names()[0]
    used = set(bundle.names()) if len(bundle.names()) > 1 else {name}
    try:
        if len(bundle.names()) > 1 or _FILE.search(name):
            for each in bundle.names():
                yield _of_text(bundle, each)
        elif name.lower().endswith(".csv"):
            found = Table(bundle, name)
            for each_row in found:
                post = _of_row(each_row, name)
                yield from _told(replace(post, warnings=(*post.warnings, Why(LAST))) if post and (found.cut or found.open) else post, tally)
        else:
            for path, value in picked(bundle, name, _WANTED):
                for row, blog in [(one, value) for one in rows(value.get("posts"))] if path == "collections.item" and isinstance(value, dict) else [(value, None)]:
                    if isinstance(row, dict):
                        yield from _told(_of_json(row, blog), tally)
    except Spoilt as why:
        yield trouble(name, why)
    yield from tally.told()
    yield from other_files(bundle, used)


def _told(post: Post | None, tally: Tally) -> Iterator[Post]:
    if post is None:
        tally.add(BLANK)
    else:
        yield post


def _reach(blog: dict[str, Any] | None) -> tuple[Status, Reach, list[Why]]:
    """Posts of a blog that says it is for everyone are; of one that says it is not, for its writer; a post in no blog is a draft."""
    if not blog:
        return "draft", "me", []
    if blog.get("visibility") == _PUBLIC or blog.get("public") is True:
        return "published", "everyone", []
    if "visibility" in blog or "public" in blog:
        return "published", "me", [Why(HIDDEN)]
    return "published", "me", [Why(NOT_SAID)]


def _of_json(row: dict[str, Any], blog: dict[str, Any] | None) -> Post | None:
    around = blog if blog is not None else row.get("collection")
    around = around if isinstance(around, dict) else None
    status, reach, warnings = _reach(around)
    slug, base = text(row, "slug"), text(around, "url")
    return _made(
        text(row, "body"), text(row, "id"), text(row, "title"), text(row, "created"), (status, reach, warnings),
        address=whole(base if base.endswith("/") else f"{base}/", slug) if base and slug else "",
        is_code=text(row, "appearance") == "code",
        lang=text(row, "language")[:2].lower() or None,
        tags=tuple(one for one in row.get("tags") or () if isinstance(one, str)) if isinstance(row.get("tags"), list) else (),
    )  # fmt: skip


def _of_row(row: dict[str, str], name: str) -> Post | None:
    blog: dict[str, Any] | None = {"alias": row["blog"]} if row.get("blog") else None
    body = row.get("body", "")
    # A table of theirs has no line ends in it: each is written as a stroke and a letter.
    lines = body if "\n" in body else body.replace("\r", "").replace("\\n", "\n")
    return _made(
        lines, row.get("id", "") or name, row.get("title", ""), row.get("created", ""), _reach(blog), address=whole("", row.get("url", "")) if blog else ""
    )


def _of_text(bundle: Bundle, name: str) -> Post | Trouble:
    try:
        source = decoded(bundle.read(name)).text
    except Spoilt as why:
        return trouble(name, why)
    except Unreadable as why:
        return text_trouble(name, why)
    found = _FILE.search(name)
    heading = _HEADING.match(source)
    made = _made(source[heading.end() :] if heading else source, found[1] if found else name, heading[1] if heading else "", "", ("draft", "me", [Why(NO_DATES)]))
    return made or text_trouble(name, Unreadable(EMPTY))


def _made(
    source: str, number: str, title: str, created: str, reached: tuple[Status, Reach, list[Why]], *, address: str = "", lang: str | None = None, tags: tuple[str, ...] = (),
    is_code: bool = False,
) -> Post | None:
    status, reach, warnings = reached
    if not source.strip() and not title.strip():
        return None
    if reach == "everyone" and of_writefreely(source):
        reach, warnings = "members", [*warnings, Why(PART)]
    html = f"<pre><code>{escape(source, quote=False)}</code></pre>" if is_code else kept(linked(rendered(source)))
    dated = instant(created)
    return Post(
        kind=KIND,
        source_id=known_by(html, number),
        place=title.strip() or address or number or NAME,
        title=title.strip() or None,
        html=html,
        address=address if status == "published" else "",
        dated=dated,
        how_dated="stated" if dated else "unknown",
        status=status,
        reach=reach,
        lang=lang,
        tags=tags,
        media=media(html),
        warnings=tuple(warnings),
    )
