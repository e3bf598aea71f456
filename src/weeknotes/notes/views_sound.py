"""Sounds and films: taking one into a note, its captions for those who may have it, and what its owner says about it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.notes.forms_media import AboutMediaForm, TranscriptForm
from weeknotes.notes.models import Blob, Media
from weeknotes.notes.open import open_body
from weeknotes.notes.picture import NotTaken
from weeknotes.notes.rendition import picture as seen
from weeknotes.notes.save import append
from weeknotes.notes.showing import CAPTIONS
from weeknotes.notes.spoken import GIVEN, NOBODY, NONE
from weeknotes.notes.take_sound import take_sound
from weeknotes.notes.tell_media import tell_about, tell_consent, tell_words
from weeknotes.notes.viewing import viewer
from weeknotes.notes.views_picture import picture_answer
from weeknotes.notes.views_write import keep
from weeknotes.people.site import organisation
from weeknotes.people.who import person_of
from weeknotes.prose.tree import attribute, escape


@login_required
@require_POST
def add_sound(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Take a sound or film into the note. For the script: JSON {src, words} out, or {message} with why not.

    From the page's own form: the text is kept first, then each is put at its end under the name given, or that of its file.
    """
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    files = request.FILES.getlist("sound")
    if request.headers.get("X-Requested-With") == "fetch":
        if not files:
            return JsonResponse({"message": _no_file()}, status=422)
        try:
            media = take_sound(note=body.note, by=me, name=files[0].name or "", file=files[0], size=files[0].size or 0)
        except NotTaken as why:
            return JsonResponse({"message": why.sentence}, status=422)
        return JsonResponse({"src": _address(media), "words": reverse("media-words", args=[media.uid])}, status=201)
    keep(request, body, me)
    if not files:
        messages.warning(request, _no_file())
    for file in files:
        try:
            media = take_sound(note=body.note, by=me, name=file.name or "", file=file, size=file.size or 0)
        except NotTaken as why:
            messages.warning(request, f"{file.name}: {why.sentence}")
            continue
        words = " ".join(request.POST.get("sound_words", "").split()) or media.name
        append(body=body, by=me, html=f"<p><a{attribute('href', _address(media))}>{escape(words)}</a></p>")
        messages.info(request, _("It stands at the end of your text. Its transcript and captions can be given under “Your pictures, sounds and films”."))
    return redirect(reverse("write-note", args=[uid, lang]) + "#sounds")


@require_safe
def captions(request: HttpRequest, uid: uuid.UUID, key: str) -> HttpResponseBase:
    """The captions of a sound or film, for somebody who may have it; those that no text has been published with, for its owner."""
    media = seen(uid, viewer(request))
    found = Blob.objects.filter(kind=CAPTIONS, key__startswith=key)
    blob = found.filter(said__placing__media=media).first() if media else None
    if media and blob is None and request.user.pk == media.owner_id:
        blob = found.filter(transcripts__media=media).first()
    if blob is None:
        raise Http404
    return picture_answer(request, blob)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def media_words(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What is said in a sound or film in each language, who made it, and whether those in it agreed: for whoever gave it."""
    me = person_of(request)
    media = get_object_or_404(Media.objects.select_related("original", "about"), uid=uid, owner=me)
    heard = not media.original.kind.startswith("image/")
    site = organisation()
    held = {one.lang: one for one in media.transcripts.select_related("captions")}
    sent = request.POST if request.method == "POST" else None
    about = AboutMediaForm(sent, initial={"credit": _of(media, "credit"), "consent": _of(media, "consent")})
    forms = {
        lang: TranscriptForm(
            sent, request.FILES or None, prefix=lang, initial={"text": held[lang].text, "state": held[lang].state} if lang in held else None
        )
        for lang in (site.langs if site and heard else ["en"] if heard else [])
    }
    trouble: dict[str, str] = {}
    unsaid = False
    if sent is not None and all([form.is_valid() for form in (about, *forms.values())]):  # noqa: C419 - each says what is wrong in it
        tell_about(media=media, credit=about.cleaned_data["credit"], consent=about.cleaned_data["consent"])
        for lang, form in forms.items():
            try:
                kept = tell_words(media=media, lang=lang, words=form.words())
                unsaid = unsaid or bool(kept.text and kept.state == NONE)
            except NotTaken as why:
                trouble[lang] = why.sentence
        if not trouble:
            messages.info(request, _("Kept. Readers of a published note get it when the note is published again."))
            if unsaid:
                messages.warning(request, _("Readers are not shown these words until you say who saw to them: a program, or a person."))
            return redirect("media-words", uid)
    shown = {"here": "write", "media": media, "heard": heard, "film": media.original.kind.startswith("video/"), "about": about, "forms": forms}
    return render(
        request, "notes/media_words.html", shown | {"held": held, "trouble": trouble, "src": _address(media)}, status=422 if sent is not None else 200
    )


@login_required
@require_POST
def media_agreed(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """From the words of a picture on the write page: those in it agreed, or nobody can be made out. For whoever gave it; 422 for anything else said."""
    media = get_object_or_404(Media, uid=uid, owner=person_of(request))
    consent = request.POST.get("consent", "")
    if consent not in {GIVEN, NOBODY}:
        return HttpResponse(status=422)
    tell_consent(media=media, consent=consent)
    return HttpResponse(status=204)


def _of(media: Media, name: str) -> str:
    return str(getattr(media.about, name)) if hasattr(media, "about") else ""


def _address(media: Media) -> str:
    return reverse("picture", kwargs={"uid": media.uid})


def _no_file() -> str:
    return _("No sound or film was chosen. Choose one, then put it in.")
