"""Jottings: a line caught during the week, perhaps with a photo; kept, thrown, put by for good, or drawn into a note."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weeknotes.notes import media_files
from weeknotes.notes.models import Jotting, Photo
from weeknotes.notes.photos import one_line
from weeknotes.notes.picture import prepare
from weeknotes.notes.take_picture import keep
from weeknotes.people.models import Person
from weeknotes.prose.jotting import KINDS, address_in, guess, is_address

LONGEST = 2000
# How old a line may be that waited on a device before it could be sent.
OLDEST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Snap:
    """A photo as it was sent with a jotting: the name of its file, its bytes, and what it shows, or ""."""

    name: str
    data: bytes
    alt: str = ""


def jot(
    *,
    person: Person,
    text: str,
    source: str = "web",
    link: str = "",
    uid: uuid.UUID | None = None,
    at: datetime | None = None,
    snap: Snap | None = None,
) -> Jotting:
    """Keep a line, with the first address in it and a guess at its kind. A `uid` made by the device makes sending it twice one jotting.

    `at` is when it was written; what lies ahead, or more than 90 days back, counts as now. ValueError "empty" (no words, link or
    photo), "long" (a line or link of more than 2,000 characters) or "link" (no web address); NotTaken for a photo that is none.
    """
    line, link = " ".join(text.split()), link.strip()
    if link and not is_address(link):
        raise ValueError("link")
    if not line and not link and snap is None:
        raise ValueError("empty")
    if max(len(line), len(link)) > LONGEST:
        raise ValueError("long")
    line = line or link
    now = timezone.now()
    about = {
        "text": line,
        "link": link or address_in(line),
        "kind": guess(line) or "",
        "source": source,
        "at": at if at is not None and now - OLDEST <= at <= now else now,
    }
    if uid is None or Jotting.objects.filter(uid=uid).exclude(person=person).exists():
        uid = uuid.uuid4()
    if snap is None:
        return Jotting.objects.get_or_create(uid=uid, person=person, defaults=about)[0]
    known = Jotting.objects.filter(uid=uid, person=person).first()
    if known is not None:
        return known
    picture = prepare(snap.data)
    with media_files.held(), transaction.atomic():
        jotting, new = Jotting.objects.get_or_create(uid=uid, person=person, defaults=about)
        if new:
            taken = keep(picture, by=person, name=snap.name, data=snap.data)
            Photo.objects.create(jotting=jotting, media=taken.media, alt=one_line(snap.alt))
    return jotting


def choose_kind(*, jotting: Jotting, kind: str) -> None:
    """The writer says what it is, or with "" that it is nothing in particular. ValueError for a kind that no jotting has."""
    if kind and kind not in KINDS:
        raise ValueError(kind)
    jotting.kind, jotting.kind_chosen = kind, True
    jotting.save(update_fields=["kind", "kind_chosen"])


def throw(*, jotting: Jotting) -> None:
    """Put the jotting away; it can be taken back. Its photo goes after thirty days."""
    _decide(jotting, is_open=False, fate=Jotting.THROWN)


def put_by(*, jotting: Jotting) -> None:
    """Keep the jotting for good: it no longer comes to the Friday page, and can be taken back to it."""
    _decide(jotting, is_open=False, fate=Jotting.KEPT)


def take_back(*, jotting: Jotting) -> None:
    """Open a jotting again that was thrown away or put by."""
    _decide(jotting, is_open=True, fate=Jotting.KEPT)


@transaction.atomic
def _decide(jotting: Jotting, *, is_open: bool, fate: str) -> None:
    jotting.open, jotting.fate = is_open, fate
    jotting.save(update_fields=["open", "fate"])
    Photo.objects.filter(jotting=jotting).update(thrown_at=timezone.now() if fate == Jotting.THROWN else None)
