"""A feed in Atom (RFC 4287), with entries that are no more (RFC 6721) and archives (RFC 5005)."""

from django.utils.feedgenerator import rfc3339_date

from weeknotes.publishing import addresses
from weeknotes.publishing.channel import Channel, Item, kept
from weeknotes.publishing.document import Xml

HISTORY = "http://purl.org/syndication/history/1.0"


def atom(channel: Channel) -> bytes:
    """The feed as a document; entries keep their own language."""
    xml = Xml()
    spaces = {"xmlns": "http://www.w3.org/2005/Atom"}
    if channel.archive is not None:
        spaces["xmlns_fh"] = HISTORY
    if channel.departed:
        spaces["xmlns_at"] = "http://purl.org/atompub/tombstones/1.0"
    xml.open("feed", **spaces, xml_lang=channel.lang)
    xml.leaf("title", channel.title)
    if channel.about:
        xml.leaf("subtitle", channel.about, **({"xml_lang": channel.about_lang} if channel.about_lang else {}))
    xml.leaf("id", channel.name)
    xml.leaf("link", rel="alternate", type="text/html", href=channel.page)
    for relation, at in channel.links("feed"):
        xml.leaf("link", rel=relation, **({} if relation == "hub" else {"type": addresses.FEED_MEDIA["feed"]}), href=at)
    xml.leaf("updated", rfc3339_date(channel.updated))
    xml.leaf("generator", "Weeknotes")
    xml.open("author")
    xml.leaf("name", channel.owner)
    xml.close("author")
    if channel.archive is not None:
        xml.leaf("fh:archive")
    for departed in channel.departed:
        xml.leaf("at:deleted-entry", ref=departed.name, when=rfc3339_date(departed.at))
    for one in channel.items:
        xml.put(entry(one))
    xml.close("feed")
    return xml.done()


@kept
def entry(one: Item) -> str:
    """One entry, to stand in a feed."""
    xml = Xml()
    xml.open("entry", xml_lang=one.lang)
    xml.leaf("title", one.title)
    xml.leaf("id", one.name)
    xml.leaf("link", rel="alternate", type="text/html", hreflang=one.lang, href=one.url)
    for lang, at in one.others:
        xml.leaf("link", rel="related", type="text/html", hreflang=lang, href=at)
    xml.leaf("published", rfc3339_date(one.published))
    xml.leaf("updated", rfc3339_date(one.updated))
    for writer in one.by:
        xml.open("author")
        xml.leaf("name", writer.name)
        if writer.url:
            xml.leaf("uri", writer.url)
        xml.close("author")
    for tag in one.tags:
        xml.leaf("category", term=tag, scheme=one.scheme)
    if one.excerpt:
        xml.leaf("summary", one.excerpt)
    xml.leaf("content", one.html, type="html", xml_lang=one.lang, xml_base=one.url)
    xml.close("entry")
    return xml.text()
