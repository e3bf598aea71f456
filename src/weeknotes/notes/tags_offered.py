"""Tags offered to a writer: those of their own earlier notes whose words stand in this text. Nothing is tagged by itself."""

from collections import Counter
from dataclasses import dataclass

from weeknotes.notes.models import Body, Note, NoteTag, Tag
from weeknotes.notes.tags import by_name, seen_by
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.prose.anchor import fold
from weeknotes.prose.html import plain

MOST = 8
MOST_NAMES = 200  # in the list to complete from


@dataclass(frozen=True, slots=True)
class Offer:
    """A tag that the writer gave `notes` of their other notes."""

    name: str
    lang: str
    notes: int


@dataclass(frozen=True, slots=True)
class Tags:
    """What the field of tags offers: those whose words stand in the text, in its order; and names to complete from, the writer's own first."""

    offers: tuple[Offer, ...]
    names: tuple[str, ...]


def tags_offered(body: Body, writer: Person) -> Tags:
    """What is offered to `writer` of this note; never a tag that stands only on notes they may not see. Four queries."""
    note, lang = body.note, body.note.lead_lang
    on_it = set(NoteTag.objects.filter(note=note).values_list("tag_id", flat=True))
    mine = NoteTag.objects.filter(note__in=Note.objects.writable_by(writer.pk)).exclude(note=note)
    counted = Counter(mine.values_list("tag_id", flat=True))
    own = by_name(Tag.objects.filter(pk__in=list(counted)), lang)
    text = f" {fold(f'{body.title} {plain(body.html)}')} "
    standing = sorted((place, number) for number, one in enumerate(own) if one.pk not in on_it and (place := _place(one, text)) >= 0)
    offers = [own[number] for _place_in_text, number in standing[:MOST]]
    others = by_name(seen_by(viewer_of(writer)).exclude(pk__in=list(counted)), lang)
    return Tags(
        tuple(Offer(one.name_in(lang), one.lang_in(lang), counted[one.pk]) for one in offers),
        tuple(one.name_in(lang) for one in [*own, *others] if one.pk not in on_it)[:MOST_NAMES],
    )


def _place(tag: Tag, text: str) -> int:
    """Where the words of either name stand first in `text`, folded words between spaces; -1 where they do not."""
    places = [text.find(f" {fold(name)} ") for name in (tag.name_en, tag.name_cy) if name]
    return min((place for place in places if place >= 0), default=-1)
