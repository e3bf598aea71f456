"""What a writer does about the check from the write page: put something right by one click, and have the links looked at."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from weeknotes.notes.links_asked import look_at_links
from weeknotes.notes.mending import put_right
from weeknotes.notes.models import Revision
from weeknotes.notes.open import open_body
from weeknotes.notes.views import back
from weeknotes.notes.views_write import keep_all
from weeknotes.people.who import person_of


@login_required
@require_POST
def put_finding_right(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Save what the form carries, then take out what was found, or put the right words there (`rule_mark`), wherever the same thing stands.

    A picture is given the words of its box, or is decoration: `words` or `decoration` after the mark.
    """
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    rule, mark, how = (request.POST.get("rule_mark", "").split(":") + ["", ""])[:3]
    words = " ".join(request.POST.get(f"alt-{rule}-{mark}", "").split())
    # The text on the page is saved first: what is put right is what the writer has in sight.
    if keep_all(request, body, me).state == Revision.ASIDE:
        return redirect("write-note", uid, lang)
    if how == "words" and not words:
        messages.info(request, _("Write what it shows, or say that it is only decoration."))
        return redirect(reverse("write-note", args=[uid, lang]) + "#iread")
    done = put_right(body=body, by=me, rule=rule, mark=mark, words=words if how == "words" else "")
    if done is None:
        messages.info(request, _("That is not in the text any more, or cannot be put right by itself. Here is what is found now."))
    elif done.state == Revision.KEPT:
        messages.info(request, _("Done. The text as it was is among the earlier versions."))
    return redirect(reverse("write-note", args=[uid, lang]) + "#iread")


@login_required
@require_POST
def look_at_the_links(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Ask the pages that the text links to whether they are there. Asked for by the writer, and never by itself."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    if request.headers.get("X-Requested-With") != "fetch" and keep_all(request, body, me).state == Revision.ASIDE:
        return redirect("write-note", uid, lang)
    look_at_links(body.html)
    return back(request, body)
