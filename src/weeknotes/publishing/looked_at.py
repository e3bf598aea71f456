"""How the public pages are, and what else publishing left to be done."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weeknotes.notes.models import Plan
from weeknotes.people.site import organisation
from weeknotes.publishing.models import Page, Ping
from weeknotes.publishing.renew import outdated
from weeknotes.work.sign import NOW, SOON, Sign

LONG = timedelta(minutes=15)


def pages(_far: bool) -> Iterator[Sign]:
    """Whether every page is written as it should be."""
    about = _("Public pages")
    if organisation() is None:
        yield Sign(about, _("whether they are written"), _("There are none: nobody has started this site yet."))
        return
    long_ago = timezone.now() - LONG
    stale = Page.objects.filter(Q(stale_at__lt=long_ago) | Q(gone_at__lt=long_ago)).count()
    if not (Path(settings.PUBLIC) / "index.html").is_file():
        yield Sign(about, _("whether they are written"), _("The first page is not there."), NOW, _("Run weeknotes bake --all."))
    elif stale:
        found = ngettext("%(num)d page waits to be written.", "%(num)d pages wait to be written.", stale) % {"num": stale}
        yield Sign(about, _("whether they are written"), found, NOW, _("The worker writes them. See that it runs, and that the disk has room; or run weeknotes bake."))
    else:
        found = ngettext("%(num)d page is there, none waits.", "%(num)d pages are there, none waits.", (many := Page.objects.count())) % {"num": many}
        yield Sign(about, _("whether they are written"), found)
    if old := outdated().count():
        found = ngettext("%(num)d page was made by an earlier version.", "%(num)d pages were made by an earlier version.", old) % {"num": old}
        yield Sign(about, _("whether they are of this version"), found, SOON, _("The worker makes them anew while the site answers. Readers have them as they were until then."))


def planned(_far: bool) -> Iterator[Sign]:
    """Whether what was to be published at a time was."""
    late = Plan.objects.filter(failed_at=None, at__lt=timezone.now() - LONG).count()
    if late:
        found = ngettext("%(num)d note waits though its time has come.", "%(num)d notes wait though their time has come.", late) % {"num": late}
        yield Sign(_("Planned notes"), _("whether they were published"), found, NOW, _("The worker publishes them. See that it runs, and what its log says."))


def hub(_far: bool) -> Iterator[Sign]:
    """Whether the hub takes what it is told."""
    if not settings.WEBSUB_HUB:
        return
    about, looked_at = _("Feeds"), _("whether the hub takes what it is told")
    # While the hub does not answer, a round tells of one feed: the others wait for their first turn.
    stuck = Ping.objects.filter(Q(tries__gt=1) | Q(due_at__lt=timezone.now() - LONG)).count()
    if stuck:
        found = ngettext("%(num)d feed is to be told of again.", "%(num)d feeds are to be told of again.", stuck) % {"num": stuck}
        yield Sign(about, looked_at, found, SOON, _("It is tried for about two days. See that WEEKNOTES_WEBSUB_HUB is the hub’s address, and that it answers."))
    else:
        yield Sign(about, looked_at, _("Nothing waits."))
