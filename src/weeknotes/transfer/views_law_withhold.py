"""The passages of a thing that was found, for its officer to choose what is withheld of it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.transfer.law.answering import NoReason
from weeknotes.transfer.law.asking import Over
from weeknotes.transfer.law.called import EXEMPTIONS, HOW, KINDS
from weeknotes.transfer.law.reading import laws, words
from weeknotes.transfer.law.shown import request_for
from weeknotes.transfer.law.withholding import marked, out_elsewhere, withhold
from weeknotes.transfer.models_law import LawFound, LawRequest

NOTHING_TYPED = {"exemption": "", "because": "", "no_reason": False}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withhold_passages(request: HttpRequest, uid: uuid.UUID, number: int) -> HttpResponse:
    """Choose sentences, and say why they are withheld: for the officer of the request, of what is open to them. 404 for everybody else."""
    me = person_of(request)
    one = get_object_or_404(LawRequest.objects.select_related("officer", "second"), uid=uid)
    typed: dict[str, object] = {}
    if request.method == "POST":
        try:
            new, let_go = withhold(
                request=one, by=me, number=number, ticked=request.POST.getlist("mark"), shown=request.POST.getlist("shown"),
                exemption=request.POST.get("exemption", ""), because=request.POST.get("because", ""),
            )  # fmt: skip
            messages.info(request, _("Kept. Passages withheld now: %(new)d; given out again: %(again)d. The writers see it.") % {"new": new, "again": let_go})
            say_elsewhere(request, one, number)
            return redirect("law-found", uid, number)
        except (PermissionDenied, LawFound.DoesNotExist):
            raise Http404 from None
        except Over:
            messages.warning(request, _("Nothing was kept: the request is closed."))
            return redirect("law-request", uid)
        except NoReason:
            typed = {"ticked": set(request.POST.getlist("mark")), "exemption": request.POST.get("exemption", ""), "because": request.POST.get("because", ""), "no_reason": True}
    return render(request, "transfer/law_withhold.html", {**NOTHING_TYPED, **_page(me, one, number), **typed}, status=422 if typed else 200)


def say_elsewhere(request: HttpRequest, one: LawRequest, number: int) -> None:
    """Say where a sentence goes out that is withheld elsewhere, if that has to do with the thing `number`."""
    found = out_elsewhere(request=one, by=person_of(request), number=number)
    if found:
        said = _("A sentence that is withheld in one place goes out in another: number %(numbers)s. Look at that before you take the files.")
        messages.warning(request, said % {"numbers": ", ".join(map(str, found))})


def _page(me: Person, one: LawRequest, number: int) -> dict[str, object]:
    base = request_for(me, one)
    thing = get_object_or_404(LawFound.objects.select_related("person"), request=one, number=number)
    if base is None or not base.own or one.closed_at is not None or not (thing.answer == LawFound.ABOUT or thing.opened_at):
        raise Http404
    texts = words([thing], laws(one, [thing]), viewer_of(me)).get(thing.pk, [])
    found = marked(thing, texts)
    there = {each.passage.mark for several in found for each in several}
    ticked = {each.passage.mark for several in found for each in several if each.withheld}
    gone = sum(mark not in there for mark in thing.withheld.values_list("mark", flat=True))
    named = {"kinds": dict(KINDS), "exemptions": dict(EXEMPTIONS), "hows": dict(HOW)}
    return {"here": "settings", "one": one, "thing": thing, "texts": list(zip(texts, found, strict=True)), "gone": gone, "ticked": ticked, **named}
