"""What those who were asked said, for the writer who asked: beside the text at its sentence, accepted or left."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from weeknotes.notes.follow import anchor_of
from weeknotes.notes.models import Body
from weeknotes.notes.models_shared import Comment, Look
from weeknotes.notes.save import save
from weeknotes.people.models import Person
from weeknotes.prose.anchor import re_anchor
from weeknotes.prose.html import plain
from weeknotes.prose.reword import reword

KEPT_AFTER = timedelta(days=30)


class SentenceGone(Exception):
    """The sentence that was spoken of no longer stands in the text."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A comment at its place: `quote` and `nth` where its words stand on the page, "" where its sentence is gone."""

    comment: Comment
    name: str
    quote: str
    nth: int


@dataclass(frozen=True, slots=True)
class Heard:
    """All that was said of a text to the one who asked: open comments in the order of the text, settled ones, and who finds it right."""

    open: tuple[Beside, ...] = ()
    settled: tuple[Beside, ...] = ()
    right: tuple[str, ...] = ()


def heard(body: Body, me: Person) -> Heard:
    """What `me` was told of `body` by those they asked. Two queries, one where nobody was asked."""
    looks = {one.pk: one for one in Look.objects.filter(note=body.note_id, lang=body.lang, asked_by=me).select_related("person")}
    if not looks:
        return Heard()
    rows = list(Comment.objects.filter(look__in=looks).order_by("at", "pk"))
    words = plain(body.html)
    found = []
    for row, at in zip(rows, re_anchor([anchor_of(row) for row in rows], words, words) if rows else (), strict=True):
        quote = at.quote[:80] if at else ""
        nth = words.count(quote, 0, at.start) if at else 0
        found.append((at.start if at else len(words), Beside(row, looks[row.look_id].person.name, quote, nth)))
    found.sort(key=lambda pair: pair[0])
    return Heard(
        open=tuple(one for _, one in found if one.comment.fate == Comment.OPEN),
        settled=tuple(one for _, one in found if one.comment.fate != Comment.OPEN),
        right=tuple(one.person.name for one in looks.values() if one.right_at),
    )


@transaction.atomic
def accept(*, comment: Comment, body: Body, by: Person, put: bool = True) -> None:
    """Mark `comment` as taken; other words that it proposes are put into the text, as a save of `by`, unless `put` is False.

    SentenceGone where they have no place any more; then nothing has changed.
    """
    if comment.instead and put:
        body.refresh_from_db()
        words = plain(body.html)
        found = re_anchor([anchor_of(comment)], words, words)[0]
        if found is None:
            raise SentenceGone
        try:
            html = reword(body.html, found.start, found.start + len(found.quote), comment.instead)
        except ValueError as error:  # it runs over two lines by now
            raise SentenceGone from error
        save(body=body, by=by, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
    _settle(comment, Comment.TAKEN, "")


def leave(*, comment: Comment, because: str = "") -> None:
    """The writer leaves the text as it is, with a word why or none."""
    _settle(comment, Comment.LEFT, because)


def let_go_answered() -> int:
    """Delete what was asked and said of notes before they were published, 30 days after; how many. Part of the worker's round."""
    over = Look.objects.filter(note__edition__made_at__lte=timezone.now() - KEPT_AFTER, asked_at__lte=F("note__edition__made_at"))
    gone = over.count()
    if gone:
        over.delete()
    return gone


def _settle(comment: Comment, fate: str, because: str) -> None:
    comment.fate, comment.because, comment.settled_at = fate, " ".join(because.split())[:500], timezone.now()
    comment.save(update_fields=["fate", "because", "settled_at"])
