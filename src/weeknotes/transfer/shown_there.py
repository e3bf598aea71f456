"""Whether a text was shown where it comes from, by what its own lines and its folder say of it. What says no, or says what is not known here, was not shown."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from weeknotes.prose.shapes import Why
from weeknotes.transfer.dating import days_in
from weeknotes.transfer.front_matter import says, text
from weeknotes.transfer.instants import instant
from weeknotes.transfer.neutral import Status

N_ = str  # marks a sentence for translation where it is shown

UNPUBLISHED = N_("It said there that it is not to be published.")
EXPIRED = N_("It said there until when it is shown, and that day is past.")

_FOLDERS = frozenset(("_drafts", "drafts", "draft", "_private", "private", "unpublished", "drafftiau", "drafft", "preifat"))
_OUT = frozenset(("", "published", "publish", "public", "live", "posted", "everyone", "everybody", "anyone", "open", "all", "world"))
_CLOSED = ("private", "hidden", "unlisted", "headless", "password", "protected", "members_only", "membersonly")
_SHOWN = ("published", "publish", "public", "visible", "listed")
_UNTIL = ("expirydate", "expiry_date", "unpublishdate")


def kept_back(table: Mapping[str, Any], place: str, dated: date | None) -> tuple[Status, tuple[Why, ...]] | None:
    """What a text was that was not shown there, and what is said of that; None where nothing speaks against it.

    `table` is what stands before the text, `place` the name of its file with its folders, `dated` the day that it has.
    """
    if _stated(table, "draft") or not _FOLDERS.isdisjoint(place.lower().split("/")[:-1]) or text(table, "status").lower() not in _OUT:
        return "draft", ()
    closed = any(_stated(table, name) for name in _CLOSED) or any(says(table, name) is False for name in _SHOWN)
    if closed or any(text(table, name).lower() not in _OUT for name in ("visibility", "access")):
        return "private", (Why(UNPUBLISHED),)
    today = localdate()
    if says(table, "scheduled") or (dated is not None and dated > today) or any(day > today for day in _days((*days_in(table), table.get("scheduled")))):
        return "scheduled", ()
    if any(day <= today for day in _days(map(table.get, _UNTIL))):
        return "private", (Why(EXPIRED),)
    return None


def _stated(table: Mapping[str, Any], name: str) -> bool:
    """Whether `name` stands there and is not plainly a no."""
    return table.get(name) not in (None, "", [], {}) and says(table, name) is not False


def _days(stated: Iterable[object]) -> list[date]:
    return [moment.date() for said in stated if (moment := instant(said)) is not None]
