"""WordPress's own export (WXR 1.0 to 1.2): posts and pages, with what they show. Comments, their writers and everything else of the site stay behind."""

import re
from collections.abc import Iterator
from datetime import datetime

from weeknotes.prose.shapes import Why
from weeknotes.transfer.blocks_wordpress import Told, told
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.cut_off import to_the_cut
from weeknotes.transfer.gates import FREE, HIDDEN, PAID, PART, SOME, of_roles
from weeknotes.transfer.instants import as_seen, instant
from weeknotes.transfer.items_wordpress import ACCESS, PARTLY, WPML_FROM, WPML_GROUP, Item, Site
from weeknotes.transfer.keep import figure, kept, link_to, media, named_after, whole
from weeknotes.transfer.leaving import BIN, BLANK, COMMENTS, GROUPS, OF_SITE, PAGE, Tally, beside, by_name, known_by, other_files
from weeknotes.transfer.neutral import Left, Post, Reach, Status
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.shortcodes import Attached
from weeknotes.transfer.tongues_wordpress import apart
from weeknotes.transfer.tree_html import title_words
from weeknotes.transfer.trouble import trouble
from weeknotes.transfer.xml_items import Items, head, is_xml, local, said

N_ = str  # marks a sentence for translation where it is shown

KIND = "wordpress"
NAME = "WordPress"

PASSWORD = N_("It was behind a password there. Here it is for you alone, until you choose.")
SHORTCODES = N_("WordPress puts something in the place of these words, and only there: %(what)s. They stand in the text as words.")
MADE = N_("WordPress makes a part of this itself whenever it is asked for (%(what)s). That part did not come.")
CUT = N_("“%(name)s” stops in the middle of a post, or after one. Whatever came after “%(last)s” is missing: export once more.")

OWN_KIND = N_("It was of a kind of the site’s own there (%(what)s). Nothing says who could read that kind, so it is for you alone until you choose.")

_POSTS = {"post", "page"}
# Kinds that a site makes for itself and calls as people call writing; what forms, shops and designs keep is called otherwise.
_WRITING = re.compile(
    r"(?:^|[_-])(?:week(?:ly)?[_-]?(?:note|update|post)s?|news(?:[_-]?(?:letter|item|post|article)s?)?|(?:micro)?blog(?:[_-]?post)?s?|articles?|stor(?:y|ies)|diar(?:y|ies)"
    r"|journals?|podcasts?|episodes?|announcements?|essays?)$|^(?:notes?|updates?|posts|entries)$",
    re.IGNORECASE,
)
_MOST_PICTURES, _MOST_GROUPS = 500, 20


def recognises(bundle: Bundle) -> bool:
    return any(_is_export(bundle, name) for name in bundle.names()[:200] if name.lower().endswith((".xml", ".wxr", ".txt", ".rss")) or len(bundle.names()) == 1)


def _is_export(bundle: Bundle, name: str) -> bool:
    first = head(bundle, name)
    return is_xml(first) and (b"wordpress.org/export/" in first or b"<wp:wxr_version>" in first)


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts and pages, in the file's order."""
    files = [name for name in bundle.names() if name.lower().endswith((".xml", ".wxr", ".txt", ".rss")) or len(bundle.names()) == 1]
    read = {name for name in files if _is_export(bundle, name)}
    used: set[str] = set()
    tally = Tally()
    site = Site(bundle, tuple(sorted(read)), tally=tally)
    for name in site.files:
        site.file = name
        try:
            yield from _posts(site, used)
        except Spoilt as why:
            yield trouble(name, why)
    yield from tally.told()
    yield from other_files(bundle, read | used)


def _posts(site: Site, used: set[str]) -> Iterator[Post | Left | Trouble]:
    items = Items(site.bundle, site.file, ("item", "{*}author", "{*}base_blog_url", "{*}base_site_url"))
    last: Post | None = None
    for post in to_the_cut(_each(items, site), lambda: items.cut):
        last = post
        used.update(each.inside for each in post.media if each.inside)
        yield post
    if items.cut:
        yield trouble(site.file, Spoilt(CUT, name=site.file, last="–" if last is None else last.title or last.source_id))


def _each(items: Items, site: Site) -> Iterator[Post]:
    for one in items:
        name = local(one)
        if name == "author":
            site.authors[said(one.find("{*}author_login"))] = said(one.find("{*}author_display_name"))
        elif name.startswith("base_"):
            site.base = said(one) if name == "base_blog_url" or not site.base else site.base
        else:
            for item in apart(Item.of(one)):
                post = _post(item, site)
                if post is not None:
                    yield post


