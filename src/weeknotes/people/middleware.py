"""An empty site has one page: its first run. A browser that somebody is signed in with is marked as used, once a day."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from weeknotes.people import sessions
from weeknotes.people.models import Person
from weeknotes.people.site import organisation

OPEN = ("/welcome/", "/static/", "/media/", "/sample/begin/")


def first_run(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Lead every address of a site without an organisation to its first run."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if organisation() is None and not request.path.startswith(OPEN):
            return redirect("welcome")
        return get_response(request)

    return middleware


def in_use(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Mark the browser of somebody signed in as used today, for the list of them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, Person) and request.session.session_key:
            sessions.used(request, request.user)
        return get_response(request)

    return middleware
