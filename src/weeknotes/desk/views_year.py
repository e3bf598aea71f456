"""My year, and a review of it begun: from headings I may change, or from a note of mine that is one. Nobody else sees these pages."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weeknotes.desk.kinds import say
from weeknotes.memory.models_review import ANNUAL, TEMPLATES
from weeknotes.memory.review import NotBegun, begin, take
from weeknotes.memory.templates_review import lines_of
from weeknotes.memory.year import FIRST, LAST, year_of
from weeknotes.notes.models import Note
from weeknotes.people.site import organisation
from weeknotes.people.who import person_of
from weeknotes.publishing.refusal import NotPublished
from weeknotes.web.dates import month

_MOST_TITLES = 400


@login_required
@require_safe
def year_now(request: HttpRequest) -> HttpResponse:
    """This year."""
    return _year(request, timezone.localdate().year)


@login_required
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Any year; 404 for what is none of our time."""
    return _year(request, year)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start_review(request: HttpRequest, year: int) -> HttpResponse:
    """Begin a review of that year: choose the headings and change them, or say which of my notes it is."""
    if not FIRST <= year <= LAST:
        raise Http404
    me = person_of(request)
    site = organisation()
    langs = site.langs if site else ["en"]
    asked = request.POST if request.method == "POST" else request.GET
    name = asked.get("from", ANNUAL)
    name = name if name in TEMPLATES else ANNUAL
    lang = asked.get("lang", me.writes)
    lang = lang if lang in langs else langs[0]
    trouble = ""
    if request.method == "POST":
        try:
            if request.POST.get("note"):
                return _taken(request, year)
            made = begin(person=me, year=year, template=name, lang=lang, lines=request.POST.get("lines", "").replace("\r\n", "\n"))
            return redirect("review", made.note.uid)
        except (NotBegun, NotPublished) as why:
            trouble = str(why)
    page = {
        "here": "year",
        "year": year,
        "template": name,
        "templates": TEMPLATES,
        "lang_of": lang,
        "langs": langs,
        "lines": request.POST.get("lines") or lines_of(me, name, lang),
        "notes": _mine(request, year),
        "trouble": trouble,
    }
    return render(request, "desk/start_review.html", page, status=422 if trouble else 200)


def _taken(request: HttpRequest, year: int) -> HttpResponse:
    """A note of mine is the review; 404 for anybody else's."""
    me = person_of(request)
    chosen = request.POST["note"]
    note = next((one for one, _title in _mine(request, year) if str(one.uid) == chosen), None)
    if note is None:
        raise Http404
    review, kept = take(note=note, person=me, year=year)
    if kept:
        messages.info(request, _("Its personal sections are for you alone from now on. You can change that at each heading."))
    return redirect("review", review.note.uid)


def _mine(request: HttpRequest, year: int) -> list[tuple[Note, str]]:
    """My own notes that may be the review of that year, the newest first: written in it or since, or on no day that is known."""
    mine = Note.objects.kept().filter(author=person_of(request), byline_team=None, review=None).exclude(dated__lt=date(year, 1, 1))
    rows = mine.prefetch_related("bodies").order_by("-dated", "-created_at", "-pk")[:_MOST_TITLES]
    found = []
    for one in rows:
        bodies = sorted(one.bodies.all(), key=lambda body: body.lang != one.lead_lang)
        if bodies and (bodies[0].title or bodies[0].html):
            found.append((one, bodies[0].title))
    return found


def _year(request: HttpRequest, number: int) -> HttpResponse:
    try:
        found = year_of(person_of(request), number)
    except ValueError as error:
        raise Http404 from error
    most = max([n for _year, n in found.counts], default=1)
    page = {
        "here": "year",
        "page": found,
        "today": timezone.localdate(),
        "months": [month(n) for n in range(1, 13)],
        "say": say,
        "step": min(13.0, 320 / most),  # as far apart as the longest line has room for
    }
    return render(request, "desk/year.html", page)
