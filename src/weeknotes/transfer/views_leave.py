"""Leaving, on the site: a page that says what becomes of everything, and what the host lets leavers choose."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from weeknotes.notes.models import Note
from weeknotes.people.models import Organisation, Team
from weeknotes.people.site import forget, organisation
from weeknotes.people.trace import trace
from weeknotes.people.who import person_of
from weeknotes.transfer.leave import REMOVE, WAYS, LastHost, leave, own_notes, ways
from weeknotes.transfer.models_out import Takeout


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave_page(request: HttpRequest) -> HttpResponse:
    """What leaving means here. A POST with a way chosen and the box ticked ends the account."""
    me = person_of(request)
    may = ways(organisation())
    chosen, sure = request.POST.get("keep_as", may[0]), request.POST.get("sure") == "yes"
    alone = False
    if request.method == "POST" and chosen in may and sure:
        try:
            leave(person=me, by=me, keep_as=chosen)
        except LastHost:
            alone = True
        except PermissionDenied:  # the host has just changed what may be chosen
            return redirect("leave")
        else:
            logout(request)
            return render(request, "transfer/left.html", {"kept": chosen != REMOVE})
    mine = own_notes(me)
    shown = {
        "here": "settings",
        "ways": may,
        "chosen": chosen if chosen in may else may[0],
        "unsure": request.method == "POST" and not sure,
        "alone": alone,
        "published": mine.filter(edition__isnull=False).count(),
        "drafts": mine.filter(edition=None).exclude(bodies__version=0).distinct().count(),
        "with_others": Note.objects.writable_by(me.pk).filter(edition__isnull=False).exclude(pk__in=mine.values("pk")).count(),
        "ready": Takeout.objects.filter(person=me, ready_at__isnull=False).first(),
    }
    return render(request, "transfer/leave.html", shown, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def set_leaving(request: HttpRequest) -> HttpResponse:
    """What leavers may choose here: for those who look after the place. None ticked means under their name."""
    me = person_of(request)
    if not me.is_host:
        raise Http404
    may = [way for way in WAYS if way in request.POST.getlist("may")] or [WAYS[0]]
    Organisation.objects.update(leavers_may=" ".join(may))
    trace(kind="site-changed", by=me, everybody=True)
    forget()
    return redirect("site-settings")


def beside_settings(request: HttpRequest, team: Team | None, may: bool) -> str:
    """What leavers may choose, on the settings of the place; nothing on those of a team."""
    if team is not None:
        return ""
    return render_to_string("transfer/leaving_said.html", {"ways": ways(organisation()), "may": may}, request=request)
