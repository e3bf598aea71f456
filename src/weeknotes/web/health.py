"""Whether this process answers, and whether the site can do its work: for programs that look after it. Cheap, for anybody, and without cookies."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from weeknotes.net.own import MARK

LIVE = "/healthz/"
# Which tables there are does not change while a process runs.
_ready: set[str] = set()


def mark() -> str:
    """By which this site is known among all, and nothing else is told."""
    return salted_hmac("weeknotes.web.health", settings.SITE_URL).hexdigest()[:16]


@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """200 while this process answers; nothing else is asked."""
    return _said("ok")


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """200 where the database answers and has the tables of this version; 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        if not _ready:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return _said("the tables are of an earlier version", 503)
            _ready.add("tables")
    except DatabaseError:
        return _said("the database does not answer", 503)
    return _said("ok")


def _said(text: str, status: int = 200) -> HttpResponse:
    answer = HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers[MARK] = mark()
    return answer


def asked_first(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answers settings.ASKED_FIRST before anything is asked of a session, and whatever name the site is asked by: who looks after it may know its number alone."""
    views: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {path: import_string(view) for path, view in settings.ASKED_FIRST.items()}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # With the stroke at the end or without: who looks after a site follows no redirect, and one would say nothing of it.
        view = views.get(request.path) or views.get(f"{request.path}/")
        return get_response(request) if view is None else view(request)

    return middleware
