"""What WordPress's export (WXR) has of each item, and what is known of the whole site: nothing of it is looked at that is not named here."""

from dataclasses import dataclass, field

from lxml import etree

from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.gates import ROLES
from weeknotes.transfer.leaving import Tally
from weeknotes.transfer.shortcodes import Attached
from weeknotes.transfer.xml_items import Items, local, said

_TAXONOMIES = {"category", "post_tag", "tag"}
# Kinds of grouping that say nothing a reader met: how a theme shows a post, its language, who wrote it, where it stands in a menu.
_INNER = {"post_format", "author", "nav_menu", "language", "post_translations", "translation_priority", "wp_theme", "link_category"}
_NONE = {"uncategorized", "uncategorised", "heb-gategori", "dim-categori"}
# What WPML Export and Import writes beside a post: its language, the one it was translated from ("" or not there for the first), what is one text in several.
WPML_LANG, WPML_FROM, WPML_GROUP = "_wpml_import_language_code", "_wpml_import_source_language_code", "_wpml_import_translation_group"
# What Jetpack keeps of who may read a post ("" or everybody, else subscribers), and whether a part of it is for those who pay.
ACCESS, PARTLY = "_jetpack_newsletter_access", "_jetpack_memberships_contains_paid_content"
_META = frozenset(["_thumbnail_id", "footnotes", "_wp_attachment_image_alt", "enclosure", ACCESS, PARTLY, WPML_LANG, WPML_FROM, WPML_GROUP]) | ROLES
_READ = frozenset(
    ["title", "link", "guid", "creator", "pubDate", "post_id", "post_date", "post_date_gmt", "post_parent", "status", "post_type", "post_password", "attachment_url"]
)


@dataclass(slots=True)
class Site:
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
                one = Item.of(item)
                if one.type == "attachment" and (address := one.get("attachment_url") or one.get("guid")):
                    pictures[one.id] = Attached(address, one.meta.get("_wp_attachment_image_alt"), one.excerpt, one.get("post_parent"))
                elif one.type == "wp_block":
                    shared[one.id] = one.content
        except Spoilt:
            return  # said where its posts are read


@dataclass(slots=True)
class Item:
    """The parts of an item that are looked at, and no others."""

    values: dict[str, str]
    content: str
    excerpt: str
    meta: dict[str, str]
    tags: tuple[str, ...]
    groups: tuple[str, ...]
    lang: str | None
    pair: str
    comments: int
    part: str = ""  # the language, where it is one of several texts that are kept in one

    @classmethod
    def of(cls, item: etree._Element) -> "Item":
        values: dict[str, str] = {}
        meta: dict[str, str] = {}
        tags: dict[str, None] = {}
        groups: dict[str, None] = {}
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
                elif domain not in _TAXONOMIES | _INNER and said(one):
                    groups[f"{domain}: {said(one)}"[:120]] = None
            elif name == "postmeta":
                key = said(one.find("{*}meta_key"))
                if key in _META:
                    meta[key] = said(one.find("{*}meta_value")) or meta.get(key, "")
            elif name == "comment":
                comments += 1
        lang = lang or meta.get(WPML_LANG, "")[:2].lower() or None
        pair = pair or meta.get(WPML_GROUP, "")[:200]
        return cls(values, content, excerpt, meta, tuple(tags), tuple(groups), lang, pair, comments)

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def id(self) -> str:
        return self.get("post_id")

    @property
    def type(self) -> str:
        return self.get("post_type") or "post"
