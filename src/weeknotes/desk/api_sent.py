"""What a program sends, read part by part: each of the wrong kind, too long or unknown is refused in a sentence that names it."""

import json
import uuid
from datetime import date, datetime
from typing import TypeVar

from django.core.exceptions import SuspiciousOperation
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from weeknotes.desk.api_door import Refused
from weeknotes.notes.levels import WORDS, Level
from weeknotes.people.models import Team
from weeknotes.prose.html import SURROGATES
from weeknotes.prose.markdown import to_html
from weeknotes.web.dates import from_iso, is_told

MOST_BYTES = 10_000_000  # of a request, as on the write page
MOST_NUMBER = 1_000_000_000
Row = TypeVar("Row")


def wrong(name: str, sentence: str) -> Refused:
    """A part of what was sent is not as it has to be."""
    return Refused(422, "invalid", sentence % {"name": name}, _("Put that right and send it again; nothing was kept of it."), more={"part": name})


class Sent:
    """The JSON object that came with a request, of which only the parts in `known` are understood."""

    def __init__(self, request: HttpRequest, *known: str) -> None:
        if request.content_type != "application/json":
            raise Refused(415, "unsupported", _("What came is not marked as JSON."), _("Send a JSON object, with the header Content-Type: application/json."))
        try:
            data = request.body
        except SuspiciousOperation:  # longer than Django takes
            data = b" " * (MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Refused(413, "too_large", _("What came is longer than can be kept in one piece."), _("Make two notes of it."))
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            raise Refused(400, "not_json", _("What came cannot be read as JSON."), _("Send a JSON object in UTF-8.")) from None
        if not isinstance(value, dict):
            raise Refused(400, "not_json", _("What came is JSON, and no object."), _("Send a JSON object in UTF-8."))
        for name in value:
            if name not in known:
                raise wrong(name[:60], _("“%(name)s” is nothing that this address understands."))
        self._value = value

    def __contains__(self, name: str) -> bool:
        return self._value.get(name) is not None

    def text(self, name: str, *, most: int = MOST_BYTES) -> str:
        """A text, "" where there is none; without the character NUL, which no text has."""
        value = self._value.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise wrong(name, _("“%(name)s” has to be a text."))
        if len(value) > most:
            raise wrong(name, _("“%(name)s” is too long."))
        return legible(value)

    def texts(self, name: str) -> list[str]:
        """A list of texts, empty where there is none."""
        value = self._value.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise wrong(name, _("“%(name)s” has to be a list of texts."))
        return [legible(one) for one in value]

    def whole(self, name: str) -> int:
        """A whole number from 0 on."""
        value = self._value.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < MOST_NUMBER:
            raise wrong(name, _("“%(name)s” has to be there, as a whole number."))
        return value

    def uid(self, name: str) -> uuid.UUID:
        """A UUID that the program made, by which a request that is sent twice is known again."""
        try:
            return uuid.UUID(self.text(name))
        except ValueError:
            raise wrong(name, _("“%(name)s” has to be there, as a UUID that you make anew for each thing you send, and repeat with it.")) from None

    def week(self, name: str) -> date | None:
        """The Monday of a week, None where there is none."""
        return week(name, self.text(name))

    def day(self, name: str) -> date | None:
        """A day, None where there is none."""
        text = self.text(name)
        try:
            found = date.fromisoformat(text) if text else None
        except ValueError:
            found = date.min
        if found is not None and not is_told(found):
            raise wrong(name, _("“%(name)s” has to be a day, such as 2026-11-27."))
        return found

    def moment(self, name: str) -> datetime | None:
        """A moment with its zone, None where there is none."""
        text = self.text(name)
        try:
            found = parse_datetime(text) if text else None
        except ValueError:
            found = None
        if text and (found is None or not is_aware(found)):
            raise wrong(name, _("“%(name)s” has to be a moment with its time zone, such as 2026-11-27T09:30:00Z."))
        return found

    def level(self, name: str) -> Level | None:
        """An audience, None where there is none."""
        text = self.text(name)
        if text and text not in WORDS:
            raise wrong(name, _("“%(name)s” has to be one of: me, named, team, organisation, public."))
        return WORDS[text] if text else None

    def lang(self, name: str, otherwise: str) -> str:
        """A language, or the other one given."""
        return self.choice(name, ("en", "cy")) or otherwise

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of `choices`, "" where there is none."""
        text = self.text(name)
        if text and text not in choices:
            raise wrong(name, _("“%(name)s” is none of those that there are."))
        return text

    def teams(self, name: str) -> list[Team] | None:
        """Teams, by what they are called in addresses; None where nothing is said of them."""
        if name not in self:
            return None
        slugs = self.texts(name)
        found = list(Team.objects.filter(slug__in=slugs, closed_at=None).order_by("slug"))
        if len(found) != len(set(slugs)):
            raise wrong(name, _("“%(name)s” has a team that is not there, or that has ended. It takes what teams are called in addresses, such as repairs."))
        return found

    def html(self, otherwise: str) -> str:
        """The text of a note, sent as `html` or as `markdown`; the other one given where neither came."""
        if "markdown" in self and "html" in self:
            raise wrong("markdown", _("“html” and “%(name)s” came both. Send one of them."))
        return to_html(self.text("markdown")) if "markdown" in self else self.text("html") if "html" in self else otherwise


def legible(text: str) -> str:
    """Without what no database keeps: the character NUL, and halves of characters."""
    return SURROGATES.sub("\ufffd", text.replace("\x00", ""))


def week(name: str, text: str) -> date | None:
    """The Monday of a week written as 2026-W47; None for ""."""
    found = from_iso(text) if text else None
    if text and found is None:
        raise wrong(name, _("“%(name)s” has to be a week, such as 2026-W47."))
    return found


def most(request: HttpRequest, usual: int, limit: int) -> int:
    """How many are asked for at once."""
    text = request.GET.get("most", "")
    if not text:
        return usual
    if not text.isdecimal() or len(text) > 4 or not 1 <= int(text) <= limit:
        raise wrong("most", _("“%(name)s” has to be a whole number from 1 to {limit}.").replace("{limit}", str(limit)))
    return int(text)


def place_after(request: HttpRequest) -> tuple[str, int] | None:
    """Where the page before ended, as `next_place` wrote it."""
    text = request.GET.get("after", "")
    if not text:
        return None
    try:
        at, pk = Signer(salt="api").unsign_object(text)
        return str(at), int(pk)
    except (BadSignature, ValueError, TypeError):
        raise wrong("after", _("“%(name)s” has to be taken as it stood in “next” of the page before.")) from None


def next_place(at: datetime, pk: int) -> str:
    """Where a page ends, to be given back as it is."""
    return Signer(salt="api").sign_object([at.isoformat(), pk])
