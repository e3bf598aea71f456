"""What is answered at an address with a secret in it, to a program that asks for its owner without signing in."""

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone

from weeknotes.people.models import Token
from weeknotes.web.policy import BARE_POLICY

# Programs ask every ten minutes at the most; what asks more often is not one.
MOST_AN_HOUR = 120
HOUR = 3600


def too_often(token: Token) -> bool:
    """Whether this is one request too many in this hour. Each call is a request."""
    key = f"asked-{token.pk}-{timezone.now():%Y%m%d%H}"
    return int(cache.count(key, HOUR)) > MOST_AN_HOUR  # type: ignore[attr-defined]


def said(status: int, sentence: str) -> HttpResponse:
    """A sentence in place of what was asked for; with 429, when to ask again."""
    headers = {"Retry-After": str(HOUR)} if status == 429 else None
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)


def closed(response: HttpResponseBase, lang: str = "") -> HttpResponseBase:
    """The same answer, kept by nobody but whoever asked, who asks again each time; found by no search, and with nothing of its address told."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = BARE_POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    if lang:
        response.headers["Content-Language"] = lang
    return response
