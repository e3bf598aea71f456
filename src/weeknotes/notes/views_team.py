"""Writing for a team: its note of this week, and one's own section of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weeknotes.notes.models import Body, Note
from weeknotes.notes.sections_by import add_section
from weeknotes.notes.team_note import team_note_of, write_for_team
from weeknotes.people.models import Person, Team
from weeknotes.people.teams import teams_of
from weeknotes.people.who import person_of
from weeknotes.prose.markdown import to_html
from weeknotes.web.dates import monday


def _team_of(me: Person, slug: str) -> Team:
    return get_object_or_404(teams_of(me), slug=slug)


def _note(me: Person, team: Team) -> Note:
    """The team's note of this week, begun if there is none; 404 where it leaves `me` out."""
    note = write_for_team(team=team, by=me, monday=monday(timezone.localdate()))
    if not Note.objects.writable_by(me.pk).filter(pk=note.pk).exists():
        raise Http404
    return note


@login_required
@require_POST
def begin_for_team(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the team's note of this week, begun if there is none. For its members; 404 for others, and for a note that leaves them out."""
    me = person_of(request)
    note = _note(me, _team_of(me, slug))
    return redirect("write-note", note.uid, note.lead_lang)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a section to the team's note of this week, with my name under its heading. The note is begun by it where there is none."""
    me = person_of(request)
    team = _team_of(me, slug)
    heading, text = request.POST.get("heading", ""), request.POST.get("text", "")
    trouble = ""
    if request.method == "POST":
        try:
            with transaction.atomic():
                note = _note(me, team)
                add_section(body=Body.objects.get(note=note, lang=note.lead_lang), by=me, heading=heading, html=to_html(text))
        except ValueError:
            trouble = _("Nothing was added: a section needs a heading and some words under it.")
        else:
            messages.info(request, _("Your section stands in the note, with your name under its heading once it is published."))
            return redirect("write-note", note.uid, note.lead_lang)
    week = monday(timezone.localdate())
    begun = team_note_of(team, week)
    shown = {"here": "write", "team": team, "week": week, "written": begun.lead_lang if begun else me.writes, "heading": heading, "text": text, "trouble": trouble}
    return render(request, "notes/section.html", shown, status=422 if trouble else 200)
