"""The page on which I prepare my review: what I wanted to be saying, beside what I wrote. I choose; nothing is added up."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weeknotes.desk.friday_form import named
from weeknotes.desk.kinds import say
from weeknotes.memory.answer import NotAnswered, answer, take_back
from weeknotes.memory.evidence import LOOKED
from weeknotes.memory.kinds import AIM, LIFECYCLES
from weeknotes.memory.models_review import Evidence, Review
from weeknotes.memory.review import choose, unchoose, week_of
from weeknotes.memory.review_page import aim_of, find, page
from weeknotes.memory.sign import signed
from weeknotes.notes.viewing import viewer
from weeknotes.people.models import Person
from weeknotes.people.who import person_of

LONGEST_FIND = 200


def my_review(request: HttpRequest, uid: uuid.UUID) -> Review:
    """The review with that note, for its writer; 404 for everybody else."""
    mine = Review.objects.filter(person=person_of(request), note__deleted_at=None)
    return get_object_or_404(mine.select_related("note", "note__edition", "person", "signer"), note__uid=uid)


@login_required
@require_safe
def review(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """My review: aims, what I chose, what is offered and why, and what I aim at next."""
    return show(request, my_review(request, uid))


def show(request: HttpRequest, held: Review, *, trouble: str = "", at: str = "", because: str = "", status: int = 200) -> HttpResponse:
    """The page of a review, with a sentence where something is to be mended, and what was typed there."""
    look = " ".join(request.GET.get("find", "").split())[:LONGEST_FIND]
    context = {
        "here": "year",
        "page": page(held, viewer(request), find=look),
        "review": held,
        "find": look,
        "words": [(word, say(word)) for word in LIFECYCLES[AIM].closes],
        "why": lambda why: _(why.sentence) % why.values if why.sentence != LOOKED else "",
        "signed": signed(held),
        "people": list(Person.objects.writing().exclude(pk=held.person_id)),
        "trouble": trouble,
        "at": at,
        "because": because,
    }
    return render(request, "desk/review.html", context, status=status)


@login_required
@require_POST
def choose_sentence(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Choose a sentence (`note:lang:key`) beside an aim or none, or let one that was chosen go. 404 for an aim or a choice that is not there."""
    held = my_review(request, uid)
    looks = viewer(request)
    gone = named(request.POST.get("drop", ""))
    if gone:
        row = get_object_or_404(held.evidence.select_related("note", "review__note", "aim"), uid=gone)
        return _let_go(request, held, row)
    thread = named(request.POST.get("aim", ""))
    aim = aim_of(held, looks, thread) if thread else None
    note, _first, rest = request.POST.get("choose", "").partition(":")
    lang, _second, key = rest.partition(":")
    if (thread and aim is None) or not key:
        raise Http404
    found = find(held, looks, note, lang, key)
    if found is None:
        messages.warning(request, _("That sentence does not stand in its note any more. Here is the year as it is now."))
        return redirect("review", uid)
    in_note, sentence, text = found
    choose(review=held, by=person_of(request), sentence=sentence, aim=aim, in_note=in_note, text=text)
    if in_note.pk == held.note_id:
        messages.info(request, _("It stands beside your aim."))
    else:
        messages.info(request, _("It stands in your review as a quotation, with a link to its note."))
    return redirect(_place(uid, aim.thread.uid if aim else None))


def _let_go(request: HttpRequest, held: Review, row: Evidence) -> HttpResponse:
    aim = aim_of(held, viewer(request), row.aim.uid) if row.aim else None
    unchoose(evidence=row, by=person_of(request), aim=aim)
    messages.info(request, _("It is not chosen any more, and its quotation is out of your review, unless you had changed it there."))
    return redirect(_place(held.note.uid, aim.thread.uid if aim else None))


@login_required
@require_POST
def answer_aim(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Keep what I say became of an aim, or take it back. 404 for an aim that does not return here; 422 with a sentence where a word is missing."""
    held = my_review(request, uid)
    thread = named(request.POST.get("aim", ""))
    aim = aim_of(held, viewer(request), thread) if thread else None
    if aim is None:
        raise Http404
    me, week = person_of(request), week_of(held)
    if request.POST.get("take_back"):
        take_back(thread=aim.thread, by=me, week=week)
        messages.info(request, _("Your answer is taken back. Unanswered is simply not said."))
        return redirect(_place(uid, aim.thread.uid))
    word, because = request.POST.get("word", ""), request.POST.get("because", "")
    if not word:
        sentence = _("Choose a word for it, or leave it unanswered: that is simply not said.")
        return show(request, held, trouble=sentence, at=str(aim.thread.uid), because=because, status=422)
    try:
        answer(thread=aim.thread, by=me, word=word, because=because, week=week, at=timezone.now())
    except NotAnswered as why:
        return show(request, held, trouble=str(why), at=str(aim.thread.uid), because=because, status=422)
    messages.info(request, _("Your answer is kept beside the aim. Both stand as you said them."))
    return redirect(_place(uid, aim.thread.uid))


def _place(uid: uuid.UUID, thread: uuid.UUID | None) -> str:
    return f"{reverse('review', kwargs={'uid': uid})}#{f'aim-{thread}' if thread else 'others'}"
