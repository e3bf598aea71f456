"""Searches under the law, on the site: the list that everybody reads, who may ask for one, asking, and agreeing."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.transfer.law.asking import Over, agree, ask, decline
from weeknotes.transfer.law.called import LAWS
from weeknotes.transfer.law.carrying import take_over
from weeknotes.transfer.law.form import RequestForm
from weeknotes.transfer.law.officers import end_officer, is_officer, name_officer, officers, seconds
from weeknotes.transfer.law.working_days import working_days_from
from weeknotes.transfer.models_law import LawConcerned, LawRequest
from weeknotes.web.typed import page as typed_page
from weeknotes.work.wake import wake

ON_A_PAGE, LAST_PAGE = 50, 10_000


@login_required
@require_safe
def law_list(request: HttpRequest) -> HttpResponse:
    """Every search that was asked for here, to everybody: under which law, by whom, when, how many people it concerned. Not the words, which may name somebody."""
    me = person_of(request)
    page = typed_page(request.GET.get("page"), last=LAST_PAGE)
    rows = LawRequest.objects.select_related("officer", "second", "closed_by").prefetch_related("carried__before", "carried__after").order_by("-made_at", "-pk")
    found = list(rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    held = officers()
    mine = set(LawConcerned.objects.filter(person=me, request__in=found).values_list("request", flat=True))
    shown = {
        "here": "settings",
        "requests": found[:ON_A_PAGE],
        "newer": page - 1,
        "older": page + 1 if len(found) > ON_A_PAGE else 0,
        "officers": held,
        "may_ask": any(one.person_id == me.pk for one in held),
        "leads_to": {one.pk for one in found if one.pk in mine or me.pk in {one.officer_id, one.second_id}},
        "seconds": seconds().filter(pk=me.pk).exists(),
        "people": list(Person.objects.writing().filter(in_organisation=True).exclude(pk__in=[one.person_id for one in held])) if me.is_host else [],
        "laws": dict(LAWS),
    }
    return render(request, "transfer/law_list.html", shown)


@login_required
@require_POST
def set_officer(request: HttpRequest) -> HttpResponse:
    """Name an information officer, or end it: for a host."""
    me = person_of(request)
    if not me.is_host:
        raise Http404
    typed = request.POST.get("person", "")
    person = Person.objects.filter(slug=typed).first()
    try:
        if person is None:
            messages.warning(request, _("Nothing was changed: choose a person."))
        elif request.POST.get("do") == "end":
            end_officer(person=person, by=me)
            messages.info(request, _("%(name)s is information officer no more. Everybody can see that.") % {"name": person.name})
        else:
            name_officer(person=person, by=me)
            messages.info(request, _("%(name)s is information officer. Everybody can see that.") % {"name": person.name})
    except ValueError:
        messages.warning(request, _("Only somebody who is here now, and of the organisation, can be information officer."))
    return redirect("law")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_search(request: HttpRequest) -> HttpResponse:
    """Ask for a search: for information officers."""
    me = person_of(request)
    if not is_officer(me):
        raise Http404
    form = RequestForm(request.POST if request.method == "POST" else None, auto_id="law_%s", initial={"came_on": localdate()})
    if form.is_valid():
        made = ask(by=me, asked=form.asking())
        messages.info(request, _("Asked. Nothing is searched before a second person agrees; they are told."))
        return redirect("law-request", made.uid)
    shown = {"here": "settings", "form": form, "others": seconds().exclude(pk=me.pk).exists(), "twenty": working_days_from(localdate(), 20)}
    return render(request, "transfer/law_new.html", shown, status=422 if form.is_bound else 200)


@login_required
@require_POST
def agree_to_search(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Agree to a search, or decline it with a reason."""
    me = person_of(request)
    one = get_object_or_404(LawRequest, uid=uid)
    try:
        if request.POST.get("do") == "agree":
            agree(request=one, by=me)
            wake()
            messages.info(request, _("Agreed. The search begins; all whose things it finds are told at once."))
        else:
            decline(request=one, by=me, because=request.POST.get("because", ""))
            messages.info(request, _("Nothing is searched. It stands on the list that it was asked for."))
            return redirect("law")
    except PermissionDenied:
        raise Http404 from None
    except ValueError:
        messages.warning(request, _("Nothing was changed: say in a line why not."))
    except Over:
        messages.warning(request, _("Nothing was changed: it was settled meanwhile."))
        return redirect("law")
    return redirect("law-request", uid)


@login_required
@require_POST
def carry_request(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Another officer takes the request over from the one who was shown."""
    me = person_of(request)
    one = get_object_or_404(LawRequest, uid=uid)
    try:
        take_over(request=one, by=me, before=get_object_or_404(Person, slug=request.POST.get("before", "")))
        messages.info(request, _("You carry this request from now on. All whom it concerns are told."))
    except PermissionDenied:
        raise Http404 from None
    except Over:
        messages.warning(request, _("Nothing was changed: it was closed, or somebody else carries it meanwhile."))
    return redirect("law-request", uid)
