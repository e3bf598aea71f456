"""What the log says: lines for people or JSON for programs, without a word of what people write, look for, or are called.

A request stands there as its route, not its address: an address names people, or holds a secret. Addresses of mail are left out wherever they come from,
such as the answer of a mail server.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from weeknotes.config.said import as_object
from weeknotes.web import journal

_MAIL = re.compile(r"[^\s<>\"'(),;:=\[\]]+@[^\s<>\"'(),;:=\[\]]+")
DEEPEST = 5  # errors that came of errors
# What a database says of the values that it refused: PostgreSQL repeats them.
_DETAIL = re.compile(r"^(DETAIL|CONTEXT|LINE \d+|QUERY|PARAMETERS):.*$", re.MULTILINE)


def told(text: str) -> str:
    """The same without addresses of mail, and without the values that a database repeats."""
    return _DETAIL.sub(r"\1: (left out)", _MAIL.sub("(address)", text))


def route(request: HttpRequest) -> str:
    """Which page was asked for, as it stands in the site's map."""
    match = request.resolver_match
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "(no page of this site)"
    return f"/{match.route}"


class Discreet(logging.Filter):
    """Puts the route where a record has a request, and makes its words once, without what does not belong there."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            status = getattr(record, "status_code", "")
            ours = f": {told(_words(record))}" if record.name.startswith("weeknotes.") else ""
            record.msg = f"{request.method} {route(request)} {status}".rstrip() + ours
        else:
            record.msg = told(_words(record))
        record.args = None
        return True


class Line(journal.Line):
    """A line for a person, and the traceback where there is one."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        return "\n".join(_traced(ei[1])) if ei and ei[1] is not None else ""


class JSON(Line):
    """An object a line: at (UTC), level, logger, message, and traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        traced = {"traceback": self.formatException(record.exc_info)} if record.exc_info else {}
        return as_object(record.created, record.levelname.lower(), record.name, journal.without_secrets(record.getMessage()), **traced)


def logging_of(form: str) -> dict[str, Any]:
    """Django's LOGGING for `text` or `json`. ValueError with a sentence for other words."""
    if form not in {"text", "json"}:
        raise ValueError(f"{form!r} is no form of a log. It takes text or json.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"discreet": {"()": "weeknotes.config.logs.Discreet"}},
        "formatters": {"form": {"()": f"weeknotes.config.logs.{'JSON' if form == 'json' else 'Line'}"}},
        "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "form", "filters": ["discreet"]}},
        "root": {"handlers": ["terminal"], "level": "WARNING"},
    }


def _traced(error: BaseException, deep: int = 0) -> Iterator[str]:
    """Where an error came from, and its kind. What it says may be words that somebody wrote, so that only what disks, networks and databases that do not
    answer say is told."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and deep < DEEPEST:
        yield from _traced(before, deep + 1)
        yield "and from that:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield f"{type(error).__name__}{_says(error)}"
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) and deep < DEEPEST else ():
        yield from _traced(one, deep + 1)


def _says(error: BaseException) -> str:
    if isinstance(error, OperationalError | InterfaceError):
        return f": {told(str(error).splitlines()[0])}" if str(error) else ""
    if isinstance(error, OSError) and error.strerror:
        return f": {error.strerror}"
    return ""


def _words(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)
