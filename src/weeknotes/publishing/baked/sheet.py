"""Parts of long lists: a year of a person's, a team's, a series' or a tag's, and what no longer stands on a list's own page."""

from collections.abc import Collection, Iterator

from weeknotes.notes.models import Note
from weeknotes.publishing import addresses, sheets, shelf, there
from weeknotes.publishing.almanac import counted
from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.baked.lists import name_of
from weeknotes.publishing.entries import Name, listed
from weeknotes.publishing.kinds import Kind, Rendered, Shown, Spot
from weeknotes.publishing.making import made
from weeknotes.publishing.sheets import BY_YEAR, Cut, address_of, cut, numbers_touched, sheet, sizes, years_beside
from weeknotes.publishing.weeks import key_of

NAME = "sheet"


def touched(note: Note) -> set[Spot]:
    """The years of the lists that the note stands on, and the years beside them where one comes or goes with it, and the sheets from its own on."""
    found: set[Spot] = set()
    for kind in BY_YEAR if note.dated else ():
        for key in shelf.keys_of(kind, note):
            found |= _of_year(kind, key, note)
    for kind in (shelf.YEAR,) if note.kind == Note.REVIEW else (shelf.WEEK,):
        for key in shelf.keys_of(kind, note):
            if (whole := cut(kind, key, None)) is not None:
                found |= {one for number in numbers_touched(whole, note) for one in _spots(kind, key, None, number)}
    return found


def every() -> Iterator[Spot]:
    """All of them."""
    for kind in BY_YEAR:
        for key in there.every_key(kind):
            on = shelf.shelf(kind, key)
            for year, last in sizes(on) if on else ():
                for number in range(last + 1):
                    yield from _spots(kind, key, year, number)
    with kept_at_hand():
        long = [(shelf.WEEK, key_of(monday)) for monday, several in sorted(counted().items()) if several > sheets.EACH]
        cuts = [cut(kind, key, None) for kind, key in [*((shelf.YEAR, key) for key in there.every_key(shelf.YEAR)), *long]]
        lasts = [(whole.on.kind, whole.on.key, whole.last) for whole in cuts if whole is not None]
    for kind, key, last in lasts:
        for number in range(1, last + 1):
            yield from _spots(kind, key, None, number)


def render(key: str, lang: str) -> Rendered | None:
    """The part that `key` names, as `person:nerys:2021:0`."""
    kind, which, year, number = _parts(key)
    whole = cut(kind, which, year) if lang in addresses.langs() else None
    last = whole.last if whole else 0
    if whole is None or number > last or (not number and year is None):
        return None
    shown = listed(sheet(whole, number), lang)
    at = address_of(kind, which, year, number, lang)
    own = Name(name_of(whole.on, lang), addresses.address(kind, which, lang))
    before, after = _beside(whole, number, last, lang)
    body = made(
        "publishing/sheet.html",
        lang=lang,
        here={shelf.PERSON: "people", shelf.TEAM: "teams"}.get(kind, "notes"),
        canonical=at,
        others={other: address_of(kind, which, year, number, other) for other in addresses.langs()},
        feed=addresses.feed_address(kind, which, lang),
        forms=addresses.forms_of(kind),
        tree=lang,
        own=own,
        year=year or whole.on.year or (whole.on.monday.isocalendar().year if whole.on.monday else None),
        kind=kind,
        number=number,
        last=last,
        entries=shown,
        before=before,
        after=after,
    )
    return Rendered(addresses.file_of(at), body, frozenset(one.note_id for one in shown))


def shows(keys: Collection[str]) -> Shown:
    """The notes of each of these parts."""
    parts = [(found, number) for kind, which, year, number in map(_parts, keys) if (found := cut(kind, which, year))]
    return Shown([note for found, number in parts for note in sheet(found, number)])


def _parts(key: str) -> tuple[str, str, int | None, int]:
    kind, which, year, number = key.split(":")
    return kind, which, int(year) if year else None, int(number)


def _beside(whole: Cut, number: int, last: int, lang: str) -> tuple[Name | None, Name | None]:
    """What is older and newer than this part: the next sheet, without a name, or the year beside it."""
    kind, key = whole.on.kind, whole.on.key

    def part(year: int | None, which: int, name: str) -> Name:
        return Name(name, address_of(kind, key, year, which, lang))

    before, after = years_beside(whole.on, whole.year) if whole.year is not None else (None, None)
    older = part(before, 0, str(before)) if before is not None else None
    newer = part(after, 0, str(after)) if after is not None else None
    if number > 1 or (last and not number):
        older = part(whole.year, number - 1 if number else last, "")
    if number:
        newest = addresses.address(kind, key, lang) if whole.year is None else address_of(kind, key, whole.year, 0, lang)
        newer = part(whole.year, number + 1, "") if number < last else Name("", newest)
    return older, newer


def _of_year(kind: str, key: str, note: Note) -> set[Spot]:
    on = shelf.shelf(kind, key)
    if on is None or note.dated is None:
        return set()
    year = note.dated.year
    found = set(_spots(kind, key, year, 0))
    here = cut(kind, key, year)
    for number in numbers_touched(here, note) if here is not None else ():
        found |= set(_spots(kind, key, year, number))
    # The years beside lead to this one, and change where it comes or goes.
    for beside in years_beside(on, year) if here is None or here.count == 1 else ():
        if beside is not None and (whole := cut(kind, key, beside)) is not None:
            # Both ends of the year beside lead here: its own page, and its oldest sheet where it has some.
            for number in (0, 1) if whole.last else (0,):
                found |= set(_spots(kind, key, beside, number))
    return found


def _spots(kind: str, key: str, year: int | None, number: int) -> list[Spot]:
    return [Spot(NAME, f"{kind}:{key}:{'' if year is None else year}:{number}", lang) for lang in addresses.langs()]


kind = Kind(NAME, touched, every, render, shows)
