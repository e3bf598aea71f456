"""Programs that run in a browser, on a page of another site (CORS): they may ask what takes a token or a code of theirs, and read what is answered.

No address that is opened so looks at a cookie, and none says that one may be sent, so that a page elsewhere gets nothing that its own server would not.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from weeknotes.desk.by_secret import closed

View = Callable[..., HttpResponseBase]

SENT = "Authorization, Content-Type, If-None-Match"
READ = "Location, ETag, Allow, Retry-After, WWW-Authenticate"
KEPT = 7_200  # seconds for which a browser need not ask again whether it may ask: the most that any of them takes


def from_other_sites(*methods: str) -> Callable[[View], View]:
    """Pages of any site may ask a view by these methods and read its answers; a browser that asks for them whether they may is told so, before any token is there."""
    allowed = ", ".join([*methods, "OPTIONS"])

    def opened(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **places: Any) -> HttpResponseBase:
            if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
                return _may(allowed)
            return _readable(view(request, *args, **places))

        told: Callable[[HttpRequest, Exception], HttpResponseBase] | None = getattr(view, "ill_form", None)
        if told is not None:
            asked.ill_form = lambda request, why: _readable(told(request, why))  # type: ignore[attr-defined]
        return asked

    return opened


def _may(methods: str) -> HttpResponseBase:
    headers = {"Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": SENT, "Access-Control-Max-Age": str(KEPT)}
    return _readable(closed(HttpResponse(status=204, headers=headers)))


def _readable(answer: HttpResponseBase) -> HttpResponseBase:
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = READ
    return answer
