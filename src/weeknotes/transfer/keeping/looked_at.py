"""How the backups are: whether they are made, where they are, and whether one was ever brought back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.transfer.keeping.backup import made_in
from weeknotes.transfer.models import Backup
from weeknotes.web import dates
from weeknotes.work.sign import NOW, SOON, WELL, Sign

OLD, LONG_AGO = timedelta(hours=36), timedelta(days=180)


def backups(_far: bool) -> Iterator[Sign]:
    """The newest one, what became of the last night's, on which disk they are, and whether one was brought back in the last half year."""
    about = _("Backups")
    failed = Backup.objects.filter(made_at=None).exclude(last_error="").order_by("-due_at").first()
    if failed is not None:
        what = _("The one of %(day)s was not made: %(why)s") % {"day": dates.day(failed.night or failed.due_at), "why": failed.last_error}
        yield Sign(about, _("the last night"), what, NOW, _("It is tried again by itself, within three hours. weeknotes backup makes one at once."))
    newest = Backup.objects.filter(made_at__lte=timezone.now()).order_by("-made_at").first()
    if settings.BACKUP_TO is None:
        mend = _("Set WEEKNOTES_BACKUP_TO to a folder on another disk, and the worker makes one each night.")
        if newest is None or newest.made_at is None:
            yield Sign(about, _("the newest one"), _("There is none."), NOW, mend)
        else:
            yield Sign(about, _("the newest one"), _when(newest.made_at), NOW if timezone.now() - newest.made_at > OLD else SOON, mend)
        return
    now, every = timezone.now(), made_in(settings.BACKUP_TO)
    found = {when: path for when, path in every.items() if when <= now}
    if ahead := sorted(path.name for when, path in every.items() if when > now):
        mend = _("The clock was wrong when they were made. See that it is right, and delete these once there are newer ones: they are not let go by themselves.")
        yield Sign(about, _("whether they are of days that have been"), ", ".join(ahead), SOON, mend)
    if not found:
        mend = _("The worker makes one in its next round. See that it runs, and that it may write there.")
        yield Sign(about, _("the newest one"), _("There is none in the folder that is set."), NOW, mend)
        return
    at = max(found)
    old = now - at > OLD
    yield Sign(about, _("the newest one"), _when(at), NOW if old else WELL, _("None was made last night. See that the worker runs, and that there is room.") if old else "")
    if Path(settings.BACKUP_TO).stat().st_dev == Path(settings.DATA).stat().st_dev:
        mend = _("A broken disk would take both. Keep them on another, or copy them to another machine each night.")
        yield Sign(about, _("where they are"), _("On the disk that the site itself is on."), SOON, mend)
    yield _rehearsed(about, Path(settings.BACKUP_TO))


def _when(at: datetime) -> str:
    return _("%(day)s, %(time)s") % {"day": dates.day(timezone.localtime(at)), "time": dates.clock(timezone.localtime(at))}


def _rehearsed(about: str, folder: Path) -> Sign:
    """Whether any was brought back: a restore leaves a word beside the backup."""
    times = [datetime.fromtimestamp(word.stat().st_mtime, UTC) for word in folder.glob("*.restored")]
    looked_at = _("when one was last brought back, to see that it can be")
    mend = _("On any machine: weeknotes restore FILE --into FOLDER. It touches nothing of this site.")
    if not times:
        return Sign(about, looked_at, _("Not yet."), SOON, mend)
    long_ago = timezone.now() - max(times) > LONG_AGO
    return Sign(about, looked_at, dates.day(max(times)), SOON if long_ago else WELL, mend if long_ago else "")
