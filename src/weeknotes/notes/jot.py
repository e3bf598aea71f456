"""Jottings: a line caught during the week; kept, thrown, put by for good, or drawn into a note."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from weeknotes.notes.models import Jotting
from weeknotes.people.models import Person
from weeknotes.prose.jotting import KINDS, address_in, guess, is_address

LONGEST = 2000
# How old a line may be that waited on a device before it could be sent.
OLDEST = timedelta(days=90)


def jot(
    *, person: Person, text: str, source: str = "web", link: str = "", uid: uuid.UUID | None = None, at: datetime | None = None
) -> Jotting:
    """Keep a line, with the first address in it and a guess at its kind. A `uid` made by the device makes sending it twice one jotting.

    `at` is when it was written; what lies ahead, or more than 90 days back, counts as now. ValueError "empty", "long" (a line or link of
    more than 2,000 characters) or "link" (no web address).
    """
    line, link = " ".join(text.split()), link.strip()
    if link and not is_address(link):
        raise ValueError("link")
    if not line and not link:
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
        return Jotting.objects.create(person=person, **about)
    return Jotting.objects.get_or_create(uid=uid, person=person, defaults=about)[0]


def choose_kind(*, jotting: Jotting, kind: str) -> None:
    """The writer says what it is, or with "" that it is nothing in particular. ValueError for a kind that no jotting has."""
    if kind and kind not in KINDS:
        raise ValueError(kind)
    jotting.kind, jotting.kind_chosen = kind, True
    jotting.save(update_fields=["kind", "kind_chosen"])


def throw(*, jotting: Jotting) -> None:
    """Put the jotting away; it can be taken back."""
    jotting.open, jotting.fate = False, Jotting.THROWN
    jotting.save(update_fields=["open", "fate"])


def put_by(*, jotting: Jotting) -> None:
    """Keep the jotting for good: it no longer comes to the Friday page, and can be taken back to it."""
    jotting.open, jotting.fate = False, Jotting.KEPT
    jotting.save(update_fields=["open", "fate"])


def take_back(*, jotting: Jotting) -> None:
    """Open a jotting again that was thrown away or put by."""
    jotting.open, jotting.fate = True, Jotting.KEPT
    jotting.save(update_fields=["open", "fate"])
