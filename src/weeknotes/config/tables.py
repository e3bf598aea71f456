"""Which migrations were run on the site's database, asked before anything is done with it."""

from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from weeknotes.config import newer


def stop_where_newer() -> None:
    """Leave with a sentence where a newer version has changed the database. Where it cannot be asked, whoever needs it says so."""
    try:
        run = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return
    newer.stop(run)
