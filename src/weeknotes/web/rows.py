"""Rows that are written many at a time: what Django's `bulk_create` writes, its way from a model to a row walked once for each model, not for each value.

Half of what a publication and an import take to write goes into that way; the database takes the smaller part.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections, models, transaction
from django.db.models import Model, signals
from django.db.models.base import ModelState

Kind = TypeVar("Kind", bound=Model)
Given = Callable[[Any], Any]
_SAVED_AS_THEY_ARE = (models.Field.pre_save, models.DateField.pre_save, models.DateTimeField.pre_save)
MOST = 1000  # rows of a statement where the database sets no limit


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a model: its attribute, its name in SQL, and how the database takes its values, by their class."""

    field: Any
    name: str
    quoted: str
    ways: dict[type, Given | None]

    def of(self, made: Model) -> Any:
        """The value of a row, as the database takes it."""
        value = getattr(made, self.name)
        try:
            way = self.ways[value.__class__]
        except KeyError:
            return self._otherwise(value)
        return value if way is None else way(value)

    def _otherwise(self, value: Any) -> Any:
        if hasattr(value, "resolve_expression"):
            raise TypeError(f"{self.quoted}: an expression is for the database to work out; these rows are of values")
        return self.field.get_db_prep_save(value, connections["default"])


@dataclass(frozen=True, slots=True)
class _Table:
    """A model as its rows are written."""

    name: str
    number: _Column
    others: tuple[_Column, ...]
    relations: tuple[Any, ...]

    def columns(self, names: Sequence[str]) -> tuple[_Column, ...]:
        """The columns of these fields, in that order."""
        by_name = {column.field.name: column for column in (self.number, *self.others)}
        return tuple(by_name[name] for name in names)


def fresh(model: type[Kind], **values: Any) -> Kind:
    """A row that is to be written, with these values by the names of its attributes (`note_id`, not `note`); the others have their defaults.

    What the model's own constructor makes of them, which looks each over and takes ten times as long. TypeError for a name that is no column, and for a
    model that has a word of its own on what it begins with.
    """
    begin = _beginning(model)
    made = model.__new__(model)
    made._state = ModelState()
    held = made.__dict__
    held.update(begin.values)
    for name, make in begin.made:
        if name not in values:
            held[name] = make()
    held.update(values)
    if len(held) != begin.size:
        raise TypeError(f"{model.__name__} has no {', no '.join(sorted(values.keys() - begin.names))}")
    return made


def create(made: Iterable[Kind], *, instead: tuple[str, Sequence[str]] | None = None) -> list[Kind]:
    """Write a row for each of these, which are new and of one model, and give them back with their numbers: all were given one, or none.

    `instead` names a unique field and those that the row that has it already is given. ValueError where what one belongs to is itself not saved.
    """
    held = list(made)
    if not held:
        return held
    table = _table(type(held[0]))
    for one in held:
        _belonging(one, table.relations)
        if one.pk is None:
            one.pk = table.number.field.get_pk_value_on_save(one)
    given = [one.pk is not None for one in held]
    if any(given) and not all(given):
        raise ValueError(f"{table.name}: some rows have a number, and some have none")
    columns = (table.number, *table.others) if given[0] else table.others
    with transaction.atomic(savepoint=False):
        if given[0] and instead is None:
            _each(f"{_into(table, columns)} VALUES {_marks(columns)}", [[column.of(one) for column in columns] for one in held])
        else:
            _numbered(table, columns, held, instead)
    for one in held:
        one._state.adding = False
        one._state.db = "default"
    return held


def update(made: Sequence[Model], names: Sequence[str]) -> None:
    """Write these fields of rows that are there, all of one model."""
    if made:
        table = _table(type(made[0]))
        columns = table.columns(names)
        said = ", ".join(f"{column.quoted} = %s" for column in columns)
        _each(
            f'UPDATE "{table.name}" SET {said} WHERE {table.number.quoted} = %s',  # noqa: S608 - our own names  # nosec B608
            [[*(column.of(one) for column in columns), table.number.of(one)] for one in made],
        )


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[int | str]]) -> None:
    """Write rows of a model that has no other columns than these fields and its number, of numbers and words alone: a bake writes some thirteen for each
    note, and as models they take many times as long. One statement."""
    table = _table(model)
    columns = table.columns(names)
    if held := list(rows):
        _each(f"{_into(table, columns)} VALUES {_marks(columns)}", held)


