"""Which importer reads what was given, and everything that it gives. The first that recognises it reads it: the order is that of certainty."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from django.utils.translation import gettext as _

from weeknotes.transfer.bundle import Bundle, Refused
from weeknotes.transfer.importers import (
    blogger,
    documents,
    docx,
    feed,
    ghost,
    google_docs,
    mastodon,
    medium,
    microblog,
    site,
    substack,
    weeknotes,
    wordpress,
    writefreely,
)
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.pairs import paired
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.trouble import trouble

N_ = str  # marks a sentence for translation where it is shown

UNREAD = N_("Nothing that is known here was found in “%(name)s”. These can be brought in: %(kinds)s.")
BROKE = N_("“%(name)s” is damaged in a way that stopped the reading here. What was read before this came; export it once more for the rest.")


class Importer(Protocol):
    """What each module of `importers` has. `KIND` is stored; `NAME` is what a person calls it, to be translated where it is shown."""

    KIND: str
    NAME: str

    def recognises(self, bundle: Bundle) -> bool:
        """Whether it can read this: looks at names and first bytes only."""

    def posts(self, bundle: Bundle) -> Iterator[Post | Left | Trouble]:
        """Each post as it is reached, and at the end what was left. Lazy; may raise Refused."""


_MODULES: tuple[ModuleType, ...] = (
    weeknotes, wordpress, blogger, ghost, mastodon, substack, medium, writefreely, microblog, google_docs, docx, site, feed, documents,
)  # fmt: skip
IMPORTERS: tuple[Importer, ...] = tuple(cast("Importer", module) for module in _MODULES)
BY_KIND = {importer.KIND: importer for importer in IMPORTERS}


def importer_of(bundle: Bundle) -> Importer | None:
    """The importer that reads what was given, if one does."""
    for importer in IMPORTERS:
        try:
            if importer.recognises(bundle):
                return importer
        except Refused:
            continue
    return None


def recognised(path: Path, name: str = "") -> Importer | None:
    """The importer that reads what is at `path`, called `name` by the person; None where none does, or nothing can be read of it."""
    try:
        with open_bundle(path, name) as bundle:
            return importer_of(bundle)
    except Refused:
        return None


def read(path: Path, kind: str | None = None, name: str = "") -> Iterator[Post | Left | Trouble]:
    """Everything in what is at `path`: posts as they are reached, what was left and why, what could not be read. Never raises for what stands in it."""
    try:
        with open_bundle(path, name) as bundle:
            yield from read_bundle(bundle, kind)
    except Refused as why:
        yield trouble(name or path.name, why)


def read_bundle(bundle: Bundle, kind: str | None = None) -> Iterator[Post | Left | Trouble]:
    """The same of a bundle that is open; its caller closes it, after having read the media of the posts."""
    try:
        importer = BY_KIND.get(kind) if kind else importer_of(bundle)
        if importer is None:
            yield trouble(bundle.name, Refused(UNREAD, name=bundle.name, kinds=", ".join(_(each.NAME) for each in IMPORTERS)))
        else:
            yield from paired(importer.posts(bundle))
    except Refused as why:
        yield trouble(bundle.name, why)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError) as why:
        # Bytes that no program wrote: whatever they break in a library ends here, with what came before it.
        yield trouble(bundle.name, _broke(bundle, why))
    for name, reason in bundle.left:
        yield trouble(name, Refused(reason.sentence, **reason.values))


def _broke(bundle: Bundle, why: Exception) -> Refused:
    refused = Refused(BROKE, name=bundle.name)
    refused.__cause__ = why
    return refused
