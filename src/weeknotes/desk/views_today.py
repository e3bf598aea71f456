"""Today: the week so far, and the way to what is next."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from weeknotes.memory.chats import why_not
from weeknotes.memory.focus import two_questions
from weeknotes.memory.kinds import FOLLOWUP
from weeknotes.memory.models import Thread
from weeknotes.memory.monday import focus_of
from weeknotes.memory.questions import lately
from weeknotes.memory.send_focus import not_sent
from weeknotes.memory.this_week import texts_for
from weeknotes.notes.look import looks_for
from weeknotes.notes.margin import KIND_WORDS
from weeknotes.notes.models import Jotting, Note
from weeknotes.notes.planned import planned
from weeknotes.people.programs import told
from weeknotes.people.rota import turns_of
from weeknotes.people.week import my_week
from weeknotes.people.who import person_of
from weeknotes.prose.jotting import KINDS, pieces
from weeknotes.publishing.approve import answered_lately
from weeknotes.transfer.law.told import notices
from weeknotes.web.dates import iso, monday

LATELY = timedelta(days=14)


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """This week's line, its focus as stated, jottings, open follow-ups, this week's note."""
    me = person_of(request)
    day = timezone.localdate()
    this = monday(day)
    followups = Thread.objects.standing().filter(owner=me, open=True, kind=FOLLOWUP).order_by("-first_week", "id")[:60]
    failed = list(Note.objects.writable_by(me.pk).filter(plan__failed_at__isnull=False).order_by("plan__at", "pk"))
    plans = planned(failed)
    put, answers = lately(me)
    texts = texts_for(me, this)
    shown = {
        "here": "today",
        "not_published": [(note, plans[note.pk]) for note in failed if note.pk in plans],
        "day": day,
        "this": this,
        "week": iso(this),
        "my_week": my_week(me, this),
        "focus": focus_of(me, this, texts.drafts),
        "followups": list(followups),
        "jottings": list(Jotting.objects.filter(person=me, open=True).select_related("photo__media").order_by("at")),
        "pieces": pieces,
        "kinds": [(kind, KIND_WORDS[kind]) for kind in KINDS],
        "kind_words": KIND_WORDS,
        "thrown": Jotting.objects.filter(person=me, fate=Jotting.THROWN).select_related("photo").order_by("-at").first(),
        "note": texts.body.note if texts.body else None,
        "looks": looks_for(me),
        "yeses": answered_lately(me, timezone.now() - LATELY),
        "turns": turns_of(me, this),
        "put": put,
        "answers": answers,
        "two": two_questions,
        "told": told(me),
        "law": notices(me),
        "not_sent": [(one, why_not(one.last_error)) for one in not_sent(me) if one.week == this],
    }
    return render(request, "desk/today.html", shown)
