"""Every state that a database was ever in, with rows in all its tables, brought up to this version a step at a time, as an upgrade does.

Run on an empty database, with Django's settings in the environment: `python -m contracts.upgrade` prints what it went through, as JSON. A row is made of what the state itself says
of its fields and of what its checks allow, so that a table that a later version brings is filled without a word here.
"""

import json
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import django
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models import CheckConstraint, F, Model, Q

NIGHT = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)
PLAIN: Mapping[type, Any] = {
    models.BooleanField: True,
    models.DateTimeField: NIGHT,
    models.DateField: date(2026, 11, 23),
    models.TimeField: time(18, 0),
    models.DurationField: timedelta(hours=1),
    models.JSONField: {},
    models.BinaryField: b"x",
    models.DecimalField: 1,
    models.FloatField: 1.0,
    models.IntegerField: 1,
    models.UUIDField: uuid.UUID("5b0c5a4e-3c5d-4e0e-9d62-0a5a4f9f6d11"),
    models.CharField: "x",
    models.TextField: "Rain all week.",
}


def walk() -> dict[str, Any]:
    """From nothing to the latest state; the tables that got a row, those that could not, and rows that a step lost or changed."""
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    state, steps = ProjectState(real_apps=executor.loader.unmigrated_apps), 0
    filled: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}
    lost: list[str] = []
    failed: dict[str, str] = {}
    for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        state = executor.apply_migration(state, migration)
        steps += 1
        before = -1
        while before != len(filled):  # a row may need one of a table that comes after it in the alphabet
            before = len(filled)
            for label in sorted(set(state.models) - set(filled)):
                if label[0] in ROOMS:
                    filled |= _fill(state, label, failed)
    for label, (table, row) in filled.items():
        if label not in state.models:
            continue
        now = _row(table)
        changed = sorted(name for name, value in row.items() if name in now and now[name] != value) if now else ["the row"]
        if changed:
            lost.append(f"{table}: {', '.join(changed)}")
    connection.check_constraints()
    executor.loader.build_graph()
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    tables = sorted(model._meta.db_table for model in django.apps.apps.get_models() if model._meta.app_label in ROOMS)
    return {
        "steps": steps,
        "left": len(left),
        "filled": sorted(table for table, _row in filled.values()),
        "empty": [table for table in tables if not _row(table)],
        "failed": failed,
        "lost": lost,
    }


# Tables of which some check wants two rows apart, and what is other in the second.
TWICE = {("people", "person"), ("memory", "thread"), ("memory", "appearance")}
OTHER: Mapping[Any, Any] = {PLAIN[models.UUIDField]: uuid.UUID("5b0c5a4e-3c5d-4e0e-9d62-0a5a4f9f6d12"), "x": "y"}
ROOMS = {"work", "people", "notes", "publishing", "search", "memory", "transfer"}


def _fill(state: ProjectState, label: tuple[str, str], failed: dict[str, str]) -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
    """A row in the table of this model of the state, as it is read back."""
    model = state.apps.get_model(*label)
    errors = []
    for wanted in _allowed(model):
        try:
            made = model(**{**_values(model), **wanted})
            made.save(force_insert=True)
        except Exception as error:  # whichever way a database says no
            errors.append(f"{type(error).__name__}: {error}")
            continue
        if label in TWICE:
            model(**{name: (OTHER.get(value, value) if isinstance(value, str | uuid.UUID) else value) for name, value in {**_values(model), **wanted}.items()}).save(force_insert=True)
        failed.pop(model._meta.db_table, None)
        return {label: (model._meta.db_table, _row(model._meta.db_table))}
    failed[model._meta.db_table] = errors[0] if errors else "nothing is allowed"
    return {}


def _values(model: type[Model]) -> dict[str, Any]:
    """One value for each field that needs one."""
    found: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            first = field.related_model._default_manager.first()
            found[field.attname] = first.pk if first is not None else None
        elif field.has_default() or isinstance(field, models.AutoField):
            continue
        elif field.choices:
            found[field.name] = field.choices[0][0]
        else:
            found[field.name] = next(value for kind, value in PLAIN.items() if isinstance(field, kind))
    return found


def _allowed(model: type[Model]) -> Iterator[dict[str, Any]]:
    """What the checks of a model ask of some fields: each way that they leave open, the plain row first."""
    yield {}
    ways: list[dict[str, Any]] = [{}]
    for check in model._meta.constraints:
        if isinstance(check, CheckConstraint):
            ways = [{**one, **more} for one in ways for more in _ways(check.condition, model)][:400]  # type: ignore[arg-type]
    yield from ways
    nothing = {f.attname: None for f in model._meta.concrete_fields if f.null}
    yield from ({**nothing, **way} for way in ways)


def _ways(asked: Q | tuple[str, Any], model: type[Model]) -> list[dict[str, Any]]:
    """Values that make a condition true, one for each branch of it."""
    if isinstance(asked, tuple):
        return list(_leaf(*asked, model))
    if asked.negated:
        return [more for child in asked.children if isinstance(child, tuple) for more in _apart(child, model)] or [{}]
    branches = [_ways(child, model) for child in asked.children]  # type: ignore[arg-type]
    if asked.connector == Q.XOR:  # one of them: the others are not None then
        return [{**{name: _values(model)[name] for two in branches if two is not one for way in two for name in way}, **one[0]} for one in branches]
    if asked.connector == Q.OR:
        return [one for branch in branches for one in branch] or [{}]
    made: list[dict[str, Any]] = [{}]
    for branch in branches:
        made = [{**one, **more} for one in made for more in branch]
    return made


def _leaf(lookup: str, value: Any, model: type[Model]) -> Iterable[dict[str, Any]]:
    name, _, how = lookup.partition("__")
    field = _field(name, model)
    plain = _values(model).get(field.attname, 1)
    if how == "isnull":
        return [{field.attname: None}] if value else [{field.attname: plain}]
    if isinstance(value, F):
        return _apart((lookup, value), model) if how == "lt" else [{}]
    if value is None:
        return [{field.attname: None}]
    if how == "in":
        return [{name: one} for one in list(value)[:6]]
    if how in {"gt", "gte", "lt", "lte"} and isinstance(value, int):
        return [{name: value + {"gt": 1, "lt": -1}.get(how, 0)}]
    return [{name: value}] if how in {"", "exact"} else [{}]


def _apart(asked: tuple[str, Any], model: type[Model]) -> list[dict[str, Any]]:
    """Two fields that lead to two rows of one table, the first before the second; {} where they do not lead anywhere."""
    (lookup, value) = asked
    field = _field(lookup.partition("__")[0], model)
    if not isinstance(value, F):
        return [{}]
    (other,) = value.deconstruct()[1]
    if isinstance(field, models.UUIDField):
        return [{field.name: PLAIN[models.UUIDField], other: OTHER[PLAIN[models.UUIDField]]}]
    if not isinstance(field, models.ForeignKey):
        return [{}]
    rows = field.related_model._default_manager.order_by("pk")
    if rows.count() < 2:
        return [{}]
    return [{field.attname: rows[0].pk, _field(other, model).attname: rows[1].pk}]


def _field(name: str, model: type[Model]) -> "models.Field[Any, Any]":
    """A field that a check asks of: it can ask of nothing else than the row's own."""
    found = model._meta.get_field(name)
    assert isinstance(found, models.Field)
    return found


def _row(table: str) -> dict[str, Any]:
    """The first row of a table, by its columns, as text."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1 LIMIT 1')
        found = cursor.fetchone()
        return {} if found is None else {column[0]: str(value) for column, value in zip(cursor.description, found, strict=True)}


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(walk()) + "\n")
