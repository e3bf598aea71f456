"""What an editor asks, done: entries made, changed, taken away and brought back, each by the same verbs as on the pages.

An entry without a title that is one paragraph is a jotting: a line caught, which nobody but its writer sees. All others are notes: published where
the program may and the person chose, when they allowed it, whom that is for; else drafts. What may not be published is a draft, and its writer is told.
"""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from weeknotes.desk.api_door import Caller, Refused, ask_scope, nothing_here
from weeknotes.desk.micropub_read import Entry, Picture, invalid, link, links
from weeknotes.notes.delete import bring_back, delete
from weeknotes.notes.jot import LONGEST, Snap, jot, take_back, throw
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Jotting, Note, Revision
from weeknotes.notes.open import NoteDeleted, open_body
from weeknotes.notes.picture import MOST_BYTES, NotTaken
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.tags import put
from weeknotes.notes.take_picture import take_own, take_picture
from weeknotes.notes.views_picture import figure
from weeknotes.people.programs import tell
from weeknotes.prose.tree import attribute
from weeknotes.publishing.addresses import absolute, public_url
from weeknotes.publishing.models import Address
from weeknotes.publishing.plan import plan
from weeknotes.publishing.publish import publish
from weeknotes.publishing.refusal import NotPublished, outside
from weeknotes.publishing.withdraw import withdraw

ONCE = 600  # seconds within which the same entry sent again is the one before


@dataclass(frozen=True, slots=True)
class Made:
    """Where an entry stands, and why it is not as far as it was meant to go ("" where it is)."""

    location: str
    sentence: str = ""


def create(caller: Caller, entry: Entry, files: Sequence[Any] = ()) -> Made:
    """Make a jotting or a note of an entry, with pictures that came as files. The same within ten minutes is the same one."""
    ask_scope(caller, "create", "draft")
    pictures = [(file.name or "", _bytes(file)) for file in files]
    if not (entry.name or entry.html.strip() or entry.about or entry.photos or pictures):
        raise invalid(_("There is nothing in it to keep."))
    mark = hashlib.sha256(json.dumps([repr(entry), [hashlib.sha256(data).hexdigest() for _name, data in pictures]]).encode("utf-8", "replace")).hexdigest()
    key = f"entry-{caller.token.pk}-{mark}"
    known = cache.get(key)
    if isinstance(known, list) and _still(caller, known[0]):
        return Made(*known)
    try:
        made = _jotting(caller, entry, pictures) if _is_line(entry, len(pictures)) else _note(caller, entry, pictures)
    except NotTaken as why:
        raise invalid(why.sentence) from None
    cache.keep(key, [made.location, made.sentence], ONCE)  # type: ignore[attr-defined]
    return made


def _still(caller: Caller, location: str) -> bool:
    """Whether what was made of an entry is there: one that was thrown away or deleted in between is a new one when it comes again."""
    try:
        at = found(caller, location)
    except (Refused, Http404, NoteDeleted):
        return False
    return at.open or at.fate != Jotting.THROWN if isinstance(at, Jotting) else True


def _is_line(entry: Entry, files: int) -> bool:
    """Whether it is a line caught: no title, no more than one paragraph, no more than one picture that came with it."""
    said = (entry.plain or "").strip()
    plain = entry.plain is not None and "\n\n" not in said.replace("\r\n", "\n")
    return plain and not entry.name and not entry.photos and files <= 1 and len(entry.about) <= 1 and len(said) + len("".join(entry.about)) < LONGEST


def _jotting(caller: Caller, entry: Entry, pictures: Sequence[tuple[str, bytes]]) -> Made:
    snap = Snap(pictures[0][0], pictures[0][1]) if pictures else None
    tags = " ".join(f"#{one.replace(' ', '-')}" for one in entry.categories)
    line = " ".join(part for part in ((entry.plain or "").strip(), tags) if part)
    try:
        kept = jot(person=caller.person, text=line, link=next(iter(entry.about), ""), source="micropub", at=entry.published, snap=snap)
    except ValueError:
        return _note(caller, entry, pictures)
    return Made(absolute(f"{reverse('jot')}?kept={kept.uid}"))


def _note(caller: Caller, entry: Entry, pictures: Sequence[tuple[str, bytes]]) -> Made:
    me = caller.person
    out = entry.status != "draft" and entry.visibility != "private" and "create" in caller.scopes
    level = caller.level if out else Level.ME
    coming = entry.published if entry.published is not None and entry.published > timezone.now() else None
    day = timezone.localtime(entry.published).date() if entry.published is not None and coming is None else None
    note = start(author=me, monday=None, kind=Note.REFLECTION, level=level, dated=day)
    taken = [figure(take_picture(note=note, by=me, name=name, data=data), alt=None, caption="") for name, data in pictures]
    body = note.bodies.get()
    keep_text(caller, body, entry.name, links(entry.about) + ours(entry.html) + shown(entry.photos) + "".join(taken))
    put(note=note, names=entry.categories)
    slug = slugify(entry.slug)[:90]
    if slug and not Body.objects.filter(note__author=me, lang=body.lang, slug=slug).exists():
        body.slug = slug
        body.save(update_fields=["slug"])
    sentence = bring_out(caller, note, level, coming) if level > Level.ME else ""
    return Made(where(note, body.lang), sentence)


