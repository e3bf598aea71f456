"""The names and seasons of my series; what readers see of them changes before this answers."""

from typing import ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from weeknotes.notes.models import Series
from weeknotes.notes.series import series_of
from weeknotes.people.models import Team
from weeknotes.people.teams import teams_of
from weeknotes.people.who import person_of
from weeknotes.publishing.bake import refresh
from weeknotes.publishing.owed import leave_word

FIGURES = gettext_lazy("Write the season in figures, from 1 on, or leave it empty.")


class SeriesForm(forms.ModelForm):  # type: ignore[type-arg]
    """Names in each language, the season that new notes belong to, and the team whose people write in it too."""

    season = forms.IntegerField(required=False, min_value=1, max_value=999, error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), FIGURES))

    class Meta:
        model = Series
        fields = ["name_en", "name_cy", "season", "team"]
        error_messages: ClassVar = {"team": {"invalid_choice": gettext_lazy("Choose a team that you are in now.")}}

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not data.get("name_en") and not data.get("name_cy"):
            self.add_error("name_en", _("Say what the series is called, in one language at least."))
        return data


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def series_settings(request: HttpRequest) -> HttpResponse:
    """The series I may write in; only whose series it is gives it another name."""
    me = person_of(request)
    several = series_of(me)
    mine = [one for one in several if one.owner_id == me.pk]
    teams = teams_of(me)
    sent = request.POST.get("series", "")
    shown = []
    for one in mine:
        form = SeriesForm(request.POST if sent == str(one.pk) else None, instance=one, prefix=None, auto_id=f"id_%s_{one.pk}")
        # The one that writes in it stays, also where it has closed.
        form.fields["team"].queryset = Team.objects.filter(Q(pk__in=teams) | Q(pk=one.team_id, closed_at__isnull=False)).order_by("slug")  # type: ignore[attr-defined]
        if form.is_bound and form.is_valid():
            leave_word(series=one)
            refresh(series=form.save())
            messages.info(request, _("Kept."))
            return redirect("series-settings")
        shown.append((one, form))
    if request.method == "POST" and all(sent != str(one.pk) for one in mine):
        raise Http404
    page = {"here": "settings", "shown": shown, "others": [one for one in several if one.owner_id != me.pk]}
    return render(request, "desk/series.html", page, status=422 if request.method == "POST" else 200)
