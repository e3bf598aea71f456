"""How the worker is."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.work.moments import ROUND, last
from weeknotes.work.sign import NOW, SOON, Sign

LATE = 5  # rounds


def worker(_far: bool) -> Iterator[Sign]:
    """Whether it goes its rounds, and whether all of what it does succeeds."""
    about, looked_at = _("Worker"), _("when it last went its round")
    found = last(ROUND)
    if found is None:
        yield Sign(about, looked_at, _("It has not gone a round yet."), SOON, _("It starts with the site: weeknotes serve. On its own: weeknotes work."))
        return
    ago = timezone.now() - found.at
    minutes = max(int(ago.total_seconds() // 60), 0)
    when = _("%(minutes)s minutes ago") % {"minutes": minutes} if minutes else _("less than a minute ago")
    if ago > max(timedelta(seconds=settings.TICK_SECONDS * LATE), timedelta(minutes=30)):
        yield Sign(about, looked_at, when, NOW, _("Nothing that waits is done: planned notes, mails, backups. Start the site again, and look at its log."))
    elif ago < -timedelta(minutes=2):
        yield Sign(about, looked_at, _("at a time that has not come yet"), NOW, _("The clock of this machine was set back. Have it kept in time (NTP)."))
    else:
        yield Sign(about, looked_at, when)
    failing = [str(name) for name in found.detail.get("failing", [])]
    if failing:
        what = _("These parts of its work fail, and are tried again: %(names)s") % {"names": ", ".join(failing)}
        yield Sign(about, _("what it does"), what, NOW, _("The log says why, in the lines that name them."))
