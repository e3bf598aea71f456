"""A disposal list, for the host: looking at it, holding back, answering writers, confirming it, and the record of what went."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from weeknotes.notes.viewing import viewer
from weeknotes.publishing.refusal import DiskFull
from weeknotes.transfer.models_retention import DisposalLine, DisposalList, ListedClass
from weeknotes.transfer.retention.answering import NothingSaid, TooLate, answer, hold_back
from weeknotes.transfer.retention.confirming import AnotherNumber, TooSoon, confirm, go_on
from weeknotes.transfer.retention.forms import ReasonForm
from weeknotes.transfer.retention.listing import OneIsOpen, make_list, put_away
from weeknotes.transfer.retention.shown import lines, page_of, ready_at, sums
from weeknotes.transfer.retention.terms import how_long
from weeknotes.transfer.retention.views_classes import host
from weeknotes.transfer.retention.written import as_csv
from weeknotes.web.typed import number

AT_ONCE_SECONDS = 3.0  # of the answer that confirms: a short list has gone by then, and the worker does the rest
MOST_ASKED = 50
MOST_SHOWN = 100


@login_required
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """List what is due today."""
    me = host(request)
    try:
        made = make_list(by=me)
    except OneIsOpen:
        made = DisposalList.objects.get(open=True)
    if made is None:
        messages.info(request, _("Nothing is due today, so there is no list."))
        return redirect("records")
    return redirect("disposal", made.uid)


@login_required
@require_safe
def disposal(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The list: its sums, what writers asked, and a page of its lines."""
    host(request)
    return _page(request, get_object_or_404(DisposalList, uid=uid))


def _page(request: HttpRequest, found: DisposalList, *, status: int = 200, trouble: str = "", at: str = "", form: ReasonForm | None = None) -> HttpResponse:
    after = number(request.GET.get("after")) or 0
    looks = viewer(request)
    shown, more = page_of(found, looks, after=after)
    asked = DisposalLine.objects.filter(list=found, state=DisposalLine.ASKED).select_related("under").order_by("pk")[:MOST_ASKED]
    ready = ready_at(found)
    values = {
        "here": "settings",
        "disposal": found,
        "ready": ready,
        "is_ready": ready <= timezone.now(),
        "sums": sums(found),
        "lines": shown,
        "more": more,
        "begins": not after,
        "asked": lines(asked, looks) if not after else [],
        "how_long": how_long,
        "form": form or ReasonForm(auto_id="hold_%s"),
        "picked": request.POST.getlist("line"),
        "trouble": trouble,
        "at": at,
        "typed": request.POST if status == 422 else {},
    }
    return render(request, "transfer/retention/disposal.html", values, status=status)


@login_required
@require_POST
def hold_lines(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Put the notes of the lines ticked on hold."""
    me = host(request)
    found = get_object_or_404(DisposalList, uid=uid)
    picked = [one for typed in request.POST.getlist("line") if (one := number(typed)) is not None]
    form = ReasonForm(request.POST, auto_id="hold_%s")
    if not form.is_valid():
        return _page(request, found, status=422, form=form, at="hold")
    if not picked:
        return _page(request, found, status=422, form=form, at="hold", trouble=_("Tick the notes that are to be held back. Nothing was changed."))
    try:
        count = hold_back(disposal=found, lines=picked, by=me, reason=form.cleaned_data["reason"], until=form.cleaned_data["until"])
    except TooLate:
        messages.warning(request, _("The list was confirmed or put away meanwhile, so nothing of it can be held back any more."))
    else:
        messages.info(request, ngettext("%(count)d note is on hold.", "%(count)d notes are on hold.", count) % {"count": count})
    return redirect("disposal", uid)


@login_required
@require_POST
def answer_line(request: HttpRequest, uid: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Answer a writer who asked for a note to be kept."""
    me = host(request)
    found = get_object_or_404(DisposalList, uid=uid)
    one = get_object_or_404(DisposalLine, uid=line, list=found)
    keep = request.POST.get("do") == "keep"
    try:
        answer(line=one, by=me, keep=keep, words=request.POST.get("words", ""))
    except NothingSaid:
        return _page(request, found, status=422, at=str(line), trouble=_("Say why, in a line: whoever asked reads it. Nothing was changed."))
    except TooLate:
        messages.warning(request, _("That was answered already."))
    else:
        messages.info(request, _("Answered: the note is on hold.") if keep else _("Answered: the note comes on the next list, and its writer has thirty days again."))
    return redirect("disposal", uid)


@login_required
@require_POST
def confirm_list(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Confirm the list by the number of what goes. A short one has gone when this answers; the worker goes on with a long one."""
    me = host(request)
    found = get_object_or_404(DisposalList, uid=uid)
    typed = number(request.POST.get("count", "").strip())
    try:
        confirm(disposal=found, by=me, count=-1 if typed is None else typed)
    except TooSoon:
        return _page(request, found, status=422, at="confirm", trouble=_("Those who write the notes have thirty days. Nothing was changed."))
    except AnotherNumber as why:
        words = ngettext(
            "%(count)d note would go now. Look at the list, and write that number if it is right. Nothing went.",
            "%(count)d notes would go now. Look at the list, and write that number if it is right. Nothing went.",
            why.count,
        )
        return _page(request, found, status=422, at="confirm", trouble=words % {"count": why.count} if why.count else _("No note would go now. Put the list away instead."))
    except TooLate:
        messages.warning(request, _("The list was confirmed or put away already."))
        return redirect("disposal", uid)
    try:
        go_on(seconds=AT_ONCE_SECONDS)
    except DiskFull as why:
        messages.warning(request, why.sentence)
    return redirect("disposal", uid)


@login_required
@require_POST
def away(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Put the list away with nothing gone."""
    host(request)
    if put_away(disposal=get_object_or_404(DisposalList, uid=uid)):
        messages.info(request, _("The list is put away, and nothing of it went. What is due comes on the next one."))
    else:
        messages.warning(request, _("The list was confirmed or put away already."))
    return redirect("records")


@login_required
@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    """The record: the lists there were, the newest first, with how much went of each."""
    host(request)
    count = Count("lines", filter=Q(lines__state=DisposalLine.GONE))
    lists = DisposalList.objects.select_related("confirmed_by").annotate(went=count).order_by("-made_at", "-pk")[:MOST_SHOWN]
    under = ListedClass.objects.filter(list__in=[one.pk for one in lists]).annotate(went=Count("lines", filter=Q(lines__state=DisposalLine.GONE)))
    by_class: dict[int, list[ListedClass]] = {}
    for one in under.filter(went__gt=0).order_by("pk"):
        by_class.setdefault(one.list_id, []).append(one)
    shown = {"here": "settings", "lists": [(one, by_class.get(one.pk, [])) for one in lists], "how_long": how_long}
    return render(request, "transfer/retention/gone.html", shown)


@login_required
@require_safe
def as_csv_file(request: HttpRequest, uid: uuid.UUID) -> StreamingHttpResponse:
    """The list as a file for a spreadsheet."""
    host(request)
    found = get_object_or_404(DisposalList, uid=uid)
    return _file(as_csv(DisposalLine.objects.filter(list=found)), f"disposal-{timezone.localtime(found.made_at).date()}.csv")


@login_required
@require_safe
def gone_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All that ever went as a file for a spreadsheet."""
    host(request)
    return _file(as_csv(DisposalLine.objects.filter(state=DisposalLine.GONE)), "disposed.csv")


def _file(text: Iterable[str], name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(text, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
