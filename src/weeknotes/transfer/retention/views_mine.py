"""How long my notes are kept: what of mine is on a list, asking for it to be kept, and the class of one note."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.notes.models import Note
from weeknotes.notes.open import open_body
from weeknotes.people.who import person_of
from weeknotes.transfer.models_retention import DisposalLine, RetentionClass
from weeknotes.transfer.retention.answering import NothingSaid, TooLate, ask_to_keep
from weeknotes.transfer.retention.kept import classes
from weeknotes.transfer.retention.mine import by_class, choose_class, coming, held_of, kept_of
from weeknotes.transfer.retention.terms import how_long


@login_required
@require_safe
def how_long_mine(request: HttpRequest) -> HttpResponse:
    """What of mine is on a list, what is on hold, and the classes that my notes are of."""
    return _page(request)


def _page(request: HttpRequest, *, unsaid: uuid.UUID | None = None) -> HttpResponse:
    me = person_of(request)
    shown = {"here": "settings", "coming": coming(me), "held": held_of(me), "by_class": by_class(me), "how_long": how_long, "unsaid": unsaid}
    return render(request, "transfer/retention/mine.html", shown, status=422 if unsaid else 200)


@login_required
@require_POST
def ask(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask for a note of mine to be kept."""
    me = person_of(request)
    line = get_object_or_404(DisposalLine, uid=uid, note__in=Note.objects.writable_by(me.pk))
    try:
        ask_to_keep(line=line, by=me, because=request.POST.get("because", ""))
    except NothingSaid:
        return _page(request, unsaid=uid)
    except TooLate:
        messages.warning(request, _("The list was confirmed or put away meanwhile. How it is now stands here."))
    else:
        messages.info(request, _("Asked. The note stays until you have an answer."))
    return redirect("kept")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note_kept(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """How long one note is kept, and why; those who write it may choose among the classes that the host offers to writers."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    note = body.note
    now = kept_of(note)
    offered = [one for one in classes() if one.for_writers or one == now.chosen]
    if request.method == "POST":
        typed = request.POST.get("kept", "")
        wanted: RetentionClass | None = next((one for one in offered if str(one.uid) == typed), None)
        if typed and wanted is None:
            raise Http404
        choose_class(note=note, by=me, kept=wanted)
        messages.info(request, _("Kept."))
        return redirect("note-kept", uid, lang)
    return render(request, "transfer/retention/note_kept.html", {"here": "write", "note": note, "body": body, "now": now, "offered": offered, "how_long": how_long})
