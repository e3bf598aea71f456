"""A part of what was given, as if it had been given by itself: one file, or several."""

from collections.abc import Iterable
from typing import IO

from weeknotes.transfer.bundle import Asked, Bundle, Form, Refused
from weeknotes.transfer.packed import inside


def alone(bundle: Bundle, name: str) -> Bundle:
    """One file of `bundle`, as if it had been given by itself; closing it closes nothing."""
    return Bundle(name.rpartition("/")[2], Within(bundle, name))


def part_of(bundle: Bundle, names: Iterable[str], asked: Asked | None = None) -> Bundle:
    """Some files of `bundle`, under the names that they have there, of which the same was said or what is `asked`; closing it closes nothing."""
    return Bundle(bundle.name, Some(bundle, names), inside, asked or bundle.asked)


class Within:
    """A file of a bundle that stays open."""

    form: Form = "file"
    weight = 0
    hidden: frozenset[str] = frozenset()

    def __init__(self, bundle: Bundle, name: str) -> None:
        self._bundle, self._name = bundle, name
        self.left: list[tuple[str, Refused]] = []

    def sizes(self) -> dict[str, int]:
        return {self._name.rpartition("/")[2]: self._bundle.size(self._name)}

    def open(self, name: str) -> tuple[IO[bytes], int]:
        return self._bundle.open(self._name), 0

    def close(self) -> None:
        """It is its bundle's."""


class Some:
    """Several files of a bundle that stays open."""

    weight = 0

    def __init__(self, bundle: Bundle, names: Iterable[str]) -> None:
        self._bundle, self._names = bundle, tuple(names)
        self.form: Form = bundle.form
        self.hidden = bundle.hidden
        self.left: list[tuple[str, Refused]] = []

    def sizes(self) -> dict[str, int]:
        return {name: self._bundle.size(name) for name in self._names}

    def open(self, name: str) -> tuple[IO[bytes], int]:
        return self._bundle.open(name), 0

    def close(self) -> None:
        """It is its bundle's."""
