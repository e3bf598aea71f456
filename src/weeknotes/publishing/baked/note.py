"""A note's own page, in the tree of its language."""

import uuid
from collections.abc import Iterator

from django.db.models import Q
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.notes.models import Note
from weeknotes.notes.series import said
from weeknotes.notes.tags import tags_of
from weeknotes.people.site import organisation
from weeknotes.prose.fitted import Words, fitted
from weeknotes.publishing import addresses
from weeknotes.publishing.baked import preview
from weeknotes.publishing.baked.about import about_labels
from weeknotes.publishing.entries import Entry, entries, entry
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.linked_data import blog_posting
from weeknotes.publishing.links import leading_to, led_to
from weeknotes.publishing.making import made
from weeknotes.publishing.models import Address
from weeknotes.publishing.shelf import beside_label, public
from weeknotes.publishing.successors import in_series
from weeknotes.publishing.weeks import folio_of, line_of
from weeknotes.web.cards import cards

NAME = "note"


def neighbours(note: Note) -> tuple[Note | None, Note | None]:
    """The author's public notes before and after `note`, by day, then by publication."""
    if note.dated is None or note.published_at is None:
        return None, None
    same_day = Q(dated=note.dated)
    same_time = same_day & Q(published_at=note.published_at)
    theirs = public().filter(author=note.author_id).exclude(pk=note.pk)
    before = Q(dated__lt=note.dated) | (same_day & Q(published_at__lt=note.published_at)) | (same_time & Q(pk__lt=note.pk))
    after = Q(dated__gt=note.dated) | (same_day & Q(published_at__gt=note.published_at)) | (same_time & Q(pk__gt=note.pk))
    return theirs.filter(before).first(), theirs.filter(after).order_by("dated", "published_at", "id").first()


def touched(note: Note) -> set[Spot]:
    """The note's page in each language, those of the notes beside it by the author, in its series and under a label, which name it, and of those it links to."""
    found = set()
    there = in_series(note)
    for one in (note, *neighbours(note), *beside_label(note), *led_to(note), *((there.before, there.after) if there else ())):
        if one is not None:
            langs = {*addresses.langs(), *one.bodies.values_list("lang", flat=True)}
            found |= {Spot(NAME, str(one.uid), lang) for lang in langs}
    return found


def every() -> Iterator[Spot]:
    """A page for each language in which a public note has an address."""
    rows = Address.objects.filter(current=True, note__in=public().order_by()).order_by("note_id", "lang").values_list("note__uid", "lang")
    for uid, lang in rows.iterator():
        yield Spot(NAME, str(uid), lang)


def render(key: str, lang: str) -> Rendered | None:
    """The page of the note whose uid is `key`."""
    note = public().filter(uid=uuid.UUID(key)).first()
    shown = entry(note, lang) if note else None
    here = organisation()
    if note is None or shown is None or here is None:
        return None
    before, after = (_one(other, lang) for other in neighbours(note))
    there = in_series(note)
    earlier, later = (_one(other, lang) for other in ((there.before, there.after) if there else (None, None)))
    picture = preview.address_of(shown)
    here_from = entries(leading_to(note), lang)
    tree = addresses.tree_of(lang)
    body = made(
        "publishing/note.html",
        lang=tree,
        here="notes",
        canonical=shown.url,
        others={shown.lang: shown.url, **{other.lang: other.url for other in shown.others}},
        entry=shown,
        picture=picture,
        linked_data=blog_posting(shown, site=here.name_in(tree), picture=picture),
        text=text_of(shown),
        line=line_of(note),
        folio=folio_of(shown.weeks),
        before=before,
        after=after,
        series=there.series.name_in(tree) if there else "",
        series_url=addresses.address("series", there.series.slug, tree) if there else "",
        said=said(there.episode, note.kind) if there else "",
        tags=[(one, addresses.address("tag", one.slug, tree)) for one in tags_of(note, tree)],
        about=about_labels(note, tree),
        earlier=earlier,
        later=later,
        here_from=here_from,
        feed=addresses.feed_address("person", note.author.slug, tree),
        published=localdate(shown.published),
        late=[(code, localdate(since)) for code, since in shown.late],
        corrected=localdate(shown.updated),
    )
    mentioned = {one.note_id for one in (shown, before, after, earlier, later, *here_from) if one is not None}
    return Rendered(addresses.file_of(shown.url), body, frozenset(mentioned))


def text_of(shown: Entry) -> Markup:
    """The text as it stands on a page of its own: players and cards in it, and what a screen reader says of its parts in the language of the text."""
    with translation.override(shown.lang):
        words = Words(_("Table"), _("Code"), _("Back to %s in the text"))
    return cards(fitted(str(shown.html), words), shown.lang, shown.played)


def _one(note: Note | None, lang: str) -> Entry | None:
    found = entries([note], lang) if note else []
    return found[0] if found else None


kind = Kind(NAME, touched, every, render)
