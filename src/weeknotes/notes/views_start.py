"""Starting a note: a blank page, headings, three questions, or one line for a quiet week. None is forced."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weeknotes.notes.forms import LEVELS
from weeknotes.notes.models import Note
from weeknotes.notes.openings import as_headings, begin_with, last_headings, quiet_week
from weeknotes.notes.prompts import give, named, recent_keys, three
from weeknotes.notes.start import blank, draft_for, start, teams_of_last
from weeknotes.people.models import Person, Team
from weeknotes.people.who import person_of
from weeknotes.web.dates import from_iso, iso, monday
from weeknotes.web.typed import number

LAST, QUESTIONS, TEAM = "last", "questions", "team"
MOST_TURNS = 50


@login_required
@require_POST
def start_note(request: HttpRequest) -> HttpResponse:
    """Open my note for a week, started if there is none, with what `with` asks for in it; or a note about no week."""
    me = person_of(request)
    typed = request.POST.get("week", "")
    week = from_iso(typed) if typed else None
    if typed and week is None:
        raise Http404
    what = request.POST.get("with", "")
    if week and what:
        return _begin(request, me, week, what)
    note = draft_for(me, week) if week else blank(me)
    if note is None:
        note = start(
            author=me,
            monday=week,
            kind=Note.WEEKNOTE if week else Note.REFLECTION,
            teams=teams_of_last(me),
            title=request.POST.get("title", ""),
        )
    return redirect("write-note", note.uid, note.lead_lang)


@login_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Three questions to start with, others, or those for a difficult week. Looking at them gives none: only a start with them does."""
    me = person_of(request)
    week = from_iso(request.GET.get("week", "")) or monday(timezone.localdate())
    turn = (number(request.GET.get("turn")) or 0) % MOST_TURNS
    is_difficult = request.GET.get("difficult") == "1"
    shown = three(who=me.uid, monday=week, recent=recent_keys(me, week), is_difficult=is_difficult, turn=turn)

    def address(*, turn: int = 0, difficult: bool) -> str:
        return f"{reverse('questions')}?{urlencode({'week': iso(week), 'turn': turn, 'difficult': int(difficult)})}"

    context = {
        "here": "write",
        "prompts": shown,
        "week": week,
        "week_iso": iso(week),
        "is_difficult": is_difficult,
        "others": address(turn=turn + 1, difficult=is_difficult),
        "other_sort": address(difficult=not is_difficult),
    }
    return render(request, "notes/questions.html", context)


@login_required
@require_POST
def make_quiet_week(request: HttpRequest) -> HttpResponse:
    """One line for a quiet week, on the page where it is looked at and published."""
    me = person_of(request)
    week = from_iso(request.POST.get("week", ""))
    if week is None:
        raise Http404
    note, made = quiet_week(author=me, monday=week)
    if made:
        audience = {int(level): words for level, words in LEVELS}[int(note.wanted_level)]
        messages.info(
            request,
            _("A line for a quiet week stands here. Change it as you like; “Publish” shows it to: %(audience)s.") % {"audience": audience},
        )
    else:
        messages.info(request, _already())
    return redirect("write-note", note.uid, note.lead_lang)


def _begin(request: HttpRequest, me: Person, week: date, what: str) -> HttpResponse:
    teams: tuple[Team, ...] = ()
    if what == LAST:
        notes = Note.objects.kept().filter(author=me, kind=Note.WEEKNOTE).prefetch_related("bodies")
        html = last_headings(notes, me, week)
    elif what == QUESTIONS:
        prompts = named(request.POST.getlist("question"))
        html = as_headings(one.words(me.writes) for one in prompts)
        give(person=me, monday=week, prompts=prompts)
    elif what == TEAM:
        team = get_object_or_404(Team.objects.filter(memberships__person=me, memberships__left_at=None), slug=request.POST.get("team", ""), closed_at=None)
        teams, html = (team,), as_headings(team.headings_in(me.writes))
    else:
        raise Http404
    note, put = begin_with(author=me, monday=week, html=html, teams=teams)
    if not put:
        messages.info(request, _already())
    return redirect("write-note", note.uid, note.lead_lang)


def _already() -> str:
    return _("You have a note with words for this week already. It was left as it is.")
