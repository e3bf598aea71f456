"""Comfort, from the write page: what was written there comes first."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weeknotes.notes.describe import describe
from weeknotes.notes.forms import AboutForm
from weeknotes.notes.open import open_body
from weeknotes.notes.views_write import keep
from weeknotes.people.comfort import keep_comfort
from weeknotes.people.who import person_of


@login_required
@require_POST
def set_comfort_here(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Keep the colours and the size of the text, after saving what the form carries. The page's script sends the two alone, and needs no page."""
    me = person_of(request)
    kept = keep_comfort(person=me, sent=request.POST.dict())
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204 if kept else 422)
    body = open_body(person=me, uid=uid, lang=lang)
    keep(request, body, me)
    form = AboutForm(request.POST, note=body.note)
    if form.is_valid() and not body.note.is_published:
        describe(note=body.note, about=form.about())
    if not kept:
        messages.warning(request, _("That is not among the choices, so your pages stay as they are. Choose from the lists."))
    return redirect("write-note", uid, lang)
