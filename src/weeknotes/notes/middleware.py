"""Words sent where they cannot be saved, to a note that is deleted or by somebody signed out: said in words, and nothing is lost."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from weeknotes.notes.delete import KEPT_FOR
from weeknotes.notes.models import Body
from weeknotes.notes.open import NoteDeleted
from weeknotes.notes.views_write import keep
from weeknotes.people.who import person_of
from weeknotes.prose.html import clean
from weeknotes.prose.markdown import from_html
from weeknotes.web.dates import day


class DeletedNotes:
    """Answers NoteDeleted: a page with the way back, or a sentence for the write page's script, which keeps the words on its device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """410 for a deleted note; other exceptions are others' to answer."""
        if not isinstance(exception, NoteDeleted):
            return None
        body = exception.body
        me = person_of(request)
        if request.headers.get("X-Requested-With") == "fetch" or request.content_type == "application/json":
            return JsonResponse({"state": "refused", "message": sentence(body, mine=body.note.author_id == me.pk)}, status=410)
        if request.method == "POST" and keep(request, body, me).revision:
            messages.info(request, _("What you had just written is kept with it."))
        shown = {"here": "write", "note": body.note, "body": body, "mine": body.note.author_id == me.pk, "until": _until(body)}
        return render(request, "notes/among_deleted.html", shown, status=410)


class SignedOut:
    """Answers a write page's form that comes after its session has ended: with the words in it, which a redirect would throw away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, object]) -> HttpResponse | None:
        """401 with the text that was sent; other requests go their way."""
        fetched = request.headers.get("X-Requested-With") == "fetch"  # the script keeps its words on the device
        if request.method != "POST" or fetched or request.user.is_authenticated or not {"uid", "lang"} <= kwargs.keys():
            return None
        words = request.POST.get("markdown") or from_html(clean(request.POST.get("html", "")))
        title = request.POST.get("title", "")
        if not words.strip() and not title.strip():
            return None
        shown = {"title": title, "words": words, "back": reverse("write-note", args=(kwargs["uid"], kwargs["lang"]))}
        return render(request, "notes/signed_out.html", shown, status=401)


def sentence(body: Body, *, mine: bool) -> str:
    """What the write page says of a note that was deleted while it was open."""
    if mine:
        return _("This note is among the deleted until %(day)s. Bring it back from there, and what you write here is saved.") % {"day": _until(body)}
    return _("%(name)s has deleted this note, and can bring it back until %(day)s.") % {"name": body.note.author.name, "day": _until(body)}


def _until(body: Body) -> str:
    assert body.note.deleted_at is not None
    return day(body.note.deleted_at + KEPT_FOR)
