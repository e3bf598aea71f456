"""Another name for a tag, or two tags made one: every page says so before this returns, and addresses that were lead on for ever."""

from collections.abc import Iterable

from weeknotes.notes.models import FormerTag, NoteTag, Tag
from weeknotes.notes.tags import free_slug, key_of
from weeknotes.publishing import addresses, places, shelf
from weeknotes.publishing.baked import note as note_pages
from weeknotes.publishing.baked import sitemap
from weeknotes.publishing.change import rearrange
from weeknotes.publishing.kinds import Spot, kinds
from weeknotes.publishing.models import Address, Page
from weeknotes.publishing.questions import public


def rename_tag(*, tag: Tag, name_en: str, name_cy: str) -> Tag:
    """Call `tag` by these names, one of which may be empty; its address follows the first of them, and the one before leads there.

    Another tag that has one of these names becomes part of this one. DiskFull where there is no room, with everything as it was.
    """

    def act() -> set[Spot]:
        held = Tag.objects.select_for_update().get(pk=tag.pk)
        keys = {"key_en": key_of(name_en), "key_cy": key_of(name_cy)}
        others = {other.pk: other for key in keys.values() if key for other in _with_key(key) if other.pk != held.pk}
        before = _pages([held, *others.values()])
        for other in others.values():
            _join(other, held)
        slug = free_slug(name_en or name_cy, but=held)
        if slug != held.slug:
            FormerTag.objects.filter(slug=slug, tag=held).delete()
            FormerTag.objects.create(slug=held.slug, tag=held)
            places.move(shelf.TAG, held.slug, slug)
        Tag.objects.filter(pk=held.pk).update(slug=slug, name_en=name_en, name_cy=name_cy, **keys)
        tag.refresh_from_db()
        return before | _pages([tag])

    rearrange(act)
    return tag


def merge_tags(*, tag: Tag, into: Tag) -> Tag:
    """Give every note of `tag` the tag `into`, and let the address of the first lead to the other. ValueError where they are one.

    DiskFull where there is no room, with everything as it was.
    """
    if tag.pk == into.pk:
        raise ValueError("a tag cannot become part of itself")

    def act() -> set[Spot]:
        held = {one.pk: one for one in Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk])}
        before = _pages(held.values())
        _join(held[tag.pk], held[into.pk])
        return before | _pages([into])

    rearrange(act)
    return into


def _join(tag: Tag, into: Tag) -> None:
    """Move what `tag` has to `into`; addresses that led to it lead straight on."""
    there = NoteTag.objects.filter(tag=into).values_list("note", flat=True)
    NoteTag.objects.filter(tag=tag, note__in=list(there)).delete()
    NoteTag.objects.filter(tag=tag).update(tag=into)
    FormerTag.objects.filter(tag=tag).update(tag=into)
    FormerTag.objects.create(slug=tag.slug, tag=into)
    places.move(shelf.TAG, tag.slug, into.slug)
    Tag.objects.filter(pk=tag.pk).delete()


def _with_key(key: str) -> list[Tag]:
    return list(Tag.objects.filter(key_en=key)) + list(Tag.objects.filter(key_cy=key))


def _pages(tags: Iterable[Tag]) -> set[Spot]:
    """Every page that says these tags: the notes' own and each feed with one of them, those of the tags and what stands beside them, and those that list tags."""
    held = list(tags)
    slugs = {one.slug for one in held}
    beside = tuple(f"{shelf.TAG}:{slug}" for slug in slugs)
    found = shelf.spots(shelf.HOME, [""])
    for name, kind in kinds().items():
        if name in {"tags", "follow", "outline"}:
            found |= set(kind.every())
        elif name == sitemap.NAME:
            found |= sitemap.of_lists()
        elif name not in {note_pages.NAME, "picture"}:
            found |= {spot for spot in kind.every() if spot.key in slugs or spot.key.startswith(beside)}
    notes = public().order_by().filter(note_tags__tag__in=held)
    rows = Address.objects.filter(current=True, note__in=notes).values_list("note__uid", "lang")
    feeds = Page.objects.filter(kind__in=addresses.FEEDS, gone_at=None, page_notes__note__in=notes)
    found |= {Spot(*spot) for spot in feeds.values_list("kind", "key", "lang").distinct()}
    return found | {Spot(note_pages.NAME, str(uid), lang) for uid, lang in rows}
