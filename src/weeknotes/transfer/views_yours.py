"""What is yours: a page to have it made into files, to fetch them, and to throw them away."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.people.who import person_of
from weeknotes.transfer.models_out import Takeout
from weeknotes.transfer.takeout import ask, throw


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def yours(request: HttpRequest) -> HttpResponse:
    """What it would be, and how far it is. A POST has it made."""
    me = person_of(request)
    if request.method == "POST":
        ask(person=me)
        return redirect("yours")
    held = Takeout.objects.filter(person=me).order_by("-asked_at").first()
    gone_at = held.ready_at + Takeout.LIFE if held and held.ready_at else None
    shown = {"here": "settings", "held": held, "gone_at": gone_at, "megabytes": max(1, round(held.size / 1_000_000)) if held else 0}
    return render(request, "transfer/yours.html", shown)


@login_required
@require_safe
@never_cache
def fetch(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The file, to whoever asked for it and nobody else, while it is there."""
    me = person_of(request)
    found = Takeout.objects.filter(uid=uid, person=me, ready_at__gt=now() - Takeout.LIFE).first()
    if found is None:
        raise Http404
    try:
        file = found.file.open("rb")
    except FileNotFoundError as why:
        raise Http404 from why
    return FileResponse(file, as_attachment=True, filename=f"weeknotes-{slugify(me.name) or 'mine'}.zip", content_type="application/zip")


@login_required
@require_POST
def throw_away(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Delete the file before its day is over."""
    for one in Takeout.objects.filter(uid=uid, person=person_of(request)):
        throw(takeout=one)
        messages.info(request, _("The files are deleted. Your notes are as they were."))
    return redirect("yours")
