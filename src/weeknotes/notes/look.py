"""What somebody who was asked for a look may do: read the draft as it was frozen, say something of a sentence, say that it looks right."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from markupsafe import Markup

from weeknotes.notes.follow import anchor_of, put_at
from weeknotes.notes.models import Body
from weeknotes.notes.models_shared import Comment, Look
from weeknotes.notes.save import words_of
from weeknotes.notes.share import frozen
from weeknotes.people.models import Person
from weeknotes.prose.anchor import anchor, re_anchor
from weeknotes.prose.html import parse, plain
from weeknotes.prose.tree import write_node
from weeknotes.prose.wording import Sentence, sentences

LONGEST = 2000


class Ended(Exception):
    """The draft is no longer shown."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the draft, its sentences with their numbers in the whole, and what was said of them."""

    html: Markup
    said: tuple[tuple[int, Sentence], ...]
    comments: tuple[Comment, ...]


def looks_for(person: Person) -> list[Look]:
    """Drafts that `person` was asked to look at and that are still shown, the one asked last first. One query."""
    rows = Look.objects.filter(person=person, asked_by__is_active=True, preview__revoked_at=None, preview__expires_at__gt=timezone.now())
    return list(rows.select_related("asked_by", "preview").order_by("-asked_at", "-pk"))


def blocks(look: Look, html: str) -> tuple[Block, ...]:
    """The shown draft `html`, part by part, with what was said of each. One query."""
    said_of: dict[int, list[Comment]] = {}
    for one in look.comments.order_by("at", "pk"):
        said_of.setdefault(one.place, []).append(one)
    found: list[Block] = []
    number = 0
    for node in parse(html):
        text = write_node(node, rel=True)
        said = tuple(enumerate(sentences(text), number))
        number += len(said)
        # The text was made safe to show as a whole; a part of what is safe is safe.
        found.append(Block(Markup(text), said, tuple(one for at, _ in said for one in said_of.get(at, ()))))  # noqa: S704 - cleaned on the way in, and again here  # nosec B704
    return tuple(found)


@transaction.atomic
def comment(*, look: Look, place: int, text: str, instead: str = "") -> Comment:
    """Keep what is said of the sentence number `place` of the shown draft, and where that stands in the text as it is by now.

    Ended where the draft is no longer shown; ValueError for a number that is none, or where nothing is said.
    """
    preview = look.preview
    if preview is None or not preview.opens(timezone.now()):
        raise Ended
    shown = str(frozen(preview).html)
    said = sentences(shown)
    text, instead = text.strip()[:LONGEST], " ".join(instead.split())[:LONGEST]
    if not 0 <= place < len(said) or not (text or instead):
        raise ValueError("a comment is about a sentence and says something")
    one = said[place]
    row = Comment(look=look, place=place, said_of=one.text, text=text, instead="" if instead == one.text and text else instead)
    put_at(row, anchor(plain(shown), one.start, one.end))
    body = Body.objects.select_for_update().get(note=look.note_id, lang=look.lang)
    was = plain(shown)
    for text_then in (words_of(preview.revision).html, body.html):
        now = plain(text_then)
        found = re_anchor([anchor_of(row)], was, now)[0]
        if found is None:
            break
        put_at(row, found)
        was = now
    row.save()
    return row


def say_right(*, look: Look, right: bool) -> None:
    """ "Seen, looks right", or that taken back. Ended where the draft is no longer shown."""
    if look.preview is None or not look.preview.opens(timezone.now()):
        raise Ended
    look.right_at = timezone.now() if right else None
    look.save(update_fields=["right_at"])


def take_back(*, look: Look, comment: int) -> bool:
    """Delete a comment that nobody has answered yet; whether there was one."""
    gone, _ = look.comments.filter(pk=comment, fate=Comment.OPEN).delete()
    return bool(gone)
