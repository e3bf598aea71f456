"""What a person decides about themselves and their week; what the host decides about people; what a team decides about its members."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from markupsafe import Markup

from weeknotes.people.address import ask_for_proof, change_address
from weeknotes.people.begin import add_person
from weeknotes.people.comfort import comfort_form
from weeknotes.people.follow import followed
from weeknotes.people.former import follow_name
from weeknotes.people.forms import (
    AddPersonForm,
    AwayForm,
    MemberForm,
    PersonForm,
    PersonWeekForm,
    RhythmForm,
    SiteForm,
    TeamForm,
    TeamPageForm,
)
from weeknotes.people.leave_site import leave_site
from weeknotes.people.models import Away, Membership, Organisation, Person, Rhythm, Team
from weeknotes.people.programs import end_program, programs_of
from weeknotes.people.renamed import renamed, renaming
from weeknotes.people.rota import rota
from weeknotes.people.sessions import SHOWN_WITHIN, end_all, fresh
from weeknotes.people.sign_in import sign_in_link
from weeknotes.people.teams import close_team, join, leave, make_team, open_team
from weeknotes.people.trace import trace, trace_team
from weeknotes.people.who import person_of
from weeknotes.web.dates import monday
from weeknotes.web.spoken import speaking


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Myself and my week."""
    me = Person.objects.get(pk=person_of(request).pk)
    sent = request.POST or None
    was = me.email
    form, week = PersonForm(sent, instance=me, may_change_address=sent is None or fresh(request, SHOWN_WITHIN)), _week_form(me, sent)
    if sent and form.is_valid() and week.is_valid():
        wanted, me.email = me.email, was
        renaming(person=me)
        with transaction.atomic():
            form.save()
            week.save()
            follow_name(me)
            if not wanted and was:
                change_address(person=me, to="")
        renamed(person=me)
        with speaking(me.lang):  # which may be another since a moment ago
            messages.info(request, _("Kept."))
            if wanted not in {"", was}:
                said = _("A mail is on its way to %(address)s. The address is yours once you open the link in it; until then it is as it was.")
                not_sent = _("No mail could be sent to %(address)s, so your address is as it was. Try again later, or ask whoever looks after the site.")
                messages.info(request, (said if ask_for_proof(person=me, wanted=wanted) else not_sent) % {"address": wanted})
        return redirect("settings")
    return render(request, "people/settings.html", settings_shown(me, form=form, week=week), status=422 if sent else 200)


def settings_shown(me: Person, *, form: PersonForm | None = None, week: PersonWeekForm | None = None, away: AwayForm | None = None) -> dict[str, object]:
    """Everything that the page of settings shows, with the forms that were sent."""
    return {
        "here": "settings",
        "form": form or PersonForm(instance=me),
        "week": week or _week_form(me, None),
        "memberships": Membership.objects.now().filter(person=me).select_related("team"),
        "comfort": comfort_form(me),
        "away": away or AwayForm(),
        "forgotten": me.former_names.count(),
        "not_forgotten": "",
        "days_away": Away.objects.filter(person=me, last__gte=timezone.localdate()).order_by("first"),
    }


