"""My lessons and those of my teams: drawing one, reading it, putting it in other words, looking at it again."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.desk.friday_form import named
from weeknotes.desk.lesson_form import LessonForm
from weeknotes.memory.answer import NotAnswered, NotYours
from weeknotes.memory.draw import BEGINS_WITH, From, check, draw, redraw, uncheck
from weeknotes.memory.drawn_from import sentences_of
from weeknotes.memory.kinds import LEARNING, WATCH
from weeknotes.memory.lesson import LATER, lessons, more_of
from weeknotes.memory.lesson_like import put_away
from weeknotes.memory.lesson_words import CHECK_WORDS, HAPPENED_WORDS, REASON_WORDS, RESPONSE_WORDS, STATE_WORDS
from weeknotes.memory.models import Outcome, Thread
from weeknotes.notes.models import Note
from weeknotes.notes.open import open_body
from weeknotes.notes.viewing import viewer
from weeknotes.notes.views import back
from weeknotes.people.who import person_of
from weeknotes.web.dates import monday
from weeknotes.web.spoken import spoken

MOST = 300


@login_required
@require_safe
def my_lessons(request: HttpRequest) -> HttpResponse:
    """The lessons that I or my teams drew, those to be looked at again first; and what else a lesson may begin with."""
    looks = viewer(request)
    today = timezone.localdate()
    rows = list(lessons(looks)[:MOST])
    due = [one for one in rows if one.open and one.look_again and one.look_again <= today]
    begins = Thread.objects.standing().answerable_by(looks).filter(kind__in=(LEARNING, WATCH), became=None).order_by("-last_week", "-id")[:12]
    page = {"here": "today", "due": due, "rest": [one for one in rows if one not in due], "begins": begins, "more_of": more_of, "states": STATE_WORDS}
    return render(request, "desk/lessons.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_lesson(request: HttpRequest) -> HttpResponse:
    """Draw a lesson: from nothing, from something remembered, or from a sentence of my note. 404 for what is not mine."""
    me = person_of(request)
    begins = _begins(request)
    first: dict[str, object] = {"look_again": timezone.localdate() + LATER, "closes": True}
    if begins.thread:
        words = ". ".join(part for part in (begins.thread.label, begins.thread.words) if part)
        first |= {"takes" if begins.thread.kind == LEARNING else "event": words, "team": begins.thread.team_id or ""}
    elif begins.sentence:
        first["event"] = begins.sentence.text
    form = LessonForm(request.POST or None, person=me, initial=first)
    if form.is_valid():
        given = form.cleaned_data
        lang = begins.body.lang if begins.body else _lang()
        try:
            made = draw(
                by=me, more=form.more(lang), at=timezone.now(), team=given["team"], look_again=given["look_again"], begins=begins, closes=given["closes"]
            )
        except NotYours as no:
            raise Http404 from no
        except NotAnswered as why:
            messages.warning(request, str(why))
        else:
            messages.info(request, _("The lesson is kept."))
            return redirect("lesson", made.uid)
    return _form(request, form, begins=begins)


def _begins(request: HttpRequest) -> From:
    """What the address names to begin with, if it names anything."""
    asked = named(request.GET.get("from", ""))
    if asked:
        return From(thread=get_object_or_404(Thread.objects.standing().answerable_by(viewer(request)), uid=asked, kind__in=BEGINS_WITH))
    note, lang, key = named(request.GET.get("note", "")), request.GET.get("lang", ""), request.GET.get("key", "")
    if note is None:
        return From()
    body = open_body(person=person_of(request), uid=note, lang=lang)
    return From(body=body, sentence=next((one for one in sentences_of(body) if one.key == key), None))


@login_required
@require_safe
def lesson_from(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """The sentences of a note of mine, each of which a lesson may begin with."""
    body = open_body(person=person_of(request), uid=uid, lang=lang)
    return render(request, "desk/lesson_from.html", {"here": "write", "body": body, "sentences": sentences_of(body)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One lesson, and what was said of it when it was looked at again. A POST says whether it was the right one, or takes that back."""
    me, now = person_of(request), timezone.now()
    found = get_object_or_404(lessons(viewer(request)), uid=uid)
    if request.method == "POST":
        try:
            if request.POST.get("take_back"):
                newest = found.outcomes.order_by("-week", "-at").first()
                if newest is not None:
                    uncheck(thread=found, by=me, week=newest.week, at=now)
                messages.info(request, _("Your answer is taken back."))
            else:
                word, because = request.POST.get("word", ""), request.POST.get("because", "")
                check(thread=found, by=me, word=word, because=because, week=monday(timezone.localdate()), at=now)
                messages.info(request, _("Kept."))
            return redirect("lesson", uid)
        except NotYours as no:
            raise Http404 from no
        except NotAnswered as why:
            messages.warning(request, str(why))
    return _one(request, found, status=422 if request.method == "POST" else 200)


