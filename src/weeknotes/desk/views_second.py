"""Whether somebody else's yes is wanted before notes are for everyone: set by a team's leads for its notes, by the host for this place's."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.who import person_of
from weeknotes.publishing.models import SecondYes
from weeknotes.publishing.second import set_second

NO_DAY = {"invalid": gettext_lazy("Write a day as year, month and day, such as 2026-11-27, or leave it empty.")}


class SecondForm(forms.Form):
    """Whether it is wanted, and from when to when."""

    wanted = forms.BooleanField(required=False)
    first = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=NO_DAY)
    last = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=NO_DAY)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last", _("The last day stands before the first. Choose a later one, or none."))
        return data


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_of_team(request: HttpRequest, slug: str) -> HttpResponse:
    """What a team wants; its leads change it."""
    team = get_object_or_404(Team, slug=slug, closed_at=None)
    me = person_of(request)
    leads = Membership.objects.now().filter(team=team, person=me, role=Membership.LEAD).exists()
    return _set(request, me, team, may=me.is_host or leads)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_of_place(request: HttpRequest) -> HttpResponse:
    """What this place wants of every note; the host changes it."""
    me = person_of(request)
    return _set(request, me, None, may=me.is_host)


def _set(request: HttpRequest, me: Person, team: Team | None, *, may: bool) -> HttpResponse:
    if not may:
        raise Http404
    rule = SecondYes.objects.filter(team=team).first()
    now = {"wanted": rule.wanted, "first": rule.first, "last": rule.last} if rule else {}
    form = SecondForm(request.POST if request.method == "POST" else None, initial=now, auto_id="second_%s")
    if form.is_valid():
        set_second(team=team, by=me, **form.cleaned_data)
        messages.info(request, _("Kept."))
        return redirect("team-settings", team.slug) if team else redirect("site-settings")
    shown = {"here": "settings", "team": team, "form": form}
    return render(request, "desk/second.html", shown, status=422 if form.is_bound else 200)


def beside_settings(request: HttpRequest, team: Team | None, may: bool) -> str:
    """What is wanted, for everybody who opens the settings of a team, or of this place; and the way to change it for who may. One query."""
    rule = SecondYes.objects.filter(team=team).select_related("set_by").first()
    return render_to_string("desk/second_said.html", {"team": team, "rule": rule, "may": may}, request=request)
