"""A former name, forgotten from the settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weeknotes.people.former import NotForgotten, forget_name, take_back_names
from weeknotes.people.models import Person
from weeknotes.people.views_settings import settings_shown
from weeknotes.people.who import person_of


@login_required
@require_POST
def former_name(request: HttpRequest) -> HttpResponse:
    """Have a former name of mine forgotten (`name`), or all of them remembered again (`back`). Nobody is told."""
    me = Person.objects.get(pk=person_of(request).pk)
    if "back" in request.POST:
        take_back_names(person=me)
        messages.info(request, _("Taken back: the check points at no former name of yours."))
        return redirect("settings")
    try:
        forget_name(person=me, name=request.POST.get("name", ""))
    except NotForgotten as why:
        return render(request, "people/settings.html", settings_shown(me) | {"not_forgotten": why.sentence}, status=422)
    messages.info(request, _("Forgotten: the name is kept nowhere as words. Where it stands in a note, the check points at it."))
    return redirect("settings")
