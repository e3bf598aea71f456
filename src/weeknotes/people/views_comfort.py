"""Comfort, from the settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weeknotes.people.comfort import keep_comfort
from weeknotes.people.who import person_of


@login_required
@require_POST
def set_comfort(request: HttpRequest) -> HttpResponse:
    """Keep the colours and the size of the text of my pages."""
    if keep_comfort(person=person_of(request), sent=request.POST.dict()):
        messages.info(request, _("Kept."))
    else:
        messages.warning(request, _("That is not among the choices, so your pages stay as they are. Choose from the lists."))
    return redirect("settings")
