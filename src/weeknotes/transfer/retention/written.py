"""A disposal list and the record of what went, as rows: for a spreadsheet and for programs. No title, no word, no name but that of whoever confirmed it."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from weeknotes.transfer.cells import cell
from weeknotes.transfer.models_retention import DisposalLine
from weeknotes.transfer.retention.terms import later

COLUMNS = (
    "list", "listed_on", "reference", "what", "state", "class_en", "class_cy", "source_en", "source_cy", "months", "counted_from", "counted_on", "due_on",
    "settled_on", "confirmed_by", "confirmed_on", "because", "answer",
)  # fmt: skip


def rows(lines: QuerySet[DisposalLine]) -> Iterator[Mapping[str, str | int | None]]:
    """Each line as the names in COLUMNS, in the order of the lists. The list is named by its own reference."""
    for one in lines.select_related("list__confirmed_by", "under").order_by("list", "pk").iterator(chunk_size=1000):
        under, disposal = one.under, one.list
        yield {
            "list": str(disposal.uid), "listed_on": _day(disposal.made_at), "reference": str(one.reference), "what": one.what, "state": one.state,
            "class_en": under.name_en, "class_cy": under.name_cy, "source_en": under.source_en, "source_cy": under.source_cy,
            "months": under.months, "counted_from": under.counted_from, "counted_on": one.counted_on.isoformat(),
            "due_on": later(one.counted_on, under.months or 0).isoformat(),
            "settled_on": _day(one.settled_at), "confirmed_by": disposal.confirmed_by.name if disposal.confirmed_by else "", "confirmed_on": _day(disposal.confirmed_at),
            "because": one.because, "answer": one.answer,
        }  # fmt: skip


def as_csv(lines: QuerySet[DisposalLine]) -> Iterator[str]:
    """The same as CSV (RFC 4180), a piece at a time, the names of the columns first."""
    writer = csv.writer(_Line())
    yield _written(writer, COLUMNS)
    for row in rows(lines):
        yield _written(writer, ("" if (value := row[name]) is None else value for name in COLUMNS))


class _Line:
    """Gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _written(writer: object, values: Iterable[object]) -> str:
    said: str = writer.writerow([cell(one) if isinstance(one, str) else one for one in values])  # type: ignore[attr-defined]
    return said


def _day(moment: datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
