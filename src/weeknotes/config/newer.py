"""A database that a newer version has changed is not touched by this one: it says so, and stops. Which migrations there are, is known without Django."""

import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from weeknotes.transfer.keeping.about import KeepingError

ROOMS = Path(__file__).resolve().parent.parent
# Apps of others that have tables: what is new in theirs says nothing about ours.
FOREIGN = frozenset({"account", "auth", "contenttypes", "mfa", "sessions", "socialaccount"})


def known() -> frozenset[tuple[str, str]]:
    """The migrations of this version: room and name."""
    return frozenset((file.parent.parent.name, file.stem) for file in ROOMS.glob("*/migrations/[0-9]*.py"))


def refuse(run: Iterable[tuple[str, str]], begins: str) -> None:
    """KeepingError with a sentence that begins so, where any of the migrations that were `run` is not known here."""
    beyond = sorted(one for one in set(run) - known() if one[0] not in FOREIGN)
    if beyond:
        room, name = beyond[-1]
        raise KeepingError(f"{begins} newer than this one ({version('weeknotes')}): its tables have “{room} {name}”. Install that version, or a later one.")


def stop(run: Iterable[tuple[str, str]]) -> None:
    """Leave with a sentence where the site's database, on which these were run, is newer than this version."""
    try:
        refuse(run, "The database of this site was changed by a version of Weeknotes")
    except KeepingError as error:
        sys.exit(f"{error} Nothing was changed. The way back to this one is a backup that was made before.")
