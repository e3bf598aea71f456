"""A whole web page: which part of it is the note, and what it says about itself (title, date, language)."""

from typing import NamedTuple

from weeknotes.prose.tags_html import Tag, tags
from weeknotes.prose.weave import Weave

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_BODIES = (
    "e-content",
    "entry-content",
    "post-content",
    "article-content",
    "article-body",
    "post-body",
    "h-entry",
    "post-full-content",
    "section-content",
)
_SKIPPED = frozenset({"nav", "footer", "aside", "header", "form", "dialog"})
_DATES = frozenset({"article:published_time", "date", "dc.date", "datepublished", "dcterms.issued", "dcterms.created", "publish_date"})


class Page(NamedTuple):
    """The tags that are the note, where they end, and the page's own words about it."""

    row: list[Tag]
    end: int
    meta: dict[str, str]


class _Region(NamedTuple):
    rank: int
    size: int
    first: int
    last: int


def page(source: str, start: int, end: int) -> Page:
    """Choose the note out of a page: the marked body, else the one article, else main, else the body. A fragment is the note whole."""
    row = list(tags(source, start, end))
    meta = _meta(source, row)
    regions, first_heading = _regions(row)
    if not regions:
        return Page(row, end, meta)
    best = max(region.rank for region in regions)
    chosen = [region for region in regions if region.rank == best]
    region = max(chosen, key=lambda one: one.size)
    if best in {2, 3} and len(chosen) > 1 and sum(one.size for one in chosen) > 2 * region.size:
        # Several articles of a size: a list of posts, and all of it is the text.
        outer = [one for one in regions if one.rank < 2]
        region = max(outer, key=lambda one: (one.rank, one.size)) if outer else _Region(0, 0, 0, len(row))
    inside = row[region.first : region.last]
    title = _heading(row, first_heading, region)
    last = row[region.last - 1].end if region.last else end
    return Page(title + inside, last, meta)


def _regions(row: list[Tag]) -> tuple[list[_Region], int | None]:
    """Every element that may be the note, and the first h1 that is not in navigation or a banner."""
    regions: list[_Region] = []
    opened: list[tuple[str, int, int, int]] = []
    depth: dict[str, int] = {}
    size = 0
    first_heading = None
    for index, tag in enumerate(row):
        name = tag.name
        if not name:
            size += tag.end - tag.start
        elif not tag.shut:
            if name in _VOID:
                continue
            if name == "h1" and first_heading is None and not any(depth.get(one) for one in ("nav", "footer", "aside")):
                first_heading = index
            opened.append((name, _rank(tag), index, size))
            depth[name] = depth.get(name, 0) + 1
        elif depth.get(name):
            while True:
                last, rank, first, before = opened.pop()
                depth[last] -= 1
                if rank:
                    regions.append(_Region(rank, size - before, first + 1, index))
                if last == name:
                    break
    regions += [_Region(rank, size - before, first + 1, len(row)) for _, rank, first, before in opened if rank]
    return regions, first_heading


def _rank(tag: Tag) -> int:
    attributes = tag.attributes
    if attributes:
        names = attributes.get("class", "").lower().split()
        if attributes.get("itemprop") == "articleBody" or any(one in names for one in _BODIES):
            return 3
    if tag.name == "article":
        return 2
    if tag.name == "main" or attributes.get("role") == "main":
        return 1
    return 0


def _heading(row: list[Tag], first: int | None, region: _Region) -> list[Tag]:
    """The tags of the page's h1 where it stands before the chosen part."""
    if first is None or first >= region.first:
        return []
    last = next((index for index in range(first, region.first) if row[index].name == "h1" and row[index].shut), None)
    return [] if last is None else row[first : last + 1]


def _meta(source: str, row: list[Tag]) -> dict[str, str]:
    meta: dict[str, str] = {}
    for index, tag in enumerate(row):
        if tag.shut or (not tag.attributes and tag.name != "title"):
            continue
        if tag.name == "html" and tag.attributes.get("lang"):
            meta["lang"] = tag.attributes["lang"]
        elif tag.name == "title" and "title" not in meta and index + 1 < len(row) and not row[index + 1].name:
            weave = Weave(source)
            weave.decode(row[index + 1].start, row[index + 1].end)
            meta["title"] = weave.text
        elif tag.name == "meta":
            name = (tag.attributes.get("property") or tag.attributes.get("name") or tag.attributes.get("itemprop") or "").lower()
            if name in _DATES and tag.attributes.get("content"):
                meta.setdefault("date", tag.attributes["content"])
            elif name in {"author", "description", "keywords", "tags", "status"}:
                meta.setdefault(name, tag.attributes.get("content", ""))
        elif tag.name == "time" and tag.attributes.get("datetime"):
            meta.setdefault("time", tag.attributes["datetime"])
    if "time" in meta:
        meta.setdefault("date", meta.pop("time"))
    return meta
