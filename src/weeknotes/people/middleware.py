"""An empty site has one page: its first run."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from weeknotes.people.site import organisation

OPEN = ("/welcome/", "/static/", "/media/", "/sample/begin/")


def first_run(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Lead every address of a site without an organisation to its first run."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if organisation() is None and not request.path.startswith(OPEN):
            return redirect("welcome")
        return get_response(request)

    return middleware
