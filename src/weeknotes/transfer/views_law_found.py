"""A request under the law: its page, each thing that was found, what its writer says, opening, deciding, and taking away what goes out."""

import uuid
from collections.abc import Iterable
from tempfile import TemporaryFile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.transfer.law.answering import NoReason, answer, ask_to_open, close, decide, not_handed_over, settle_opening
from weeknotes.transfer.law.asking import Over
from weeknotes.transfer.law.bundle import take
from weeknotes.transfer.law.called import ANSWERS, DECISIONS, EXEMPTIONS, HOW, KINDS, LAWS, STATES
from weeknotes.transfer.law.reading import laws, words
from weeknotes.transfer.law.shown import request_for, time_is_over, whole
from weeknotes.transfer.law.withholding import Shifted, marked
from weeknotes.transfer.models_law import LawFound, LawRequest
from weeknotes.transfer.views_law import LAST_PAGE
from weeknotes.transfer.views_law_withhold import say_elsewhere
from weeknotes.web import typed
from weeknotes.work.wake import wake

_NAMED = (("laws", LAWS), ("kinds", KINDS), ("states", STATES), ("answers", ANSWERS), ("decisions", DECISIONS), ("exemptions", EXEMPTIONS), ("hows", HOW))
NAMES = {name: dict(words) for name, words in _NAMED}
MOST_NUMBER = 9_999_999  # of a thing


