"""security.txt (RFC 9116): where to say that something here is not safe. No file: it says until when it holds, and is never out of date."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from weeknotes.people.site import organisation
from weeknotes.publishing import addresses
from weeknotes.web.middleware import public

HOLDS = timedelta(days=90)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """The host's contact. 404 where the host has given none."""
    here = organisation()
    if here is None or not here.contact:
        raise Http404
    until = (timezone.now() + HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = {
        "Contact": here.contact_link,
        "Expires": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": ", ".join(here.langs),
        "Canonical": addresses.absolute(request.path),
    }
    return public(HttpResponse("".join(f"{name}: {value}\n" for name, value in lines.items()), content_type="text/plain; charset=utf-8"))
