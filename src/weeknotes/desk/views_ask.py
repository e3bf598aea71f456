"""Asking about a note, or a sentence in it, and asking a team about a week."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from weeknotes.desk.ask_form import Sent, chosen, read_ask
from weeknotes.memory.ask_question import NotAsked, NotThere, ask, ask_team, may_ask_team, members, tell, writers
from weeknotes.memory.models import Question
from weeknotes.memory.question_place import places, readers
from weeknotes.memory.questions import answered_of
from weeknotes.memory.selected import selected
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import rendition
from weeknotes.notes.viewing import viewer
from weeknotes.notes.weeks import week_words
from weeknotes.people.models import Person, Team
from weeknotes.people.who import person_of
from weeknotes.web.dates import WEEK, from_iso, iso, monday

BACK = 12  # weeks of a team that can be asked about, beside this one


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_note(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The sentences of a note as I may read it, to choose from, whom to ask, and the question. A POST with a `quote` only chooses its sentence."""
    me, looks = person_of(request), viewer(request)
    sent_lang = request.POST.get("lang") or request.GET.get("lang") or translation.get_language()
    note = Note.objects.filter(uid=uid).visible_to(looks).with_reach(looks).select_related("author").first()
    shown = rendition(note, looks, sent_lang) if note else None
    if note is None or shown is None:
        raise Http404
    seen = places(note, shown)
    sent, trouble = Sent(), ""
    if "quote" in request.POST:
        sent = Sent(sentence=selected(request.POST["quote"], request.POST.get("before", ""), [one for one, _level in seen]))
    elif request.method == "POST":
        sent = read_ask(request.POST)
        people = chosen(sent.people, Person.objects.writing())
        try:
            asked = ask(note=note, lang=shown.lang, by=me, people=people, text=sent.text, sentence=sent.sentence)
        except NotThere as no:
            raise Http404 from no
        except NotAsked as why:
            trouble = str(why)
        else:
            _told(request, asked)
            return redirect("note", uid)
    wrote = [one for one in writers(note) if one.pk != me.pk]
    held = {one.pk for one in wrote}
    others = [one for one in readers(note, Level(note.level)) if one.pk not in held and one.pk != me.pk]
    sentences = [(number, one.text) for number, (one, _level) in enumerate(seen)]
    page = {"here": "read", "note": note, "shown": shown, "sentences": sentences, "writers": wrote, "others": others, "sent": sent, "trouble": trouble}
    return render(request, "desk/ask_note.html", page, status=422 if trouble else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_a_team(request: HttpRequest, slug: str) -> HttpResponse:
    """What was asked of a team about a week and answered, as far as I may see it, and the way to ask its members."""
    me = person_of(request)
    team = get_object_or_404(Team, slug=slug, closed_at=None)
    if not may_ask_team(team, me):
        raise Http404
    this = monday(timezone.localdate())
    week = from_iso(request.POST.get("week") or request.GET.get("week") or "") or this
    sent, trouble = Sent(), ""
    there = [one for one in members(team) if one.pk != me.pk]
    if request.method == "POST":
        sent = read_ask(request.POST)
        try:
            asked = ask_team(team=team, week=week, by=me, people=chosen(sent.people, there), text=sent.text)
        except NotAsked as why:
            trouble = str(why)
        else:
            _told(request, asked)
            return redirect("questions")
    page = {"here": "read", "team": team, "week": iso(week), "weeks": _weeks(this, week), "members": there, "sent": sent, "trouble": trouble}
    page["answered_ones"] = answered_of(team, week, viewer(request))
    return render(request, "desk/ask_team.html", page, status=422 if trouble else 200)


def _weeks(this: date, chosen_week: date) -> list[tuple[str, str]]:
    weeks = {this + WEEK, chosen_week, *(this - n * WEEK for n in range(BACK))}
    return [(iso(one), week_words(one)) for one in sorted(weeks, reverse=True)]


def _told(request: HttpRequest, asked: Sequence[Question]) -> None:
    """Mail those who were asked, after the question is kept, and say what became of it."""
    for one in asked:
        messages.info(request, tell(one))
