"""What posts come from: a path given, told by its importer or read as text, and everything that several such give, in order."""

import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from weeknotes.transfer.abreast import Thing
from weeknotes.transfer.files import found, records
from weeknotes.transfer.importers import site
from weeknotes.transfer.importing import BY_KIND, IMPORTERS, read, recognised
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.record import FILE
from weeknotes.transfer.site_address import site_of

DOCX = ".docx"

# name, path, kind; of a text `cuts`; `packed` where texts are in an archive, whose cuts cannot be moved.
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


def kind_at(path: Path) -> str:
    """The kind of what stands at `path`; "" where no importer knows it, or it cannot be read, which is then said as it is."""
    importer = recognised(path)
    kind = importer.KIND if importer else ""
    return FILE if kind == site.KIND and path.is_dir() and _only_texts(path) else kind


def _only_texts(path: Path) -> bool:
    """Whether nothing says that a folder is what a site was made of: then all its texts are read, those without front matter too."""
    with open_bundle(path) as bundle:
        return not site_of(bundle).maker and not any("_posts/" in name or "_drafts/" in name for name in bundle.names())


def is_packed(path: Path) -> bool:
    """Whether a file is an archive of others."""
    return path.is_file() and path.suffix.lower() != DOCX and (zipfile.is_zipfile(path) or tarfile.is_tarfile(path))


def known_at(path: Path, *, name: str, kind: str = "") -> Input | None:
    """A file or folder as an importer knows it (the one called `kind`, where that is said); None where it is a text, or nothing that is known."""
    which = kind or kind_at(path)
    if not which or (which == FILE and not is_packed(path)):
        return None
    return {"name": name, "path": str(path.absolute()), "kind": which, "packed": which == FILE}


def inputs_at(path: Path, *, kind: str = "", cuts: Iterable[int] = ()) -> list[Input]:
    """What a path gives to bring in: itself, as an importer knows it, or the text files there. `kind` names the importer, so that none need know it."""
    known = known_at(path, name=path.name, kind=kind) if kind or path.exists() else None
    if known is not None:
        return [known]
    texts = [{"name": name, "path": str(one.absolute()), "kind": FILE, "cuts": list(cuts)} for one, name in found([path])]
    documents = sorted(path.rglob(f"*{DOCX}")) if path.is_dir() else []
    return [*texts, *({"name": one.relative_to(path.parent).as_posix(), "path": str(one.absolute()), "kind": "docx"} for one in documents)]


def things(inputs: Sequence[Input], *, otherwise: str) -> Iterator[tuple[int, Thing]]:
    """Everything these inputs give, each with the number of its input. `otherwise` is the language of texts that do not tell."""
    for number, one in enumerate(inputs):
        path, name = Path(one["path"]), one["name"]
        given: Iterable[Thing] = (
            records(path, name, otherwise=otherwise, lines=one.get("cuts") or ())
            if one["kind"] == FILE and not one.get("packed")
            else read(path, one["kind"], name)
        )
        for thing in given:
            yield number, thing
