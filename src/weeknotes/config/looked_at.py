"""How the machine is that this place runs on: address, certificate, clock, disk, rights, database, version."""

import ctypes
import os
import shutil
import ssl
import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib.metadata import version as version_of
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.net.own import ask
from weeknotes.transfer.keeping import database as kept
from weeknotes.web import dates, health
from weeknotes.work.sign import NOW, SOON, WELL, Sign, unusable

LEAST, LITTLE = 300_000_000, 2_000_000_000  # bytes free
LONG_WAL = 500_000_000
MOST_NAMED = 8
RENEWED = timedelta(days=14)
_UNSYNCHRONISED = 0x40  # linux/timex.h: STA_UNSYNC


def address(far: bool) -> Iterator[Sign]:
    """Whether the address that people type leads here, and until when its certificate is good."""
    about, looked_at = _("Address"), _("what people type")
    if settings.LOCAL:
        mend = _("Set WEEKNOTES_URL to the https address of your site, once people use it from other machines.")
        yield Sign(about, looked_at, _("%(url)s, which this machine alone reaches") % {"url": settings.SITE_URL}, SOON, mend)
        return
    if not settings.SITE_URL.startswith("https://"):
        mend = _("A web server in front brings https: docs/hosts.md has one ready.")
        yield Sign(about, looked_at, _("%(url)s, and what is sent there can be read on the way") % {"url": settings.SITE_URL}, SOON, mend)
    else:
        yield Sign(about, looked_at, settings.SITE_URL)
    if far:
        yield from _asked(about)


def _asked(about: str) -> Iterator[Sign]:
    looked_at = _("whether this site answers there")
    try:
        answered = ask(settings.SITE_URL, health.LIVE)
    except ssl.SSLError:
        yield Sign(about, looked_at, _("Its certificate is not taken."), NOW, _("Have the web server get another: certbot renew, or look at Caddy’s log."))
        return
    except OSError as error:
        mend = _("See that the web server runs, that the name leads to this machine, and that WEEKNOTES_URL says it rightly.")
        yield Sign(about, looked_at, _("Nobody answers (%(error)s).") % {"error": type(error).__name__}, NOW, mend)
        return
    if answered.mark != health.mark():
        mend = _("Something else answers. See where the name leads, and that WEEKNOTES_URL is this site’s address.")
        yield Sign(about, looked_at, _("Another answers, with status %(status)s.") % {"status": answered.status}, NOW, mend)
    else:
        yield Sign(about, looked_at, _("It does."))
    if answered.good_until is not None:
        soon = answered.good_until - timezone.now() < RENEWED
        mend = _("It should have been renewed by itself. Look at certbot’s timer, or at Caddy’s log.") if soon else ""
        yield Sign(about, _("its certificate"), _("good until %(day)s") % {"day": dates.day(answered.good_until)}, SOON if soon else WELL, mend)


def clock(_far: bool) -> Iterator[Sign]:
    """Whether the machine's clock is kept in time, and is the database's."""
    about, mend = _("Clock"), _("Have it kept in time: systemd-timesyncd or chrony. Planned notes, codes and weeks go by it.")
    kept_in_time = _kept_in_time()
    if kept_in_time is not None:
        found = _("It is.") if kept_in_time else _("This machine does not say that it is.")
        yield Sign(about, _("whether it is kept in time"), found, WELL if kept_in_time else SOON, "" if kept_in_time else mend)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - timezone.now())
        if apart > timedelta(seconds=5):
            found = _("%(seconds)s seconds apart") % {"seconds": int(apart.total_seconds())}
            yield Sign(about, _("this machine’s and the database’s"), found, NOW, mend)


def _kept_in_time() -> bool | None:
    """What the kernel says; None where it does not say."""
    if not sys.platform.startswith("linux"):
        return None
    held = ctypes.create_string_buffer(512)  # struct timex, all noughts: nothing is set
    libc = ctypes.CDLL(None)
    if libc.adjtimex(held) < 0:
        return None
    status = ctypes.c_int.from_buffer(held, 5 * ctypes.sizeof(ctypes.c_long)).value
    return not status & _UNSYNCHRONISED


