"""The tags of a note: read from a line of words parted by commas, found again whatever their case, made where they are new."""

import re
from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import slugify

from weeknotes.notes.alphabet import order
from weeknotes.notes.models import FormerTag, Note, NoteTag, Tag
from weeknotes.notes.viewer import NOBODY, Viewer
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import create
from weeknotes.web.typed import line

LONGEST = 60
MOST = 20
_PARTS = re.compile(r"[,\n]")


def names_in(text: str) -> tuple[str, ...]:
    """The names in a line of tags, as written but for spaces, marks of tags and repetitions. Whether each is too long is not looked at."""
    found: dict[str, str] = {}
    for part in _PARTS.split(text):
        name = line(line(part).lstrip("#"))
        if name:
            found.setdefault(key_of(name), name)
    return tuple(found.values())


def key_of(name: str) -> str:
    """What two ways of writing one name have in common."""
    return " ".join(name.split()).casefold()[:200]


def tags_of(note: Note, lang: str) -> list[Tag]:
    """The tags of `note`, by their names in `lang`. One query."""
    return by_name(Tag.objects.filter(note_tags__note=note), lang)


def tags_of_many(notes: Iterable[Note]) -> dict[int, tuple[Tag, ...]]:
    """For the id of each of `notes` its tags, in no order of words. One query."""
    found: dict[int, list[Tag]] = {note.pk: [] for note in notes}
    for row in _of_notes(list(found)):
        found[row.note_id].append(row.tag)
    return {note: tuple(several) for note, several in found.items()}


@prepared(list[int])
def _of_notes(notes: list[int]) -> QuerySet[NoteTag]:
    return NoteTag.objects.filter(note__in=notes).select_related("tag").order_by("id")


def by_name(tags: Iterable[Tag], lang: str) -> list[Tag]:
    """`tags` in the order of the alphabet, by their names in `lang`."""
    return sorted(tags, key=lambda one: (order(one.name_in(lang), lang), key_of(one.name_in(lang)), one.pk))


def line_of(note: Note) -> str:
    """The tags of `note` as its writer writes them: parted by commas, in the language that it leads with."""
    return ", ".join(one.name_in(note.lead_lang) for one in tags_of(note, note.lead_lang))


def seen_by(viewer: Viewer) -> QuerySet[Tag]:
    """Tags that stand on a published note of which `viewer` may see some text."""
    return Tag.objects.filter(Exists(NoteTag.objects.filter(tag=OuterRef("pk"), note__in=Note.objects.visible_to(viewer))))


def put(*, note: Note, names: Iterable[str]) -> None:
    """Give `note` the tags called `names` and no others; a name that nobody used yet is a new tag, in the language that the note leads with."""
    held = [one[:LONGEST].strip() for one in names]
    wanted = {_called(name, note.lead_lang).pk for name in held if name}
    NoteTag.objects.filter(note=note).exclude(tag__in=wanted).delete()
    there = set(NoteTag.objects.filter(note=note).values_list("tag_id", flat=True))
    create(NoteTag(note=note, tag_id=pk) for pk in sorted(wanted - there))


def put_many(*, names: Mapping[int, Iterable[str]], langs: Mapping[int, str]) -> None:
    """The same for notes that have only some of these yet, by their ids, each with the language of the names: each name is looked up once."""
    known: dict[tuple[str, str], int] = {}
    rows = []
    for note, several in names.items():
        wanted = set()
        for name in (one[:LONGEST].strip() for one in several):
            if name:
                at = (key_of(name), langs[note])
                if at not in known:
                    known[at] = _called(name, langs[note]).pk
                wanted.add(known[at])
        rows += [NoteTag(note_id=note, tag_id=pk) for pk in sorted(wanted)]
    NoteTag.objects.bulk_create(rows, ignore_conflicts=True)


def called(name: str, lang: str, viewer: Viewer = NOBODY) -> Tag | None:
    """The tag of that name, in `lang` before the other language; also by a name it had before, where `viewer` can see what it is called now."""
    key = key_of(name)
    found = list(Tag.objects.filter(Q(key_en=key) | Q(key_cy=key)))
    if found:
        return min(found, key=lambda one: ((one.key_cy if lang == "cy" else one.key_en) != key, one.pk))
    former = FormerTag.objects.select_related("tag").filter(slug=slugify(name), tag__in=seen_by(viewer)).first()
    return former.tag if former else None


def free_slug(name: str, *, but: Tag | None = None) -> str:
    """The address of a tag called `name`: no other's, now or before; one that `but` had before is its own again."""
    wanted = slugify(name)[:70].strip("-") or "tag"
    slug, count = wanted, 2
    own = [but.pk] if but else []
    while Tag.objects.filter(slug=slug).exclude(pk__in=own).exists() or FormerTag.objects.filter(slug=slug).exclude(tag__in=own).exists():
        slug, count = f"{wanted}-{count}", count + 1
    return slug


def _called(name: str, lang: str) -> Tag:
    known = called(name, lang)
    if known is not None:
        return known
    names = {"name_cy": name, "key_cy": key_of(name)} if lang == "cy" else {"name_en": name, "key_en": key_of(name)}
    try:
        with transaction.atomic():
            return Tag.objects.create(slug=free_slug(name), **names)
    except IntegrityError:
        # Somebody else made it at this very moment.
        made = called(name, lang)
        if made is None:
            raise
        return made


def let_go_unused() -> int:
    """Forget words that stand on no note any more, and lead from no address: what was typed half, or went with its note. How many.

    One that has a name in both languages stays, so that the second needs no giving again.
    """
    unused = Tag.objects.filter(note_tags=None, former=None).filter(Q(name_en="") | Q(name_cy=""))
    gone, _rows = Tag.objects.filter(pk__in=list(unused.values_list("pk", flat=True)), note_tags=None).delete()
    return gone