@login_required
@require_safe
@never_cache
def law_request(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The page of a request: all of it to its two, one's own to whoever it concerns, what is asked to whoever may agree. 404 for everybody else."""
    me = person_of(request)
    shown = whole(me, get_object_or_404(LawRequest.objects.select_related("officer", "second", "closed_by"), uid=uid), page=typed.page(request.GET.get("page"), last=LAST_PAGE))
    if shown is None:
        raise Http404
    if shown.request.agreed_at and not shown.request.searched_at and not shown.request.closed_at:
        wake()  # somebody waits for it
    return render(request, "transfer/law_request.html", {"here": "settings", "shown": shown, "one": shown.request, "over": time_is_over(shown.request), **NAMES})


@login_required
@require_safe
@never_cache
def law_found(request: HttpRequest, uid: uuid.UUID, number: int) -> HttpResponse:
    """A thing that was found: its words to its writers, and to the two once it was handed over or opened. 404 for everybody else."""
    me = person_of(request)
    one = get_object_or_404(LawRequest.objects.select_related("officer", "second"), uid=uid)
    base = request_for(me, one)
    rows = LawFound.objects.select_related("person", "answered_by", "open_by", "open_second", "decided_by")
    thing = get_object_or_404(rows, request=one, number=number)
    law = laws(one, [thing])
    writes = me.pk in law[thing.pk].writers
    if base is None or not (writes or base.runs):
        raise Http404
    texts = words([thing], law, viewer_of(me)).get(thing.pk, [])
    may_open = base.own and one.closed_at is None and thing.open_by_id is None and not_handed_over(one).filter(pk=thing.pk).exists()
    withheld = [each for several in marked(thing, texts) for each in several if each.withheld]
    stands = {"writes": writes, "own": base.own, "runs": base.runs, "may_open": may_open}
    shown = {"here": "settings", "one": one, "thing": thing, "texts": texts, "withheld": withheld, **stands, **NAMES}
    return render(request, "transfer/law_found.html", shown)


@login_required
@require_POST
def answer_found(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A writer says of one or several things whether they are about what was asked."""
    me = person_of(request)
    one = _concerning(me, uid)
    numbers = _numbers(request.POST.getlist("number"))
    back = redirect("law-request", uid)
    try:
        count = answer(
            request=one, by=me, numbers=numbers, word=request.POST.get("word", ""), exemption=request.POST.get("exemption", ""), because=request.POST.get("because", "")
        )
    except NoReason:
        messages.warning(request, _("Nothing was kept: say in a line why."))
        return redirect("law-found", uid, numbers[0]) if len(numbers) == 1 else back
    except ValueError:
        messages.warning(request, _("Nothing was kept: choose what you want to say."))
        return back
    except Over:
        messages.warning(request, _("Nothing was kept: the request is closed."))
        return back
    if count:
        messages.info(request, ngettext("Kept, for %(count)d thing.", "Kept, for %(count)d things.", count) % {"count": count})
    else:
        messages.warning(request, _("Nothing was kept: choose things that nobody has handed over, opened or decided."))
    return back


@login_required
@require_POST
def open_found(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The officer asks that what was not handed over be opened; the second agrees, or does not."""
    me = person_of(request)
    one = _concerning(me, uid)
    number, do = typed.number(request.POST.get("number"), most=MOST_NUMBER), request.POST.get("do", "")
    try:
        if do == "ask":
            count = ask_to_open(request=one, by=me, because=request.POST.get("because", ""), number=number)
            said = ngettext(
                "Asked, for %(count)d thing. It is opened once the second person agrees.", "Asked, for %(count)d things. They are opened once the second person agrees.", count
            )
        else:
            numbers = _numbers(request.POST.get("numbers", "").split())
            count = settle_opening(request=one, by=me, numbers=numbers, agreed=do == "agree")
            said = (
                ngettext("Opened: %(count)d thing. Its writers are told.", "Opened: %(count)d things. Their writers are told.", count)
                if do == "agree"
                else ngettext("Not opened: %(count)d thing.", "Not opened: %(count)d things.", count)
            )
        messages.info(request, said % {"count": count})
    except PermissionDenied:
        raise Http404 from None
    except NoReason:
        messages.warning(request, _("Nothing was asked: say in a line why it has to be opened."))
    except Over:
        messages.warning(request, _("Nothing was changed: the request is closed."))
    return redirect("law-request", uid)


@login_required
@require_POST
def decide_found(request: HttpRequest, uid: uuid.UUID, number: int) -> HttpResponse:
    """The officer decides of a thing that is open to them whether it goes out."""
    me = person_of(request)
    one = _concerning(me, uid)
    try:
        decide(request=one, by=me, number=number, word=request.POST.get("word", ""), exemption=request.POST.get("exemption", ""), because=request.POST.get("because", ""))
        messages.info(request, _("Kept. Its writers see it."))
        say_elsewhere(request, one, number)
    except (PermissionDenied, LawFound.DoesNotExist):
        raise Http404 from None
    except NoReason:
        messages.warning(request, _("Nothing was kept: say in a line why."))
    except ValueError:
        messages.warning(request, _("Nothing was kept: choose what becomes of it, and where it is kept back, why."))
    except Over:
        messages.warning(request, _("Nothing was kept: the request is closed."))
    return redirect("law-found", uid, number)


@login_required
@require_POST
@never_cache
def take_bundle(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """What goes out, as one file."""
    me = person_of(request)
    one = _concerning(me, uid)
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        take(request=one, by=me, into=file)
    except (PermissionDenied, Over) as why:
        file.close()
        raise Http404 from why
    except Shifted as found:
        file.close()
        said = _("Nothing was taken: passages that are withheld of number %(number)d do not stand in it as they did. Choose them anew.")
        messages.warning(request, said % {"number": found.number})
        return redirect("law-withhold", uid, found.number)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{slugify(one.reference) or 'request'}.zip", content_type="application/zip")


@login_required
@require_POST
def close_request(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The officer closes it, and says what was answered."""
    me = person_of(request)
    one = _concerning(me, uid)
    try:
        close(request=one, by=me, outcome=request.POST.get("outcome", ""))
        messages.info(request, _("Closed. All whom it concerned are told what came of it; what was found is forgotten."))
    except PermissionDenied:
        raise Http404 from None
    except NoReason:
        messages.warning(request, _("Nothing was closed: say in a line what was answered."))
    except Over:
        messages.warning(request, _("Nothing was changed: the request is closed."))
    return redirect("law-request", uid)


def _numbers(sent: Iterable[str]) -> list[int]:
    """Those of things; what is no number is left out."""
    return [found for one in sent if (found := typed.number(one, most=MOST_NUMBER)) is not None]


def _concerning(me: Person, uid: uuid.UUID) -> LawRequest:
    """The request, for somebody whom it concerns in any way; else 404."""
    one = get_object_or_404(LawRequest.objects.select_related("officer", "second"), uid=uid)
    if request_for(me, one) is None:
        raise Http404
    return one