def bring_out(caller: Caller, note: Note, level: Level, coming: datetime | None) -> str:
    """Publish it, at its time where that is still to come, or say why not: to the program, and to the person on their page."""
    try:
        if coming is not None:
            plan(note=note, by=caller.person, level=level, at=coming)
            return _("It is published by itself at that time, as the text stands then.")
        publish(note=note, by=caller.person, level=level)
    except NotPublished as why:
        tell(person=caller.person, source=caller.token.name, sentence=_("A note stayed a draft. %(why)s") % {"why": outside(why)})
        return why.sentence
    return ""


def keep_text(caller: Caller, body: Body, title: str, html: str) -> None:
    """Save, by the way of every save. Refused where the text was changed at this very moment."""
    from_now = save(body=body, by=caller.person, title=title, html=html, version=body.version, save_key=uuid.uuid4())
    if from_now.state == Revision.ASIDE:
        raise Refused(
            409, "conflict", _("This note was changed elsewhere since the version that was sent. Both texts are kept."), _("Choose between them on the write page.")
        )


def where(note: Note, lang: str) -> str:
    """Where a note stands for who wrote it: at its public address, signed in, or on the write page."""
    note.refresh_from_db()
    if note.edition_id is None:
        return absolute(reverse("write-note", args=[note.uid, lang]))
    public = public_url(note, lang)
    return absolute(public or reverse("note", args=[note.uid]))


def found(caller: Caller, url: str, *, deleted: bool = False) -> Body | Jotting:
    """What of the person's stands at an address that they were given. Refused where that is nothing of theirs."""
    if not url.startswith(f"{settings.SITE_URL}/"):
        raise nothing_here()
    place = urlsplit(url[len(settings.SITE_URL) :])
    named = parse_qs(place.query).get("kept", [""])[0]
    uid, lang = _named(place.path)
    if place.path == reverse("jot"):
        try:
            jotting = Jotting.objects.filter(uid=uuid.UUID(named), person=caller.person).first()
        except ValueError:
            jotting = None
        if jotting is None:
            raise nothing_here()
        return jotting
    row = Address.objects.filter(path=place.path).select_related("note").first()
    note = row.note if row else Note.objects.filter(uid=uid).first() if uid else None
    if note is None:
        raise nothing_here()
    chosen = row.lang if row else lang or note.lead_lang
    if deleted:
        gone = Body.objects.filter(note__in=Note.objects.deleted().filter(pk=note.pk, author=caller.person), lang=chosen).select_related("note").first()
        if gone is not None:
            return gone
    return open_body(person=caller.person, uid=note.uid, lang=chosen)


def _named(path: str) -> tuple[uuid.UUID | None, str]:
    try:
        given = resolve(path).kwargs
    except Resolver404:
        return None, ""
    uid = given.get("uid")
    return (uid, str(given.get("lang", ""))) if isinstance(uid, uuid.UUID) else (None, "")


def take_away(caller: Caller, at: Body | Jotting) -> None:
    """Throw a jotting away; withdraw a note and put it among the deleted, from where it can be brought back for 30 days."""
    if isinstance(at, Jotting):
        throw(jotting=at)
        return
    if at.note.author_id != caller.person.pk:
        raise Refused(403, "forbidden", _("Only the author of a note deletes it."), _("Ask them to."))
    if at.note.is_published:
        withdraw(note=at.note, by=caller.person)
    delete(note=at.note, by=caller.person)


def give_back(caller: Caller, at: Body | Jotting) -> str:
    """Bring back what was taken away, a note as the draft it was; where it stands."""
    if isinstance(at, Jotting):
        take_back(jotting=at)
        return absolute(f"{reverse('jot')}?kept={at.uid}")
    bring_back(note=at.note, by=caller.person)
    return where(at.note, at.lang)


def shown(pictures: Sequence[Picture]) -> str:
    """Pictures as they stand in a text: one's own as pictures, those elsewhere as links with the words that say what they show, since nothing of another site is shown here."""
    made = []
    for one in pictures:
        own = one.url.startswith(f"{settings.SITE_URL}/media/")
        words = attribute("alt", one.alt) if one.alt is not None else ""
        made.append(f"<figure><img{attribute('src', one.url[len(settings.SITE_URL) :])}{words}></figure>" if own else link(one.url, (one.alt or "").strip()))
    return "".join(made)


def ours(html: str) -> str:
    """A text whose pictures of this site are named as they are named here."""
    return html.replace(f'src="{settings.SITE_URL}/media/', 'src="/media/')


def give_picture(caller: Caller, file: IO[bytes], name: str) -> str:
    """Keep a picture for its owner; where it is."""
    try:
        taken = take_own(by=caller.person, name=name, data=_bytes(file))
    except NotTaken as why:
        raise invalid(why.sentence) from None
    return absolute(reverse("picture", args=[taken.media.uid]))


def _bytes(file: IO[bytes]) -> bytes:
    """What was sent, one byte more than is taken where it is longer: enough to say so."""
    return file.read(MOST_BYTES + 1)