def disk(far: bool) -> Iterator[Sign]:
    """Whether there is room, whether what is nobody's business is nobody's, and whether the site can use what is its own: of each folder's files only
    where it looks `far`."""
    about = _("Disk")
    free, size = shutil.disk_usage(settings.DATA).free, kept.size()
    found = _("%(free)s free, the database has %(size)s") % {"free": _bytes(free), "size": _bytes(size)}
    looked_at = _("room in %(folder)s") % {"folder": settings.DATA}
    if os.statvfs(settings.DATA).f_flag & os.ST_RDONLY:
        mend = _("The system has it so where a disk fails. Look at the disk and at the system’s log, then have it writable again: nothing can be saved until then.")
        yield Sign(about, looked_at, _("The disk can only be read."), NOW, mend)
        return
    if free < LEAST:
        yield Sign(about, looked_at, found, NOW, _("Make room at once: what people write cannot be saved when the disk is full."))
    elif free < max(LITTLE, size * 1.1):
        yield Sign(about, looked_at, found, SOON, _("Make room before long. A backup copies the database first, and needs as much again."))
    else:
        yield Sign(about, looked_at, found)
    open_ = sorted(path.name for path in _private() if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    if open_:
        mend = _("For the site’s own user alone: chmod go-rwx, in %(folder)s.") % {"folder": settings.DATA}
        yield Sign(about, _("who may read it"), _("Others on this machine may read: %(names)s") % {"names": ", ".join(open_)}, NOW, mend)
    else:
        yield Sign(about, _("who may read it"), _("The site’s own user alone, but for the public pages."))
    if shut := list(islice(_unusable(far), MOST_NAMED)):
        yield unusable(", ".join(shut), str(settings.DATA))
    else:
        yield Sign(about, _("whether the site can use it"), _("It can."))


def _unusable(far: bool) -> Iterator[str]:
    """What this user cannot read and write in the data folder, by its place there: what lies in it, and what lies in that too where it looks `far`."""
    for where, folders, files in os.walk(settings.DATA):
        for name in sorted([*folders, *files]):
            path = Path(where, name)
            if not os.access(path, os.R_OK | os.W_OK, effective_ids=True) and os.path.lexists(path):
                yield path.relative_to(settings.DATA).as_posix()
        folders[:] = sorted(folders) if far else []


def _private() -> list[Path]:
    data = Path(settings.DATA)
    return [data / name for name in ("secret", "media", "cache", "staging", "backing-up")] + sorted(data.glob("weeknotes.sqlite3*"))


def database(far: bool) -> Iterator[Sign]:
    """Whether its tables are of this version, how long its log is, and, looking far, whether it is whole."""
    about = _("Database")
    executor = MigrationExecutor(connection)
    if waiting := len(executor.migration_plan(executor.loader.graph.leaf_nodes())):
        found = _("Steps that wait: %(steps)s") % {"steps": waiting}
        yield Sign(about, _("whether its tables are of this version"), found, NOW, _("Make a backup (weeknotes backup), and start the site again: it takes them."))
    else:
        yield Sign(about, _("whether its tables are of this version"), _("They are."))
    if connection.vendor != "sqlite":
        return
    wal = Path(f"{connection.settings_dict['NAME']}-wal")
    size = wal.stat().st_size if wal.exists() else 0
    if size > LONG_WAL:
        yield Sign(about, _("the log beside it"), _bytes(size), SOON, _("Something has been reading for long, and keeps it from growing shorter. Start the site again."))
    if far:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            answer = cursor.fetchone()[0]
        whole = answer == "ok"
        mend = "" if whole else _("Stop the site, keep a copy of its folder, and restore the newest backup. Look at the disk: this is most often its fault.")
        yield Sign(about, _("whether it is whole"), _("It is.") if whole else _("It is damaged."), WELL if whole else NOW, mend)


def version(_far: bool) -> Iterator[Sign]:
    """Which versions run here."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    yield Sign(_("Versions"), _("what runs here"), f"Weeknotes {version_of('weeknotes')}, Python {python}, {_database_version()}")


def _database_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return f"{connection.display_name} {cursor.fetchone()[0]}"


def _bytes(count: int) -> str:
    return f"{count / 1_000_000_000:.1f} GB" if count >= 1_000_000_000 else f"{count / 1_000_000:.1f} MB"
