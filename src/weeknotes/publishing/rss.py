"""A feed in RSS 2.0, by the specification and the best practices profile of the RSS Advisory Board."""

from email.utils import format_datetime

from weeknotes.publishing import addresses
from weeknotes.publishing.atom import HISTORY
from weeknotes.publishing.channel import Channel, Item, kept
from weeknotes.publishing.document import Xml


def rss(channel: Channel) -> bytes:
    """The feed as a document. Dates are in English whatever the language (RFC 822); a name is no mail address, so writers are `dc:creator`."""
    xml = Xml()
    more = {"xmlns_fh": HISTORY} if channel.archive is not None else {}
    xml.open(
        "rss",
        version="2.0",
        **more,
        xmlns_atom="http://www.w3.org/2005/Atom",
        xmlns_content="http://purl.org/rss/1.0/modules/content/",
        xmlns_dc="http://purl.org/dc/elements/1.1/",
    )
    xml.open("channel")
    xml.leaf("title", channel.title)
    xml.leaf("link", channel.page)
    xml.leaf("description", channel.about or channel.title)
    xml.leaf("language", channel.lang)
    xml.leaf("lastBuildDate", format_datetime(channel.updated))
    xml.leaf("generator", "Weeknotes")
    xml.leaf("docs", "https://www.rssboard.org/rss-specification")
    for relation, at in channel.links("rss"):
        xml.leaf("atom:link", rel=relation, **({} if relation == "hub" else {"type": addresses.FEED_MEDIA["rss"]}), href=at)
    if channel.archive is not None:
        xml.leaf("fh:archive")
    for one in channel.items:
        xml.put(_item(one))
    xml.close("channel")
    xml.close("rss")
    return xml.done()


@kept
def _item(one: Item) -> str:
    xml = Xml()
    xml.open("item")
    xml.leaf("title", one.title)
    xml.leaf("link", one.url)
    xml.leaf("guid", one.name, isPermaLink="false")
    xml.leaf("pubDate", format_datetime(one.published))
    xml.leaf("atom:updated", one.updated.isoformat(timespec="seconds"))
    for writer in one.by:
        xml.leaf("dc:creator", writer.name)
    xml.leaf("dc:language", one.lang)
    for tag in one.tags:
        xml.leaf("category", tag, domain=one.scheme)
    xml.leaf("description", one.excerpt or one.title)
    xml.leaf("content:encoded", one.html)
    xml.close("item")
    return xml.text()
