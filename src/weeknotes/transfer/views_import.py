"""Bringing notes in from the browser: choose files, look at what was found and where it is cut, take it in or let it go."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.prose.pieces import IllCut
from weeknotes.prose.split import split
from weeknotes.transfer.files import LARGEST
from weeknotes.transfer.hold import AT_ONCE
from weeknotes.transfer.let_go import let_go
from weeknotes.transfer.models import ImportRun, Upload
from weeknotes.transfer.parts import MOST, coming, have
from weeknotes.transfer.preview import first_words, preview
from weeknotes.transfer.receive import LARGEST_ARCHIVE, receive
from weeknotes.transfer.recut import Chosen, recut
from weeknotes.transfer.shown_run import kinds_of
from weeknotes.transfer.sources import names
from weeknotes.transfer.take import NEW
from weeknotes.transfer.take_upload import take_upload

RUNS = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose files or a feed; what gives a text or is known is held, and shown before anything is taken in."""
    me = person_of(request)
    troubles: list[str] = []
    if request.method == "POST":
        address = request.POST.get("address", "").strip()
        run, upload, troubles = receive(person=me, files=request.FILES.getlist("files"), address=_whole(address))
        if run is not None:
            return redirect("import-run", run.uid)
        if upload is not None:
            return redirect("upload", upload.uid)
        troubles = troubles or [_("No file was chosen, and no address given. Choose one or more files or give an address, then press the button again.")]
    shown = {
        "here": "write",
        "troubles": troubles,
        "address": request.POST.get("address", "")[:500],
        "waiting": Upload.objects.filter(person=me).prefetch_related("texts").order_by("-at"),
        "runs": _runs(me),
        "kinds": names(),
        "most": LARGEST // 1_000_000,
        "coming": half_way(me),
        "most_bytes": LARGEST_ARCHIVE,
        "most_parts": MOST // 1_000_000_000,
        "most_archive": LARGEST_ARCHIVE // 1_000_000,
        "at_once": AT_ONCE // 1_000_000,
    }
    return render(request, "transfer/bring_in.html", shown, status=422 if troubles else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What was found in an upload. A POST moves its cuts: as ticked, with one file as found, or as its question offers."""
    found = _mine(request, uid)
    if found is None:
        return gone(request)
    if request.method == "POST":
        try:
            recut(upload=found, chosen=_chosen(request, found))
        except IllCut:
            return _refused(request, found)
        return redirect("upload", uid)
    return render(request, "transfer/upload.html", _page(found))


@login_required
@require_POST
def take_in(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take in what is shown. Where a cut was moved since, what that gives is shown first."""
    found = _mine(request, uid)
    if found is None:
        return gone(request)
    try:
        if recut(upload=found, chosen=_chosen(request, found)):
            messages.info(request, _("You moved a cut. This is what it gives; nothing has been taken in yet."))
            return redirect("upload", uid)
    except IllCut:
        return _refused(request, found)
    troubles = found.troubles
    taken = take_upload(upload=found)
    if taken is None:
        messages.info(request, _("This is being taken in at the moment. Your drafts are on the page “Write”."))
        return redirect("upload", uid)
    shown = [(one, first_words(one.record)) for one in taken]
    new = sum(one.fate == NEW for one in taken)
    return render(request, "transfer/taken_in.html", {"here": "write", "taken": shown, "new": new, "troubles": troubles})


@login_required
@require_POST
def let_go_of(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take nothing in: the upload is deleted."""
    found = _mine(request, uid)
    if found is None:
        return gone(request)
    let_go(upload=found)
    messages.info(request, _("Nothing was taken in, and what you uploaded is deleted."))
    return redirect("bring-in")


def _runs(me: Person) -> list[tuple[ImportRun, str]]:
    """What I brought in before, the latest first, each with what it came from."""
    runs = ImportRun.objects.filter(person=me).exclude(state=ImportRun.DONE, counts={}).exclude(state=ImportRun.COMING).order_by("-at", "-pk")[:RUNS]
    return [(run, kinds_of(run)) for run in runs]


def half_way(me: Person) -> dict[str, object] | None:
    """A large file of which some is here."""
    run = coming(me)
    return {"run": run, "name": run.inputs[0]["name"], "have": have(run) // 1_000_000, "size": run.inputs[0]["size"] // 1_000_000} if run is not None else None


def _whole(address: str) -> str:
    """An address as it was meant: people leave out how it begins."""
    return address if not address or "://" in address else f"https://{address}"


def _mine(request: HttpRequest, uid: uuid.UUID) -> Upload | None:
    return Upload.objects.select_related("person").filter(uid=uid, person=person_of(request)).first()


def gone(request: HttpRequest) -> HttpResponse:
    """404: it is not here, or not theirs, and nothing says which."""
    return render(request, "transfer/upload_gone.html", {"here": "write"}, status=404)


def _page(found: Upload) -> dict[str, object]:
    return {"here": "write", "upload": found, "preview": preview(found)}


def _refused(request: HttpRequest, found: Upload) -> HttpResponse:
    messages.info(request, _("One of the cuts stands at a place where no line begins, so nothing was changed. Tick the lines again."))
    return render(request, "transfer/upload.html", _page(found), status=422)


def _chosen(request: HttpRequest, found: Upload) -> dict[int, Chosen]:
    """What the form says of each file. IllCut for what is no place."""
    do, _dash, which = request.POST.get("do", "").partition("-")
    chosen = {}
    for text in found.texts.all():
        name = str(text.number)
        cuts: tuple[int, ...] | None = _places(request, f"cut-{name}")
        if which == name and do == "found":
            cuts = None
        elif which == name and do == "offered":
            cuts = split(text.text).offers
        chosen[text.number] = Chosen(cuts, _places(request, f"out-{name}"), _places(request, f"alike-{name}"))
    return chosen


def _places(request: HttpRequest, field: str) -> tuple[int, ...]:
    typed = request.POST.getlist(field)
    if not all(each.isdecimal() and len(each) < 12 for each in typed):
        raise IllCut(-1)
    return tuple(sorted(map(int, typed)))
