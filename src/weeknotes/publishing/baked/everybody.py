"""Who writes here: all people, and all teams, who have something for everyone. Pages of their own, written anew only when one of them comes or goes."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from weeknotes.notes.alphabet import letter, order
from weeknotes.notes.models import Note
from weeknotes.publishing import addresses, shelf, there
from weeknotes.publishing.entries import Name
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.making import made
from weeknotes.publishing.pieces import pieces

PEOPLE, TEAMS = "people", "teams"


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team among all of them; its name and its line on itself each in the language that they are given in."""

    name: str
    spoken: str
    url: str
    about: str
    about_spoken: str


class _Placed(NamedTuple):
    """Somebody among everybody: what they are ordered by, the letter under which they stand, and their line."""

    order: tuple[int, ...]
    name: str
    slug: str
    letter: str
    line: Name


def spots(name: str) -> set[Spot]:
    """The page in each tree."""
    return {Spot(name, "", lang) for lang in addresses.langs()}


def _people(key: str, lang: str) -> Rendered | None:
    """Everybody, by the alphabet."""
    if key or lang not in addresses.langs():
        return None
    held = addresses.trees()
    people = sorted(_placed(one.name, one.slug, held, lang) for one in there.people())
    letters = [(head, tuple(one.line for one in several)) for head, several in groupby(people, key=lambda one: one.letter)]
    return _page(PEOPLE, lang, letters=letters)


@lru_cache(maxsize=4_000)
def _placed(name: str, slug: str, held: tuple[addresses.Tree, ...], lang: str) -> _Placed:  # noqa: ARG001 - the trees that there are now
    return _Placed(order(name, lang), name, slug, letter(name, lang), Name(name, addresses.address(shelf.PERSON, slug, lang)))


def _teams(key: str, lang: str) -> Rendered | None:
    """All teams whose page is for everyone, by the alphabet."""
    if key or lang not in addresses.langs():
        return None
    teams = sorted(there.teams(), key=lambda one: (order(one.name_in(lang), lang), one.name_in(lang), one.slug))
    lines = [
        TeamLine(one.name_in(lang), one.name_lang(lang), addresses.address(shelf.TEAM, one.slug, lang), one.about_in(lang), one.about_lang(lang)) for one in teams
    ]
    return _page(TEAMS, lang, teams=lines)


def _page(name: str, lang: str, *, letters: list[tuple[str, tuple[Name, ...]]] | None = None, teams: list[TeamLine] | None = None) -> Rendered:
    at = addresses.address(name, "", lang)
    others = {other: addresses.address(name, "", other) for other in addresses.langs()}
    body = made(f"publishing/{name}.html", lang=lang, here=name, canonical=at, others=others, tree=lang, letters=letters, teams=teams, pieces=pieces)
    return Rendered(addresses.file_of(at), body, frozenset())


def _touched(name: str, of: str, note: Note) -> set[Spot]:
    return spots(name) if any(shelf.first_or_last(of, key, note) for key in shelf.keys_of(of, note)) else set()


people = Kind(PEOPLE, lambda note: _touched(PEOPLE, shelf.PERSON, note), lambda: sorted(spots(PEOPLE)), _people)
teams = Kind(TEAMS, lambda note: _touched(TEAMS, shelf.TEAM, note), lambda: sorted(spots(TEAMS)), _teams)
