"""What posts come from: a path given, told by its importer or read as text, and everything that several such give, in order."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from django.utils.translation import gettext as _

from weeknotes.transfer.abreast import Thing
from weeknotes.transfer.bundle import Bundle, Refused
from weeknotes.transfer.files import found, records
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.record import FILE, Trouble

Input = dict[str, Any]


class Importer(Protocol):
    """One kind of source: what it is called in commands and to people, whether something given is one, and what it gives."""

    KIND: str
    NAME: str

    def recognises(self, bundle: Bundle, /) -> bool: ...

    def posts(self, bundle: Bundle, /) -> Iterator[Post | Left | Trouble]: ...


IMPORTERS: dict[str, Importer] = {}


def kind_at(path: Path) -> str:
    """The kind of what stands at `path`; "" where no importer knows it, or it cannot be read, which is then said as it is."""
    try:
        with open_bundle(path) as bundle:
            return next((kind for kind, importer in IMPORTERS.items() if importer.recognises(bundle)), "")
    except Refused:
        return ""


def inputs_at(path: Path, *, kind: str = "", cuts: Iterable[int] = ()) -> list[Input]:
    """What a path gives to bring in: itself, as an importer knows it, or the text files there. `kind` names the importer, so that none need know it."""
    which = "" if kind == FILE else kind or (kind_at(path) if path.exists() else "")
    if which:
        return [{"name": path.name, "path": str(path.absolute()), "kind": which}]
    return [{"name": name, "path": str(one.absolute()), "kind": FILE, "cuts": list(cuts)} for one, name in found([path])]


def things(inputs: Sequence[Input], *, otherwise: str) -> Iterator[tuple[int, Thing]]:
    """Everything these inputs give, each with the number of its input. `otherwise` is the language of texts that do not tell."""
    for number, one in enumerate(inputs):
        path, name = Path(one["path"]), one["name"]
        if one["kind"] == FILE:
            given: Iterable[Thing] = records(path, name, otherwise=otherwise, lines=one.get("cuts") or ())
        else:
            given = _posts(path, name, one["kind"])
        for thing in given:
            yield number, thing


def name_of(kind: str) -> str:
    """What a kind is called to people."""
    return IMPORTERS[kind].NAME if kind in IMPORTERS else _("Texts, Markdown and web pages")


def _posts(path: Path, name: str, kind: str) -> Iterator[Thing]:
    try:
        with open_bundle(path) as bundle:
            yield from IMPORTERS[kind].posts(bundle)
            for place, why in bundle.left:
                yield Left(place, why)
    except Refused as refused:
        yield Trouble(name, _(refused.why.sentence) % refused.why.values)
