"""What the pages that list notes have in common: which there are, which a note touches, and where they stand."""

from collections.abc import Callable, Collection, Iterable

from weeknotes.notes.models import Note
from weeknotes.publishing import addresses, shelf, there
from weeknotes.publishing.beside import keys_beside
from weeknotes.publishing.entries import Listed
from weeknotes.publishing.kinds import Kind, Rendered, Shown, Spot
from weeknotes.publishing.making import made
from weeknotes.publishing.pins import pinned
from weeknotes.publishing.shelf import Shelf
from weeknotes.web import dates


def kind_of(name: str, page: Callable[[Shelf, str], Rendered]) -> Kind:
    """The kind of the pages of the shelves called `name`, each made by `page(shelf, lang)`."""

    def touched(note: Note) -> set[Spot]:
        return shelf.spots(name, shelf.keys_of(name, note) | keys_beside(name, note))

    def every() -> list[Spot]:
        return sorted(shelf.spots(name, there.every_key(name)))

    def render(key: str, lang: str) -> Rendered | None:
        found = shelf.shelf(name, key)
        return page(found, lang) if found and lang in addresses.langs() else None

    def shows(keys: Collection[str]) -> Shown:
        lists = [found for key in keys if (found := shelf.shelf(name, key))]
        return Shown([note for on in lists for note in (*pinned(on), *on.newest[: shelf.MOST])])

    # A year lists its weeks.
    return Kind(name, touched, every, render, shows if name != shelf.YEAR else None)


def name_of(on: Shelf, lang: str) -> str:
    """What a person, team, series or tag is called; a year by its figures, a week by its number."""
    if on.person is not None:
        return on.person.name
    named = on.team or on.series or on.tag
    if named is not None:
        return named.name_in(lang)
    return str(on.year) if on.monday is None else str(dates.number(on.monday))


def page_of(on: Shelf, lang: str, template: str, *, shown: Iterable[Listed], here: str = "notes", **more: object) -> Rendered:
    """The page of a shelf in `lang`: its path, its bytes, and the notes that it shows."""
    at = addresses.address(on.kind, on.key, lang)
    body = made(
        template,
        lang=lang,
        here=here,
        canonical=at,
        others={other: addresses.address(on.kind, on.key, other) for other in addresses.langs()},
        feed=addresses.feed_address(on.kind, on.key, lang),
        forms=addresses.forms_of(on.kind),
        shelf=on,
        tree=lang,
        **more,
    )
    return Rendered(addresses.file_of(at), body, frozenset(one.note_id for one in shown))


def unpinned(shown: Iterable[Listed], first: Iterable[Listed]) -> list[Listed]:
    """The notes of a list without those that stand `first` on the same page."""
    there = {one.note_id for one in first}
    return [one for one in shown if one.note_id not in there]
