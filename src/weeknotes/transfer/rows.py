"""The rows of a table in an export (CSV), one by one."""

import csv
import io
from collections.abc import Iterator

from weeknotes.transfer.bundle import Bundle, Spoilt

N_ = str  # marks a sentence for translation where it is shown

NO_TABLE = N_("“%(name)s” is damaged, or no table. What stood before the damage came; export it once more for the rest.")
LONGEST_ROW = 5_000_000  # characters of one row
# Python's own limit is made for small tables; a post's whole text may stand in a field. What bounds it here is LONGEST_ROW.
csv.field_size_limit(LONGEST_ROW)


class Table:
    """Each row of a table by the (lower-cased) names of the first. Raises Spoilt where it breaks off, after what stands before that.

    `cut` says whether the row that was given last stops in the middle of a field; `open` whether its last field, which no mark closes, ends where the file
    does, and so may be whole or not. One that stops before the last field is not given: nothing says what it is of.
    """

    def __init__(self, bundle: Bundle, name: str) -> None:
        self._bundle, self._name = bundle, name
        self._lines: list[str] = []  # of the row that is read
        self.cut = self.open = False

    def __iter__(self) -> Iterator[dict[str, str]]:
        with self._bundle.open(self._name) as file:
            reader = csv.reader(self._bounded(io.TextIOWrapper(file, "utf-8-sig", "replace", newline="")))
            heads: list[str] | None = None
            try:
                for row in reader:
                    lines, self._lines = self._lines, []
                    if heads is None:
                        heads = [one.strip().lower() for one in row]
                        continue
                    self.cut = _stops(lines)
                    self.open = bool(row and row[-1]) and not lines[-1].endswith(("\n", "\r", '"'))
                    if len(row) < len(heads) and not lines[-1].endswith(("\n", "\r")):
                        raise Spoilt(NO_TABLE, name=self._name)
                    if any(row):
                        yield dict(zip(heads, row, strict=False))
            except csv.Error as why:
                raise Spoilt(NO_TABLE, name=self._name) from why
        if self.cut:
            raise Spoilt(NO_TABLE, name=self._name)

    def _bounded(self, lines: io.TextIOWrapper) -> Iterator[str]:
        while line := lines.readline(LONGEST_ROW):
            if len(line) >= LONGEST_ROW:
                raise Spoilt(NO_TABLE, name=self._name)
            self._lines.append(line)
            yield line


def _stops(lines: list[str]) -> bool:
    """Whether a row, which is nearly always whole, ends between two quotation marks."""
    if "".join(lines).count('"') % 2 == 0:
        return False
    try:
        list(csv.reader(lines, strict=True))
    except csv.Error as why:
        return "unexpected end" in str(why)
    return False
