"""Small verbs around a note: another kind, considered."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weeknotes.notes.checking import consider, notice, reconsider
from weeknotes.notes.comments import heard
from weeknotes.notes.correct import correct, learn, uncorrect
from weeknotes.notes.margin import KIND_WORDS, margin
from weeknotes.notes.models import Body
from weeknotes.notes.open import open_body
from weeknotes.notes.reading import KINDS, read_body
from weeknotes.notes.views_write import keep
from weeknotes.people.who import person_of
from weeknotes.prose.anchor import anchor


def back(request: HttpRequest, body: Body) -> HttpResponse:
    """The margin alone for the write page's script; else the write page, with the text that its form carried kept."""
    me = person_of(request)
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "notes/margin.html", {"body": body, "margin": margin(body, by=me), "kinds": KIND_WORDS, "heard": heard(body, me)})
    keep(request, body, me)
    return redirect("write-note", body.note.uid, body.lang)


@login_required
@require_POST
def correct_kind(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """ "Not that" (kind empty), another kind, or back to what was found (kind "found")."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    key, _colon, kind = request.POST.get("key_kind", "").partition(":")
    if kind == "found":
        uncorrect(body=body, sentence=key)
    read = read_body(body)
    item = next((i for i in read.items if i.key == key), None)
    if kind == "found" and item is not None:
        if not item.corrected:
            learn(body=body)
            return back(request, body)
        kind = item.found_as  # what its heading usually means to this writer is not meant here
    if item is None or (kind and kind not in KINDS):
        messages.info(request, _("That sentence has changed since; here is what is read now."))
        return back(request, body)
    correct(body=body, by=me, anchor=anchor(read.plain, item.start, item.end), found_as=item.found_as, kind=kind)
    learn(body=body)
    return back(request, body)


@login_required
@require_POST
def consider_finding(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """ "Considered, because…": kept for what was found, wherever it stands; without a because it is taken back."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    rule, mark = (request.POST.get("rule_mark", "").split(":") + [""])[:2]
    because = request.POST.get(f"because-{rule}-{mark}", "").strip()
    if not because:
        reconsider(body=body, rule=rule, mark=mark)
    elif any(n.finding.rule == rule and n.mark == mark for n in notice(body)):
        consider(body=body, by=me, rule=rule, mark=mark, because=because)
    return back(request, body)
