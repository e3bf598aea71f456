"""Pages for when there is nothing to show, or something went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def broken(request: HttpRequest) -> HttpResponse:
    """500, without the request's person or database: either may be what failed."""
    return render(None, "web/broken.html", status=500)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, for a request that no page of ours makes."""
    return render(request, "web/missing.html", status=400)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, when a form was sent from a page opened before signing in or too long ago."""
    return render(request, "web/form_too_old.html", status=403)