def _one(request: HttpRequest, found: Thread, *, status: int) -> HttpResponse:
    looks = viewer(request)
    more = more_of(found)
    said = Outcome.objects.filter(thread=found, replaced_by=None).select_related("by").order_by("week", "at")
    sources = list(found.appearances.standing().select_related("note"))
    # Words of a note go to its writers here, and to nobody else: it may say less to others, or nothing any more.
    own = set(Note.objects.writable_by(person_of(request).pk).filter(pk__in=[a.note_id for a in sources]).values_list("pk", flat=True))
    page = {
        "here": "today",
        "lesson": found,
        "more": more,
        "happened": dict(HAPPENED_WORDS).get(more.happened, ""),
        "responses": [words if key != "other" else more.other for key, words in RESPONSE_WORDS if key in more.responses],
        "in_own_words": "other" in more.responses,
        "reason": dict(REASON_WORDS).get(more.reason, ""),
        "state": STATE_WORDS[found.state],
        "states": STATE_WORDS,
        "checks": CHECK_WORDS,
        "said": said,
        "sources": [a for a in sources if a.note_id in own],
        "came_from": found.came_from.answerable_by(looks),
        "is_due": found.open and found.look_again is not None and found.look_again <= timezone.localdate(),
        "typed": request.POST.dict(),
    }
    return render(request, "desk/lesson.html", page, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_lesson(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Put a lesson in other words, choose other responses or another day. Whose it is, only who drew it says."""
    me = person_of(request)
    found = get_object_or_404(lessons(viewer(request)), uid=uid)
    more = more_of(found)
    first = more.stored() | {"look_again": found.look_again, "team": found.team_id or ""}
    form = LessonForm(request.POST or None, person=me, initial=first)
    owns = found.owner_id == me.pk
    if form.is_valid():
        given = form.cleaned_data
        try:
            redraw(thread=found, by=me, more=form.more(more.lang), team=given["team"] if owns else found.team, look_again=given["look_again"])
        except NotYours as no:
            raise Http404 from no
        except NotAnswered as why:
            messages.warning(request, str(why))
        else:
            messages.info(request, _("Kept."))
            return redirect("lesson", uid)
    return _form(request, form, found=found, owns=owns, lang=more.lang)


@login_required
@require_POST
def lesson_seen(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Put a lesson away beside a note of mine. Answers as the other small verbs of the write page do."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    asked = named(request.POST.get("seen_lesson", ""))
    put_away(thread=get_object_or_404(lessons(viewer(request)), uid=asked), body=body, by=me)
    return back(request, body)


def _form(
    request: HttpRequest, form: LessonForm, *, begins: From | None = None, found: Thread | None = None, owns: bool = True, lang: str = ""
) -> HttpResponse:
    page = {
        "here": "today",
        "form": form,
        "begins": begins or From(),
        "lesson": found,
        "owns": owns,
        "words_lang": lang or (begins.body.lang if begins and begins.body else _lang()),
        "happened": HAPPENED_WORDS,
        "responses": RESPONSE_WORDS,
        "reasons": REASON_WORDS,
        "may_close": bool(begins and begins.thread and begins.thread.kind == WATCH and begins.thread.open),
    }
    return render(request, "desk/lesson_form.html", page, status=422 if request.method == "POST" else 200)


def _lang() -> str:
    return spoken()[:2]
