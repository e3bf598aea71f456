"""A bringing in on its page: what was found, how far it is, what came, and taking it back; for the person who brought it in alone."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from weeknotes.notes.forms import LEVELS
from weeknotes.notes.levels import Level
from weeknotes.people.who import person_of
from weeknotes.publishing.second import place_wants
from weeknotes.transfer.let_go import let_run_go
from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.moved import FORMS, moves
from weeknotes.transfer.runs import begin, resume, stop, take_back
from weeknotes.transfer.shown_run import came, kinds_of, left, notices, preview, week_of
from weeknotes.transfer.undo import standing
from weeknotes.transfer.years import look_back
from weeknotes.work.wake import wake

REFRESH = "2"
# Nobody is named in what comes from elsewhere, and no team: these are the audiences there can be.
OFFERED = (Level.ORGANISATION, Level.PUBLIC)


@login_required
@require_GET
def run(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Where a bringing in stands: at work, found and to be looked at, done, or taken back."""
    found = _mine(request, uid)
    if found is None:
        return _gone(request)
    number = request.GET.get("page", "")
    shown: dict[str, object] = {"here": "write", "run": found, "kinds": kinds_of(found), "left": left(found.said)}
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


@login_required
@require_POST
def take_in(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take in what was found. What was for everybody there is published only for the audience that is chosen here."""
    found = _mine(request, uid)
    if found is None:
        return _gone(request)
    typed = request.POST.get("audience", "")
    level = next((one for one in OFFERED if typed == str(int(one))), None)
    if level == Level.PUBLIC and place_wants():
        messages.info(request, _("Here somebody else’s yes is wanted before a note is for everyone. Take these in as drafts, and ask for a yes from there."))
        return redirect("import-run", uid)
    if begin(found, level=level, fetch_images=request.POST.get("pictures") == "on"):
        wake()
    return redirect("import-run", uid)


@login_required
@require_POST
def let_go_of(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take nothing in: what was given is deleted."""
    found = _mine(request, uid)
    if found is None:
        return _gone(request)
    if not let_run_go(run=found):
        return redirect("import-run", uid)
    messages.info(request, _("Nothing was taken in, and what you uploaded is deleted."))
    return redirect("bring-in")


@login_required
@require_POST
def stop_it(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Stop what is at work; what came in is kept."""
    found = _mine(request, uid)
    if found is None:
        return _gone(request)
    stop(found)
    return redirect("import-run", uid)


@login_required
@require_POST
def go_on(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Go on with what was stopped."""
    found = _mine(request, uid)
    if found is None:
        return _gone(request)
    if resume(found):
        wake()
    return redirect("import-run", uid)


@login_required
@require_POST
def undo_it(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take all of it back. What is published is withdrawn first where that was ticked."""
    found = _mine(request, uid)
    if found is None:
        return _gone(request)
    if take_back(found, withdrawing=request.POST.get("withdraw") == "on"):
        wake()
    return redirect("import-run", uid)


@login_required
@require_GET
def moved(request: HttpRequest, uid: uuid.UUID, form: str) -> HttpResponse:
    """Where the pages that came in stand now, as a file for the server on which they stood."""
    found = _mine(request, uid)
    if found is None:
        return _gone(request)
    if form not in FORMS:
        raise Http404
    name, media, written = FORMS[form]
    answer = HttpResponse(written(moves(found)), content_type=f"{media}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_GET
def years(request: HttpRequest) -> HttpResponse:
    """What all my years of notes say, drafts and published, for me alone."""
    return render(request, "transfer/years.html", {"here": "year", "back": look_back(person_of(request))})


def _mine(request: HttpRequest, uid: uuid.UUID) -> ImportRun | None:
    return ImportRun.objects.select_related("person").filter(uid=uid, person=person_of(request)).first()


def _gone(request: HttpRequest) -> HttpResponse:
    """404: it is not here, or not theirs, and nothing says which."""
    return render(request, "transfer/upload_gone.html", {"here": "write"}, status=404)


def _percent(found: ImportRun) -> int | None:
    """How far it is, where it is known how much there is."""
    return min(100, 100 * found.place // found.total) if found.total else None
