"""Asks and decisions: mine to answer, and what others ask for in notes that I may read."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weeknotes.desk.kinds import say
from weeknotes.memory.answer import NotAnswered, NotYours, answer, may_answer, take_back
from weeknotes.memory.asking import AskMore, asking, mine, of_others
from weeknotes.memory.keep_evidence import keep_evidence
from weeknotes.memory.kinds import ASK, DECISION, LIFECYCLES
from weeknotes.memory.models import Thread
from weeknotes.notes.viewing import viewer
from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.web.dates import monday


@login_required
@require_safe
def asks(request: HttpRequest) -> HttpResponse:
    """My asks, open ones first, and my decisions; and what others ask for where I may read it."""
    looks = viewer(request)
    own = mine(looks)
    page = {
        "here": "today",
        "open": [one for one in own if one.kind == ASK and one.open],
        "others": of_others(looks),
        "answered": [one for one in own if one.kind == ASK and not one.open],
        "decisions": [one for one in own if one.kind == DECISION],
        "say": say,
    }
    return render(request, "desk/asks.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One ask or decision as I may see it. Who said it answers it here, keeps its evidence, or takes the last answer back; 404 for others' answers."""
    status = 200
    if request.method == "POST":
        try:
            _take(request, uid)
            return redirect("ask", uid)
        except NotYours as no:
            raise Http404 from no
        except NotAnswered as why:
            messages.warning(request, str(why))
            status = 422
    found = asking(uid, viewer(request))
    if found is None:
        raise Http404
    words = [(word, say(word)) for word in LIFECYCLES[found.kind].words]
    page = {"here": "today", "asking": found, "words": words, "say": say, "typed": request.POST.dict()}
    return render(request, "desk/ask.html", page, status=status)


def _take(request: HttpRequest, uid: uuid.UUID) -> None:
    me = person_of(request)
    thread = _mine(uid, me)
    if request.POST.get("do") == "evidence":
        keep_evidence(thread=thread, by=me, more=AskMore(request.POST.get("evidence", ""), request.POST.get("will", "")))
        messages.info(request, _("Kept, for whoever answers this alone."))
    elif request.POST.get("take_back"):
        newest = thread.outcomes.order_by("-week", "-at").first()
        if newest is not None:
            take_back(thread=thread, by=me, week=newest.week)
        messages.info(request, _("Your answer is taken back. Unanswered is simply not said."))
    else:
        word = request.POST.get("word", "")
        if not word:
            raise NotAnswered(_("Choose what became of it."))
        week = max(monday(timezone.localdate()), thread.first_week)
        answer(thread=thread, by=me, word=word, because=request.POST.get("because", ""), week=week, at=timezone.now())
        messages.info(request, _("Your answer is kept. Others read it when your note says it."))


def _mine(uid: uuid.UUID, me: Person) -> Thread:
    """The thread, for who may answer it; 404 for everybody else, whether or not they may see it."""
    thread = Thread.objects.filter(uid=uid, kind__in=(ASK, DECISION)).first()
    if thread is None or not may_answer(thread, me):
        raise Http404
    return thread
