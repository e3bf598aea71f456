"""How rows are written down in an export and read from it again: one declaration for both ways, so that nothing is written that is not read.

What a row points at is written as a lasting id (a uid, or the address word of a tag or series), never as a number of this database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is written of a row: its columns as they stand (`plain`), and what it points at (`refs`, column to the name of a table in `Ids`)."""

    model: type[Model]
    plain: tuple[str, ...]
    refs: Mapping[str, str] = field(default_factory=dict)

    def written(self, one: Model, ids: "Ids") -> Row:
        """The row as it stands in an export."""
        row = {name: said(getattr(one, name)) for name in self.plain}
        return row | {name: ids.of(what, getattr(one, f"{name}_id")) for name, what in self.refs.items()}

    def read(self, row: Mapping[str, Any], keys: "Keys", **more: Any) -> Model:
        """A row that is not saved yet, as `row` says it. `more` are columns that it does not say. Fields that are not in `row` keep their default."""
        columns = {name: self.model._meta.get_field(name).to_python(row[name]) for name in self.plain if name in row}  # type: ignore[union-attr]
        there = {f"{name}_id": keys.of(what, row[name]) for name, what in self.refs.items() if name in row and f"{name}_id" not in more}
        return self.model(**columns, **there, **more)

    def whole(self, row: Mapping[str, Any], keys: "Keys") -> bool:
        """Whether all that it must point at is there."""
        return all(keys.of(what, row.get(name)) is not None for name, what in self.refs.items() if not self.model._meta.get_field(name).null)


@dataclass(slots=True)
class Ids:
    """From numbers of this database to lasting ids, by table. Notes and threads that are not in the export have none; people and teams that are written
    are remembered in `named`, so that the export can say who they are."""

    tables: dict[str, dict[int, str]]
    named: dict[str, set[int]] = field(default_factory=dict)

    def of(self, what: str, pk: int | None) -> str | None:
        """The lasting id of a row, None where it is not there for whoever exports."""
        found = self.tables.get(what, {}).get(pk) if pk is not None else None
        if found is not None and pk is not None:
            self.named.setdefault(what, set()).add(pk)
        return found


@dataclass(slots=True)
class Keys:
    """From lasting ids to the numbers of this database, by table."""

    tables: dict[str, dict[str, int]] = field(default_factory=dict)

    def of(self, what: str, name: str | None) -> int | None:
        """The number of a row here, None where there is none."""
        return self.tables.get(what, {}).get(name) if name is not None else None

    def put(self, what: str, name: str, pk: int) -> None:
        """Remember that it is here."""
        self.tables.setdefault(what, {})[name] = pk


def said(value: object) -> Any:
    """A value as JSON has it: times in UTC, numbers with decimals as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, UUID):
        return str(value)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


def in_order(rows: Iterable[Row], *by: str) -> list[Row]:
    """Rows in the order of these fields, and then of all that they say: the same rows always come in the same order."""
    return sorted(rows, key=lambda row: ([str(row.get(name)) for name in by], str(sorted(row.items(), key=lambda item: item[0]))))
