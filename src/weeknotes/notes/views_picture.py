"""Pictures: taking one into a note, and giving one to somebody who may have it."""

import uuid
from typing import IO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weeknotes.notes import media_files
from weeknotes.notes.models import Blob, Media
from weeknotes.notes.open import open_body
from weeknotes.notes.picture import MOST_BYTES, NotTaken
from weeknotes.notes.rendition import picture as seen
from weeknotes.notes.save import append
from weeknotes.notes.showing import CAPTIONS, ENDINGS, usual
from weeknotes.notes.spoken import GIVEN, NOBODY
from weeknotes.notes.take_picture import Taken, take_picture
from weeknotes.notes.tell_media import tell_consent
from weeknotes.notes.viewing import viewer
from weeknotes.notes.views_write import keep
from weeknotes.people.who import person_of
from weeknotes.prose.tree import attribute, escape
from weeknotes.web.file_answer import file_answer

# Nothing in a picture's answer may load or run anything, whatever a browser takes it for.
POLICY = "default-src 'none'; sandbox"


@login_required
@require_POST
def add_picture(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Take pictures into the note. For the script one: JSON {src, width, height, said} out, or {message} with why not.

    From the page's own form: the text is kept first, then each picture is put at its end with the words given.
    """
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    files = request.FILES.getlist("picture")
    if request.headers.get("X-Requested-With") == "fetch":
        if not files:
            return JsonResponse({"message": _no_file()}, status=422)
        try:
            taken = take_picture(note=body.note, by=me, name=files[0].name or "", data=_bytes(files[0]))
        except NotTaken as why:
            return JsonResponse({"message": why.sentence}, status=422)
        return JsonResponse(
            {"src": _address(taken.media), "width": taken.width, "height": taken.height, "said": _stands_still() if taken.moved else ""},
            status=201,
        )
    keep(request, body, me)
    if not files:
        messages.warning(request, _no_file())
    alt, caption = (" ".join(request.POST.get(name, "").split()) for name in ("picture_alt", "picture_caption"))
    consent = request.POST.get("picture_consent", "")
    decorative = request.POST.get("picture_decorative") == "on"
    for file in files:
        try:
            taken = take_picture(note=body.note, by=me, name=file.name or "", data=_bytes(file))
        except NotTaken as why:
            messages.warning(request, f"{file.name}: {why.sentence}")
            continue
        if consent in {GIVEN, NOBODY}:
            tell_consent(media=taken.media, consent=consent)
        words = "" if decorative else alt or None
        append(body=body, by=me, html=figure(taken, alt=words, caption=caption))
        messages.info(request, _("The picture stands at the end of your text."))
        if taken.moved:
            messages.info(request, _stands_still())
        if words is None:
            messages.info(
                request, _('It has no words yet for somebody who cannot see it: write what it shows between the quotation marks of alt="".')
            )
    return redirect(reverse("write-note", args=[uid, lang]) + "#pictures")


def figure(taken: Taken, *, alt: str | None, caption: str) -> str:
    """A picture as it stands in a text. `alt` is "" for decoration and None where nothing is said yet."""
    words = attribute("alt", alt) if alt is not None else ""
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure><img{attribute('src', _address(taken.media))}{words}>{below}</figure>"


@require_safe
def picture(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """A sound, a film, or a picture in the size that stands well in a text, for somebody who may have it; not there for everybody else."""
    return picture_answer(request, usual(_blobs(request, uid)))


@require_safe
def picture_size(request: HttpRequest, uid: uuid.UUID, width: int, ending: str) -> HttpResponseBase:
    """The same in one of its sizes."""
    for blob in _blobs(request, uid):
        if (blob.width, ENDINGS[blob.kind]) == (width, ending):
            return picture_answer(request, blob)
    raise Http404


@login_required
@require_safe
def original_picture(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """A picture as it was given, with all that the camera wrote in it: for its owner alone, as a file to keep."""
    media = Media.objects.select_related("original").filter(uid=uid, owner=person_of(request)).first()
    if media is None:
        raise Http404
    answer = picture_answer(request, media.original)
    answer["Content-Disposition"] = (
        content_disposition_header(True, media.name or f"picture.{ENDINGS[media.original.kind]}") or "attachment"
    )
    return answer


def _blobs(request: HttpRequest, uid: uuid.UUID) -> list[Blob]:
    media = seen(uid, viewer(request))
    if media is None:
        raise Http404
    return [copy.blob for copy in media.copies.select_related("blob")]


def picture_answer(request: HttpRequest, blob: Blob) -> HttpResponseBase:
    """A picture's bytes, as nothing but a picture; those of a sound or film from where they are asked for."""
    if not blob.kind.startswith("image/") and blob.kind != CAPTIONS:
        return file_answer(request, media_files.path_of(blob.key, shown=True), kind=blob.kind, tag=f'"{blob.key[:32]}"')
    body = media_files.read(blob.key, shown=blob.shown)
    if body is None:
        raise Http404
    return HttpResponse(body, content_type=blob.kind, headers={"Content-Security-Policy": POLICY})


def _address(media: Media) -> str:
    return reverse("picture", kwargs={"uid": media.uid})


def _bytes(file: IO[bytes]) -> bytes:
    """What was sent, one byte more than is taken where it is longer: enough to say so."""
    return file.read(MOST_BYTES + 1)


def _no_file() -> str:
    return _("No picture was chosen. Choose one, then put it in.")


def _stands_still() -> str:
    return _("The picture moved. Its first moment is shown, so that it does not move beside the words; the whole is kept for you.")
