"""Holds, for the host: what must not be deleted for good, and why."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from weeknotes.notes.holds import end, hold
from weeknotes.notes.models import Hold
from weeknotes.transfer.retention.forms import HoldForm
from weeknotes.transfer.retention.holding import notes_of
from weeknotes.transfer.retention.shown import holds
from weeknotes.transfer.retention.views_classes import host


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def holds_page(request: HttpRequest) -> HttpResponse:
    """The holds that are not ended; a POST puts notes on hold that the host names and need not be able to read."""
    me = host(request)
    form = HoldForm(request.POST or None, auto_id="hold_%s")
    if request.method == "POST" and form.is_valid():
        notes = notes_of(form.cleaned_data["which"])
        if notes:
            hold(notes=notes, by=me, reason=form.cleaned_data["reason"], until=form.cleaned_data["until"])
            said = ngettext("%(count)d note is on hold.", "%(count)d notes are on hold.", len(notes)) % {"count": len(notes)}
            messages.info(request, said)
            return redirect("holds")
        form.add_error("which", _("No note here has that address or reference. Copy the address from the note’s page, or from the page of a person or team."))
    return render(request, "transfer/retention/holds.html", {"here": "settings", "form": form, "holds": holds()}, status=422 if form.is_bound else 200)


@login_required
@require_POST
def end_hold(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """End a hold. What is due by its class comes on the next list."""
    me = host(request)
    end(hold=get_object_or_404(Hold, uid=uid), by=me)
    messages.info(request, _("The hold is ended. What is due comes on the next disposal list."))
    return redirect("holds")
