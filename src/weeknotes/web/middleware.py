"""What every answer carries: headers that keep a page to itself, the reader's language, and plain words when something fails; and what no request brings."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from weeknotes.web.policy import PERMISSIONS, public_policy, signed_in_policy
from weeknotes.web.spoken import speaking
from weeknotes.web.views import trouble

Answer = Callable[[HttpRequest], HttpResponseBase]


def headers(get_response: Answer) -> Answer:
    """Content security on every answer, and no keeping of what is made for one person."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", signed_in_policy())
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if "Cache-Control" not in response.headers:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def words(get_response: Answer) -> Answer:
    """The language of the answer: the person's own, else the one asked for on this visit, else the browser's."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        person = getattr(request, "user", None)
        lang = getattr(person, "lang", None) or request.GET.get("lang") or translation.get_language_from_request(request)
        if lang not in {"en", "cy"}:
            lang = "en"
        with speaking(lang):
            response = get_response(request)
            response.headers.setdefault("Content-Language", lang)
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
            return response

    return middleware


class legible:  # noqa: N801 - named as the other middlewares are
    """A form and the part of an address after `?` reach a view without the character NUL: no text has one, and PostgreSQL keeps none.

    A form that is longer than is read, or none, is answered by the view's own `ill_form(request, exception)`, where it has one: programs are told in JSON.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, _args: object, _kwargs: object) -> HttpResponseBase | None:
        """Leave them out, so that whatever stood around them is taken as it was meant."""
        try:
            form = request.POST
        except (SuspiciousOperation, BadRequest, MultiPartParserError) as why:
            ill_form: Callable[[HttpRequest, Exception], HttpResponseBase] | None = getattr(view, "ill_form", None)
            if ill_form is None:
                raise
            return ill_form(request, why)
        request.GET, request.POST = _legible(request.GET), _legible(form)  # type: ignore[assignment]
        return None


def _legible(sent: QueryDict) -> QueryDict:
    if not any("\x00" in value for _name, several in sent.lists() for value in several):
        return sent
    kept = sent.copy()
    for name, several in sent.lists():
        kept.setlist(name, [value.replace("\x00", "") for value in several])
    return kept


class errors:  # noqa: N801 - named as the other middlewares are
    """Failures that a host can mend are answered with what happened, where, and what to do; nothing saved is lost by them.

    So is the opening of an address at which a button does something: browsers ask for such a page once more when they had put it away.
    An address with the character NUL in it is none of ours, and PostgreSQL takes none to look for: it is answered before anything is asked.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info:
            return render(request, "web/missing.html", status=404)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET" and not response.content:
            shown = render(request, "web/no_page.html", status=405)
            shown.headers["Allow"] = response.headers["Allow"]
            return shown
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for a full disk and for a database that does not answer; anything else stays an error."""
        return trouble(request, exception)


def public(response: HttpResponse) -> HttpResponse:
    """The same answer with the headers of a page that is for everyone and may be kept if asked about again."""
    response.headers["Content-Security-Policy"] = public_policy()
    response.headers["Cache-Control"] = "no-cache"
    return response