def _each(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    with connections["default"].cursor() as cursor:
        cursor.executemany(sql, rows)


def _numbered(table: _Table, columns: Sequence[_Column], held: Sequence[Model], instead: tuple[str, Sequence[str]] | None) -> None:
    """Write rows that are given their numbers by the database, as many to a statement as it takes."""
    begin, marks = f"{_into(table, columns)} VALUES ", _marks(columns)
    end = f" RETURNING {table.number.quoted}"
    if instead is not None:
        (unique,), put = table.columns([instead[0]]), table.columns(instead[1])
        said = ", ".join(f"{one.quoted} = EXCLUDED.{one.quoted}" for one in put)
        end = f" ON CONFLICT ({unique.quoted}) DO UPDATE SET {said}{end}"  # our own names  # nosec B608
    connection = connections["default"]
    limit = connection.features.max_query_params
    most = max(1, limit // len(columns)) if limit else MOST
    with connection.cursor() as cursor:
        for first in range(0, len(held), most):
            some = held[first : first + most]
            cursor.execute(begin + ", ".join([marks] * len(some)) + end, [column.of(one) for one in some for column in columns])
            for one, (number,) in zip(some, cursor.fetchall(), strict=True):
                one.pk = number


def _into(table: _Table, columns: Sequence[_Column]) -> str:
    return f'INSERT INTO "{table.name}" ({", ".join(column.quoted for column in columns)})'


def _marks(columns: Sequence[_Column]) -> str:
    return f"({', '.join(['%s'] * len(columns))})"


def _belonging(made: Model, relations: Sequence[Any]) -> None:
    """See that what a row belongs to is saved, and that its number is known."""
    for field in relations:
        if field.is_cached(made):
            other = field.get_cached_value(made)
            if other is not None and getattr(made, field.attname) is None:
                number = getattr(other, field.target_field.attname)
                if number is None:
                    raise ValueError(f"{type(made).__name__}.{field.name} belongs to what was not saved")
                setattr(made, field.attname, number)


@cache
def _table(model: type[Model]) -> _Table:
    about = model._meta
    if about.parents:
        raise TypeError(f"{model.__name__} has its rows in several tables")
    fields = [field for field in about.concrete_fields if not field.generated]
    number = next(field for field in fields if field.primary_key)
    others = tuple(_column(field) for field in fields if field is not number)
    return _Table(about.db_table, _column(number), others, tuple(field for field in fields if field.is_relation))


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What a row of a model begins with: values, those that are made anew for each, its attributes' names, and how many a row holds with its state."""

    values: dict[str, Any]
    made: tuple[tuple[str, Callable[[], Any]], ...]
    names: frozenset[str]
    size: int


@cache
def _beginning(model: type[Model]) -> _Beginning:
    if model.__init__ is not Model.__init__ or any(signal.has_listeners(model) for signal in (signals.pre_init, signals.post_init)):
        raise TypeError(f"{model.__name__} has a word of its own on what a row begins with: call it")
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    made = tuple((field.attname, field.default) for field in fields if field.has_default() and callable(field.default))
    names = frozenset(field.attname for field in fields)
    values = {field.attname: field.get_default() for field in fields if field.attname not in dict(made)}
    return _Beginning(values, made, names, len(names) + 1)


def _column(field: Any) -> _Column:
    if type(field).pre_save not in _SAVED_AS_THEY_ARE or getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        raise TypeError(f"{field} has a word of its own on what is saved: write it with bulk_create")
    of = field
    while isinstance(of, models.ForeignKey):
        of = of.target_field
    return _Column(field, field.attname, f'"{field.column}"', {type(None): None, **_ways(of)})


def _ways(field: Any) -> dict[type, Given | None]:
    """How this database takes a value of a field by its class: None for as it is. What is not here goes Django's own way."""
    connection = connections["default"]
    kind = type(field)
    if not kind.__module__.startswith("django."):
        return {}
    if issubclass(kind, models.BooleanField):
        return {bool: None}
    if issubclass(kind, (models.IntegerField, models.AutoField)):
        return {int: None}
    if issubclass(kind, (models.CharField, models.TextField)):
        return {str: None}
    if issubclass(kind, models.DateTimeField):
        return {datetime: connection.ops.adapt_datetimefield_value}
    if issubclass(kind, models.DateField):
        return {date: connection.ops.adapt_datefield_value}
    if issubclass(kind, models.UUIDField):
        return {UUID: None if connection.features.has_native_uuid_field else lambda value: value.hex}
    return {}
