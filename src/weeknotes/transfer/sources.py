"""What posts come from: what is at a path, as its importer knows it, and everything that several such give, in order."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from django.utils.translation import gettext as _

from weeknotes.transfer.bundle import Asked, Bundle, Refused, plain_name
from weeknotes.transfer.importers import documents, mail, site
from weeknotes.transfer.importing import BY_KIND, IMPORTERS, read, recognised
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.record import FILE, Thing
from weeknotes.transfer.site_address import site_of

# name, path, kind ("" where it cannot be read); of a text `cuts`; `packed` where texts are in an archive.
Input = dict[str, Any]


def kinds() -> tuple[str, ...]:
    """The kinds that can be named."""
    return tuple(BY_KIND)


def names() -> list[str]:
    """What they are called to people, in the language in force."""
    return [_(importer.NAME) for importer in IMPORTERS]


def name_of(kind: str) -> str:
    """What a kind is called to people."""
    return _(BY_KIND[kind].NAME) if kind in BY_KIND else kind


def known_at(path: Path, *, name: str, kind: str = "") -> Input | None:
    """A file or folder as an importer knows it (the one called `kind`, where that is said); None where it is one text. Raises Refused where it is nothing
    that is known, or cannot be read."""
    with open_bundle(path, name) as bundle:
        which = kind or kind_of(bundle)
        if which == FILE and bundle.form == "file":
            return None
        return _input(path, bundle.name, which, packed=which == FILE and bundle.form == "archive")


def kind_of(bundle: Bundle) -> str:
    """The kind of what was given. Raises Refused where no importer knows it."""
    kind = recognised(bundle).KIND
    return FILE if kind == site.KIND and bundle.form == "folder" and _only_texts(bundle) else kind


def _only_texts(bundle: Bundle) -> bool:
    """Whether nothing says that a folder is what a site was made of: then all its texts are read, those without front matter too."""
    return not site_of(bundle).maker and not any("_posts/" in name or "_drafts/" in name for name in bundle.names())


def input_at(path: Path, *, kind: str = "", cuts: Iterable[int] = ()) -> Input:
    """What is at a path, to bring in; of no kind where it cannot be read, which is said when it is. `kind` names the importer, so that none need know it."""
    name = plain_name(path.name if path.is_file() else path.resolve().name)
    try:
        known = known_at(path, name=name, kind=kind)
    except Refused:
        return _input(path, name, kind)
    return known or _input(path, name, FILE, cuts=list(cuts))


def _input(path: Path, name: str, kind: str, **more: object) -> Input:
    whole = path.absolute()
    # A name may have bytes that are no letters, and no database keeps those: then the path is kept as an address.
    said = str(whole) if plain_name(str(whole)) == str(whole) else whole.as_uri()
    return {"name": name, "path": said, "kind": kind, **more}


def path_of(one: Input) -> Path:
    """Where an input is."""
    said = str(one["path"])
    return Path(os.fsdecode(unquote_to_bytes(said.removeprefix("file://")))) if said.startswith("file://") else Path(said)


def texts_in(inputs: Iterable[Input]) -> int:
    """How many files are read of these inputs, where all are texts; each other is one."""
    count = 0
    for one in inputs:
        try:
            with open_bundle(path_of(one), one["name"]) as bundle:
                count += len(documents.read_here(bundle)) if one["kind"] == FILE else 1
        except Refused:
            count += 1
    return count


def _writer(inputs: Sequence[Input]) -> tuple[str, frozenset[str]]:
    """Who wrote most of the mails in several inputs; nobody where only one has any, which is counted as it is read."""
    several = [one for one in inputs if one["kind"] == mail.KIND]
    wrote: mail.Wrote = {}
    for one in several if len(several) > 1 else ():
        try:
            with open_bundle(path_of(one), one["name"]) as bundle:
                mail.count(bundle, wrote)
        except Refused:
            continue
    return mail.writer_of(wrote)


def things(inputs: Sequence[Input], *, otherwise: str) -> Iterator[tuple[int, Thing]]:
    """Everything these inputs give, each with the number of its input. `otherwise` is the language of texts that do not tell.

    Of a folder or a file of texts, what states its day was out then: whoever gives those at the terminal says so with the audience. An archive of texts
    may hold anybody's.
    """
    writer, theirs = _writer(inputs)
    for number, one in enumerate(inputs):
        asked = Asked(otherwise=otherwise, cuts=tuple(one.get("cuts") or ()), out=not one.get("packed"), writer=writer, theirs=theirs)
        for thing in read(path_of(one), one["kind"], one["name"], asked):
            yield number, thing
