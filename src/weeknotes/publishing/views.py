"""What a reader gets where no file answered: a page that waits to be written, the new address of an old one, gone, or nothing here."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render as render_page
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from weeknotes.notes.levels import Level
from weeknotes.notes.models import FormerTag, Note
from weeknotes.notes.tags import seen_by
from weeknotes.notes.viewer import NOBODY
from weeknotes.notes.viewing import viewer
from weeknotes.people.programs import known_to_programs
from weeknotes.publishing import addresses, disk
from weeknotes.publishing.alone import alone
from weeknotes.publishing.baked import preview
from weeknotes.publishing.change import press_again
from weeknotes.publishing.kinds import Spot, render
from weeknotes.publishing.making import made
from weeknotes.publishing.models import Address, Page
from weeknotes.publishing.refusal import is_disk_full
from weeknotes.web.baked import type_of
from weeknotes.web.middleware import public
from weeknotes.web.spoken import speaking


@require_safe
def not_on_disk(request: HttpRequest, **parts: object) -> HttpResponse:
    """Answer for a public address that has no file at this moment. 404 for one that never was."""
    at = request.path
    waiting = Page.objects.filter(path=addresses.file_of(at), stale_at__isnull=False, gone_at=None).first()
    if waiting is not None:
        page = render(Spot(waiting.kind, waiting.key, waiting.lang))
        if page is not None and page.path == waiting.path:
            return public(HttpResponse(page.body, content_type=type_of(at.rsplit("/", 1)[-1] or "index.html")))
    return _moved(request, at) or tag_moved(at) or other_tree(at) or _nothing()


@require_safe
def person_page(request: HttpRequest, person: str, **parts: object) -> HttpResponse:
    """The same for the page of a person. Of whom everybody can read nothing yet, and who let a program know them by this address, it says the name, and
    to programs where they are to ask; of anybody else nothing, and nobody learns whether they are here."""
    try:
        return not_on_disk(request, person=person, **parts)
    except Http404:
        found = known_to_programs(person)
        lang = next((one for one in addresses.langs() if addresses.address("person", person, one) == request.path), None)
        if found is None or lang is None:
            raise
    with speaking(lang):
        body = made("publishing/known.html", lang=lang, here="", canonical=None, others={}, person=found, url=addresses.absolute(request.path))
    answer = public(HttpResponse(body, content_type="text/html; charset=utf-8"))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def preview_picture(request: HttpRequest, **parts: object) -> HttpResponse:
    """Draw the picture of a public note that nobody asked for before, and keep it as a file. 410 where its note is gone, 404 where there is none to draw."""
    spot = preview.spot_at(request.path)
    path = addresses.file_of(request.path)
    known = Address.objects.select_related("note").filter(path=request.path.removesuffix(preview.FILE)).first()
    if known is not None and known.note.level != Level.PUBLIC:
        return _gone(addresses.tree_of(known.lang))
    if spot is None:
        return _nothing()
    with alone():
        # Whoever else asked for it may have been first.
        body = disk.read(path)
        if body is None:
            body = _drawn(spot, path)
    return public(HttpResponse(body, content_type="image/png")) if body else _nothing()


def _drawn(spot: Spot, path: str) -> bytes | None:
    try:
        press_again([spot], at=timezone.now())
    except OSError as error:  # no room to keep it: it is drawn again next time
        if not is_disk_full(error):
            raise
        page = render(spot)
        return page.body if page and page.path == path else None
    return disk.read(path)


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


def tag_moved(at: str) -> HttpResponse | None:
    """For an address under a name that a tag had before: the same page under what it is called now, while that is to be seen."""
    for tree in addresses.trees():
        slug, slash, rest = at.removeprefix(f"{tree.top}tags/").partition("/")
        if at.startswith(f"{tree.top}tags/") and slash:
            former = FormerTag.objects.select_related("tag").filter(slug=slug, tag__in=seen_by(NOBODY)).first()
            if former is not None:
                return HttpResponsePermanentRedirect(addresses.address("tag", former.tag.slug, tree.lang) + rest)
    return None


def _in_small_letters(request: HttpRequest) -> HttpResponse | None:
    """For an address with capitals, as a phone or a poster has it: the page that is meant. None of ours has a capital."""
    small = request.path.lower()
    if small == request.path:
        return None
    for at in (small, f"{small}/"):
        if addresses.is_page(at):
            return HttpResponsePermanentRedirect(at)
    return _moved(request, small) or _moved(request, f"{small}/") or tag_moved(small)


def _gone(lang: str) -> HttpResponse:
    with speaking(lang):
        body = made("publishing/gone.html", lang=lang, here="", canonical=None, others={})
    return public(HttpResponse(body, status=410, content_type="text/html; charset=utf-8"))


def other_tree(at: str) -> HttpResponse | None:
    """`/en/…` and `/cy/…` lead to the tree of that language where it stands at the top."""
    for lang in addresses.LANGUAGES:
        if at.startswith(f"/{lang}/") and addresses.top(lang) == "/" and lang in addresses.langs():
            return HttpResponsePermanentRedirect("/" + at.removeprefix(f"/{lang}/"))
    return None


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, which says nothing about whether the page exists for somebody else: in a person's own frame, or in that of the public pages.

    Where a page of an earlier site stood at this address, and came here as a note, it leads there; one with capitals to the page that is meant.
    """
    moved = _moved(request, request.path) or _moved(request, f"{request.path}/") or _in_small_letters(request)
    if moved is not None:
        return moved
    trees = addresses.langs()
    if request.user.is_authenticated or not trees:
        return render_page(request, "web/missing.html", status=404)
    asked = next((lang for lang in trees if request.path.startswith(f"/{lang}/")), (translation.get_language() or "")[:2])
    lang = asked if asked in trees else trees[0]
    with speaking(lang):
        body = made("publishing/missing.html", lang=lang, here="", canonical=None, others={})
    return public(HttpResponse(body, status=404, content_type="text/html; charset=utf-8"))


def _nothing() -> HttpResponse:
    raise Http404
