"""Finishing what a killed process left: pages that rows promise and the disk does not have yet, and half-made files."""

import logging

from django.utils import timezone

from weeknotes.publishing import disk
from weeknotes.publishing.alone import alone
from weeknotes.publishing.change import press_again
from weeknotes.publishing.press import waiting
from weeknotes.publishing.refusal import is_disk_full

BATCH = 100
log = logging.getLogger(__name__)


def sweep() -> int:
    """Make every page that waits and empty the staging folder; how many things were mended. One query where there is nothing to do."""
    if not waiting() and not disk.staged():
        return 0
    try:
        with alone():
            return mend()
    except OSError as error:
        if not is_disk_full(error):
            raise
        log.warning("public pages wait to be written, and the disk on this server is full")
        return 0


def mend() -> int:
    """The same, by whoever is `alone` already."""
    left = disk.staged()
    for file in left:
        # Nobody else is staging now: this was left by a process that was killed.
        file.unlink(missing_ok=True)
    pages = sorted(waiting())
    for first in range(0, len(pages), BATCH):
        press_again(pages[first : first + BATCH], at=timezone.now())
    if left or pages:
        disk.prune_all()
    return len(left) + len(pages)
