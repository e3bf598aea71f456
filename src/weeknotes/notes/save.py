"""Saving: every save is kept; when two texts meet, neither overwrites the other (compare-and-set on the version)."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from django.db import transaction
from django.utils import timezone

from weeknotes.notes.correct import follow_edits
from weeknotes.notes.follow import follow_places
from weeknotes.notes.history import Words, leans, pack, unpack
from weeknotes.notes.models import Beside, Body, Revision
from weeknotes.notes.placing import place
from weeknotes.people.models import Person
from weeknotes.prose.html import SURROGATES, clean

SITTING = timedelta(minutes=30)
LONGEST_TITLE = 300  # letters


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: kept or aside, the version in force now, when, and the revision's id."""

    state: str
    version: int
    at: datetime
    revision: int


def words_of(revision: Revision) -> Words:
    """The text that a save holds."""
    data = bytes(revision.data)
    return unpack(data, words_of(revision.base) if leans(data) and revision.base else None)


@transaction.atomic
def save(
    *, body: Body, by: Person, title: str, html: str, version: int, save_key: uuid.UUID, state: str = Revision.KEPT, page: uuid.UUID | None = None
) -> Saved:
    """Keep `title` and `html` (cleaned here) as the next version of `body`, if `version` is still the one in force; else keep it aside, unless it is the text in force.

    The same `save_key` twice is one save. What one open `page` keeps aside is one text, however often it saves it. `body` is brought up to date when kept.
    """
    words = Words(one_line(title)[:LONGEST_TITLE], clean(html))
    now = timezone.now()
    before = Words(body.title, body.html) if body.version == version else None
    moved = Body.objects.filter(pk=body.pk, version=version).update(title=words.title, html=words.html, version=version + 1, saved_at=now)
    if not moved:
        known = Revision.objects.filter(body=body, save_key=save_key).first()
        body.refresh_from_db(fields=["version", "title", "html", "saved_at"])
        if known:
            return Saved(known.state if known.state == Revision.ASIDE else Revision.KEPT, body.version, known.at, known.pk)
        if words == Words(body.title, body.html):
            # A form sent twice, or from a page gone back to: there are no two texts to choose from.
            return Saved(Revision.KEPT, body.version, body.saved_at, 0)
        kept = _keep(body, words, by=by, at=now, state=Revision.ASIDE, version=version, save_key=save_key)
        if page is not None:
            Beside.objects.create(revision=kept, page=page)
        return Saved(Revision.ASIDE, body.version, now, kept.pk)
    body.version, body.title, body.html, body.saved_at = version + 1, words.title, words.html, now
    kept = _keep(body, words, by=by, at=now, state=state, version=version + 1, save_key=save_key)
    if before is not None and getattr(body, "has_corrections", True):
        follow_edits(body=body, old=before.html, new=words.html)
    if before is not None and getattr(body, "has_places", True):
        follow_places(note_id=body.note_id, lang=body.lang, old=before.html, new=words.html)
    return Saved(Revision.KEPT, version + 1, now, kept.pk)


def one_line(title: str) -> str:
    """A title as it is kept, but for its length: in one line, without what no database takes."""
    return " ".join(SURROGATES.sub("\ufffd", title).replace("\x00", "").split())


def fitted(title: str) -> tuple[str, str]:
    """A title from elsewhere as it can be kept, and HTML for the beginning of the text: where it is too long, a paragraph with the whole of it, else ""."""
    whole = one_line(title)
    if len(whole) <= LONGEST_TITLE:
        return whole, ""
    most = LONGEST_TITLE - 1
    return f"{whole[: most + 1].rpartition(' ')[0] or whole[:most]}…", f"<p>{escape(whole)}</p>"


def append(*, body: Body, by: Person, html: str, under: str = "") -> Saved:
    """Add clean `html` at the end of the text, or at the end of the section headed `under`, which is made when it is not there."""
    with transaction.atomic():
        body.refresh_from_db()
        return save(body=body, by=by, title=body.title, html=joined(body.html, html, under), version=body.version, save_key=uuid.uuid4())


def joined(text: str, more: str, under: str = "") -> str:
    """`text` with `more` at its end, or at the end of the section headed `under` (h2). A list joins the list that ends the section."""
    if not under:
        return text + more
    opening = f"<h2>{under}</h2>"
    at = text.find(opening)
    if at < 0:
        return f"{text}{opening}{more}"
    end = text.find("<h2", at + len(opening))
    head, tail = (text, "") if end < 0 else (text[:end], text[end:])
    head = head.rstrip("\n")
    for tag in ("ul", "ol"):
        if more.startswith(f"<{tag}>") and head.endswith(f"</{tag}>"):
            return head[: -len(f"</{tag}>")] + more[len(f"<{tag}>") :] + tail
    return head + more + tail


def settle(*, body: Body, by: Person, revision: Revision, use: Words | None = None, state: str = Revision.RESTORED) -> None:
    """End a meeting of two texts: `use` becomes the next version, or without it the text in force stays. All stay in the history.

    Only `revision` and what the same page kept aside before it are settled: a text that came since, or from another, still waits.
    """
    with transaction.atomic():
        body.refresh_from_db()
        if use is not None:
            save(body=body, by=by, title=use.title, html=use.html, version=body.version, save_key=uuid.uuid4(), state=state)
        body.revisions.waiting().filter(pk__in=earlier(revision)).update(settled=True)


def earlier(revision: Revision) -> list[int]:
    """The ids of `revision`, kept aside, and of what the same page kept aside before it.

    A page that does not say which it is is taken for the same as any other such of that person that was opened at that version.
    """
    same = Revision.objects.filter(body=revision.body_id, state=Revision.ASIDE, by=revision.by_id, version=revision.version, pk__lte=revision.pk)
    beside = Beside.objects.filter(revision=revision).first()
    same = same.filter(beside=None) if beside is None else same.filter(beside__page=beside.page)
    return list(same.values_list("pk", flat=True))


def _keep(body: Body, words: Words, *, by: Person, at: datetime, state: str, version: int, save_key: uuid.UUID) -> Revision:
    place(note=body.note, by=by, html=words.html)
    key = Revision.objects.filter(body=body, base=None, at__gte=at - SITTING).order_by("-at").first()
    return Revision.objects.create(
        body=body, version=version, save_key=save_key, state=state, by=by, at=at, base=key, data=pack(words, words_of(key) if key else None)
    )
