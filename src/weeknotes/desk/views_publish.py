"""Publishing and withdrawing from the write page."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weeknotes.desk.still_said import still_said
from weeknotes.notes.circle import parts_published
from weeknotes.notes.describe import describe
from weeknotes.notes.evened import evened_of
from weeknotes.notes.forms import LEVELS, AboutForm
from weeknotes.notes.margin import digest_of
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.open import open_body
from weeknotes.notes.two import BOTH, Two, two
from weeknotes.notes.views_write import keep, page
from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.publishing.addresses import public_url
from weeknotes.publishing.publish import publish
from weeknotes.publishing.recall import not_recalled
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.withdraw import withdraw


@login_required
@require_POST
def publish_note(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Save what the form carries, then publish it to those chosen, if what will be remembered was in sight when the button was pressed."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    note = body.note
    form = AboutForm(request.POST, note=note)
    hold = looked_at(request, body, form, me)
    if isinstance(hold, HttpResponse):
        return hold
    was, before = note.level if note.is_published else None, parts_published(body, me) if note.is_published else ()
    try:
        publish(note=note, by=me, level=form.about().level, correction=request.POST.get("correction", ""), about=form.about(), hold=hold)
    except NotPublished as why:
        return not_yet(request, body, form, str(why))
    note.refresh_from_db()
    bodies = sorted(note.bodies.all(), key=lambda b: (b.lang != note.lead_lang, b.lang))
    out = [b for b in bodies if b.html.strip() and not b.held]
    words = {int(level): label for level, label in LEVELS}
    shown = {
        "here": "write",
        "note": note,
        "title": next((b.title for b in sorted(out, key=lambda b: b.lang != lang) if b.title), ""),
        "audience": words[note.level],
        "public": [(b.lang, public_url(note, b.lang)) for b in out],
        "follow": [b.lang for b in bodies if b.held],
        "evened": evened_of(note),
        "left_out": [b.lang for b in bodies if not b.held and not b.html.strip()],
    }
    now = {part.words: part.level for part in parts_published(body, me)} if before else {}
    fewer = was is not None and (note.level < was or any(now.get(part.words, part.level) < part.level for part in before))
    return render(request, "desk/published.html", shown | {"not_recalled": not_recalled() if fewer else "", "still_said": still_said(note, me) if fewer else ""})


def looked_at(request: HttpRequest, body: Body, form: AboutForm, me: Person) -> tuple[str, ...] | HttpResponse | None:
    """Save what the form carries. Which languages stay back (see `_held_back`), if what will be remembered was in sight; else the answer that shows it."""
    note = body.note
    saved = keep(request, body, me)
    if saved.state == Revision.ASIDE or not form.is_valid():
        return render(request, "notes/write_note.html", page(body, form, me), status=409 if saved.state == Revision.ASIDE else 422)
    if not note.is_published:
        describe(note=note, about=form.about())
    if request.POST.get("seen") != digest_of(body):
        return not_yet(request, body, form, _("Saved. Before it is published, look at what I read now, under “What I read”; then publish again."))
    now = two(body)
    hold = _held_back(request, now)
    if now is not None and hold == () and not now.empty and request.POST.get("seen_two") != now.digest:
        return not_yet(
            request, body, form, _("Saved. Before both languages are published, look at what differs now, under “The two languages”; then publish again.")
        )
    return hold


def _held_back(request: HttpRequest, now: Two | None) -> tuple[str, ...] | None:
    """The languages that stay back, as chosen; () for none; None where nothing was chosen, which leaves it as it was."""
    when = request.POST.get("when")
    if now is None or when == BOTH:
        return ()
    if when in now.langs:
        return tuple(lang for lang in now.langs if lang != when)
    return () if not any(body.held for body in now.bodies) else None


def not_yet(request: HttpRequest, body: Body, form: AboutForm, why: str) -> HttpResponse:
    """Back to the write page with what is to be looked at. What was chosen for a published note is kept by its form alone, which therefore stays."""
    messages.warning(request, why)
    if body.note.is_published:
        return render(request, "notes/write_note.html", page(body, form, person_of(request)))
    return redirect("write-note", body.note.uid, body.lang)


@login_required
@require_POST
def withdraw_note(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Take a published note back, at once and everywhere; the text stays with those who write it."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    keep(request, body, me)
    withdraw(note=body.note, by=me)
    messages.info(request, _("Withdrawn: its pages and feeds are gone, and nobody but those who write it can see it."))
    messages.info(request, not_recalled())
    if elsewhere := still_said(body.note, me):
        messages.warning(request, elsewhere)
    return redirect("write-note", uid, lang)
