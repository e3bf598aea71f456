"""A bringing in on its page: what was found, how far it is, what came, and taking it back; for the person who brought it in alone."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weeknotes.notes.forms import LEVELS
from weeknotes.notes.levels import Level
from weeknotes.people.who import person_of
from weeknotes.publishing.second import place_wants
from weeknotes.transfer.left_out import reasons
from weeknotes.transfer.let_go import let_run_go
from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.moved import FORMS, moves
from weeknotes.transfer.runs import begin, choose, resume, stop, take_back
from weeknotes.transfer.shown_run import AT_ONCE, came, kinds_of, notices, preview, week_of
from weeknotes.transfer.undo import standing
from weeknotes.transfer.views_import import gone
from weeknotes.transfer.years import look_back
from weeknotes.work.wake import wake

More = ParamSpec("More")
REFRESH = "2"
# Nobody is named in what comes from elsewhere, and no team: these are the audiences there can be.
OFFERED = (Level.ORGANISATION, Level.PUBLIC)


def of_a_run(view: Callable[Concatenate[HttpRequest, ImportRun, More], HttpResponse]) -> Callable[..., HttpResponse]:
    """`view`, which is given the run of that uid: of whoever is signed in. 404 where it is not here, or not theirs."""

    @login_required
    @wraps(view)
    def asked(request: HttpRequest, uid: uuid.UUID, *args: More.args, **kwargs: More.kwargs) -> HttpResponse:
        found = ImportRun.objects.select_related("person").filter(uid=uid, person=person_of(request)).first()
        return view(request, found, *args, **kwargs) if found is not None else gone(request)

    return asked


@require_safe
@of_a_run
def run(request: HttpRequest, found: ImportRun) -> HttpResponse:
    """Where a bringing in stands: at work, found and to be looked at, done, or taken back."""
    number = request.GET.get("page", "")
    if found.state == ImportRun.COMING:
        return redirect("bring-in")
    shown: dict[str, object] = {"here": "write", "run": found, "kinds": kinds_of(found), "left": reasons(found.said)}
    if found.state in ImportRun.AT_WORK:
        answer = render(request, "transfer/run_at_work.html", {**shown, "still": "still" in request.GET, "percent": _percent(found)})
        if "still" not in request.GET:
            answer.headers["Refresh"] = REFRESH
        return answer
    if found.state == ImportRun.PREVIEWED:
        levels = [(int(level), words) for level, words in LEVELS if level in OFFERED and not (level == Level.PUBLIC and place_wants())]
        seen = preview(found, number=number, shows=request.GET.get("only", ""))
        return render(request, "transfer/run_preview.html", {**shown, "preview": seen, "levels": levels, "week_of": week_of, "notices": notices})
    page = {**shown, "came": came(found, number=number), "standing": standing(found), "moves": len(moves(found)), "forms": list(FORMS)}
    return render(request, "transfer/run_done.html", page)


@require_POST
@of_a_run
def take_in(request: HttpRequest, found: ImportRun) -> HttpResponse:
    """Take in what was found. What was for everybody there is published only for the audience that is chosen here."""
    typed = request.POST.get("audience", "")
    level = next((one for one in OFFERED if typed == str(int(one))), None)
    if level == Level.PUBLIC and place_wants():
        messages.info(request, _("Here somebody else’s yes is wanted before a note is for everyone. Take these in as drafts, and ask for a yes from there."))
        return redirect("import-run", found.uid)
    _choose(request, found)
    if begin(found, level=level, fetch_images=request.POST.get("pictures") == "on"):
        wake()
    return redirect("import-run", found.uid)


@require_POST
@of_a_run
def choose_alike(request: HttpRequest, found: ImportRun) -> HttpResponse:
    """Keep which of those on this page come in though they are nearly the same as another, and come back to it."""
    _choose(request, found)
    where = urlencode({"only": request.GET.get("only", ""), "page": request.GET.get("page", "")})
    return redirect(f"{reverse('import-run', args=[found.uid])}?{where}#posts")


def _choose(request: HttpRequest, found: ImportRun) -> None:
    choose(found, shown=request.POST.getlist("shown")[:AT_ONCE], ticked=request.POST.getlist("alike")[:AT_ONCE])


@require_POST
@of_a_run
def let_go_of(request: HttpRequest, found: ImportRun) -> HttpResponse:
    """Take nothing in: what was given is deleted."""
    if not let_run_go(run=found):
        return redirect("import-run", found.uid)
    messages.info(request, _("Nothing was taken in, and what you uploaded is deleted."))
    return redirect("bring-in")


@require_POST
@of_a_run
def stop_it(request: HttpRequest, found: ImportRun) -> HttpResponse:
    """Stop what is at work; what came in is kept."""
    stop(found)
    return redirect("import-run", found.uid)


@require_POST
@of_a_run
def go_on(request: HttpRequest, found: ImportRun) -> HttpResponse:
    """Go on with what was stopped."""
    if resume(found):
        wake()
    return redirect("import-run", found.uid)


@require_POST
@of_a_run
def undo_it(request: HttpRequest, found: ImportRun) -> HttpResponse:
    """Take all of it back. What is published is withdrawn first where that was ticked."""
    if take_back(found, withdrawing=request.POST.get("withdraw") == "on"):
        wake()
    return redirect("import-run", found.uid)


@require_safe
@of_a_run
def moved(request: HttpRequest, found: ImportRun, form: str) -> HttpResponse:
    """Where the pages that came in stand now, as a file for the server on which they stood."""
    if form not in FORMS:
        raise Http404
    name, media, written = FORMS[form]
    answer = HttpResponse(written(moves(found)), content_type=f"{media}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """What all my years of notes say, drafts and published, for me alone."""
    return render(request, "transfer/years.html", {"here": "year", "back": look_back(person_of(request))})


def _percent(found: ImportRun) -> int | None:
    """How far it is, where it is known how much there is."""
    return min(100, 100 * found.place // found.total) if found.total else None
