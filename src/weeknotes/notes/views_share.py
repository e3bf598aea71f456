"""Sharing a draft: the page where its writers make and end links, and the page behind a link."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weeknotes.notes.ask import may_be_asked
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.models_shared import Preview
from weeknotes.notes.open import open_body
from weeknotes.notes.share import NotShared, behind, end, frozen, in_force, offers, pictures, share
from weeknotes.notes.share_form import AS, AskForm, ShareForm
from weeknotes.notes.views_picture import picture_answer
from weeknotes.notes.views_write import keep_all
from weeknotes.people.who import person_of
from weeknotes.web.policy import BARE_POLICY


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share_draft(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """The links of a draft: one made (its address is shown in the answer and never again), one ended.

    A POST that asks for neither comes from the write page: the text it carries is kept first.
    """
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    what = request.POST.get("do", "")
    if request.method == "POST" and what not in {"share", "end"}:
        saved = keep_all(request, body, me)
        return redirect("write-note" if saved.state == Revision.ASIDE else "share-draft", uid, lang)
    if what == "end":
        named = next((one for one in in_force(body.note) if str(one.uid) == request.POST.get("preview")), None)
        if named is not None:
            end(preview=named)
        messages.info(request, _("Ended. Nobody sees anything through it any more; what somebody has copied cannot be called back."))
        return redirect("share-draft", uid, lang)
    form, ask = forms_for(body, shared=request.POST if what == "share" else None)
    link, until, trouble = "", None, ""
    if what == "share" and form.is_valid():
        sent = form.cleaned_data
        try:
            made, link = share(body=body, by=me, level=sent["level"], days=sent["days"], label=sent["label"])
            until = made.expires_at
        except NotShared as why:
            trouble = str(why)
    shown = page(body) | {"form": form, "ask": ask, "link": link, "until": until, "trouble": trouble}
    return render(request, "notes/share.html", shown, status=422 if trouble or form.errors else 200)


def forms_for(body: Body, *, shared: QueryDict | None = None, asked: QueryDict | None = None) -> tuple[ShareForm, AskForm]:
    """The form for a link and the one for asking somebody, each filled in where it was sent."""
    offered = offers(body.html)
    wanted = Level(body.note.wanted_level)
    first = int(wanted if wanted in offered else offered[0])
    link = ShareForm(shared, offered=offered, initial={"days": 7, "level": first}, auto_id="link_%s")
    return link, AskForm(asked, offered=offered, people=may_be_asked(body.note), initial={"level": first}, auto_id="ask_%s")


def page(body: Body) -> dict[str, object]:
    """What the page for sharing shows of a draft, beside its forms."""
    return {
        "here": "write",
        "note": body.note,
        "body": body,
        "previews": in_force(body.note),
        "as_words": AS,
        "several": body.note.bodies.count() > 1,
        "link": "",
        "until": None,
        "trouble": "",
        "ask_trouble": "",
    }


@require_safe
def shared_draft(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What a link shows, to anybody who has it, until it ends; no longer here (410), or nothing here at all (404), in the same words."""
    preview = behind(secret)
    if preview is None or not preview.opens(timezone.now()):
        return _closed(render(request, "notes/shared_ended.html", status=404 if preview is None else 410))
    text = frozen(preview, picture_at=lambda uid: reverse("shared-picture", args=[secret, uid]))
    shown = {"preview": preview, "shown": text, "published": preview.note.edition_id is not None}
    return _closed(render(request, "notes/shared.html", shown))


@require_safe
def shared_picture(request: HttpRequest, secret: str, uid: uuid.UUID) -> HttpResponseBase:
    """A picture in what a link shows, for whoever has the link, until it ends."""
    preview = behind(secret)
    return _closed(preview_picture(request, preview if preview and preview.opens(timezone.now()) else None, uid))


def preview_picture(request: HttpRequest, preview: Preview | None, uid: uuid.UUID) -> HttpResponseBase:
    """The picture `uid` if `preview` shows it; 404 where it does not, or shows nothing any more."""
    blob = pictures(preview).get(str(uid)) if preview else None
    if blob is None:
        raise Http404
    return picture_answer(request, blob)


def _closed(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer, kept by nobody, found by no search, and with nothing of its address told to the sites it links to."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers.setdefault("Content-Security-Policy", BARE_POLICY)  # a picture’s or a sound’s own is narrower
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
