"""Pages for when there is nothing to show, or something went wrong."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from weeknotes.web.full import FULL, TAKES_NOTHING
from weeknotes.web.spoken import speaking

log = logging.getLogger(__name__)


def trouble(request: HttpRequest, exception: BaseException | None) -> HttpResponse | None:
    """503 and a page for a full disk and for a database that does not answer, made without either; None for anything else."""
    at = timezone.localtime().strftime("%H:%M")
    if isinstance(exception, OSError) and exception.errno in FULL:
        what = _("The disk on this server is full, so this could not be finished. What you had saved is safe, and no half-made page is shown.")
        mention = _("disk full, %(time)s") % {"time": at}
    elif isinstance(exception, OSError) and exception.errno in TAKES_NOTHING:
        what = _("The disk on this server can only be read just now, so this was not done. What you had saved is safe.")
        mention = _("disk not writable, %(time)s") % {"time": at}
    elif isinstance(exception, OperationalError | InterfaceError):
        what = _("The database does not answer just now, so this was not done. What you had saved is safe.")
        mention = _("no answer from the database, %(time)s") % {"time": at}
    else:
        return None
    log.error("a request could not be answered: %s", exception, extra={"request": request, "status_code": 503})
    back = request.path if request.method == "GET" else "/today/"
    return render(None, "web/trouble.html", {"what": what, "mention": mention, "back": back}, status=503)


def broken(request: HttpRequest) -> HttpResponse:
    """500, without the request's person or database: either may be what failed. 503 where a database failed before any view was asked."""
    with speaking(translation.get_language_from_request(request)):
        return trouble(request, sys.exception()) or render(None, "web/broken.html", status=500)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, for a request that no page of ours makes."""
    return render(request, "web/missing.html", status=400)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, when a form was sent from a page opened before signing in or too long ago."""
    return render(request, "web/form_too_old.html", status=403)
