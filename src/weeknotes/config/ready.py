"""Makes the data folder ready before the site answers: tables, styles and scripts, public pages."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from weeknotes.config.said import complain, say
from weeknotes.config.tables import stop_where_newer
from weeknotes.people import setup_code
from weeknotes.people.site import organisation
from weeknotes.publishing.bake import bake
from weeknotes.publishing.look import ensure as ensure_look
from weeknotes.publishing.press import waiting
from weeknotes.publishing.renew import outdated
from weeknotes.transfer.keeping.about import KeepingError
from weeknotes.transfer.keeping.archive import Locked
from weeknotes.transfer.keeping.backup import backup, folder_for

# Where the sum of the styles and scripts last collected is kept, beside the manifest that they made.
SUM = "collected"
AT_START = 2_000  # pages that are made before the site answers: some seconds


def migrate(*, kept: bool = False) -> int:
    """Bring the tables up to this version; how many migrations were run. Says so only when there are any. No backup is made before where they are `kept` in one."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        if executor.loader.applied_migrations and not kept:
            back_up_before()
        steps = "step" if len(plan) == 1 else "steps"
        say(f"Preparing the database: {len(plan)} {steps}.")
        call_command("migrate", interactive=False, verbosity=0)
    return len(plan)


def back_up_before() -> None:
    """A backup before the tables are changed, where backups are kept. KeepingError where it cannot be made: nothing was changed then."""
    if settings.BACKUP_TO is None:
        say("The database is brought up to this version, without a backup: WEEKNOTES_BACKUP_TO has one made before each upgrade.")
        return
    made = backup(to=folder_for(settings.BACKUP_TO), locked=Locked.checked(settings.BACKUP_FOR, ""))
    say(f"Before the database is brought up to this version, it was backed up: {made.path}")


def private() -> None:
    """Keep to the owner what stands in the data folder beside the public pages, so that a web server may be let through to those."""
    data = Path(settings.DATA)
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).touch(mode=0o600)
    for file in data.glob("weeknotes.sqlite3*"):
        file.chmod(0o600)
    for folder in (settings.MEDIA_ROOT, settings.STAGING, data / "cache"):
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    Path(settings.PUBLIC).mkdir(mode=0o755, parents=True, exist_ok=True)


def sources() -> str:
    """A sum over names, sizes and times of every style and script as installed."""
    seen = hashlib.sha256()
    for folder in settings.STATICFILES_DIRS:
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file():
                stat = file.stat()
                seen.update(f"{file.relative_to(folder)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def collect() -> bool:
    """Copy styles and scripts under lasting names into the public folder, if any has changed since; whether it was needed.

    Files of earlier versions stay: pages that somebody holds still ask for them.
    """
    root, kept, now = Path(settings.STATIC_ROOT), Path(settings.DATA) / SUM, sources()
    if (root / "staticfiles.json").is_file() and kept.is_file() and kept.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    kept.write_text(now, encoding="ascii")
    return True


def pages() -> bool:
    """Write the public pages that an earlier version made, or that were left undone; whether there was anything to do.

    Where an earlier version made many, the worker makes them anew while the site answers (`publishing/renew.py`). Files changed by hand are not
    looked for here: that is `weeknotes audit`, and reads every file.
    """
    if organisation() is None:
        return False
    home = Path(settings.PUBLIC) / "index.html"
    behind = outdated().count()
    if home.is_file() and not waiting() and not behind:
        return False
    if home.is_file() and behind > AT_START:
        ensure_look()
        say(f"{behind} public pages are brought up to date while the site answers; until then readers have them as they were.")
        return True
    say("Bringing the public pages up to date.")
    bake()
    return True


def say_how_to_begin() -> None:
    """Say the code that the first run asks for, where it asks for one and nobody has begun."""
    if organisation() is None and setup_code.needed():
        say(f"Nobody has begun here yet. Whoever does is asked for this code: {setup_code.code()}")


def ready() -> int:
    """Make everything ready; 0, or 1 with a sentence on stderr."""
    stop_where_newer()
    try:
        private()
        migrate()
        collect()
        pages()
        say_how_to_begin()
    except DatabaseError as error:
        why = str(error).strip()
        complain(f"The database cannot be used: {why}. Check DATABASE_URL, and that the data folder may be written to.")
        return 1
    except KeepingError as error:
        complain(f"The tables are to be brought up to this version, and the backup before it was not made. {error} Nothing was changed.")
        return 1
    except OSError as error:
        complain(f"The data folder cannot be written to: {error}. Make room or give this user the right to write there.")
        return 1
    return 0
