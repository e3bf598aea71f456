"""The page of a search, for everybody: in the tree of each language for readers, in their own for those who are signed in."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from weeknotes.notes.viewer import Viewer
from weeknotes.notes.viewing import viewer
from weeknotes.people.models import Organisation, Person
from weeknotes.people.site import organisation
from weeknotes.search.asked import Asked, asked
from weeknotes.search.find import NEWEST, Found, find
from weeknotes.search.form import KINDS, Form, choices, read
from weeknotes.search.results import ON_A_PAGE, results
from weeknotes.web.spoken import speaking

LANGUAGES = {"en": "English", "cy": "Cymraeg"}


@require_safe
def search(request: HttpRequest, lang: str = "") -> HttpResponse:
    """What I may read that has the words I typed; the results alone for the page's own script."""
    here = _here()
    if lang and lang == here.langs[0]:
        return redirect(f"/search/?{request.GET.urlencode()}", permanent=True)
    if lang and lang not in here.langs:
        raise Http404
    looks = viewer(request)
    person = request.user if isinstance(request.user, Person) else None
    spoken = person.lang if person is not None else lang or here.langs[0]
    with speaking(spoken), timezone.override(here.timezone):
        answer = render(request, *_page(request, looks, here, person, spoken))
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Content-Language"] = spoken
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def _page(request: HttpRequest, looks: Viewer, here: Organisation, person: Person | None, lang: str) -> tuple[str, dict[str, object]]:
    may = choices(looks, lang)
    form = read(request.GET, may, looks)
    alone = request.headers.get("X-Requested-With") == "fetch"
    what = asked(form.typed, typing=alone, exactly=form.exactly)
    found = Found() if form.unknown else find(what, looks, form.filters)
    # Behind the last page is nothing: the last is shown.
    form = replace(form, page=min(form.page, max(1, -(-len(found.hits) // ON_A_PAGE))))
    first = (form.page - 1) * ON_A_PAGE
    page = {
        "form": form,
        "what": what,
        "found": found,
        "newest": NEWEST,
        "sentence": what.trouble,
        "results": results(found.hits[first : first + ON_A_PAGE], looks, what.terms, lang=lang, kind=form.kind),
        "newer": form.page > 1,
        "older": len(found.hits) > first + ON_A_PAGE,
        "kinds": KINDS,
        "tongues": LANGUAGES,
        "where": request.path,
    }
    if alone:
        return "search/results.html", page
    return "search/search.html", {**page, "choices": may, **_frame(here, person, lang, form, what)}


def _frame(here: Organisation, person: Person | None, lang: str, form: Form, what: Asked) -> dict[str, object]:
    """What stands around the page: the masthead of a reader's own pages, or that of the public tree."""
    tops = {code: "/" if place == 0 else f"/{code}/" for place, code in enumerate(here.langs)}
    top = tops.get(lang, "/")
    return {
        "base": "web/signed_in.html" if person is not None else "publishing/public.html",
        "here": "search",
        "top": top,
        "sign_in": settings.LOGIN_URL,
        "canonical": None,
        "alternates": [],
        "across": [(code, f"{at}search/{form.address() if form.typed else ''}") for code, at in tops.items() if code != lang],
        "feed": None,
        "empty": what.trouble == "nothing" and not form.typed,
    }


@require_safe
def description(request: HttpRequest, lang: str = "") -> HttpResponse:
    """How a browser may search here (OpenSearch 1.1, draft 6)."""
    here = _here()
    if lang and (lang not in here.langs or lang == here.langs[0]):
        raise Http404
    spoken = lang or here.langs[0]
    with speaking(spoken):
        at = f"{settings.SITE_URL}/{f'{lang}/' if lang else ''}search/"
        page = {"tongue": spoken, "at": at, "short": here.name_in(spoken)[:16].strip(), "long": here.name_in(spoken)[:48].strip()}
        answer = render(request, "search/opensearch.xml", page, content_type="application/opensearchdescription+xml")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _here() -> Organisation:
    here = organisation()
    if here is None:
        raise Http404
    return here
