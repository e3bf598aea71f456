"""Feeds beside each page that lists notes: the newest thirty, whole, as Atom, as RSS and as JSON Feed."""

from collections.abc import Collection

from weeknotes.notes.models import Note
from weeknotes.publishing import addresses, shelf, there
from weeknotes.publishing.feeds import WRITTEN, channel, notes_of
from weeknotes.publishing.kinds import Kind, Rendered, Shown, Spot
from weeknotes.publishing.shelf import list_of


def kind_of(form: str) -> Kind:
    """The kind of the feeds in one format, beside every list that has it."""
    kinds = [of for of in shelf.KINDS if form in addresses.forms_of(of)]

    def touched(note: Note) -> set[Spot]:
        return {spot for of in kinds for spot in shelf.spots(of, shelf.keys_of(of, note), of=form)}

    def every() -> list[Spot]:
        return sorted({spot for of in kinds for spot in shelf.spots(of, there.every_key(of), of=form)})

    def render(key: str, lang: str) -> Rendered | None:
        """The feed of the list that `key` names, as `person:nerys`."""
        if list_of(key)[0] not in kinds:
            return None
        found = channel(key, lang)
        if found is None:
            return None
        return Rendered(addresses.file_of(addresses.feed_address(*list_of(key), lang, form)), WRITTEN[form](found.channel), found.notes)

    def shows(keys: Collection[str]) -> Shown:
        return Shown((), [note for key in keys if list_of(key)[0] in kinds for note in notes_of(key)])

    return Kind(form, touched, every, render, shows)


kind = kind_of("feed")
rss_kind = kind_of("rss")
json_kind = kind_of("json")