def _week_form(me: Person, sent: QueryDict | None) -> PersonWeekForm:
    rhythm, _made = Rhythm.objects.get_or_create(person=me)
    return PersonWeekForm(sent, instance=rhythm, initial={"works": [d for d in range(7) if rhythm.working_days >> d & 1]})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def site_settings(request: HttpRequest) -> HttpResponse:
    """What this place is called, and its languages: the host's to change. Every public page says so before this answers."""
    if not person_of(request).is_host:
        raise Http404
    site = Organisation.objects.get()
    now = {"name_en": site.name_en, "name_cy": site.name_cy, "langs": site.langs, "first": site.langs[0], "contact": site.contact}
    form = SiteForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.keep(site)
            trace(kind="site-changed", by=person_of(request), everybody=True)
        renamed()
        messages.info(request, _("Kept."))
        return redirect("site-settings")
    return render(request, "people/site.html", {"here": "settings", "form": form, "besides": _besides(request, None, may=True)}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Who is here; the host adds people."""
    me = person_of(request)
    form = AddPersonForm(request.POST or None)
    if request.method == "POST":
        if not me.is_host:
            raise Http404
        if form.is_valid():
            with transaction.atomic():
                made = add_person(name=form.cleaned_data["name"], email=form.cleaned_data["email"], lang=me.lang)
                trace(kind="person-added", by=me, concerns=[me.pk, made.pk], subject=made.uid, detail={"whom": made})
            messages.info(request, _("%(name)s is here now.") % {"name": made.name})
            return redirect("people-settings")
    shown = {"here": "settings", "people": Person.objects.writing(), "form": form, "followed": followed(me)}
    return render(request, "people/people.html", shown, status=422 if form.is_bound else 200)


@login_required
@require_POST
def link_for(request: HttpRequest, slug: str) -> HttpResponse:
    """The host makes a link that signs somebody in once, to hand over in person."""
    if not person_of(request).is_host:
        raise Http404
    person = get_object_or_404(Person, slug=slug, is_active=True)
    with transaction.atomic():
        link = sign_in_link(person)
        trace(kind="link-made", by=person_of(request), concerns=[person_of(request).pk, person.pk], subject=person.uid, detail={"whom": person})
    return render(request, "people/link_made.html", {"here": "settings", "person": person, "link": link})


@login_required
@require_POST
def sign_out_of(request: HttpRequest, slug: str) -> HttpResponse:
    """The host signs somebody out in every browser but this, and ends their programs: their device was lost, or somebody else has it."""
    me = person_of(request)
    if not me.is_host:
        raise Http404
    person = get_object_or_404(Person, slug=slug, is_active=True)
    with transaction.atomic():
        end_all(person, but=request.session.session_key)
        for token in programs_of(person):
            end_program(token, by=me)
        trace(kind="signed-out-by-host", by=me, concerns=[me.pk, person.pk], subject=person.uid, detail={"whom": person})
    messages.info(request, _("%(name)s is signed out in every other browser, and no program may use their account any more.") % {"name": person.name})
    return redirect("people-settings")


@login_required
@require_POST
def has_left(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody leaves: no more sight, no more signing in; their published notes stay."""
    me = person_of(request)
    person = get_object_or_404(Person, slug=slug, is_active=True)
    if not me.is_host or person.pk == me.pk:
        raise Http404
    leave_site(person=person, by=me)
    messages.info(request, _("%(name)s can no longer sign in. What they published stays.") % {"name": person.name})
    return redirect("people-settings")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def teams(request: HttpRequest) -> HttpResponse:
    """The teams; anybody here may begin one."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = make_team(**form.cleaned_data, by=person_of(request))
        return redirect("team-settings", made.slug)
    every = Team.objects.order_by("slug")
    shown = {"here": "settings", "teams": every.filter(closed_at=None), "closed": every.exclude(closed_at=None), "form": form}
    return render(request, "people/teams.html", shown, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """A team's members over time, its names, its week. Its leads change them; everybody here sees who is in it."""
    me = person_of(request)
    found = get_object_or_404(Team, slug=slug)
    stints = Membership.objects.filter(team=found).select_related("person").order_by("left_at", "joined_at")
    may = me.is_host or any(m.person_id == me.pk and m.role == Membership.LEAD and m.left_at is None for m in stints)
    rhythm, _made = Rhythm.objects.get_or_create(team=found)
    days = [d for d in range(7) if rhythm.working_days >> d & 1]
    sent = request.POST or None
    what = request.POST.get("do", "")
    if sent and not may:
        raise Http404
    if what in {"close", "open"}:
        renaming(team=found)
        (close_team if what == "close" else open_team)(team=found, by=me)
        renamed(team=found)
        return redirect("team-settings", slug)
    if what == "leave":
        whom = get_object_or_404(Person, slug=request.POST.get("person", ""))
        with transaction.atomic():
            if Membership.objects.now().filter(team=found, person=whom).exists():
                trace_team(kind="team-left", by=me, team=found, whom=whom)
            leave(team=found, person=whom)
        return redirect("team-settings", slug)
    if found.closed_at is not None:
        shown = {"here": "settings", "team": found, "stints": stints, "may": may, "followed": followed(me)}
        return render(request, "people/team_closed.html", shown, status=409 if sent else 200)
    member = MemberForm(sent if what == "join" else None, team=found)
    names = TeamPageForm(sent if what == "names" else None, instance=found)
    week = RhythmForm(sent if what == "names" else None, instance=rhythm, initial={"works": days})
    if what == "join" and member.is_valid():
        with transaction.atomic():
            join(team=found, person=member.cleaned_data["person"], role=member.cleaned_data["role"], by=me)
            trace_team(kind="team-joined", by=me, team=found, whom=member.cleaned_data["person"])
        return redirect("team-settings", slug)
    if what == "names" and names.is_valid() and week.is_valid():
        renaming(team=found)
        with transaction.atomic():
            names.save()
            week.save()
            trace_team(kind="team-changed", by=me, team=found)
        renamed(team=found)
        return redirect("team-settings", slug)
    shown = {"here": "settings", "team": found, "stints": stints, "may": may, "member": member, "names": names, "week": week, "followed": followed(me)}
    shown["besides"] = _besides(request, found, may=may)
    this = monday(timezone.localdate())
    shown |= {"this": this, "rota": rota(found, this), "may_write": [m.person for m in stints if m.left_at is None and m.person.is_active]}
    return render(request, "people/team.html", shown, status=422 if sent else 200)


def _besides(request: HttpRequest, team: Team | None, *, may: bool) -> list[Markup]:
    """What higher rooms have to set for a team, or for this place."""
    return [Markup(import_string(path)(request, team, may)) for path in settings.BESIDE_SETTINGS]  # noqa: S704 - templates made it  # nosec B704
