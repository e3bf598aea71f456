"""Kinds of baked page: which pages there are, which a note touches, and what stands on each. `settings.BAKED` lists them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from weeknotes.notes.models import Note
from weeknotes.people.models import Team
from weeknotes.people.site import organisation
from weeknotes.publishing.addresses import tree_of
from weeknotes.web import spoken


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One page: its kind, which of its kind, and in which language's tree ("" where there is one for all)."""

    kind: str
    key: str
    lang: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as it should stand on disk: path from the public folder, bytes, and the notes whose words are on it."""

    path: str
    body: bytes
    notes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Shown:
    """Notes that pages show a line of, and those of them whose texts they show."""

    lines: Collection[Note]
    texts: Collection[Note] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page.

    `touched` gives the pages that a public note belongs to as it is described now, those too that would change if it went; `every` all that there should be;
    `render` a page as it should stand, or None where it should not. Rendering is the same every time: no clock, a fixed order.
    `shows`, where there is one, says which notes the pages of these keys are going to show, so that what many pages ask is asked at once.
    `named`, where there is one, gives the pages that say a team's name without a note of it.
    """

    name: str
    touched: Callable[[Note], Iterable[Spot]]
    every: Callable[[], Iterable[Spot]]
    render: Callable[[str, str], Rendered | None]
    shows: Callable[[Collection[str]], Shown] | None = None
    named: Callable[[Team], Iterable[Spot]] | None = None


@cache
def _listed(paths: tuple[str, ...]) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for path in paths:
        kind = import_string(path)
        if not isinstance(kind, Kind):
            raise TypeError(f"{path} in BAKED is no Kind")
        found[kind.name] = kind
    return found


def kinds() -> dict[str, Kind]:
    """The kinds in force by name, in the order of `settings.BAKED`: pictures, then notes themselves."""
    return _listed(tuple(settings.BAKED))


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Within the block words and days are those of the tree `lang` and of the site's time zone, whoever asks."""
    here = organisation()
    with spoken.speaking(tree_of(lang)), timezone.override(here.timezone if here else None):
        yield


def render(spot: Spot) -> Rendered | None:
    """The page at `spot` as it should stand on disk, in its language and the site's time zone; None where there should be none."""
    kind = kinds().get(spot.kind)
    if organisation() is None or kind is None:
        return None
    with speaking(spot.lang):
        return kind.render(spot.key, spot.lang)


def touched(note: Note) -> set[Spot]:
    """Every page that `note` belongs to as it is described now."""
    if organisation() is None:
        return set()
    return {spot for kind in kinds().values() for spot in kind.touched(note)}


def every() -> Iterator[Spot]:
    """Every page that there should be, kind by kind."""
    if organisation() is None:
        return
    for kind in kinds().values():
        yield from kind.every()


def in_order(spots: Iterable[Spot]) -> list[Spot]:
    """`spots` as they are written: pictures and notes first, then what lists them."""
    return sorted(set(spots), key=lambda spot: (place(spot.kind), spot))


def place(kind: str) -> int:
    """When pages of a kind are put in place, beside other kinds; last what is of none any more."""
    known = kinds()
    return list(known).index(kind) if kind in known else len(known)
