"""The backup of every night, made by the worker: of several workers, one makes it; where it cannot be made the host is told, and it is tried again."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from weeknotes.transfer.keeping.about import KeepingError
from weeknotes.transfer.keeping.archive import Locked
from weeknotes.transfer.keeping.backup import Made, backup, folder_for, made_in
from weeknotes.transfer.keeping.keep import last_due
from weeknotes.transfer.models import Backup
from weeknotes.work.claim import claim

log = logging.getLogger(__name__)
LEASE = timedelta(hours=6)  # longer than any takes: a worker that was killed at one leaves it for so long
KEPT_FOR = timedelta(days=400)  # rows, not files
FIRST, LONGEST = timedelta(minutes=5), timedelta(hours=3)


def keep_due(now: datetime | None = None) -> int:
    """Make the backup of the night that is due, and let go of those that are not kept any longer; how many were made. Part of the worker's round."""
    if settings.BACKUP_TO is None:
        return 0
    moment = timezone.localtime(now)
    at = last_due(moment, settings.BACKUP_AT)
    Backup.objects.get_or_create(night=at.date(), defaults={"due_at": at})
    mark = claim(Backup.objects.filter(night=at.date(), made_at=None), now=moment, lease=LEASE)
    if mark is None:
        return 0
    mine = Backup.objects.filter(night=at.date(), claimed_by=mark)
    try:
        made = backup(to=folder_for(settings.BACKUP_TO), locked=Locked.checked(settings.BACKUP_FOR, ""))
    except (KeepingError, OSError) as error:
        held = mine.get()
        wait = min(FIRST * 2 ** min(held.tries - 1, 10), LONGEST)
        mine.update(due_at=moment + wait, claimed_by=None, lease_until=None, last_error=str(error)[:300])
        log.warning("the backup of the night was not made; it is tried again in %d minutes: %s", wait.total_seconds() / 60, error)
        return 0
    mine.update(**_as_made(made), claimed_by=None, lease_until=None, last_error="")
    let_go(settings.BACKUP_TO)
    _forget_old(moment)
    return 1


def note(made: Made) -> None:
    """Keep a row of a backup that somebody asked for."""
    Backup.objects.create(**_as_made(made))


def let_go(folder: Path) -> int:
    """Remove the backups of this site in `folder` that are kept no longer; how many. What a wrong clock named after a day to come stands in the place of none."""
    now = timezone.now()
    found = {at.astimezone(timezone.get_current_timezone()): path for at, path in made_in(folder).items() if at <= now}
    gone = found.keys() - settings.BACKUP_KEEP.of(found)
    for at in gone:
        found[at].unlink(missing_ok=True)
        found[at].with_name(f"{found[at].name}.restored").unlink(missing_ok=True)
    return len(gone)


def _as_made(made: Made) -> dict[str, object]:
    return {"made_at": datetime.now(UTC), "name": str(made.path)[-500:], "bytes": made.bytes, "seconds": round(made.seconds, 1)}


def _forget_old(moment: datetime) -> None:
    Backup.objects.filter(due_at__lt=moment - KEPT_FOR).delete()
    # A night that never had its backup: the next one has one.
    Backup.objects.filter(made_at=None, due_at__lt=moment - timedelta(days=1), night__isnull=False).exclude(night=moment.date()).delete()
