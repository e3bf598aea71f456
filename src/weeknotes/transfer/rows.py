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


def table(bundle: Bundle, name: str) -> Iterator[dict[str, str]]:
    """Each row by the (lower-cased) names of the first. Raises Spoilt where the table breaks off."""
    with bundle.open(name) as file:
        lines = io.TextIOWrapper(file, "utf-8-sig", "replace", newline="")
        reader = csv.reader(_bounded(lines, name))
        heads: list[str] | None = None
        try:
            for row in reader:
                if heads is None:
                    heads = [one.strip().lower() for one in row]
                elif any(row):
                    yield dict(zip(heads, row, strict=False))
        except csv.Error as why:
            raise Spoilt(NO_TABLE, name=name) from why


def _bounded(lines: io.TextIOWrapper, name: str) -> Iterator[str]:
    while line := lines.readline(LONGEST_ROW):
        if len(line) >= LONGEST_ROW:
            raise Spoilt(NO_TABLE, name=name)
        yield line
