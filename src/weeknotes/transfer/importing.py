"""Which importer reads what was given, and everything that it gives. The first that recognises it reads it: the order is that of certainty."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from django.utils.translation import gettext as _

from weeknotes.transfer.bundle import NOTHING, Asked, Bundle, Refused, Spoilt, plain_name
from weeknotes.transfer.importers import (
    bear,
    blogger,
    documents,
    docx,
    feed,
    ghost,
    google_docs,
    google_takeout,
    joplin,
    lektor,
    mail,
    mastodon,
    medium,
    microblog,
    site,
    substack,
    tumblr,
    weeknotes,
    wordpress,
    writefreely,
)
from weeknotes.transfer.leaving import EXPORT, FILES, NO_POSTS, PROGRAMS, left, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.packed_mail import MAILS
from weeknotes.transfer.packed_part import alone, part_of
from weeknotes.transfer.pairs import paired
from weeknotes.transfer.record import Thing
from weeknotes.transfer.trouble import trouble

N_ = str  # marks a sentence for translation where it is shown

UNREAD = N_("Nothing that is known here was found in “%(name)s”. These can be brought in: %(kinds)s.")
BROKE = N_("“%(name)s” is damaged in a way that stopped the reading here. What was read before this came; export it once more for the rest.")

MOST_ASKED = 200  # files beside what is read, of which each is looked into


class Importer(Protocol):
    """What each module of `importers` has. `KIND` is stored; `NAME` is what a person calls it, to be translated where it is shown."""

    KIND: str
    NAME: str

    def recognises(self, bundle: Bundle) -> bool:
        """Whether it can read this: looks at names and first bytes only."""

    def posts(self, bundle: Bundle) -> Iterator[Thing]:
        """Each post as it is reached (a Record where it was read as the text that it is), and at the end what was left. Lazy; may raise Refused."""


_MODULES: tuple[ModuleType, ...] = (
    weeknotes, google_takeout, wordpress, blogger, ghost, mastodon, substack, medium, writefreely, microblog, tumblr, joplin, bear, lektor, google_docs, docx,
    site, feed, mail, documents,
)  # fmt: skip
IMPORTERS: tuple[Importer, ...] = tuple(cast("Importer", module) for module in _MODULES)
BY_KIND = {importer.KIND: importer for importer in IMPORTERS}


def importer_of(bundle: Bundle) -> Importer | None:
    """The importer that reads what was given, if one does. Raises Refused for what cannot be read at all."""
    for importer in IMPORTERS:
        try:
            if importer.recognises(bundle):
                return importer
        except Spoilt:
            continue
    return None


def recognised(bundle: Bundle) -> Importer:
    """The importer that reads what was given. Raises Refused, which says what can be read, where none does."""
    importer = importer_of(bundle)
    if importer is None:
        raise Refused(UNREAD, name=bundle.name, kinds=", ".join(_(each.NAME) for each in IMPORTERS))
    return importer


def read(path: Path, kind: str | None = None, name: str = "", asked: Asked = NOTHING) -> Iterator[Thing]:
    """Everything in what is at `path`: posts as they are reached, what was left and why, what could not be read. Never raises for what stands in it."""
    try:
        with open_bundle(path, name, asked) as bundle:
            yield from read_bundle(bundle, kind)
    except Refused as why:
        yield trouble(plain_name(name or path.name), why)


def read_bundle(bundle: Bundle, kind: str | None = None) -> Iterator[Thing]:
    """The same of a bundle that is open; its caller closes it, after having read the media of the posts."""
    found = False
    try:
        importer = BY_KIND[kind] if kind in BY_KIND else recognised(bundle)
        for one in _beside(bundle, paired(_apart(importer.posts(bundle)))):
            found = True
            yield one
        if not found and not bundle.left:
            yield trouble(bundle.name, Refused(NO_POSTS, name=bundle.name))
    except Refused as why:
        yield trouble(bundle.name, why)
        if why.why.sentence == UNREAD and bundle.form != "file":
            yield from _beside(bundle, other_files(bundle, ()))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError) as why:
        # Bytes that no program wrote: whatever they break in a library ends here, with what came before it.
        yield trouble(bundle.name, _broke(bundle, why))
    for name, reason in bundle.left:
        yield trouble(name, Refused(reason.sentence, **reason.values))


def _apart(things: Iterable[Thing]) -> Iterator[Thing]:
    """The same, where posts that their source calls the same and that say something else have names of their own: either would hide the other."""
    known: dict[tuple[str, str], list[int]] = {}
    for one in things:
        if isinstance(one, Post):
            several = known.setdefault((one.kind, one.source_id), [])
            words = hash((one.title, one.html))
            if words not in several:
                several.append(words)
            if number := several.index(words):
                one = replace(one, source_id=f"{one.source_id} ({number + 1})")  # noqa: PLW2901
        yield one


def _beside(bundle: Bundle, things: Iterable[Thing]) -> Iterator[Thing]:
    """The same, where a file that is left is called by what it is, if an importer would read it by itself; mails among them are brought in together."""
    asked = 0
    mails: list[str] = []
    for one in things:
        if isinstance(one, Left) and one.place and one.why.sentence in {FILES, PROGRAMS}:
            if one.place.lower().endswith(MAILS):
                mails.append(one.place)
                continue
            asked += 1
            importer = importer_of(alone(bundle, one.place)) if asked <= MOST_ASKED else None
            if importer is not None and importer.KIND == mail.KIND:
                mails.append(one.place)
                continue
            yield left(one.place, EXPORT, kind=_(importer.NAME)) if importer else one if one.why.sentence == PROGRAMS else left("", FILES)
        else:
            yield one
    if mails:
        yield from mail.posts(part_of(bundle, mails))


def _broke(bundle: Bundle, why: Exception) -> Refused:
    refused = Refused(BROKE, name=bundle.name)
    refused.__cause__ = why
    return refused
