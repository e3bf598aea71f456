"""Showing a draft before it is published: a link that ends, frozen at the version it was made for, cut to what its readers may have.

A preview never passes through the gate's levels (MODELS.md, 8): this and `rendition` are the two places where text leaves a note.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Blob, Body, Media, Note, Placing, Revision
from weeknotes.notes.models_shared import Preview
from weeknotes.notes.placing import wanted_in
from weeknotes.notes.save import words_of
from weeknotes.notes.showing import usual
from weeknotes.people.models import Person
from weeknotes.people.secret import hash_of, new_secret
from weeknotes.prose.cut import cut, levels, sentence_levels
from weeknotes.prose.excerpt import words
from weeknotes.prose.html import clean, shelter
from weeknotes.prose.pictures import Shown, dress
from weeknotes.prose.players import moved
from weeknotes.prose.settle import PUBLIC
from weeknotes.prose.wording import sentences
from weeknotes.web.prepared import prepared

DAYS = (1, 7, 30)
MAKER_IS_HERE = Q(made_by__is_active=True)  # as `Preview.opens` has it


class NotShared(Exception):
    """Why nothing was made, in a sentence for the writer."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a preview shows: one version as readers of its level would have it, made safe to show."""

    title: str
    lang: str
    saved_at: datetime
    html: Markup


def offers(html: str) -> tuple[Level, ...]:
    """The audiences whose text of `html` differs, widest first. What is for the writers or for named people never leaves by a preview."""
    return tuple(Level(one) for one in levels(html, Level.PUBLIC) if one >= Level.TEAM)


@transaction.atomic
def share(*, body: Body, by: Person, level: Level, days: int, label: str = "", person: Person | None = None) -> tuple[Preview, str]:
    """Show the text of `body` as it is saved now, as readers of `level` would have it, for `days`: to `person`, or by a link.

    The preview, and the address of its link ("" for a person's), which cannot be had again. NotShared where there is nothing to read.
    """
    if days not in DAYS or not Level.TEAM <= level <= Level.PUBLIC:
        raise ValueError("a preview is made for some days, for a team or more")
    held = Body.objects.select_for_update().get(pk=body.pk)
    revision = held.revisions.filter(version=held.version).exclude(state=Revision.ASIDE).first()
    text = clean(cut(held.html, level))
    if revision is None or not (words(text) or "<img" in text):
        raise NotShared(_("There is nothing to read in it yet for those you chose. Write something, or choose other readers, then share it."))
    secret = "" if person else new_secret()
    preview = Preview.objects.create(
        note_id=held.note_id,
        revision=revision,
        hash=hash_of(secret) if secret else None,
        level=level,
        label=" ".join(label.split())[:120],
        person=person,
        made_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return preview, f"{settings.SITE_URL}{reverse('shared-draft', args=[secret])}" if secret else ""


def in_force(note: Note) -> Sequence[Preview]:
    """The previews of `note` that still show something, the newest first, with who may see them."""
    rows = Preview.objects.filter(MAKER_IS_HERE, note=note, revoked_at=None, expires_at__gt=timezone.now())
    return list(rows.select_related("person", "made_by", "revision__body").defer("revision__data", "revision__body__html").order_by("-made_at", "-pk"))


def behind(secret: str) -> Preview | None:
    """The preview whose link this is, in force or not; None for a link that nobody was given, whose time is long over, or whose maker has left."""
    return Preview.objects.select_related("note", "made_by", "revision__base", "revision__body").filter(MAKER_IS_HERE, hash=hash_of(secret)).first()


def frozen(preview: Preview, *, picture_at: Callable[[str], str] | None = None) -> Frozen:
    """What `preview` shows, its pictures at the addresses that `picture_at` gives for their uid. The caller has asked whether it `opens`."""
    held = words_of(preview.revision)
    html = shelter(cut(held.html, preview.level))
    if picture_at is not None:
        there = pictures(preview)
        html = dress(html, {uid: Shown(picture_at(uid), blob.width, blob.height, ()) for uid, blob in there.items() if blob.width})
        html = moved(html, {uid: picture_at(uid) for uid, blob in there.items() if not blob.width})
    return Frozen(held.title, preview.revision.body.lang, preview.revision.at, Markup(html))  # noqa: S704 - cleaned on the way in, and again here  # nosec B704


def pictures(preview: Preview) -> dict[str, Blob]:
    """The pictures in what `preview` shows, by uid: those that stand in its note, each in the size that suits a text."""
    wanted = wanted_in(shelter(cut(words_of(preview.revision).html, preview.level)))
    if wanted is None:
        return {}
    rows = Placing.objects.filter(note=preview.note_id, sight=None, media__in=Media.objects.filter(wanted)).select_related("media")
    return {str(row.media.uid): usual([copy.blob for copy in row.media.copies.all()]) for row in rows.prefetch_related("media__copies__blob")}


def end(*, preview: Preview) -> None:
    """Nobody sees anything through `preview` from now on."""
    Preview.objects.filter(pk=preview.pk, revoked_at=None).update(revoked_at=timezone.now())


def end_all(*, note: Note, at: datetime) -> None:
    """End every preview of `note`: it was taken back."""
    Preview.objects.filter(note=note, revoked_at=None).update(revoked_at=at)


def end_narrowed(*, note: Note, at: datetime) -> None:
    """End every preview of `note` that shows a sentence which its text keeps to fewer people by now: what is narrowed is so everywhere."""
    for preview in _open(note.pk, at):
        fewer = {one.text for one, level in sentence_levels(preview.revision.body.html, PUBLIC) if level < preview.level}
        if fewer and fewer & {one.text for one in sentences(cut(words_of(preview.revision).html, preview.level))}:
            Preview.objects.filter(pk=preview.pk).update(revoked_at=at)


@prepared(int, datetime)
def _open(note: int, at: datetime) -> QuerySet[Preview]:
    return Preview.objects.filter(note=note, revoked_at=None, expires_at__gt=at).select_related("revision__base", "revision__body")


def let_go_ended() -> int:
    """Delete previews whose time is over; how many. Part of the worker's round."""
    old = Preview.objects.filter(expires_at__lte=timezone.now())
    gone = old.count()
    if gone:
        old.delete()
    return gone
