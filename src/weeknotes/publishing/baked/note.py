"""A note's own page, in the tree of its language."""

from collections.abc import Iterator
from functools import cache
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.notes.models import Body, Note
from weeknotes.notes.series import said
from weeknotes.notes.tags import by_name
from weeknotes.people.site import organisation
from weeknotes.prose.fitted import Words, fitted
from weeknotes.publishing import addresses
from weeknotes.publishing.baked import preview
from weeknotes.publishing.baked.about import about_labels
from weeknotes.publishing.entries import Entry, entry, listed
from weeknotes.publishing.gathered import shown_by
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.linked_data import blog_posting
from weeknotes.publishing.links import NO_NOTE, leading_to, led_to
from weeknotes.publishing.making import made
from weeknotes.publishing.models import Address
from weeknotes.publishing.own import neighbours, note_of
from weeknotes.publishing.questions import public
from weeknotes.publishing.shelf import beside_label
from weeknotes.publishing.successors import in_series
from weeknotes.publishing.weeks import folio_of, line_of
from weeknotes.web.cards import cards
from weeknotes.web.prepared import prepared
from weeknotes.web.spoken import speaking

NAME = "note"


def touched(note: Note) -> set[Spot]:
    """The note's page in each language, those of the notes beside it by the author, in its series and under a label, which name it, and of those it links to."""
    there = in_series(note)
    several = (note, *neighbours(note), *beside_label(note), *led_to(note), *((there.before, there.after) if there else ()))
    pages = {(str(one.uid), lang) for one in several if one is not None for lang in addresses.langs()}
    bodies = _written([one.pk for one in several if one is not None])
    return {Spot(NAME, key, lang) for key, lang in pages | {(str(uid), lang) for uid, lang in bodies}}


@prepared(list[int])
def _written(notes: list[int]) -> QuerySet[Body, tuple[UUID, str]]:
    return Body.objects.filter(note__in=notes).values_list("note__uid", "lang")


def every() -> Iterator[Spot]:
    """A page for each language in which a public note has an address."""
    rows = Address.objects.filter(current=True, note__in=public().order_by()).order_by("note_id", "lang").values_list("note__uid", "lang")
    for uid, lang in rows.iterator():
        yield Spot(NAME, str(uid), lang)


def render(key: str, lang: str) -> Rendered | None:
    """The page of the note whose uid is `key`."""
    note = note_of(key)
    here = organisation()
    if note is None or here is None:
        return None
    there = in_series(note)
    beside = (*neighbours(note), *((there.before, there.after) if there else (None, None)))
    leading = leading_to(note)
    # All that is named on the page, asked for at once.
    named = {one.note_id: one for one in listed([note, *(one for one in beside if one), *leading], lang)}
    shown = entry(note, lang)
    if shown is None:
        return None
    before, after, earlier, later = (named.get(one.pk) if one else None for one in beside)
    here_from = [named[one.pk] for one in leading if one.pk in named]
    picture = preview.address_of(shown)
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
        tags=[(one, addresses.address("tag", one.slug, tree)) for one in by_name(shown.tags, tree)],
        about=about_labels(note, tree),
        earlier=earlier,
        later=later,
        here_from=here_from,
        feed=addresses.feed_address("person", note.author.slug, tree),
        published=localdate(shown.published),
        late=[(code, localdate(since)) for code, since in shown.late],
        corrected=localdate(shown.updated),
        ask=f"{_any_question().replace(str(NO_NOTE), key)}?lang={shown.lang}",
    )
    mentioned = {one.note_id for one in (shown, before, after, earlier, later, *here_from) if one is not None}
    return Rendered(addresses.file_of(shown.url), body, frozenset(mentioned))


@cache
def _any_question() -> str:
    return reverse("ask-note", args=[NO_NOTE])


def text_of(shown: Entry) -> Markup:
    """The text as it stands on a page of its own: players and cards in it, and what a screen reader says of its parts in the language of the text."""
    with speaking(shown.lang):
        words = Words(_("Table"), _("Code"), _("Back to %s in the text"))
    return Markup(fitted(str(cards(str(shown.html), shown.lang, shown.played)), words))  # noqa: S704 - clean, and nothing but attributes and ways back was added  # nosec B704


kind = Kind(NAME, touched, every, render, shown_by)
