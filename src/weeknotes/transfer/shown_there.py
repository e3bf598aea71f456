"""Whether a text was shown where it comes from, by what its own lines and its folder say of it. What says no, or says what is not known here, was not shown."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from weeknotes.prose.shapes import Why
from weeknotes.transfer.dating import days_in, stated_day
from weeknotes.transfer.front_matter import says
from weeknotes.transfer.instants import instant
from weeknotes.transfer.neutral import Status

N_ = str  # marks a sentence for translation where it is shown

UNPUBLISHED = N_("It said there that it is not to be published.")
EXPIRED = N_("It said there until when it is shown, and that day is past.")

_FOLDERS = frozenset(("_drafts", "drafts", "draft", "_private", "private", "unpublished", "drafftiau", "drafft", "preifat"))
_OUT = frozenset(("", "published", "publish", "public", "live", "posted", "everyone", "everybody", "anyone", "open", "all", "world", "pawb", "cyhoeddus"))
# All names by their letters alone: it is isDraft, is_draft and “is draft” in different places.
_DRAFT = ("draft", "isdraft", "drafft")
_REACH = ("visibility", "access", "audience", "cynulleidfa")
_CLOSED = ("private", "isprivate", "preifat", "hidden", "unlisted", "unpublished", "headless", "password", "protected", "membersonly", "subscribersonly")
_SHOWN = ("published", "ispublished", "publish", "dgpublish", "public", "ispublic", "visible", "listed", "routable", "cyhoeddwyd", "cyhoeddi")
_UNTIL = ("expirydate", "expirationdate", "expires", "unpublishdate")
_JOINTS = re.compile(r"[\s_-]")


def kept_back(table: Mapping[str, Any], place: str, dated: date | None) -> tuple[Status, tuple[Why, ...]] | None:
    """What a text was that was not shown there, and what is said of that; None where nothing speaks against it.

    `table` is what stands before the text, `place` the name of its file with its folders, `dated` the day that it has.
    """
    said = {_JOINTS.sub("", name): value for name, value in table.items()}
    drafted = any(_stated(said, name) for name in _DRAFT) or not all(_is_open(said.get(name)) for name in ("status", "poststatus"))
    if drafted or not _FOLDERS.isdisjoint(place.lower().split("/")[:-1]):
        return "draft", ()
    if any(_stated(said, name) for name in _CLOSED) or any(_denies(said, name) for name in _SHOWN) or not all(_is_open(said.get(name)) for name in _REACH):
        return "private", (Why(UNPUBLISHED),)
    today = localdate()
    if says(said, "scheduled") or (dated is not None and dated > today) or any(day > today for day in _days((*days_in(said), said.get("scheduled")))):
        return "scheduled", ()
    if any(day <= today for day in _days(map(said.get, _UNTIL))):
        return "private", (Why(EXPIRED),)
    return None


def _stated(said: Mapping[str, Any], name: str) -> bool:
    """Whether `name` stands there and is not plainly a no."""
    return said.get(name) not in (None, "", [], {}) and says(said, name) is not False


def _denies(said: Mapping[str, Any], name: str) -> bool:
    """Whether `name` stands there as a no, or as something that is neither a yes nor a day."""
    value = said.get(name)
    if says(said, name) is None and isinstance(value, str):
        return not _is_open(value) and stated_day({"date": value}, "") is None
    return says(said, name) is False


def _is_open(value: object) -> bool:
    """Whether what is said of who may read a text is that everybody may, or nothing. Whatever has parts (the groups that may, say) must be so in each."""
    if isinstance(value, list):
        return all(map(_is_open, value))
    if isinstance(value, str):
        return value.strip().lower() in _OUT
    return value is None or value is True or value == {}


def _days(stated: Iterable[object]) -> list[date]:
    return [moment.date() for said in stated if (moment := instant(said)) is not None]
