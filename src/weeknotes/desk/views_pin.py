"""Pinning a note to the pages on which one has a say."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weeknotes.notes.models import Note
from weeknotes.notes.rendition import rendition
from weeknotes.notes.viewing import viewer
from weeknotes.people.who import person_of
from weeknotes.publishing.entries import entries
from weeknotes.publishing.pins import PinsFull, pin, places, unpin
from weeknotes.publishing.refusal import DiskFull
from weeknotes.web.spoken import spoken


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pin_note(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The pages on which I may pin this note, with what is pinned there and by whom; 404 where there is none."""
    me, looks = person_of(request), viewer(request)
    note = Note.objects.filter(uid=uid).visible_to(looks).with_reach(looks).first()
    shown = rendition(note, looks, get_language()) if note else None
    found = places(note=note, by=me) if note else []
    if note is None or shown is None or not found:
        raise Http404
    if request.method == "POST":
        key = request.POST.get("page", "")
        if all(one.key != key for one in found):
            raise Http404
        try:
            if request.POST.get("do") == "unpin":
                unpin(note=note, by=me, key=key)
                messages.info(request, _("Not pinned there any more."))
            else:
                pin(note=note, by=me, key=key)
                messages.info(request, _("Pinned: it stands first there now."))
        except (PinsFull, DiskFull) as why:
            messages.warning(request, str(why))
        return redirect("pin-note", uid)
    lang = spoken()
    titles = {one.note_id: one for one in entries([held.note for place in found for held in place.pins], lang)}
    page = {"here": "read", "note": note, "shown": shown, "places": found, "titles": titles}
    return render(request, "desk/pin.html", page)
