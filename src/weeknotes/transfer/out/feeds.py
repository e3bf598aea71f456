"""What other programs take up: an Atom feed, the subscriptions of a person (OPML 2.0), and an ActivityStreams outbox, of the notes of an export."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from weeknotes.notes.levels import Level
from weeknotes.people.models import Follow, Organisation, Person
from weeknotes.prose.absolute import absolute
from weeknotes.prose.cut import cut
from weeknotes.publishing import addresses
from weeknotes.publishing.atom import atom, entry
from weeknotes.publishing.channel import Channel, Item, Writer
from weeknotes.publishing.document import Xml
from weeknotes.transfer.out.note_page import Text
from weeknotes.transfer.out.shape import Row

EVERYONE = "https://www.w3.org/ns/activitystreams#Public"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An entry as it was written, and when it came and was changed: many of them wait here, so no more is kept of each."""

    published: datetime
    name: str
    updated: datetime
    body: bytes


def written(note: Row, text: Text, by: Iterable[str], html: str, href: str) -> Entry:
    """A published text as an entry. Its pictures and itself stand in the export: their addresses are from the folder of the feed."""
    made = Item(
        name=uuid.uuid5(uuid.UUID(note["uid"]), text.lang).urn,
        url=href,
        lang=text.lang,
        title=text.title,
        html=html,
        excerpt="",
        by=tuple(Writer(name, "") for name in by),
        published=datetime.fromisoformat(note["published_at"]),
        updated=datetime.fromisoformat(note["edition"]["made_at"]),
    )
    return Entry(made.published, made.name, made.updated, entry(made).encode())


def atom_feed(entries: list[Entry], *, title: str, owner: str, lang: str, name: str) -> bytes:
    """The entries as one document (RFC 4287), the newest first."""
    updated = max((one.updated for one in entries), default=datetime.fromisoformat("1970-01-01T00:00:00Z"))
    feed = Channel(title=title, about="", page="../index.html", folder="", name=name, lang=lang, owner=owner, updated=updated, items=())
    head, end, rest = atom(feed).rpartition(b"</feed>")
    return b"".join([head, *(one.body for one in sorted(entries, reverse=True)), end, rest])


def outbox(made: list[tuple[str, bytes]]) -> bytes:
    """What is published for everyone, as an ordered collection (Activity Streams 2.0, 4.2) of articles that were `created`, the oldest first."""
    head = {"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "id": "outbox.json", "totalItems": len(made)}
    return json.dumps(head).encode()[:-1] + b', "orderedItems": [\n' + b",\n".join(body for _at, body in sorted(made)) + b"\n]}\n"


def created(note: Row, texts: list[Text], names: Mapping[str, str]) -> list[tuple[str, bytes]]:
    """A note for everyone as an article that was created, with when that was; nothing where none of its texts is published."""
    shown = [one for one in texts if not one.draft]
    if not shown:
        return []
    base = f"{settings.SITE_URL}/"
    article = {
        "type": "Article",
        "id": f"urn:uuid:{note['uid']}",
        "attributedTo": [{"type": "Person", "id": f"urn:uuid:{one}", "name": names.get(one, "")} for one in (note["author"], *note["writers"])],
        "nameMap": {one.lang: one.title for one in shown},
        # It is said to be for everyone: a section that is for fewer is not in it, whoever takes it out.
        "contentMap": {one.lang: absolute(_for_everyone(one.html), base) for one in shown},
        "published": note["published_at"],
        "updated": note["edition"]["made_at"],
        "to": [EVERYONE],
        "tag": [{"type": "Hashtag", "name": f"#{names.get(f'tag {one}', one)}"} for one in note["tags"]],
    }
    activity = {
        "type": "Create", "id": f"urn:uuid:{uuid.uuid5(uuid.UUID(note['uid']), 'create')}", "actor": f"urn:uuid:{note['author']}", "to": [EVERYONE],
        "published": note["published_at"], "object": article,
    }  # fmt: skip
    return [(note["published_at"], json.dumps(activity, ensure_ascii=False, sort_keys=True).encode())]


def _for_everyone(html: str) -> str:
    """Clean HTML without the sections that are for fewer; most have none, and need not be read for it."""
    return cut(html, Level.PUBLIC) if " data-audience=" in html else html


def opml(person: Person, here: Organisation) -> bytes:
    """What the person follows, as a feed reader takes it: a person or team is followed by their feed on this site."""
    rows = Follow.objects.filter(person=person).select_related("team", "whom")
    named = [(one.team.name_in(person.lang), "team", one.team.slug) for one in rows if one.team]
    named += [(one.whom.name, "person", one.whom.slug) for one in rows if one.whom]
    xml = Xml()
    xml.open("opml", version="2.0")
    xml.open("head")
    xml.leaf("title", f"{person.name} – {here.name_in(person.lang)}")
    xml.close("head")
    xml.open("body")
    for name, kind, slug in sorted(named):
        page = addresses.absolute(addresses.address(kind, slug, person.lang))
        feed = addresses.absolute(addresses.feed_address(kind, slug, person.lang))
        xml.leaf("outline", type="rss", text=name, xmlUrl=feed, htmlUrl=page)
    xml.close("body")
    xml.close("opml")
    return xml.done()
