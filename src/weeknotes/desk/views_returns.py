"""What I asked to have back: a note or a thread, on a day or when something comes round. Nobody else sees these pages."""

import uuid
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.desk.friday_form import named
from weeknotes.memory.models import Thread
from weeknotes.memory.models_review import Return
from weeknotes.memory.returns import NotBrought, bring_back, come_round, done, later, waiting
from weeknotes.memory.seen import seen
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import rendition
from weeknotes.notes.viewing import viewer
from weeknotes.people.who import person_of

DAY, REVIEW, WORDS = "day", "review", "words"


@login_required
@require_safe
def returns(request: HttpRequest) -> HttpResponse:
    """Everything that is still to come back to me, what is due first."""
    rows = waiting(person_of(request), timezone.localdate(), viewer(request))
    return render(request, "desk/returns.html", {"here": "year", "rows": rows, "review": Return.REVIEW})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_return(request: HttpRequest) -> HttpResponse:
    """Have a note I may read, or a thread of mine, come back; 404 where it is neither. 422 with a sentence where the time is none."""
    asked = request.POST if request.method == "POST" else request.GET
    note, thread, words = _what(request, asked.get("note", ""), asked.get("thread", ""))
    trouble = ""
    if request.method == "POST":
        try:
            _bring(request, note, thread)
            messages.info(request, _("It will come back to you. You can change your mind on this page."))
            return redirect("returns")
        except NotBrought as why:
            trouble = str(why)
    page = {
        "here": "year",
        "note": note,
        "thread": thread,
        "words": words,
        "when": request.POST.get("when", DAY),
        "on": request.POST.get("on", ""),
        "event": request.POST.get("event", ""),
        "trouble": trouble,
    }
    return render(request, "desk/add_return.html", page, status=422 if trouble else 200)


@login_required
@require_POST
def act_on_return(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One that is mine: done, in four weeks, or what it waited for has come round. 404 for another's."""
    row = get_object_or_404(Return, uid=uid, person=person_of(request), done_at=None)
    day, act = timezone.localdate(), request.POST.get("do", "")
    if act == "done":
        done(row=row, at=timezone.now())
        messages.info(request, _("Done. It does not come back again."))
    elif act == "later":
        later(row=row, today=day)
        messages.info(request, _("It comes back in four weeks."))
    elif act == "round":
        come_round(row=row, today=day)
        messages.info(request, _("It has come round. It is on your Friday page."))
    else:
        raise Http404
    return redirect("friday" if request.POST.get("back") == "friday" else "returns")


def _what(request: HttpRequest, note: str, thread: str) -> tuple[Note | None, Thread | None, str]:
    """The note or the thread that is named, and what it is called; 404 where there is none for this person, or both are named."""
    looks = viewer(request)
    which, other = named(note), named(thread)
    if which and not thread:
        found = Note.objects.filter(uid=which).visible_to(looks).with_reach(looks).first()
        shown = rendition(found, looks) if found else None
        if found and shown:
            return found, None, shown.title or _("Untitled")
    if other and not note:
        held = Thread.objects.standing().answerable_by(looks).filter(uid=other).first()
        shown_as = seen([held], looks).get(held.pk) if held else None
        if held and shown_as:
            return None, held, shown_as.name
    raise Http404


def _bring(request: HttpRequest, note: Note | None, thread: Thread | None) -> None:
    when, on, event = request.POST.get("when", ""), None, ""
    if when == DAY:
        on = _day(request.POST.get("on", ""))
    elif when == REVIEW:
        event = Return.REVIEW
    elif when == WORDS:
        event = request.POST.get("event", "")
        if event.strip() == Return.REVIEW:
            event = event.strip().capitalize()  # the person's own word, not the occasion of that name
    bring_back(person=person_of(request), note=note, thread=thread, on=on, event=event, today=timezone.localdate())


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise NotBrought(_("That is no day. Write it as year, month and day, such as 2021-03-19.")) from error
