"""An Atom feed (RFC 4287) beside each page that lists notes: the newest thirty, whole."""

import uuid
from datetime import datetime

from django.conf import settings
from django.utils.feedgenerator import rfc3339_date
from django.utils.html import escape
from django.utils.translation import gettext as _

from weeknotes.notes.models import Note
from weeknotes.people.site import organisation
from weeknotes.prose.pictures import with_host
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.document import Xml
from weeknotes.publishing.entries import Entry, entries
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.shelf import Shelf
from weeknotes.web import dates

NAME = "feed"
MOST = 30


def touched(note: Note) -> set[Spot]:
    """The feed beside each list that the note stands on."""
    return {spot for kind in shelf.KINDS for spot in shelf.spots(kind, shelf.keys_of(kind, note), of=NAME)}


def every() -> list[Spot]:
    """A feed beside each list."""
    return sorted({spot for kind in shelf.KINDS for spot in shelf.spots(kind, shelf.every_key(kind), of=NAME)})


def render(key: str, lang: str) -> Rendered | None:
    """The feed of the list that `key` names, as `person:nerys`."""
    of, _colon, which = key.partition(":")
    found = shelf.shelf(of, which) if of in shelf.KINDS and lang in addresses.langs() else None
    here = organisation()
    if found is None or here is None:
        return None
    shown = entries(found.newest[:MOST], lang)
    page = addresses.absolute(addresses.address(of, which, lang))
    itself = addresses.absolute(addresses.feed_address(of, which, lang))
    newest = max((one.updated for one in shown), default=here.made_at)
    body = atom(title=title_of(found, lang), page=page, itself=itself, lang=lang, updated=newest, owner=here.name_in(lang), shown=shown)
    return Rendered(addresses.file_of(addresses.feed_address(of, which, lang)), body, frozenset(one.note_id for one in shown))


def title_of(on: Shelf, lang: str) -> str:
    """What the feed is called in a reader's list."""
    here = organisation()
    name = here.name_in(lang) if here else ""
    if on.label:
        return f"{on.label} – {on.person.name if on.person else on.team.name_in(lang) if on.team else name}"
    if on.person is not None:
        return f"{on.person.name} – {name}"
    if on.team is not None:
        return f"{on.team.name_in(lang)} – {name}"
    if on.series is not None:
        return f"{on.series.name_in(lang)} – {name}"
    if on.tag is not None:
        return f"{on.tag.name_in(lang)} – {name}"
    if on.monday is not None:
        week = _("Week %(number)s, %(year)s") % {"number": dates.number(on.monday), "year": on.monday.isocalendar().year}
        return f"{week} – {name}"
    return f"{on.year} – {name}" if on.year else _("Weeknotes from %(name)s") % {"name": name}


def atom(*, title: str, page: str, itself: str, lang: str, updated: datetime, owner: str, shown: list[Entry]) -> bytes:
    """The feed as a document. `page` and `itself` are whole addresses; entries keep their own language and name for ever."""
    xml = Xml()
    xml.open("feed", xmlns="http://www.w3.org/2005/Atom", xml_lang=lang)
    xml.leaf("title", title)
    xml.leaf("id", uuid.uuid5(uuid.NAMESPACE_URL, itself).urn)
    xml.leaf("link", rel="alternate", type="text/html", href=page)
    xml.leaf("link", rel="self", type="application/atom+xml", href=itself)
    xml.leaf("updated", rfc3339_date(updated))
    xml.open("author")
    xml.leaf("name", owner)
    xml.close("author")
    for one in shown:
        _entry(xml, one)
    xml.close("feed")
    return xml.done()


def _entry(xml: Xml, one: Entry) -> None:
    at = addresses.absolute(one.url)
    xml.open("entry", xml_lang=one.lang)
    xml.leaf("title", one.title)
    xml.leaf("id", one.urn)
    xml.leaf("link", rel="alternate", type="text/html", hreflang=one.lang, href=at)
    for other in one.others:
        xml.leaf("link", rel="related", type="text/html", hreflang=other.lang, href=addresses.absolute(other.url))
    xml.leaf("published", rfc3339_date(one.published))
    xml.leaf("updated", rfc3339_date(one.updated))
    for person in one.by:
        xml.open("author")
        xml.leaf("name", person.name)
        if person.url:
            xml.leaf("uri", addresses.absolute(person.url))
        xml.close("author")
    html = with_host(str(one.html), settings.SITE_URL)
    if one.corrected:
        said = escape(one.correction)
        when = _("Corrected on %(day)s.") % {"day": dates.day(one.updated)}
        html += f"<p><strong>{when}</strong> {said}</p>"
    xml.leaf("content", html, type="html", xml_lang=one.lang, xml_base=at)
    xml.close("entry")


kind = Kind(NAME, touched, every, render)
