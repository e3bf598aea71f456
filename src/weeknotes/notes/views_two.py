"""The two languages of a note: begin the second, see what differs, see both side by side."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weeknotes.notes.glossary import offered
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.open import open_body
from weeknotes.notes.save import save
from weeknotes.notes.two import TITLE, Two, leave, look_again, two
from weeknotes.notes.views_write import keep
from weeknotes.people.models import Person
from weeknotes.people.site import organisation
from weeknotes.people.who import person_of
from weeknotes.prose.skeleton import skeleton


@login_required
@require_POST
def add_language(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Begin the note's words in another language of the organisation: blank, or (`to` ends with ":first") from those it has."""
    wanted, _colon, how = request.POST.get("to", "").partition(":")
    site = organisation()
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    keep(request, body, me)
    if site is None or wanted not in site.langs:
        raise Http404
    with transaction.atomic():
        made, _new = Body.objects.get_or_create(note=body.note, lang=wanted)
        if how == "first":
            _begin(request, made, me)
    return redirect("write-note", uid, wanted)


def _begin(request: HttpRequest, body: Body, by: Person) -> None:
    """Give an empty body the structure, links and pictures of the note's other language. One that has words keeps them."""
    if body.html.strip():
        messages.info(request, _("Nothing was carried over: there are words here already, and they are as they were."))
        return
    other = body.note.bodies.exclude(pk=body.pk).exclude(html="").first()
    if other is None:
        messages.info(request, _("There is nothing to carry over yet: the other language has no words."))
        return
    html = skeleton(other.html, written=other.lang, to=body.lang)
    save(body=body, by=by, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
    messages.info(
        request,
        _(
            "Headings, lists, links and pictures are carried over. Write where the dots stand (…), and over the words that are still in the other language."
        ),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def two_languages(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """What differs between the two languages, as a fragment for the write page. A POST leaves one difference so, or shows all again."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    if request.method == "POST":
        if request.POST.get("leave") == "none":
            look_again(body=body)
        elif not leave(body=body, by=me, mark=request.POST.get("leave", "")):
            messages.info(request, _("That has changed since; here is what differs now."))
        keep(request, body, me)
        return redirect("write-note", uid, lang)
    now = two(body)
    return render(request, "notes/two_fragment.html", {"body": body, "two": now, "glossary": offered(now=now, body=body, writer=me)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def both(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Both languages side by side, block by block, with what differs in the margin. A POST carries one link or picture across (`carry`, its mark)."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    now = two(body)
    if now is None:
        raise Http404
    if request.method == "POST":
        return redirect(reverse("both", args=[uid, lang]) + _carry(request, now, me))
    rows = [(pair, [line for line in now.lines if line.row in pair.rows]) for pair in now.pairs]
    carries = {line.mark for line in now.lines if now.carried(line)}
    titles = [line for line in now.lines if line.row == TITLE]
    return render(request, "notes/both.html", {"here": "write", "note": body.note, "body": body, "two": now, "titles": titles, "rows": rows, "carries": carries})


def _carry(request: HttpRequest, now: Two, by: Person) -> str:
    """Carry what was asked for across, and say so; the place on the page to go back to, or ""."""
    line = next((one for one in now.lines if one.mark == request.POST.get("carry")), None)
    made = now.carried(line) if line else None
    if line is None or made is None:
        messages.info(request, _("That has changed since; here is what differs now."))
        return ""
    body, html = made
    saved = save(body=body, by=by, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
    if saved.state == Revision.ASIDE:
        messages.warning(request, _("The note was changed at this very moment. Both texts are here: choose."))
    elif body.lang == "cy":
        messages.info(request, _("It stands in the Welsh now, with its words as they were. Write over them there."))
    else:
        messages.info(request, _("It stands in the English now, with its words as they were. Write over them there."))
    return f"#row-{line.row}"
