"""Where public pages stand: one tree a language, the organisation's first language at the top, and the lasting address of each note."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.db.models import QuerySet

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import Brief, briefs
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.site import organisation
from weeknotes.publishing.models import Address, Page
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import create

LANGUAGES = ("en", "cy")
LONGEST = 400
# The formats of feeds, by what they are called here: the file and the media type of each.
FEEDS = {"feed": "feed.xml", "rss": "rss.xml", "json": "feed.json"}
FEED_MEDIA = {"feed": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
ARCHIVES = {(file.partition(".")[0], file.partition(".")[2]): form for form, file in FEEDS.items()}
FEED_NAMES = {"feed": "Atom", "rss": "RSS", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Tree:
    """The public pages in one language: `top` is "/" for the organisation's first, "/cy/" or "/en/" for another."""

    lang: str
    top: str


def trees() -> tuple[Tree, ...]:
    """The trees of this site, the first language's first; none before the first run."""
    here = organisation()
    return _trees(tuple(here.langs)) if here else ()


@cache
def _trees(langs: tuple[str, ...]) -> tuple[Tree, ...]:
    return tuple(Tree(lang, "/" if place == 0 else f"/{lang}/") for place, lang in enumerate(langs))


def langs() -> tuple[str, ...]:
    """The languages that have a tree."""
    return tuple(tree.lang for tree in trees())


def top(lang: str) -> str:
    """The first address of the tree that holds pages in `lang`: its own, or the first where it has none."""
    return _top(trees(), lang)


def _top(held: tuple[Tree, ...], lang: str) -> str:
    return next((tree.top for tree in held if tree.lang == lang), "/")


def tree_of(lang: str) -> str:
    """The language of the tree that a note in `lang` stands in."""
    found = langs()
    return lang if lang in found or not found else found[0]


def place(kind: str, key: str) -> str:
    """The address of a page within its tree: `people/nerys/`, `2026/w47/`, "" for home."""
    if kind == "week":
        year, _, week = key.partition("-")
        return f"{year}/{week}/"
    if kind == "about":
        of, _, rest = key.partition("/")
        whose, _, label = rest.rpartition("/")
        return f"{place(of, whose)}about/{label}/"
    folders = {"person": "people/", "team": "teams/", "series": "series/", "tag": "tags/", "year": ""}
    # All people, teams and tags stand at the head of theirs.
    return f"{folders[kind]}{key}/" if kind in folders else {"home": "", "people": "people/", "teams": "teams/", "tags": "tags/"}[kind]


def address(kind: str, key: str, lang: str) -> str:
    """The address of a page: `/cy/people/nerys/`."""
    return _address(trees(), kind, key, lang)


@lru_cache(maxsize=4_000)
def _address(held: tuple[Tree, ...], kind: str, key: str, lang: str) -> str:
    return _top(held, lang) + place(kind, key)


def is_page(at: str) -> bool:
    """Whether everybody finds a page at this address. One query."""
    return Page.objects.filter(path=file_of(at), gone_at=None).exists()


def feed_file(form: str, archive: int | None = None) -> str:
    """The file name of a feed in one format: `feed.xml`; of one of its archives `feed-3.xml`."""
    stem, _dot, ending = FEEDS[form].rpartition(".")
    return FEEDS[form] if archive is None else f"{stem}-{archive}.{ending}"


def feed_address(kind: str, key: str, lang: str, form: str = "feed") -> str:
    """The address of a feed beside a page, Atom where no other format is named."""
    return f"{address(kind, key, lang)}{feed_file(form)}"


def forms_of(kind: str) -> tuple[str, ...]:
    """The formats of the feeds beside a list: all of them, and Atom alone where nothing new is to come once its time is over, or
    little at a time (the pages about a label)."""
    return ("feed",) if kind in {"year", "week", "about"} else tuple(FEEDS)


def feeds_beside(atom: str, forms: Iterable[str] = FEEDS) -> list[tuple[str, str, str]]:
    """Of each feed in these formats that stands where the Atom feed `atom` does: its media type, its address, what its format is called.
    None for ""."""
    folder = atom.removesuffix(FEEDS["feed"])
    return [(FEED_MEDIA[form], f"{folder}{FEEDS[form]}", FEED_NAMES[form]) for form in forms] if atom else []


def file_of(at: str) -> str:
    """The file, from the public folder, that answers at the address `at`."""
    inside = at.removeprefix("/")
    return f"{inside}index.html" if at.endswith("/") else inside


def absolute(at: str) -> str:
    """The address as it stands in feeds and sitemaps: with scheme and host."""
    return f"{settings.SITE_URL}{at}"


