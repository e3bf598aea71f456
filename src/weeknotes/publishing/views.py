"""What a reader gets where no file answered: a page that waits to be written, the new address of an old one, gone, or nothing here."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.viewing import viewer
from weeknotes.publishing import addresses
from weeknotes.publishing.kinds import Spot, render
from weeknotes.publishing.making import made
from weeknotes.publishing.models import Address, Page
from weeknotes.web.baked import type_of
from weeknotes.web.middleware import public


@require_safe
def not_on_disk(request: HttpRequest, **parts: object) -> HttpResponse:
    """Answer for a public address that has no file at this moment. 404 for one that never was."""
    at = request.path
    waiting = Page.objects.filter(path=addresses.file_of(at), stale_at__isnull=False, gone_at=None).first()
    if waiting is not None:
        page = render(Spot(waiting.kind, waiting.key, waiting.lang))
        if page is not None and page.path == waiting.path:
            return public(HttpResponse(page.body, content_type=type_of(at.rsplit("/", 1)[-1] or "index.html")))
    return _moved(request, at) or other_tree(at) or _nothing()


def _moved(request: HttpRequest, at: str) -> HttpResponse | None:
    """For an address that a note has or had: where it is now, for this reader, or that it is gone."""
    known = Address.objects.select_related("note").filter(path=at).first()
    if known is None:
        return None
    note = known.note
    now = addresses.public_url(note, known.lang)
    if now is not None and now != at:
        return HttpResponsePermanentRedirect(now)
    if note.level != Level.PUBLIC:
        if Note.objects.visible_to(viewer(request)).filter(pk=note.pk).exists():
            return HttpResponseRedirect(reverse("note", kwargs={"uid": note.uid}))
        return _gone(addresses.tree_of(known.lang))
    return None


def _gone(lang: str) -> HttpResponse:
    with translation.override(lang):
        body = made("publishing/gone.html", lang=lang, here="", canonical=None, others={})
    return public(HttpResponse(body, status=410, content_type="text/html; charset=utf-8"))


def other_tree(at: str) -> HttpResponse | None:
    """`/en/…` and `/cy/…` lead to the tree of that language where it stands at the top."""
    for lang in addresses.LANGUAGES:
        if at.startswith(f"/{lang}/") and addresses.top(lang) == "/" and lang in addresses.langs():
            return HttpResponsePermanentRedirect("/" + at.removeprefix(f"/{lang}/"))
    return None


def _nothing() -> HttpResponse:
    raise Http404
