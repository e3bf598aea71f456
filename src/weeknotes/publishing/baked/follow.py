"""How to follow, and every feed there is: a page in each tree, and a file of who writes here for feed readers (OPML 2.0)."""

from functools import lru_cache

from django.utils.translation import gettext as _

from weeknotes.notes.models import Note
from weeknotes.people.site import organisation
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.document import Xml
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.listing import Line, listing
from weeknotes.publishing.making import made
from weeknotes.publishing.pieces import pieces

PAGE, OUTLINE = "follow", "outline"
LISTED = (shelf.PERSON, shelf.TEAM, shelf.SERIES, shelf.TAG)


def address(lang: str) -> str:
    """Where the page stands."""
    return f"{addresses.top(lang)}feeds/"


def spots() -> set[Spot]:
    """The page and the file, in each tree."""
    return {Spot(name, "", lang) for name in (PAGE, OUTLINE) for lang in addresses.langs()}


def kind_of(name: str) -> Kind:
    """The page, or the file: one in each tree."""

    def touched(note: Note) -> list[Spot]:
        """Where `note` is the first or the last of a list: with it, a feed comes or goes."""
        lists = ((kind, key) for kind in LISTED for key in shelf.keys_of(kind, note))
        return every() if any(shelf.first_or_last(kind, key, note) for kind, key in lists) else []

    def every() -> list[Spot]:
        return [Spot(name, "", lang) for lang in addresses.langs()]

    def render(key: str, lang: str) -> Rendered | None:  # noqa: ARG001 - there is one
        if lang not in addresses.langs():
            return None
        return _page(lang) if name == PAGE else _outline(lang)

    return Kind(name, touched, every, render)


def _page(lang: str) -> Rendered:
    body = made(
        "publishing/follow.html",
        lang=lang,
        here="follow",
        canonical=address(lang),
        others={other: address(other) for other in addresses.langs()},
        feed=addresses.feed_address("home", "", lang),
        listing=listing(lang),
        pieces=pieces,
    )
    return Rendered(addresses.file_of(address(lang)), body, frozenset())


def _outline(lang: str) -> Rendered:
    """Who writes here: teams and people, each with its feed. A reader takes it as a list of what to follow."""
    here = organisation()
    found, site = listing(lang), addresses.absolute("")
    xml = Xml()
    xml.open("opml", version="2.0")
    xml.open("head")
    xml.leaf("title", _("Who writes at %(name)s") % {"name": here.name_in(lang) if here else ""})
    xml.leaf("ownerName", here.name_in(lang) if here else "")
    xml.leaf("docs", "http://opml.org/spec2.opml")
    xml.close("head")
    xml.open("body")
    xml.put(_followed(found.site, lang, site))
    for title, lines in ((_("Teams"), found.teams), (_("People"), found.people)):
        if lines:
            xml.open("outline", text=title)
            for line in lines:
                xml.put(_followed(line, lang, site))
            xml.close("outline")
    xml.close("body")
    xml.close("opml")
    return Rendered(f"{addresses.file_of(addresses.top(lang)).removesuffix('index.html')}feeds.opml", xml.done(), frozenset())


@lru_cache(maxsize=2_000)
def _followed(line: Line, lang: str, site: str) -> str:
    """A line of it, at the address `site`."""
    xml = Xml()
    said = {"text": line.name, "title": line.name, "type": "rss", "xmlUrl": f"{site}{line.atom}", "htmlUrl": f"{site}{line.url}"}
    if line.about:
        said["description"] = line.about
    if line.spoken != lang:
        said["xml_lang"] = line.spoken  # an element says it of all its words, of which the others are names
    xml.leaf("outline", **said, language=lang)
    return xml.text()


kind = kind_of(PAGE)
outline_kind = kind_of(OUTLINE)
