"""Questions to the database that are put together once: Django's way from a queryset to its SQL costs several times what the database takes to answer.

What is asked a hundred times at each publication is written as ever, as a function that gives a queryset. That function is called with stand-ins for its
arguments, the SQL that comes of it is kept, and what stood in is replaced by what is asked for.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any, ClassVar, Generic, TypeVar, get_args, get_origin
from uuid import UUID

from django.db import connections
from django.db.models import Model, QuerySet, signals
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators

Row = TypeVar("Row")
Made = Callable[[Any], Any]
# Of what stands in a list: a question is put together for each of these lengths, and what lacks is said again. Longer ones are asked in Django's own way.
LENGTHS = (1, 8, 64, 512)
MOST = LENGTHS[-1]
APART = 2_000  # between the stand-ins of the first putting together and those of the second
DAY, MOMENT = date(1801, 1, 1), datetime(1801, 1, 1, tzinfo=UTC)
# The nth stand-in of a kind. Numbers fit a small column, and are larger than any level or limit that stands beside them.
STAND_IN: dict[type, Callable[[int], Any]] = {
    int: lambda n: 28_000 + n,
    str: lambda n: f"\ue000{n}\ue000",
    date: lambda n: DAY + timedelta(days=n),
    datetime: lambda n: MOMENT + timedelta(seconds=n),
    UUID: lambda n: UUID(int=n + 1),
}


class Unprepared(TypeError):
    """A question that cannot be put together beforehand: what it is asked for does not stand in its SQL as it was given."""


def prepared(*kinds: Any) -> Callable[[Callable[..., QuerySet[Any, Row]]], "Prepared[Row]"]:
    """Make of a function that gives a queryset one that gives its rows in a list: models, tuples (`values_list`) or values (`flat`).

    `kinds` are those of its arguments: `int`, `str`, `date`, `datetime`, `UUID`, and `list[int]` and its like for `__in`. What it gives may depend on nothing
    else, each argument stands in it as it was given, and it prefetches nothing; Unprepared where that is not so. None, an empty list and a list of more than
    `MOST` are asked in Django's own way.
    """
    return lambda build: Prepared(build, kinds)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A question as the database takes it."""

    sql: str
    values: tuple[Any, ...]
    asked: tuple[tuple[int, int, Made], ...]  # where among the values, which argument stands there, and what is made of it
    turned: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]  # the columns that become Python's values, and by what
    columns: int
    read: Callable[[Sequence[Any]], Any]


class Prepared(Generic[Row]):
    """A question whose SQL is kept, once for each of the `LENGTHS` of its lists (the last of a list is said again for what lacks)."""

    every: ClassVar[list["Prepared[Any]"]] = []

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], kinds: Sequence[Any]) -> None:
        self.build = build
        self.__doc__ = build.__doc__
        self.kinds = tuple(get_args(kind)[0] if get_origin(kind) is list else kind for kind in kinds)
        self.lists = tuple(get_origin(kind) is list for kind in kinds)
        self.ready: dict[tuple[int, ...], _Ready] = {}
        self.every.append(self)

    def __call__(self, *args: Any) -> list[Row]:
        """The rows for these arguments. One query."""
        flat: list[Any] = []
        sizes = []
        for one, several in zip(args, self.lists, strict=True):
            if not several:
                flat.append(one)
                continue
            held = list(one)
            if not 0 < len(held) <= MOST:
                return list(self.build(*args))
            sizes.append(LENGTHS[bisect_left(LENGTHS, len(held))])
            flat += held
            flat += [held[-1]] * (sizes[-1] - len(held))
        if None in flat:
            return list(self.build(*args))
        ready = self.ready.get(tuple(sizes))
        if ready is None:
            ready = self.ready[tuple(sizes)] = self._put_together(sizes)
        values = list(ready.values)
        for at, which, made in ready.asked:
            values[at] = made(flat[which])
        connection = connections["default"]
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, values)
            rows = cursor.fetchall()
        if not ready.turned:
            return [ready.read(row[: ready.columns]) for row in rows]
        found = []
        for row in rows:
            held = list(row[: ready.columns])
            for at, turns, column in ready.turned:
                value = held[at]
                for turn in turns:
                    value = turn(value, column, connection)
                held[at] = value
            found.append(ready.read(held))
        return found

    def make_ready(self, lengths: Sequence[int] = LENGTHS[:-1]) -> None:
        """Put it together ahead of being asked, for a list of each of these lengths; for two lists that are short, and not for more."""
        several = sum(self.lists)
        for sizes in product(lengths if several < 2 else LENGTHS[:2], repeat=several) if several <= 2 else ():
            self.ready[sizes] = self.ready.get(sizes) or self._put_together(sizes)

    def _put_together(self, sizes: Sequence[int]) -> _Ready:
        """The question for lists of these lengths. Twice, with other stand-ins: what differs between the two is what was asked for."""
        name = self.build.__qualname__
        queryset, sql, values, known = self._with(0, sizes)
        _again, again, others, known_again = self._with(APART, sizes)
        if sql != again or len(values) != len(others):
            raise Unprepared(f"{name}: its SQL is not the same for all that is asked")
        asked = []
        for at, (one, other) in enumerate(zip(values, others, strict=True)):
            if one == other:
                continue
            which, made = known.get(one, (None, None))
            if which is None or made is None or known_again.get(other, (None, None))[0] != which:
                raise Unprepared(f"{name}: {one!r} is made of what was asked, and not that itself")
            asked.append((at, which, _as(type(one), made)))
        if len({which for _at, which, _made in asked}) < len(known):
            raise Unprepared(f"{name}: not all that is asked stands in its SQL")
        compiler = queryset.query.get_compiler("default")
        compiler.pre_sql_setup()
        columns = [column for column, _sql, _alias in compiler.select]
        turned = tuple((at, tuple(map(_turn, turns)), column) for at, (turns, column) in compiler.get_converters(columns).items())
        return _Ready(sql, tuple(values), tuple(asked), turned, len(columns), _reader(queryset, compiler, name))

    def _with(self, begin: int, sizes: Sequence[int]) -> tuple[Any, str, Sequence[Any], dict[Any, tuple[int, Made]]]:
        """The queryset for stand-ins, its SQL, the values in it; and of each value that is a stand-in which it is, and how such a one is made."""
        ways = _ways()
        known: dict[Any, tuple[int, Made]] = {}
        length = iter(sizes)
        marks: list[Any] = []
        for kind, several in zip(self.kinds, self.lists, strict=True):
            some = [STAND_IN[kind](begin + len(known) + n) for n in range(next(length) if several else 1)]
            for mark in some:
                known[ways[kind](mark)] = (len(known), ways[kind])
            marks.append(some if several else some[0])
        queryset = self.build(*marks)
        sql, values = queryset.query.sql_with_params()
        return queryset, sql, values, known


