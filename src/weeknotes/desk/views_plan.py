"""Publishing at a chosen time: choosing it, and taking it back, from the write page."""

import uuid
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from weeknotes.desk.views_publish import looked_at
from weeknotes.notes.forms import AboutForm
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body
from weeknotes.notes.open import open_body
from weeknotes.notes.planned import planned
from weeknotes.notes.views_write import keep, page
from weeknotes.people.models import Person
from weeknotes.people.site import organisation
from weeknotes.people.who import person_of
from weeknotes.publishing.plan import plan, unplan
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.second import missing, texts_now

NO_DAY = gettext_lazy("Choose a day, and write it as year, month and day, such as 2026-11-27.")
NO_TIME = gettext_lazy("Choose a time, and write it in hours and minutes, such as 09:30.")


class PlanForm(forms.Form):
    """A day and a time by the clock of the site."""

    plan_day = forms.DateField(input_formats=["%Y-%m-%d"], error_messages={"required": NO_DAY, "invalid": NO_DAY})
    plan_time = forms.TimeField(input_formats=["%H:%M", "%H:%M:%S"], error_messages={"required": NO_TIME, "invalid": NO_TIME})

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        chosen_day, chosen_time = data.get("plan_day"), data.get("plan_time")
        if isinstance(chosen_day, date) and isinstance(chosen_time, time):
            data["at"] = _moment(chosen_day, chosen_time)
        return data


def _moment(chosen_day: date, chosen_time: time) -> datetime:
    """That time in the site's zone. Where the clocks are put back it comes twice: the first is meant."""
    here = organisation()
    zone = ZoneInfo(here.timezone if here else "UTC")
    naive = datetime.combine(chosen_day, chosen_time)
    try:
        at = naive.replace(tzinfo=zone).astimezone(UTC)
        back = at.astimezone(zone)
    except OverflowError:
        raise forms.ValidationError(NO_DAY) from None
    if back.replace(tzinfo=None) != naive:
        raise forms.ValidationError(_("The clocks are put forward that night, and there is no such time. Choose an hour earlier or later."))
    return at


@login_required
@require_POST
def plan_note(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Save what the form carries, and have it published at the day and time chosen, if what will be remembered was in sight."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    form = AboutForm(request.POST, note=body.note)
    hold = looked_at(request, body, form, me)
    if isinstance(hold, HttpResponse):
        # In place of the way back, the page itself, on which the day and time stay as they were typed.
        return render(request, "notes/write_note.html", page(body, form, me)) if hold.status_code == 302 else hold
    chosen = PlanForm(request.POST)
    if not chosen.is_valid():
        return _again(request, body, form, me, " ".join(str(e) for errors in chosen.errors.values() for e in errors))
    try:
        plan(note=body.note, by=me, at=chosen.cleaned_data["at"], level=form.about().level, hold=hold)
    except NotPublished as why:
        return _again(request, body, form, me, why.sentence)
    body.note.refresh_from_db()
    kept = planned([body.note])[body.note.pk]
    lacking = missing(body.note, texts_now(body.note), on=timezone.localdate(chosen.cleaned_data["at"])) if form.about().level == Level.PUBLIC else []
    if lacking:
        messages.warning(request, f"{lacking[0].sentence} " + _("Without it, it stays a draft at that time."))
    messages.info(request, _("To be published on %(when)s, for: %(audience)s.") % {"when": kept.when, "audience": kept.audience})
    return redirect("write-note", uid, lang)


def _again(request: HttpRequest, body: Body, form: AboutForm, me: Person, why: str) -> HttpResponse:
    """The write page with what is to be mended; the day and time stay as they were typed."""
    messages.warning(request, why)
    return render(request, "notes/write_note.html", page(body, form, me), status=422)


@login_required
@require_POST
def unplan_note(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Save what the form carries; the note stays a draft until it is published by hand or at another time."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    keep(request, body, me)
    if unplan(note=body.note, by=me):
        messages.info(request, _("It stays a draft. Nothing is published until you say so."))
    return redirect("today") if request.POST.get("back") == "today" else redirect("write-note", uid, lang)
