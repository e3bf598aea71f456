"""A focus: sent by its writer to two people or to a chat, and answered by whoever may read it there."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weeknotes.desk.ask_form import Sent, chosen, read_ask
from weeknotes.memory.answer_focus import answer_focus, may_read
from weeknotes.memory.answer_question import NotAnswerable
from weeknotes.memory.ask_question import NotAsked, tell
from weeknotes.memory.chats import chats_of
from weeknotes.memory.focus import Meant, ask_focus, freeze_focus, may_be_asked, meant, questions_of
from weeknotes.memory.models import Focus, Question
from weeknotes.memory.send_focus import NotSent, send
from weeknotes.notes.forms import LEVELS
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.open import open_body
from weeknotes.notes.viewing import viewer
from weeknotes.notes.views_write import keep_all
from weeknotes.notes.weeks import week_words
from weeknotes.people.models import Person
from weeknotes.people.who import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_about_focus(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """What my note means for a week: asked of two people, or sent to a chat. A POST that asks for neither comes from the write page: its text is kept first."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    what = request.POST.get("do", "")
    if request.method == "POST" and what not in {"ask", "send"}:
        saved = keep_all(request, body, me)
        return redirect("write-note" if saved.state == Revision.ASIDE else "ask-focus", uid, lang)
    html = body.html
    now = meant(body)
    body.html = html
    sent, trouble = Sent(), ""
    if request.method == "POST":
        sent = read_ask(request.POST)
        try:
            return _sent_out(request, body, now, sent)
        except (NotAsked, NotSent) as why:
            trouble = str(why)
    asked = Question.objects.filter(focus__note=body.note_id, asker=me).select_related("to", "focus").order_by("asked_at", "pk")
    picked = request.POST.getlist("line") if trouble else [str(n) for n in range(len(now.lines))]
    page = {
        "here": "write", "body": body, "note": body.note, "meant": now, "week": week_words(now.week), "picked": picked, "people": may_be_asked(me),
        "chats": list(chats_of(me)), "chat": request.POST.get("chat", ""), "sent": sent, "trouble": trouble, "asked": asked,
        "levels": {int(level): words for level, words in LEVELS}, "two": questions_of(Focus(week=now.week), timezone.localdate()),
    }  # fmt: skip
    return render(request, "desk/ask_focus.html", page, status=422 if trouble else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def focus(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A focus that was sent to a chat, for those who may read it there: its lines as they were, and a place to answer."""
    me = person_of(request)
    one = Focus.objects.select_related("person", "team", "note").filter(uid=uid).first()
    if one is None or not may_read(one, me, viewer(request)):
        raise Http404
    mine = one.questions.filter(to=me).first()
    if mine is not None:
        return redirect("question", mine.uid)
    trouble = ""
    if request.method == "POST":
        try:
            made = answer_focus(focus=one, by=me, how=request.POST.get("do", ""), words=request.POST.get("words", ""), at=timezone.now())
        except NotAnswerable as why:
            trouble = str(why)
        else:
            messages.info(request, _("%(name)s sees your answer with the question.") % {"name": one.person.name})
            return redirect("question", made.uid)
    page = {"here": "today", "focus": one, "week": week_words(one.week), "is_mine": one.person_id == me.pk, "two": questions_of(one, timezone.localtime(one.made_at).date())}
    page |= {"trouble": trouble, "typed": request.POST if trouble else {}, "answers": list(one.questions.exclude(answered_at=None).select_related("to")) if page["is_mine"] else []}
    return render(request, "desk/focus.html", page, status=422 if trouble else 200)


def _sent_out(request: HttpRequest, body: Body, now: Meant, sent: Sent) -> HttpResponse:
    """Freeze the lines that were chosen and send them where they are to go. NotAsked, NotSent."""
    me: Person = person_of(request)
    lines = [line for n, line in enumerate(now.lines) if str(n) in request.POST.getlist("line")]
    if not lines:
        raise NotAsked(_("Choose at least one line of your focus."))
    at = timezone.now()
    if request.POST["do"] == "ask":
        people = chosen(sent.people, may_be_asked(me))
        if not people:
            raise NotAsked(_("Choose whom you ask."))
        made = freeze_focus(body=body, by=me, week=now.week, lines=lines, at=at)
        for one in ask_focus(focus=made, by=me, people=people, text=sent.text):
            messages.info(request, tell(one))
    else:
        chat = next((one for one in chats_of(me) if str(one.pk) == request.POST.get("chat")), None)
        if chat is None:
            raise NotSent(_("Choose a chat."))
        send(focus=freeze_focus(body=body, by=me, week=now.week, lines=lines, at=at), chat=chat)
        messages.info(request, _("It was sent to %(chat)s. What was sent there cannot be called back.") % {"chat": chat.name})
    return redirect("ask-focus", body.note.uid, body.lang)