def _post(item: Item, site: Site) -> Post | None:
    """A post of the file; None for what is none, which is counted."""
    if item.type not in _POSTS and not _WRITING.search(item.type[:60]):
        site.tally.add(OF_SITE, what=item.type[:60])
        return None
    site.tally.add(COMMENTS, item.comments)
    status = item.get("status")
    if status == "trash":
        site.tally.add(BIN)
        return None
    if not item.content.strip() and not item.get("title") and "_thumbnail_id" not in item.meta:
        site.tally.add(BLANK)
        return None
    text, made, warnings = _text(item, site)
    state, reach, narrowed = _reach(item, made)
    reach = reach if item.type in _POSTS else "me"
    warnings += narrowed
    if item.type == "page":
        warnings.append(Why(PAGE))
    elif item.type not in _POSTS:
        warnings.append(Why(OWN_KIND, {"what": item.type[:60]}))
    if item.groups:
        warnings.append(Why(GROUPS, {"names": ", ".join(item.groups[:_MOST_GROUPS])}))
    dated = as_seen(_moment(item), instant(item.get("post_date")))
    address = whole(site.base, item.get("link")) if state == "published" and item.get("link") else ""
    title = title_words(item.get("title"))
    return Post(
        kind=KIND,
        source_id=known_by(text, f"{site.base}#{item.id}{f' {item.part}' if item.part else ''}" if item.id else "", item.get("guid"), item.get("link")),
        place=title or item.get("link") or f"{site.file} {item.id}",
        title=title or None,
        html=text,
        address=address,
        dated=dated,
        how_dated="stated" if dated else "unknown",
        status=state,
        reach=reach,
        lang=item.lang,
        author=by_name(site.authors.get(item.get("creator"), ""), item.get("creator")),
        tags=item.tags,
        media=media(text, site.bundle.near if len(site.bundle.names()) > 1 else None),
        warnings=tuple(warnings),
        pair=f"{site.base} {item.pair}" if item.pair else "",
        base=address or (f"{site.base.rstrip('/')}/" if site.base else ""),
        leads=(not item.part and item.pair.startswith("tongues ")) or (bool(item.meta.get(WPML_GROUP)) and not item.meta.get(WPML_FROM)),
    )


def _moment(item: Item) -> datetime | None:
    """When it was published, in UTC; None for what never was. Of noughts there, WordPress makes a day of its own beside them, in older exports one of 1999."""
    stated = item.get("post_date_gmt")
    return instant(stated) or (None if stated.startswith("0000") else instant(item.get("pubDate")))


def _reach(item: Item, made: Told) -> tuple[Status, Reach, list[Why]]:
    """What the source says: only what it has published, all of it, without a password and for more than subscribers, was for everyone."""
    if item.get("status") != "publish":
        states: dict[str, Status] = {"private": "private", "future": "scheduled"}
        return states.get(item.get("status"), "draft"), "me", []
    if item.get("post_password"):
        return "published", "me", [Why(PASSWORD)]
    if of_roles(item.meta):
        return "published", "me", [Why(SOME)]
    access = item.meta.get(ACCESS, "")
    if access not in {"", "everybody"}:
        return "published", "members", [Why(FREE if access == "subscribers" else PAID)]
    if made.gated or item.meta.get(PARTLY, "") not in {"", "0"}:
        return "published", "members", [Why(PART)]
    return "published", "everyone", []


def _text(item: Item, site: Site) -> tuple[str, Told, list[Why]]:
    warnings: list[Why] = []

    def pictures(numbers: str) -> list[Attached]:
        known, _shared, of_post = site.numbered()
        wanted = [one.strip() for one in numbers.split(",")][:_MOST_PICTURES]
        return [known[one] for one in wanted if one in known] if numbers else of_post.get(item.id, [])[:_MOST_PICTURES]

    made = told(item.content, pictures=pictures, shared=lambda number: site.numbered()[1].get(number, ""), notes=item.meta.get("footnotes", ""))
    html = kept(made.html)
    shown = site.numbered()[0].get(item.meta["_thumbnail_id"]) if item.meta.get("_thumbnail_id") else None
    if shown is not None and shown.address.rpartition("/")[2] not in html:
        html = f"{figure(shown.address, shown.alt, '')}\n{html}"
    sound = item.meta.get("enclosure", "").partition("\n")[0].strip()
    if sound.startswith("http") and sound not in html:
        html = f"{html}\n{link_to(sound, named_after(sound))}"
    if made.shortcodes:
        warnings.append(Why(SHORTCODES, {"what": ", ".join(f"[{one}]" for one in made.shortcodes)}))
    if made.made:
        warnings.append(Why(MADE, {"what": ", ".join(made.made[:10])}))
    if made.hidden:
        warnings.append(Why(HIDDEN))
    warnings += beside(item.excerpt, html)
    return html, made, warnings
