"""Deleting a note, the page of deleted ones, bringing one back, and deleting one for good."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.notes.delete import KEPT_FOR, StillPublishedError, bring_back, delete, erase
from weeknotes.notes.forms import AboutForm, initial
from weeknotes.notes.holds import Held, on_hold
from weeknotes.notes.models import Note, Revision
from weeknotes.notes.open import open_body
from weeknotes.notes.views_write import keep, page
from weeknotes.people.models import Person
from weeknotes.people.who import person_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gone:
    """A deleted note as its page lists it: title and language, when it was deleted, how many days it is still kept, counting today."""

    note: Note
    title: str
    lang: str
    at: datetime
    until: datetime
    days: int
    on_hold: bool = False


def _gone(note: Note, now: datetime) -> Gone:
    bodies = sorted(note.bodies.all(), key=lambda b: (b.lang != note.lead_lang, b.lang))
    first = next((b for b in bodies if b.title), bodies[0] if bodies else None)
    at = note.deleted_at or now
    left = max(at + KEPT_FOR - now, timedelta())
    return Gone(note, first.title if first else "", first.lang if first else note.lead_lang, at, at + KEPT_FOR, -(-left // DAY), bool(getattr(note, "on_hold", False)))


@login_required
@require_POST
def delete_note(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Keep what the form carries, then put the note among the deleted. Its author's alone; a published one is withdrawn first."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    saved = keep(request, body, me)
    if saved.state == Revision.ASIDE:
        form = AboutForm(None, note=body.note, initial=initial(body.note))
        return render(request, "notes/write_note.html", page(body, form, me), status=409)
    try:
        delete(note=body.note, by=me)
    except StillPublishedError:
        messages.warning(request, _("Readers can see this note, so it was not deleted. Withdraw it first; then it can be deleted."))
        return redirect("write-note", uid, lang)
    messages.info(request, _("Deleted. For 30 days it stands among the deleted notes, and you can bring it back from there."))
    return redirect("deleted-notes")


@login_required
@require_safe
def deleted_notes(request: HttpRequest) -> HttpResponse:
    """My deleted notes, the last one deleted first, each with the days that it is still kept."""
    now = timezone.now()
    rows = Note.objects.deleted().filter(author=person_of(request)).annotate(on_hold=on_hold()).prefetch_related("bodies").order_by("-deleted_at", "-id")
    return render(request, "notes/deleted.html", {"here": "write", "rows": [_gone(note, now) for note in rows]})


@login_required
@require_POST
def bring_note_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Bring a deleted note back as the draft it was."""
    me = person_of(request)
    note = _mine(me, uid)
    bring_back(note=note, by=me)
    messages.info(request, _("It is back, as it was when it was deleted."))
    return redirect("write-note", uid, note.lead_lang)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase_note(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What goes if a note is deleted for good; a POST deletes it."""
    me = person_of(request)
    note = _mine(me, uid)
    if request.method == "POST":
        try:
            erase(note=note, by=me)
        except Held:
            messages.warning(request, _("This note is on hold, so nobody can delete it for good now. It stays among the deleted, out of everybody’s sight, until the hold ends."))
            return redirect("deleted-notes")
        messages.info(request, _("Deleted for good."))
        return redirect("deleted-notes")
    shown = {
        "here": "write",
        "gone": _gone(note, timezone.now()),
        "versions": Revision.objects.filter(body__note=note).count(),
        "was_out": note.editions.exists(),
    }
    return render(request, "notes/erase.html", shown)


def _mine(me: Person, uid: uuid.UUID) -> Note:
    """A deleted note of `me`; 404 for any other."""
    return get_object_or_404(Note.objects.deleted().filter(author=me), uid=uid)
