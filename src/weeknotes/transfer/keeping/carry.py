"""A site's SQLite database carried over into an empty PostgreSQL: every row of every table, in one transaction. What is found by searching each database has
in its own way: that is made anew from the notes afterwards.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, connections, transaction
from django.db.models import Model
from django.db.models.sql import InsertQuery

from weeknotes.search.models import Doc, Words
from weeknotes.search.reindex import reindex
from weeknotes.transfer.keeping import database
from weeknotes.transfer.keeping.about import KeepingError

Told = Callable[[int, int], None]
BEFORE = "before"  # Django's name for the database that is left
ROWS = 500  # that are written at once
FOUND = (Doc, Words)
# A new database writes down for itself what kinds of row there are, under numbers of its own.
ITS_OWN: tuple[type[Model], ...] = (Permission, ContentType)


def carry(file: Path, told: Told | None = None) -> int:
    """Put every row of the SQLite database in `file`, whose tables are those of this version, into the empty database of the site; how many.

    `told` hears how many there are so far, and in all. KeepingError with a sentence where the database is not empty, or a row is not taken: it is then as
    empty as before.
    """
    if not database.is_empty():
        raise KeepingError(database.NOT_EMPTY)
    _name(file)
    try:
        with transaction.atomic(durable=True):
            call_command("migrate", interactive=False, verbosity=0)
            rows = _carry(told or (lambda _done, _all: None))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    finally:
        connections[BEFORE].close()
    reindex(everything=True)
    return rows


def _name(file: Path) -> None:
    """Have Django know the database in `file`, beside the site's."""
    other = {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": {}, "CONN_MAX_AGE": 0}
    connections.settings[BEFORE] = {**connections.settings["default"], **other}


def _carry(told: Told) -> int:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy and model not in FOUND]
    whole = sum(model._base_manager.using(BEFORE).count() for model in models)
    done = 0
    with connection.cursor() as cursor:
        # What a row belongs to may come after it, also where a migration has just made the column.
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for model in ITS_OWN:
        model._base_manager.all()._raw_delete("default")
    for model in models:
        for some in _in_pieces(model):
            _write(model, some)
            done += len(some)
            told(done, whole)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    return done


def _in_pieces(model: type[Model]) -> Iterator[list[Model]]:
    rows = model._base_manager.using(BEFORE).order_by("pk").iterator(chunk_size=ROWS)
    while some := list(islice(rows, ROWS)):
        yield some


def _write(model: type[Model], rows: list[Model]) -> None:
    """Write rows as they stand: nothing in them is said anew, as the time of the last change would be."""
    try:
        with transaction.atomic():
            _insert(model, rows)
    except (DataError, IntegrityError, ValueError) as error:
        if len(rows) == 1:
            # No more than the first line, and of the server's: what follows may be words of the row.
            why = (str(error).splitlines() or ["it does not say why"])[0].removesuffix(".")
            raise KeepingError(f"PostgreSQL does not take row {rows[0].pk} of {model._meta.db_table}: {why}. Nothing was brought back.") from error
        for one in rows:
            _write(model, [one])


def _insert(model: type[Model], rows: list[Model]) -> None:
    query = InsertQuery(model)
    query.insert_values([field for field in model._meta.concrete_fields if not field.generated], rows, raw=True)
    query.get_compiler("default").execute_sql()