def _ways() -> dict[type, Made]:
    """How this database takes a value of each kind."""
    connection = connections["default"]
    native = connection.features.has_native_uuid_field
    return {
        int: int,
        str: str,
        date: connection.ops.adapt_datefield_value,
        datetime: connection.ops.adapt_datetimefield_value,
        UUID: (lambda value: value) if native else (lambda value: value.hex),
    }


def _turn(given: Callable[..., Any]) -> Callable[..., Any]:
    """What makes Python's value of a column's: SQLite's moments, which are all in the same zone, without asking for it again at each."""
    connection = connections["default"]
    if given != getattr(connection.ops, "convert_datetimefield_value", None):
        return given
    zone = connection.timezone

    def moment(value: Any, *_about: object) -> datetime | None:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
        return found if found is None or found.tzinfo is not None else found.replace(tzinfo=zone)

    return moment


def _as(kind: type, made: Made) -> Made:
    """`made`, as the kind of number that the column is of, where the database wants to know."""
    return kind if made is int and kind is not int else made


def _maker(model: Any, names: Sequence[str]) -> Made:
    """What makes a model of the values of these columns: what `from_db` makes, its values put in place together, where nothing wants to be told of each."""
    plain = model.__init__ is Model.__init__ and model.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]
    if not plain or any(signal.has_listeners(model) for signal in (signals.pre_init, signals.post_init)):
        return lambda values: model.from_db("default", names, values)

    def make(values: Sequence[Any]) -> Any:
        made = model.__new__(model)
        state = made._state = ModelState()
        state.adding, state.db = False, "default"
        made.__dict__.update(zip(names, values, strict=True))
        return made

    return make


def _reader(queryset: Any, compiler: Any, name: str) -> Callable[[Sequence[Any]], Any]:
    """What makes of the values of one row what the queryset gives."""
    how = queryset._iterable_class
    if how is ValuesListIterable:
        return tuple
    if how is FlatValuesListIterable:
        return lambda row: row[0]
    if how is not ModelIterable or queryset._prefetch_related_lookups:
        raise Unprepared(f"{name}: rows of this kind are not made here")
    model, fields = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    begin, end = fields[0], fields[-1] + 1
    names = [column.target.attname for column, _sql, _alias in compiler.select[begin:end]]
    # The stubs are those of a later Django, which wants one argument more.
    beside = get_related_populators(compiler.klass_info, compiler.select, "default")  # type: ignore[call-arg]
    more = tuple(compiler.annotation_col_map.items())
    make = _maker(model, names)

    def read(row: Sequence[Any]) -> Any:
        made = make(row[begin:end])
        for one in beside:
            one.populate(row, made)
        for attribute, at in more:
            setattr(made, attribute, row[at])
        return made

    return read
