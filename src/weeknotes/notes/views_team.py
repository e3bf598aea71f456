"""Writing for a team."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from weeknotes.notes.models import Note
from weeknotes.notes.team_note import write_for_team
from weeknotes.people.models import Team
from weeknotes.people.who import person_of
from weeknotes.web.dates import monday


@login_required
@require_POST
def begin_for_team(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the team's note of this week, begun if there is none. For its members; 404 for others, and for a note that leaves them out."""
    me = person_of(request)
    team = get_object_or_404(Team.objects.filter(memberships__person=me, memberships__left_at=None, closed_at=None), slug=slug)
    note = write_for_team(team=team, by=me, monday=monday(timezone.localdate()))
    if not Note.objects.writable_by(me.pk).filter(pk=note.pk).exists():
        raise Http404
    return redirect("write-note", note.uid, note.lead_lang)
