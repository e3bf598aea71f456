"""WordPress's own export (WXR 1.0 to 1.2): posts and pages, with what they show. Comments, their writers and everything else of the site stay behind."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from weeknotes.prose.shapes import Why
from weeknotes.transfer.blocks_wordpress import told
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.instants import instant
from weeknotes.transfer.keep import figure, kept, link_to, media, named_after, whole
from weeknotes.transfer.leaving import BIN, BLANK, COMMENTS, OF_SITE, PAGE, Tally, by_name, known_by, other_files
from weeknotes.transfer.neutral import Left, Post, Reach, Status
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.shortcodes import Attached
from weeknotes.transfer.tree_html import words_of
from weeknotes.transfer.trouble import trouble
from weeknotes.transfer.xml_items import Items, head, is_xml, local, said

N_ = str  # marks a sentence for translation where it is shown

KIND = "wordpress"
NAME = "WordPress"

PASSWORD = N_("It was behind a password there. Here it is for you alone, until you choose.")
SHORTCODES = N_("WordPress puts something in the place of these words, and only there: %(what)s. They stand in the text as words.")
MADE = N_("WordPress makes a part of this itself whenever it is asked for (%(what)s). That part did not come.")
SUMMARY = N_("It has a summary beside its text, which did not come: “%(words)s”")
CUT = N_("“%(name)s” stops in the middle of a post, or after one. Whatever came after “%(last)s” is missing: export once more.")
LAST = N_("The file stops here, so this post may not be whole.")

_TAXONOMIES = {"category", "post_tag", "tag"}
_NONE = {"uncategorized", "uncategorised", "heb-gategori", "dim-categori"}
_POSTS = {"post", "page"}
_MOST_PICTURES = 500


@dataclass(slots=True)
class _Site:
    """What is known of the whole: the bundle, its exports, the one that is read, its address, its writers' names, what posts name by number."""

    bundle: Bundle
    files: tuple[str, ...]
    file: str = ""
    base: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    _numbered: tuple[dict[str, Attached], dict[str, str], dict[str, list[Attached]]] | None = None

    def numbered(self) -> tuple[dict[str, Attached], dict[str, str], dict[str, list[Attached]]]:
        """Pictures and shared blocks by their number, and the pictures of each post; the files are read once more for them when the first is wanted."""
        if self._numbered is None:
            pictures: dict[str, Attached] = {}
            shared: dict[str, str] = {}
            for file in self.files:
                self._look(file, pictures, shared)
            of_post: dict[str, list[Attached]] = {}
            for one in pictures.values():
                of_post.setdefault(one.parent, []).append(one)
            self._numbered = pictures, shared, of_post
        return self._numbered

    def _look(self, file: str, pictures: dict[str, Attached], shared: dict[str, str]) -> None:
        try:
            for item in Items(self.bundle, file, ("item",)):
                one = _Item.of(item)
                if one.type == "attachment" and (address := one.get("attachment_url") or one.get("guid")):
                    pictures[one.id] = Attached(address, one.meta.get("_wp_attachment_image_alt"), one.excerpt, one.get("post_parent"))
                elif one.type == "wp_block":
                    shared[one.id] = one.content
        except Spoilt:
            return  # said where its posts are read


@dataclass(slots=True)
class _Item:
    """The parts of an item that are looked at, and no others."""

    values: dict[str, str]
    content: str
    excerpt: str
    meta: dict[str, str]
    tags: tuple[str, ...]
    lang: str | None
    pair: str
    comments: int

    @classmethod
    def of(cls, item: etree._Element) -> "_Item":
        values: dict[str, str] = {}
        meta: dict[str, str] = {}
        tags: dict[str, None] = {}
        content = excerpt = ""
        lang = None
        comments, pair = 0, ""
        for one in item:
            name = local(one)
            if name in _READ:
                values.setdefault(name, said(one))
            elif name == "encoded":
                if "excerpt" in str(one.tag):
                    excerpt = said(one)
                else:
                    content = one.text or ""
            elif name == "category":
                domain = one.get("domain", "category")
                if domain == "language":
                    lang = (one.get("nicename") or said(one))[:2].lower()
                elif domain == "post_translations":  # Polylang's name for what is one text in several languages
                    pair = (one.get("nicename") or said(one))[:200]
                elif domain in _TAXONOMIES and one.get("nicename", "") not in _NONE and said(one).lower() not in _NONE and said(one):
                    tags[said(one)] = None
            elif name == "postmeta":
                key = said(one.find("{*}meta_key"))
                if key in _META:
                    meta[key] = said(one.find("{*}meta_value"))
            elif name == "comment":
                comments += 1
        lang = lang or meta.get(_WPML_LANG, "")[:2].lower() or None
        pair = pair or meta.get(_WPML_GROUP, "")[:200]
        return cls(values, content, excerpt, meta, tuple(tags), lang, pair, comments)

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def id(self) -> str:
        return self.get("post_id")

    @property
    def type(self) -> str:
        return self.get("post_type") or "post"


