"""Days away, from the settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weeknotes.people.away import be_away, take_back
from weeknotes.people.forms import AwayForm
from weeknotes.people.models import Person
from weeknotes.people.views_settings import settings_shown
from weeknotes.people.who import person_of


@login_required
@require_POST
def change_away(request: HttpRequest) -> HttpResponse:
    """Say days on which I am away, or take some back (`back`, by their row). Nobody is told."""
    me = Person.objects.get(pk=person_of(request).pk)
    if "back" in request.POST:
        number = request.POST["back"]
        if take_back(person=me, away=int(number) if number.isdecimal() and len(number) < 19 else 0):
            messages.info(request, _("Taken back: you are not away then."))
        return redirect("settings")
    form = AwayForm(request.POST)
    if form.is_valid():
        be_away(person=me, first=form.cleaned_data["first"], last=form.cleaned_data["last"])
        messages.info(request, _("Kept."))
        return redirect("settings")
    return render(request, "people/settings.html", settings_shown(me, away=form), status=422)
