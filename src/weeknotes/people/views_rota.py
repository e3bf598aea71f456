"""Changing a team's rota: one person in, out, earlier or later."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.rota import rota, set_rota
from weeknotes.people.who import person_of
from weeknotes.web.dates import monday


@login_required
@require_POST
def change_rota(request: HttpRequest, slug: str) -> HttpResponse:
    """Move a person of the rota, take them out, or put a member in at its end. For the team's leads and the host; 404 for others."""
    me = person_of(request)
    team = get_object_or_404(Team, slug=slug, closed_at=None)
    members = Membership.objects.now().filter(team=team)
    if not (me.is_host or members.filter(person=me, role=Membership.LEAD).exists()):
        raise Http404
    week = monday(timezone.localdate())
    order = [one.person for one in rota(team, week)]
    person = get_object_or_404(Person, slug=request.POST.get("person", ""), is_active=True, pk__in=members.values("person"))
    what = request.POST.get("do")
    at = order.index(person) if person in order else None
    if what == "in" and at is None:
        order.append(person)
    elif what == "out" and at is not None:
        order.remove(person)
    elif what in {"earlier", "later"} and at is not None:
        to = at + (1 if what == "later" else -1)
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
    set_rota(team=team, people=order, monday=week)
    return redirect("team-settings", slug)