@prepared(list[int])
def _current(notes: list[int]) -> QuerySet[Address, tuple[int, str, str]]:
    return Address.objects.filter(note__in=notes, current=True).order_by("id").values_list("note_id", "lang", "path")


def note_addresses(notes: Iterable[int]) -> dict[int, dict[str, str]]:
    """For each note id its current addresses by language. One query."""
    found: dict[int, dict[str, str]] = {}
    for note, lang, path in _current(notes):
        found.setdefault(note, {})[lang] = path
    return found


def public_url(note: Note, lang: str | None = None) -> str | None:
    """The address of `note` for everyone, in `lang` or else its lead language or any; None while it is not public. One query."""
    if note.level != Level.PUBLIC:
        return None
    found = note_addresses([note.pk]).get(note.pk, {})
    return found.get(lang or "") or found.get(note.lead_lang) or next(iter(found.values()), None)


def settle(note: Note) -> None:
    """Give each language of a public note its lasting address; one that it had before leads there.

    Addresses under a former name of its author are removed, never redirected.
    """
    folders = tuple(f"{top}people/" for top in ("/", *(f"/{lang}/" for lang in LANGUAGES)))
    ours = tuple(f"{folder}{note.author.slug}/" for folder in folders)
    held = _of(note.pk)
    if former := [one.pk for one in held if one.path.startswith(folders) and not one.path.startswith(ours)]:
        Address.objects.filter(pk__in=former).delete()
    if note.level != Level.PUBLIC:
        return
    now = {one.lang: one for one in reversed(held) if one.current and one.pk not in former}
    shown = briefs([note], NOBODY).get(note.pk, ())
    for one in shown:
        _settle_one(note, one, now.get(one.lang), f"{top(tree_of(one.lang))}people/{note.author.slug}/")
    if now.keys() - {one.lang for one in shown}:
        Address.objects.filter(note=note, current=True).exclude(lang__in=[one.lang for one in shown]).update(current=False)


def settle_new(notes: Collection[Note]) -> None:
    """The same for public notes that never had an address: three queries for all, and some for each whose address another has."""
    shown = briefs(notes, NOBODY)
    wanted = [
        (note, one.lang, f"{top(tree_of(one.lang))}people/{note.author.slug}/{one.slug or str(one.note_uid)[:8]}/") for note in notes for one in shown.get(note.pk, ())
    ]  # fmt: skip
    paths = Counter(path for _note, _lang, path in wanted)
    taken = set(Address.objects.filter(path__in=paths).values_list("path", flat=True)) | {path for path, count in paths.items() if count > 1}
    again = {note.pk: note for note, _lang, path in wanted if path in taken}
    create(Address(path=path, note=note, lang=lang) for note, lang, path in wanted if note.pk not in again)
    for note in again.values():
        settle(note)


def lead_here(rows: Iterable[tuple[int, str, str]]) -> None:
    """Have addresses that pages of an earlier site had on this very host lead to notes: each a note's id, its language, the path. One that is taken stays."""
    made = [Address(path=path, note_id=note, lang=lang, current=False) for note, lang, path in rows if path.startswith("/") and len(path) <= LONGEST]
    Address.objects.bulk_create(made, ignore_conflicts=True)


@prepared(int)
def _of(note: int) -> QuerySet[Address]:
    return Address.objects.filter(note=note).order_by("pk")


@prepared(str)
def _at(path: str) -> QuerySet[Address]:
    return Address.objects.filter(path=path)


def _settle_one(note: Note, shown: Brief, now: Address | None, folder: str) -> None:
    wanted = f"{folder}{shown.slug or str(shown.note_uid)[:8]}"
    if now is not None and _is(now.path, wanted):
        return
    path, count = f"{wanted}/", 1
    while (held := next(iter(_at(path)), None)) is not None:
        if held.note_id == note.pk and not (held.current and held.lang != shown.lang):
            break
        count += 1
        path = f"{wanted}-{count}/"
    if now is not None:
        Address.objects.filter(pk=now.pk).update(current=False)
    if held is None:
        create([Address(path=path, note=note, lang=shown.lang)])
    else:
        Address.objects.filter(pk=held.pk).update(lang=shown.lang, current=True)


def _is(path: str, wanted: str) -> bool:
    """Whether `path` is `wanted`, as it is or with the number that told it from another."""
    rest = path.removesuffix("/").removeprefix(wanted)
    return path.startswith(wanted) and (not rest or (rest[0] == "-" and rest[1:].isdecimal()))
