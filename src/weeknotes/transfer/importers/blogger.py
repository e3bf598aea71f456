"""Blogger's export (Atom): the older kind, and the one that Google's Takeout gives. Comments, templates and settings stay behind."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from lxml import etree

from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.cut_off import to_the_cut
from weeknotes.transfer.feed_items import dated_by
from weeknotes.transfer.instants import instant
from weeknotes.transfer.keep import kept, media, whole
from weeknotes.transfer.leaving import BIN, BLANK, COMMENTS, OF_SITE, PAGE, Tally, by_name, known_by, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.rows import Table
from weeknotes.transfer.tree_html import words_of
from weeknotes.transfer.trouble import trouble
from weeknotes.transfer.xml_items import NO_XML, Items, head, is_xml, local, said

N_ = str  # marks a sentence for translation where it is shown

KIND = "blogger"
NAME = "Blogger"

CLOSED = N_("Its blog was not for everyone there, so it is for you alone until you choose.")
NO_KIND = "–"
_KIND = "schemas.google.com/g/2005#kind"
# What says who may read a whole blog: in the older export a setting among its entries, in Takeout's a column of the table beside it.
_ACCESS, _TABLE = "blog_read_access_mode", "settings.csv"


def recognises(bundle: Bundle) -> bool:
    return bool(_files(bundle))


def _files(bundle: Bundle) -> list[str]:
    wanted = [name for name in bundle.names() if name.lower().endswith((".xml", ".atom")) or len(bundle.names()) == 1][:200]
    return [name for name in wanted if _is_export(head(bundle, name)) and _says_kinds(bundle, name)]


def _is_export(first: bytes) -> bool:
    return is_xml(first) and b"<feed" in first and (b"schemas.google.com/blogger/" in first or b"tag:blogger.com,1999:" in first)


def _says_kinds(bundle: Bundle, name: str) -> bool:
    """Whether its first entry says what it is: in an export a post, a comment or a setting, in the feed of a blog of Blogger's nothing."""
    try:
        first = next(iter(Items(bundle, name, ("{*}entry",))), None)
    except Spoilt:
        return True
    return first is None or _kind(first, next((said(one) for one in first if local(one) == "type"), ""))[0] != NO_KIND


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts and pages, in the file's order."""
    files = _files(bundle)
    used = set(files)
    tally = Tally()
    for name in files:
        items = Items(bundle, name, ("{*}entry",))
        try:
            closed = _is_closed(bundle, name)
            made = (_post(entry, bundle, tally) for entry in items)
            for each in to_the_cut((one for one in made if one is not None), lambda: items.cut):  # noqa: B023 (asked before the next file is opened)
                post = replace(each, reach="me", warnings=(*each.warnings, Why(CLOSED))) if closed and each.reach != "me" else each
                used.update(one.inside for one in post.media)
                yield post
            if items.cut:
                yield trouble(name, Spoilt(NO_XML, name=name))
        except Spoilt as why:
            yield trouble(name, why)
    yield from tally.told()
    yield from other_files(bundle, used)


def _is_closed(bundle: Bundle, name: str) -> bool:
    """Whether the settings of the blog whose export is the file `name` say that not everybody may read it. No other setting is looked at."""
    modes = [said(one.find("{*}content")) for one in Items(bundle, name, ("{*}entry",)) if said(one.find("{*}id")).lower().endswith(f".settings.{_ACCESS}")]
    table = f"{name.rpartition('/')[0]}/{_TABLE}".lstrip("/")
    with suppress(Spoilt):  # a table of another program's, or a part of one
        modes += [row.get(_ACCESS, "") for row in Table(bundle, table)] if table in bundle else []
    return any(one.strip().lower() not in {"", "public"} for one in modes)


def _post(entry: etree._Element, bundle: Bundle, tally: Tally) -> Post | None:
    values = {local(one): said(one) for one in reversed(entry) if local(one) in {"id", "title", "content", "published", "updated", "type", "status", "filename"}}
    kind, tags = _kind(entry, values.get("type", ""))
    if kind not in {"post", "page"}:
        if kind == "comment":
            tally.add(COMMENTS)
        else:
            tally.add(OF_SITE, what=kind[:40])
        return None
    state = values.get("status", "").upper()
    if "TRASH" in state:
        tally.add(BIN)
        return None
    html = kept(values.get("content", ""))
    title = words_of(values.get("title", ""))
    if not html.strip() and not title:
        tally.add(BLANK)
        return None
    draft = state not in {"", "LIVE"} or any(local(one) == "draft" and said(one).lower() == "yes" for one in entry.iter())
    link = next((one.get("href", "") for one in entry if local(one) == "link" and one.get("rel") == "alternate"), "")
    stated = values.get("published", "")
    dated, unsure = dated_by(stated, instant(stated), instant(values.get("updated")))
    return Post(
        kind=KIND,
        source_id=known_by(html, values.get("id", ""), link, title),
        place=title or link or values.get("id") or NAME,
        title=title or None,
        html=html,
        address="" if draft else whole("", link),
        dated=dated,
        how_dated="stated" if dated else "unknown",
        status="draft" if draft else "published",
        reach="me" if draft else "everyone",
        author=by_name(*(said(one.find("{*}name")) for one in entry if local(one) == "author")),
        tags=tags,
        media=media(html, bundle.near if len(bundle.names()) > 1 else None),
        warnings=((Why(PAGE),) if kind == "page" else ()) + unsure,
    )


def _kind(entry: etree._Element, stated: str) -> tuple[str, tuple[str, ...]]:
    """What an entry is, and its labels."""
    kind = stated.lower()
    tags: dict[str, None] = {}
    for one in entry:
        if local(one) == "category":
            if (one.get("scheme") or "").endswith(_KIND):
                kind = kind or (one.get("term") or "").rpartition("#")[2].lower()
            elif one.get("term"):
                tags[one.get("term", "")] = None
    return kind or NO_KIND, tuple(tags)
