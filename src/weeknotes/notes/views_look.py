"""Asked for a look: the writer asks, whoever was asked reads and says, the writer accepts or leaves it."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from weeknotes.notes.ask import ask, tell
from weeknotes.notes.comments import SentenceGone, accept, leave
from weeknotes.notes.look import Ended, blocks, comment, say_right, take_back
from weeknotes.notes.models import Revision
from weeknotes.notes.models_shared import Comment, Look
from weeknotes.notes.open import open_body
from weeknotes.notes.share import NotShared, frozen
from weeknotes.notes.views import back
from weeknotes.notes.views_share import forms_for, page, preview_picture
from weeknotes.notes.views_write import keep_all
from weeknotes.people.who import person_of
from weeknotes.web.typed import number


@login_required
@require_POST
def ask_look(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Ask somebody here for a look at the draft as it is saved now, and send them one mail."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    share, form = forms_for(body, asked=request.POST)
    trouble = ""
    if form.is_valid():
        sent = form.cleaned_data
        try:
            look = ask(body=body, by=me, person=sent["person"], level=sent["level"], question=sent["question"])
        except NotShared as why:
            trouble = str(why)
        else:
            unsent = tell(look)
            messages.info(request, unsent or _("%(name)s has been asked. What they say will stand beside your text, at its sentence.") % {"name": look.person.name})
            return redirect("share-draft", uid, lang)
    return render(request, "notes/share.html", page(body) | {"form": share, "ask": form, "ask_trouble": trouble}, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A draft I was asked to look at, as it was frozen, with what I said of it and what became of that. Reading it leaves no trace."""
    mine = get_object_or_404(
        Look.objects.select_related("asked_by", "note", "preview__made_by", "preview__revision__base", "preview__revision__body"), uid=uid, person=person_of(request)
    )
    trouble, place = "", _number(request.POST.get("place"))
    if request.method == "POST":
        try:
            trouble = _say(request, mine, place)
        except Ended:
            trouble = _("This draft is no longer shown, so that was not sent.")
        if not trouble:
            return redirect("look", uid)
    typed = {"place": place, "text": request.POST.get("text", ""), "instead": request.POST.get("instead", "")} if trouble else {}
    besides = [Markup(import_string(path)(request, mine)) for path in settings.ON_A_LOOK]  # noqa: S704 - templates made it  # nosec B704
    shown = {"here": "today", "look": mine, "trouble": trouble, "typed": typed, "besides": [one for one in besides if one]}
    preview = mine.preview
    if preview is None or not preview.opens(timezone.now()):
        answered = list(mine.comments.order_by("at", "pk"))
        return render(request, "notes/look_over.html", shown | {"comments": answered}, status=200 if (answered or shown["besides"]) and not trouble else 410)
    text = frozen(preview, picture_at=lambda picture: reverse("look-picture", args=[uid, picture]))
    return render(request, "notes/look.html", shown | {"shown": text, "preview": preview, "blocks": blocks(mine, str(text.html))}, status=422 if trouble else 200)


@login_required
@require_safe
def look_picture(request: HttpRequest, uid: uuid.UUID, picture: uuid.UUID) -> HttpResponseBase:
    """A picture in a draft that I was asked to look at, while it is shown."""
    mine = get_object_or_404(Look.objects.select_related("preview__made_by", "preview__revision__base"), uid=uid, person=person_of(request))
    preview = mine.preview
    return preview_picture(request, preview if preview and preview.opens(timezone.now()) else None, picture)


def _say(request: HttpRequest, mine: Look, place: int) -> str:
    """Do what the page of a look sent; what is wrong with it in a sentence, or ""."""
    what = request.POST.get("do")
    if what in {"right", "not-right"}:
        say_right(look=mine, right=what == "right")
    elif what == "back":
        take_back(look=mine, comment=_number(request.POST.get("comment")))
    else:
        try:
            comment(look=mine, place=place, text=request.POST.get("text", ""), instead=request.POST.get("instead", ""))
        except ValueError:
            return _("Nothing was sent: choose a sentence, and say something of it or write other words for it.")
    return ""


@login_required
@require_POST
def settle_comment(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Accept what was said of a sentence (other words go into the text), note it as used, or leave it, with a word why or none."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    number, _colon, what = request.POST.get("comment_as", "").partition(":")
    said = Comment.objects.filter(pk=_number(number), look__note=body.note_id, look__lang=lang, look__asked_by=me, fate=Comment.OPEN).first()
    if said is None or what not in {"taken", "used", "left"}:
        raise Http404
    if what == "taken" and said.instead:
        # The text on the page is saved first: the words go into what the writer has in sight.
        if keep_all(request, body, me).state == Revision.ASIDE:
            return redirect("write-note", uid, lang)
        try:
            accept(comment=said, body=body, by=me)
        except SentenceGone:
            messages.info(request, _("That sentence has changed since, so nothing was put into your text. The words still stand beside it."))
        return redirect("write-note", uid, lang)
    if what == "left":
        leave(comment=said, because=request.POST.get(f"because-look-{said.pk}", ""))
    else:
        accept(comment=said, body=body, by=me, put=False)
    return back(request, body)


def _number(text: str | None) -> int:
    found = number(text)
    return -1 if found is None else found
