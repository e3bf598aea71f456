"""Jottings: keeping a line, and deciding what becomes of one."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.notes.jot import LONGEST, Snap, choose_kind, jot, put_by, take_back, throw
from weeknotes.notes.margin import KIND_WORDS
from weeknotes.notes.models import Jotting
from weeknotes.notes.picture import MOST_BYTES, NotTaken
from weeknotes.notes.views_device import jot_page
from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.prose.jotting import pieces

MOST_KEPT = 500


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def jot_line(request: HttpRequest) -> HttpResponse:
    """The page for jottings; a POST keeps one and goes back to where it was written."""
    me = person_of(request)
    return keep_line(request, me) if request.method == "POST" else jot_page(request, me)


def keep_line(request: HttpRequest, me: Person) -> HttpResponse:
    """Keep the line of `text`, with the address in `link` and the picture in `photo` (what it shows: `photo_alt`).

    `save_key` makes one that is sent twice one jotting, `at` is when it was written. `person`, where a device sends it, is who wrote the
    line there: it is kept for nobody else (409). A photo that cannot be taken is said; what a form sent with it is kept without, what a
    device sent waits there.
    """
    by_script = request.headers.get("X-Requested-With") == "fetch"
    if request.POST.get("person", str(me.uid)) != str(me.uid):
        return _said(_("Not sent: this line was written by somebody else on this device. It waits for them."), 409)
    snap = _snap(request)
    try:
        try:
            _jot(request, me, snap)
        except NotTaken as why:
            if by_script:
                return _said(why.sentence, 422)
            messages.warning(request, why.sentence)
            _jot(request, me, None)
    except ValueError as why:
        trouble = _trouble(str(why))
        if by_script:
            return _said(trouble, 422)
        messages.warning(request, trouble)
        return redirect(_place(request))
    if by_script:
        return HttpResponse(status=204)
    messages.info(request, _("Kept. It waits on your Friday page."))
    return redirect(_place(request))


def _jot(request: HttpRequest, me: Person, snap: Snap | None) -> None:
    sent = request.POST
    uid, at = _uid(sent.get("save_key", "")), _moment(sent.get("at", ""))
    jot(person=me, text=sent.get("text", ""), link=sent.get("link", ""), uid=uid, at=at, snap=snap)


def _snap(request: HttpRequest) -> Snap | None:
    """The photo that was sent, one byte more than is taken where it is longer: enough to say so."""
    file = request.FILES.get("photo")
    return Snap(file.name or "", file.read(MOST_BYTES + 1), request.POST.get("photo_alt", "")) if file else None


@login_required
@require_POST
def decide_jotting(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Throw a jotting away, put it by for good, take it back, or say what it is (`kind`, "" for nothing in particular)."""
    jotting = get_object_or_404(Jotting, uid=uid, person=person_of(request))
    do = request.POST.get("do", "")
    if do == "throw":
        throw(jotting=jotting)
        messages.info(request, _("Thrown away."))
    elif do == "put-by":
        put_by(jotting=jotting)
        messages.info(request, _("Put by. It no longer comes to your Friday page."))
    elif do == "back":
        take_back(jotting=jotting)
    elif "kind" in request.POST:
        try:
            choose_kind(jotting=jotting, kind=request.POST["kind"])
        except ValueError:
            messages.warning(request, _("That is none of the kinds a jotting can have. It was left as it is."))
    return redirect(_place(request))


@login_required
@require_safe
def kept_jottings(request: HttpRequest) -> HttpResponse:
    """Jottings put by for good, the newest first; nobody else sees this page."""
    rows = Jotting.objects.filter(person=person_of(request), open=False, fate=Jotting.KEPT).select_related("photo__media").order_by("-at", "-id")[:MOST_KEPT]
    return render(request, "notes/kept.html", {"here": "today", "jottings": rows, "pieces": pieces, "kind_words": KIND_WORDS})


def _said(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _trouble(why: str) -> str:
    return {
        "empty": _("There is nothing to keep: the line is empty."),
        "link": _("Not kept: that is not a web address. One looks like https://example.org/page."),
        "long": _("Not kept: the line is longer than %(most)s characters. Put it into a note instead.") % {"most": LONGEST},
    }[why]


def _place(request: HttpRequest) -> str:
    """Where the form says it stood, if that is on this site."""
    back = request.POST.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/") else "/today/"


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    """A moment with its zone, or None for what is no such thing."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and is_aware(found) else None
