"""What a private feed says: the newest notes that its owner may read, through a channel that carries nothing meant for fewer than a team."""

import re
import uuid
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from weeknotes.notes.languages import languages_of
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, Tag
from weeknotes.notes.queries import Notes
from weeknotes.notes.rendition import Rendition, renditions
from weeknotes.notes.tags import by_name, tags_of_many
from weeknotes.notes.viewer import Viewer
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.feed_tokens import Of, of
from weeknotes.people.models import Person, Token
from weeknotes.people.site import organisation
from weeknotes.prose.absolute import absolute, first_image
from weeknotes.prose.pictures import with_host
from weeknotes.publishing import addresses
from weeknotes.publishing.bylines import bylines_of
from weeknotes.publishing.channel import Channel, Item, Writer
from weeknotes.publishing.entries import name_of, untitled

MOST = 50
# A picture that is asked for through the gate: by who is signed in, and so not by a feed reader.
GATED = re.compile(rf'(?<=[" ]){re.escape(settings.SITE_URL)}/media/(?=[0-9a-f]{{8}}-[0-9a-f-]{{27}}/)')


def looks(person: Person) -> Viewer:
    """Who looks through a private feed of `person`: what is for named people or for its writers alone is never in one."""
    return viewer_of(person).through(Level.TEAM)


def private_channel(token: Token, secret: str, lang: str) -> Channel | None:
    """The feed of `token` in `lang` where a note has it; None where what it is of is no more. Sixteen queries, however many notes."""
    what = of(token.scopes)
    here = organisation()
    if what is None or here is None:
        return None
    viewer = looks(token.person)
    notes = list(_of(Note.objects.visible_to(viewer).with_reach(viewer).newest_first(), what)[:MOST])
    bylines = bylines_of(notes)
    shown = renditions(notes, viewer)
    public = addresses.note_addresses(note.pk for note in notes if note.level == Level.PUBLIC)
    spoken = languages_of(notes)
    tags = tags_of_many(notes)
    folder = _folder(secret)
    items = []
    for note in notes:
        if several := shown.get(note.pk):
            chosen = next((one for one in several if one.lang == lang), several[0])
            at = public.get(note.pk, {}).get(chosen.lang) or reverse("note", args=[note.uid])
            name = name_of(note.uid, chosen.lang, spoken[note.pk])
            items.append(_item(note, chosen, bylines[note.pk].writers, tags[note.pk], name, addresses.absolute(at), folder))
    return Channel(
        title=title_of(what, here.name_in(lang)),
        about=_("Made for %(name)s alone. Whoever has its address can read it.") % {"name": token.person.name},
        page=addresses.absolute(reverse("read")),
        folder=folder,
        name=uuid.uuid5(uuid.NAMESPACE_OID, token.hash).urn,
        lang=lang,
        owner=here.name_in(lang),
        updated=max((one.updated for one in items), default=token.made_at),
        items=tuple(items),
    )


def title_of(what: Of, name: str) -> str:
    """What a private feed is called in a reader's list."""
    if what.team is not None:
        return _("%(name)s, what I may read") % {"name": what.team.name}
    return _("%(name)s, what I may read") % {"name": what.person.name if what.person is not None else name}


def _of(notes: Notes, what: Of) -> Notes:
    if what.team is not None:
        return notes.filter(note_teams__team=what.team)
    return notes.written_by(what.person.pk) if what.person is not None else notes


def _folder(secret: str) -> str:
    return addresses.absolute(reverse("private-feed", args=[secret, addresses.feed_file("feed")])).removesuffix(addresses.feed_file("feed"))


def _item(note: Note, shown: Rendition, people: Sequence[Person], tags: Iterable[Tag], name: uuid.UUID, at: str, folder: str) -> Item:
    html = GATED.sub(f"{folder}media/", absolute(with_host(str(shown.html), settings.SITE_URL), at))
    return Item(
        name=name.urn,
        url=at,
        lang=shown.lang,
        title=shown.title or untitled(note, shown.lang),
        html=html,
        excerpt=shown.excerpt,
        by=tuple(Writer(person.name, "") for person in people),
        published=note.published_at or shown.edition_made_at,
        updated=shown.edition_made_at,
        image=first_image(html),
        tags=tuple(tag.name_in(shown.lang) for tag in by_name(tags, shown.lang)),
    )
