"""Choosing between texts that met; earlier versions, what changed between them, and bringing one back."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.notes.comparing import SIDES, Compared, compared
from weeknotes.notes.considered import considered_then
from weeknotes.notes.meeting import meetings
from weeknotes.notes.models import Revision
from weeknotes.notes.open import open_body
from weeknotes.notes.save import save, settle, words_of
from weeknotes.people.who import person_of
from weeknotes.prose.html import clean
from weeknotes.web.typed import number


@login_required
@require_POST
def choose(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Choose between the text in force and one that was kept beside it, or take both in one. All of them stay among the earlier versions."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    asked = request.POST.get("revision", "")
    revision = Revision.objects.filter(body=body, pk=number(asked) or 0, state=Revision.ASIDE).first()
    if revision is None:
        raise Http404
    use = request.POST.get("use")
    if use == "both":
        met = next((one for one in meetings(body) if str(one.revision) == asked), None)
        if met is None or met.together is None or str(met.version) != request.POST.get("version"):
            messages.warning(request, _("One of the texts has changed since, so nothing was chosen. Here they are as they are now."))
            return redirect("write-note", uid, lang)
        settle(body=body, by=me, revision=revision, use=met.together, state=Revision.KEPT)
        messages.info(request, _("Chosen. Each of the two texts is among the earlier versions."))
        return redirect("write-note", uid, lang)
    settle(body=body, by=me, revision=revision, use=words_of(revision) if use == "aside" else None)
    messages.info(request, _("Chosen. The other text is among the earlier versions."))
    return redirect("write-note", uid, lang)


@login_required
@require_safe
def versions(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Earlier versions of the text, newest first."""
    body = open_body(person=person_of(request), uid=uid, lang=lang)
    rows = body.revisions.select_related("by").only("pk", "version", "state", "at", "by__name", "body").order_by("-at", "-pk")[:500]
    return render(request, "notes/versions.html", {"here": "write", "body": body, "note": body.note, "revisions": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, uid: uuid.UUID, lang: str, version: int) -> HttpResponse:
    """One earlier version (by its row); a POST brings its words back as the newest one."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    revision = get_object_or_404(Revision.objects.select_related("base", "by"), body=body, pk=version)
    words = words_of(revision)
    if request.method == "POST":
        saved = save(body=body, by=me, title=words.title, html=words.html, version=body.version, save_key=uuid.uuid4(), state=Revision.RESTORED)
        if saved.state == Revision.ASIDE:
            messages.warning(request, _("The note was changed at this very moment. Both texts are here: choose."))
        else:
            messages.info(request, _("Brought back. What stood here before is among the earlier versions."))
        return redirect("write-note", uid, lang)
    shown = {"here": "write", "body": body, "note": body.note, "revision": revision, "title": words.title, "html": clean(words.html)}
    shown["considered"] = considered_then(revision)
    return render(request, "notes/version.html", shown)


@login_required
@require_safe
def changes(request: HttpRequest, uid: uuid.UUID, lang: str, version: int, against: str) -> HttpResponse:
    """What changed, in words: from the version before this one to it, or from it to the text as it is now."""
    body = open_body(person=person_of(request), uid=uid, lang=lang)
    revision = get_object_or_404(Revision.objects.select_related("base", "by"), body=body, pk=version)
    if against not in SIDES:
        raise Http404
    found: Compared = compared(body, revision, against)
    return render(request, "notes/changes.html", {"here": "write", "body": body, "note": body.note, "revision": revision, "against": against, "found": found})
