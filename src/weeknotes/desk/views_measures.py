"""A team's measures: what it counts, why, what was read, and what notes may say of it. Offers are kept by a click and by nothing else."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weeknotes.desk.measure_forms import LEVELS, MeasureForm, ReadingForm
from weeknotes.memory.measure_shown import figure, shown, when
from weeknotes.memory.measure_texts import Offer, Source, offered
from weeknotes.memory.measures import change_measure, keeps, make_measure, retire, set_target, take_up
from weeknotes.memory.models import Measure, Reading
from weeknotes.memory.readings import PutRightAlready, keep_reading, put_right, refuse
from weeknotes.notes.viewer import Viewer
from weeknotes.notes.viewing import viewer
from weeknotes.people.models import Person, Team
from weeknotes.people.who import person_of
from weeknotes.publishing.refusal import DiskFull
from weeknotes.web.spoken import spoken


@login_required
@require_safe
def measures(request: HttpRequest, slug: str) -> HttpResponse:
    """The measures of a team that I may see, those that it keeps now first."""
    team, looks = get_object_or_404(Team, slug=slug), viewer(request)
    seen = Measure.objects.visible_to(looks).of_teams(frozenset({team.pk})).prefetch_related("partners").select_related("team").order_by("retired_at", "made_at", "pk")
    found = shown(seen, looks)
    now, before = [one for one in found if not one.measure.retired_at], [one for one in found if one.measure.retired_at]
    page = {"here": "today", "team": team, "parts": [(now, False), (before, True)], "member": _keeps_on(team, looks)}
    return render(request, "desk/measures.html", page | _words())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_measure(request: HttpRequest, slug: str) -> HttpResponse:
    """A team's member begins a measure."""
    me, team = person_of(request), _mine(request, slug)
    form = MeasureForm(request.POST or None, team=team)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_measure(team=team, by=me, about=form.about())
            return redirect("measure", slug, made.uid)
        except DiskFull as why:
            form.add_error(None, str(why))
    page = {"here": "today", "team": team, "form": form, "measure": None, "levels": LEVELS}
    return render(request, "desk/measure_form.html", page, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_measure(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """A team's member says something else of a measure, puts it by with a reason, or takes it up again."""
    me, team = person_of(request), _mine(request, slug)
    one = get_object_or_404(Measure, uid=uid, team=team)
    do = request.POST.get("do", "")
    reason = request.POST.get("because", "")
    form = MeasureForm(request.POST if do == "change" else None, team=team, measure=one)
    try:
        if do == "change" and form.is_valid():
            change_measure(measure=one, by=me, about=form.about())
            messages.info(request, _("Kept."))
            return redirect("measure", slug, uid)
        if do == "again":
            take_up(measure=one, by=me)
            return redirect("measure", slug, uid)
        if do == "retire" and reason.strip():
            retire(measure=one, by=me, because=reason)
            return redirect("measure", slug, uid)
    except DiskFull as why:
        form.add_error(None, str(why)) if form.is_bound else messages.warning(request, str(why))
    trouble = _("Say why it is kept no longer, so that whoever looks at it later knows.") if do == "retire" and not reason.strip() else ""
    page = {"here": "today", "team": team, "form": form, "measure": one, "levels": LEVELS, "trouble": trouble}
    return render(request, "desk/measure_form.html", page, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """One measure: its drawing, its readings, and for those who keep it what notes may say of it."""
    me, looks = person_of(request), viewer(request)
    one = _seen(request, slug, uid)
    keeper = keeps(me, one) and not one.retired_at
    do = request.POST.get("do", "")
    offers = offered(one, looks) if keeper else []
    forms = {offer.name: ReadingForm(_sent(request, offer), auto_id=f"id_%s_{place}", initial=None) for place, offer in enumerate(offers)}
    form = ReadingForm(request.POST if do == "add" else None)
    if request.method == "POST":
        if not keeper:
            raise Http404
        offer = next((held for held in offers if held.name == request.POST.get("offer")), None)
        try:
            if _did(do, one, me, form, offer, forms):
                return redirect("measure", slug, uid)
        except DiskFull as why:
            messages.warning(request, str(why))
            return redirect("measure", slug, uid)
        if do != "add" and offer is None:
            messages.warning(request, _("That sentence is not there any more, or somebody has answered it already. Nothing was kept."))
            return redirect("measure", slug, uid)
    page = {
        "here": "today",
        "team": one.team,
        "m": shown([one], looks)[0],
        "partners": [team.name for team in one.partners.order_by("slug")],
        "keeper": keeper,
        "owner": _keeps_on(one.team, looks),
        "form": form,
        "offers": [(offer, forms[offer.name]) for offer in offers],
        "level": dict(LEVELS)[one.level],
    }
    return render(request, "desk/measure.html", page | _words(), status=422 if request.method == "POST" else 200)


def _did(do: str, one: Measure, me: Person, form: ReadingForm, offer: Offer | None, forms: dict[str, ReadingForm]) -> bool:
    """Do what was pressed; whether it was done, not whether there was anything to do."""
    if do == "add" and form.is_valid():
        keep_reading(measure=one, by=me, said=form.said())
        return True
    if offer is None:
        return False
    if do == "refuse":
        refuse(measure=one, by=me, offer=offer)
        return True
    if do == "target" and offer.kind == "target":
        set_target(measure=one, by=me, target=offer.value, when=offer.when)
        return True
    if do == "keep" and forms[offer.name].is_valid():
        keep_reading(measure=one, by=me, said=forms[offer.name].said(), source=offer)
        return True
    return False


def _sent(request: HttpRequest, offer: Offer) -> dict[str, str] | None:
    """What was sent of an offer; its value is the note's."""
    if request.POST.get("do") != "keep" or request.POST.get("offer") != offer.name:
        return None
    return {"value": f"{offer.value:f}", "kind": request.POST.get("kind", ""), "when": request.POST.get("when", "")}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def put_reading_right(request: HttpRequest, slug: str, uid: uuid.UUID, pk: int) -> HttpResponse:
    """Another reading in the place of one that was wrong; both stay in sight."""
    me, one = person_of(request), _seen(request, slug, uid)
    if not keeps(me, one):
        raise Http404
    reading = get_object_or_404(Reading, pk=pk, measure=one, replaced_by=None)
    form = ReadingForm(request.POST or None, reading=reading)
    if request.method == "POST" and form.is_valid():
        try:
            put_right(reading=reading, by=me, said=form.said(), because=form.cleaned_data["because"])
        except PutRightAlready:
            messages.warning(request, _("Somebody has put it right in the meantime. Look at what stands there now."))
        except DiskFull as why:
            messages.warning(request, str(why))
        return redirect("measure", slug, uid)
    page = {"here": "today", "team": one.team, "measure": one, "reading": reading, "form": form}
    return render(request, "desk/reading_form.html", page | _words(), status=422 if request.method == "POST" else 200)


def _words() -> dict[str, object]:
    """How numbers, times and places of sentences are written."""
    return {"figure": figure, "when": when, "at": _at, "spoken": spoken()}


def _at(source: Source | Offer) -> str:
    """The page of a sentence's note: where its writer writes it, or where it is read."""
    return reverse("write-note", args=[source.note.uid, source.lang]) if source.draft else f"{reverse('note', args=[source.note.uid])}?lang={source.lang}"


def _keeps_on(team: Team, looks: Viewer) -> bool:
    """Whether whoever looks may begin and change measures of `team`: is in it, and it goes on."""
    return team.pk in looks.teams and team.closed_at is None


def _mine(request: HttpRequest, slug: str) -> Team:
    """The team, for somebody who is in it; 404 for others."""
    team = get_object_or_404(Team, slug=slug)
    if not _keeps_on(team, viewer(request)):
        raise Http404
    return team


def _seen(request: HttpRequest, slug: str, uid: uuid.UUID) -> Measure:
    return get_object_or_404(Measure.objects.visible_to(viewer(request)).select_related("team"), uid=uid, team__slug=slug)

