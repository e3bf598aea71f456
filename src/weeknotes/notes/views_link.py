"""The title of a page that a writer links to, asked for when they press the button, and never by itself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weeknotes.net.fetch import REFUSED, SLOW, NotFetched, fetch
from weeknotes.net.title import title_of


@login_required
@require_POST
def link_title(request: HttpRequest) -> HttpResponse:
    """POST `url`; JSON {title}, or {message} with why there is none. The site asks for the page itself, as `net.fetch` may."""
    try:
        title = title_of(fetch(request.POST.get("url", "")))
    except NotFetched as failed:
        return JsonResponse({"message": _why(failed.why)}, status=422)
    if not title:
        return JsonResponse({"message": _("What is at that address gives no title. Write the words yourself.")}, status=422)
    return JsonResponse({"title": title})


def _why(why: str) -> str:
    if why == REFUSED:
        return _("This site asks only public https addresses for their titles. Write the words yourself.")
    if why == SLOW:
        return _("That page did not answer in time. Write the words yourself, or try again.")
    return _("That page could not be read. Look at the address, or write the words yourself.")
