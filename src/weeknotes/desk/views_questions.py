"""My questions: put to me, asked by me, answered; and one of them, which the one who was asked answers there."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from weeknotes.desk.kinds import say
from weeknotes.memory.answer import NotAnswered, NotYours, answer
from weeknotes.memory.answer_focus import may_read
from weeknotes.memory.answer_question import TWO_ALONE, NotAnswerable, answer_question, keep_between_two
from weeknotes.memory.ask_question import take_back
from weeknotes.memory.focus import two_questions
from weeknotes.memory.kinds import FOLLOWUP, LIFECYCLES
from weeknotes.memory.models import Question
from weeknotes.memory.question_place import about
from weeknotes.memory.questions import answered_on, concerning, mine, open_on
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import Rendition
from weeknotes.notes.viewing import viewer
from weeknotes.people.who import person_of
from weeknotes.web.dates import monday

# Who reads an answer, beside the one who asked: as far as the place it is about, or fewer.
READERS = {
    Level.PUBLIC: gettext_lazy("Everybody who may read what it is about"),
    Level.ORGANISATION: gettext_lazy("Everybody signed in here"),
    Level.TEAM: gettext_lazy("The teams and people of the note"),
    Level.NAMED: gettext_lazy("The people named on the note"),
}


@login_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What was put to me, what I asked, and what was answered."""
    return render(request, "desk/questions.html", {"here": "today", "mine": mine(person_of(request)), "two": two_questions})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A question that I asked or was asked; nobody else comes here. Opening it is told to nobody."""
    me = person_of(request)
    one = concerning(me).select_related("thread").filter(uid=uid).first()
    if one is None:
        raise Http404
    trouble = ""
    if request.method == "POST":
        try:
            return _done(request, one)
        except (NotAnswerable, NotAnswered) as why:
            trouble = str(why)
    focus = one.focus
    open_focus = focus is not None and may_read(focus, me, viewer(request))
    life = LIFECYCLES[FOLLOWUP]
    page = {
        "here": "today",
        "question": one,
        "is_mine": one.to_id == me.pk,
        "about": about(one, viewer(request)) if one.note_id else None,
        "two": two_questions(one),
        "focus": focus if open_focus else None,
        "focus_ends": focus.week + timedelta(days=6) if focus else None,
        "levels": _levels(one),
        "typed": request.POST if trouble else {},
        "trouble": trouble,
        "outcomes": [(word, say(word)) for word in life.words],
        "say": say,
    }
    return render(request, "desk/question.html", page, status=422 if trouble else 200)


def under_note(request: HttpRequest, note: Note, shown: Rendition) -> str:
    """What was asked about a note and answered, as far as somebody signed in may see it, their own open questions, and the way to ask."""
    looks = viewer(request)
    page = {"note": note, "shown": shown, "answered_ones": answered_on(note, shown, looks), "open": open_on(note, looks), "me": person_of(request)}
    return render_to_string("desk/under_note.html", page, request)


def _levels(one: Question) -> list[tuple[int, str]]:
    """How far an answer may go, the place's own reach first."""
    if one.focus_id is not None or one.place < Level.NAMED:
        return []
    narrower = [level for level in READERS if Level.NAMED <= level < one.place]
    two = _("%(name)s and nobody else") % {"name": one.asker.name}
    return [(int(Level.PUBLIC), str(READERS[Level.PUBLIC])), *((int(level), str(READERS[level])) for level in narrower), (int(TWO_ALONE), two)]


def _done(request: HttpRequest, one: Question) -> HttpResponse:
    """What the page of a question sent, done; and where that leads."""
    me = person_of(request)
    what = request.POST.get("do", "")
    now = timezone.now()
    if what == "back":
        if take_back(question=one, by=me):
            messages.info(request, _("The question is taken back."))
            return redirect("questions")
        raise NotAnswerable(_("It is answered already, so it cannot be taken back."))
    if what == "two":
        if keep_between_two(question=one, by=me):
            messages.info(request, _("Only %(name)s and you see the answer now.") % {"name": one.asker.name})
        return redirect("question", one.uid)
    if what == "became":
        thread = one.thread
        if thread is None or one.to_id != me.pk:
            raise NotAnswerable(_("There is no follow-up of yours here."))
        try:
            answer(thread=thread, by=me, word=request.POST.get("word", ""), because=request.POST.get("because", ""), week=monday(timezone.localdate()), at=now)
        except NotYours as no:
            raise Http404 from no
        messages.info(request, _("Kept."))
        return redirect("question", one.uid)
    level = next((Level(value) for value, _words in _levels(one) if str(value) == request.POST.get("level")), Level.PUBLIC)
    answer_question(question=one, by=me, how=what, words=request.POST.get("words", ""), level=level, at=now)
    messages.info(request, _("%(name)s sees your answer with the question.") % {"name": one.asker.name})
    return redirect("question", one.uid)
