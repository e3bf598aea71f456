"""Sitemaps (sitemaps.org, with the languages of each page): one that lists the others, one of lists, one a year of notes.

Cut by year, so that a new note touches one small file, and an old file is never written again.
"""

from weeknotes.notes.models import Note
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.baked import follow
from weeknotes.publishing.document import Xml
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.shelf import public

NAME = "sitemap"
INDEX, PAGES = "", "pages"
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def touched(note: Note) -> set[Spot]:
    """The year that the note is dated in, and the two that say which lists and years there are."""
    years = {f"{note.dated.year:04d}"} if note.dated else set()
    return {Spot(NAME, key, "") for key in {INDEX, PAGES} | years}


def every() -> list[Spot]:
    """All of them."""
    return [Spot(NAME, key, "") for key in [INDEX, PAGES, *_years()]]


def render(key: str, lang: str) -> Rendered | None:  # noqa: ARG001 - one for all languages
    """A sitemap: of sitemaps, of lists, or of the notes dated in a year."""
    if not addresses.trees():
        return None
    if key == INDEX:
        return Rendered("sitemap.xml", _index(), frozenset())
    if key == PAGES:
        return Rendered(f"sitemap-{PAGES}.xml", _pages(), frozenset())
    notes = list(public().filter(dated__year=int(key)).order_by("dated", "published_at", "id").select_related("edition"))
    if not notes:
        return None
    urls = addresses.note_addresses(note.pk for note in notes)
    xml = _opened()
    for note in notes:
        made_at = note.edition.made_at.date().isoformat() if note.edition else ""
        _url(xml, urls.get(note.pk, {}), made_at)
    return Rendered(f"sitemap-{key}.xml", _closed(xml), frozenset(note.pk for note in notes))


def _years() -> list[str]:
    return [f"{day.year:04d}" for day in public().order_by().dates("dated", "year")]


def _index() -> bytes:
    xml = Xml()
    xml.open("sitemapindex", xmlns=SCHEMA)
    for key in [PAGES, *_years()]:
        xml.open("sitemap")
        xml.leaf("loc", addresses.absolute(f"/sitemap-{key}.xml"))
        xml.close("sitemap")
    xml.close("sitemapindex")
    return xml.done()


def _pages() -> bytes:
    xml = _opened()
    # Pages about a label are found from their notes: to look them all up at each change would cost by the size of the site.
    for kind in shelf.KINDS[:-1]:
        for key in shelf.every_key(kind):
            _url(xml, {lang: addresses.address(kind, key, lang) for lang in addresses.langs()}, "")
    if shelf.every_key(shelf.TAG):
        _url(xml, {lang: addresses.address("tags", "", lang) for lang in addresses.langs()}, "")
    _url(xml, {lang: follow.address(lang) for lang in addresses.langs()}, "")
    return _closed(xml)


def _opened() -> Xml:
    xml = Xml()
    xml.open("urlset", xmlns=SCHEMA, xmlns_xhtml="http://www.w3.org/1999/xhtml")
    return xml


def _closed(xml: Xml) -> bytes:
    xml.close("urlset")
    return xml.done()


def _url(xml: Xml, by_lang: dict[str, str], changed: str) -> None:
    """One `url` for each language, each saying where all of them are."""
    for at in by_lang.values():
        xml.open("url")
        xml.leaf("loc", addresses.absolute(at))
        if changed:
            xml.leaf("lastmod", changed)
        if len(by_lang) > 1:
            for lang, other in sorted(by_lang.items()):
                xml.leaf("xhtml:link", rel="alternate", hreflang=lang, href=addresses.absolute(other))
        xml.close("url")


kind = Kind(NAME, touched, every, render)