# What WPML Export and Import writes beside a post: its language, the one it was translated from ("" or not there for the first), what is one text in several.
_WPML_LANG, _WPML_FROM, _WPML_GROUP = "_wpml_import_language_code", "_wpml_import_source_language_code", "_wpml_import_translation_group"
_META = frozenset(["_thumbnail_id", "footnotes", "_wp_attachment_image_alt", "enclosure", _WPML_LANG, _WPML_FROM, _WPML_GROUP])
_READ = frozenset(
    ["title", "link", "guid", "creator", "pubDate", "post_id", "post_date", "post_date_gmt", "post_parent", "status", "post_type", "post_password", "attachment_url"]
)


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
    site = _Site(bundle, tuple(sorted(read)), tally=tally)
    for name in site.files:
        site.file = name
        try:
            yield from _posts(site, used)
        except Spoilt as why:
            yield trouble(name, why)
    yield from tally.told()
    yield from other_files(bundle, read | used)


def _posts(site: _Site, used: set[str]) -> Iterator[Post | Left | Trouble]:
    items = Items(site.bundle, site.file, ("item", "{*}author", "{*}base_blog_url", "{*}base_site_url"))
    waiting: Post | None = None
    for one in items:
        name = local(one)
        if name == "author":
            site.authors[said(one.find("{*}author_login"))] = said(one.find("{*}author_display_name"))
        elif name.startswith("base_"):
            site.base = said(one) if name == "base_blog_url" or not site.base else site.base
        else:
            post = _post(_Item.of(one), site)
            if post is not None:
                if waiting is not None:
                    yield waiting
                waiting = post
                used.update(each.inside for each in post.media if each.inside)
    if waiting is not None and items.cut:
        waiting = _warned(waiting)
    if waiting is not None:
        yield waiting
    if items.cut:
        last = (waiting.title or waiting.source_id) if waiting is not None else "–"
        yield trouble(site.file, Spoilt(CUT, name=site.file, last=last))


def _post(item: _Item, site: _Site) -> Post | None:
    """A post of the file; None for what is none, which is counted."""
    if item.type not in _POSTS:
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
    text, warnings = _text(item, site)
    state, reach = _reach(item)
    if item.get("post_password"):
        warnings.append(Why(PASSWORD))
    if item.type == "page":
        warnings.append(Why(PAGE))
    dated = instant(item.get("post_date_gmt")) or instant(item.get("pubDate")) or instant(item.get("post_date"))
    address = whole(site.base, item.get("link")) if state == "published" else ""
    return Post(
        kind=KIND,
        source_id=known_by(text, f"{site.base}#{item.id}" if item.id else "", item.get("guid"), item.get("link")),
        place=item.get("title") or item.get("link") or f"{site.file} {item.id}",
        title=words_of(item.get("title")) or None,
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
        leads=bool(item.meta.get(_WPML_GROUP)) and not item.meta.get(_WPML_FROM),
    )


def _reach(item: _Item) -> tuple[Status, Reach]:
    """What the source says: only what it has published, without a password, was for everyone."""
    if item.get("status") == "publish":
        return "published", "me" if item.get("post_password") else "everyone"
    states: dict[str, Status] = {"private": "private", "future": "scheduled"}
    return states.get(item.get("status"), "draft"), "me"


def _text(item: _Item, site: _Site) -> tuple[str, list[Why]]:
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
    summary = words_of(item.excerpt)
    if summary and summary[:80] not in words_of(html):
        warnings.append(Why(SUMMARY, {"words": summary[:500]}))
    return html, warnings


def _warned(post: Post) -> Post:
    return replace(post, warnings=(*post.warnings, Why(LAST)))
