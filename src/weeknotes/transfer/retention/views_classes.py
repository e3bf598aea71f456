"""How long notes are kept here, for the host: the classes, and the way to lists, holds and the record of what went."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.people.models import Person
from weeknotes.people.trace import trace
from weeknotes.people.who import person_of
from weeknotes.transfer.models_retention import DisposalLine, DisposalList, RetentionClass
from weeknotes.transfer.retention.forms import ClassForm
from weeknotes.transfer.retention.kept import classes
from weeknotes.transfer.retention.listing import due_counts, due_now
from weeknotes.transfer.retention.shown import holds, ready_at, sums
from weeknotes.transfer.retention.terms import how_long


def host(request: HttpRequest) -> Person:
    """Who asks, if they look after this place; 404 for everybody else."""
    me = person_of(request)
    if not me.is_host:
        raise Http404
    return me


@login_required
@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """The classes, what is due by them today, the open list, holds, and how much went."""
    host(request)
    disposal = DisposalList.objects.filter(open=True).first()
    shown = {
        "here": "settings",
        "classes": list(classes().prefetch_related("teams")),
        "how_long": how_long,
        "disposal": disposal,
        "ready": ready_at(disposal) if disposal else None,
        "sums": sums(disposal) if disposal else None,
        "due": due_counts(timezone.localdate()) if disposal is None else [],
        "holds": len(holds()),
        "gone": DisposalLine.objects.filter(state=DisposalLine.GONE).count(),
        "asked": DisposalLine.objects.filter(state=DisposalLine.ASKED).exclude(list=disposal).select_related("list")[:20],
    }
    return render(request, "transfer/retention/records.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_class(request: HttpRequest) -> HttpResponse:
    """A class that is not there yet."""
    return _class(request, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_class(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A class as it is, to be changed."""
    return _class(request, get_object_or_404(RetentionClass, uid=uid))


def _class(request: HttpRequest, held: RetentionClass | None) -> HttpResponse:
    me = host(request)
    form = ClassForm(request.POST or None, instance=held, auto_id="class_%s")
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = form.keep()
            trace(kind="site-changed", by=me, everybody=True)
        count = due_now(made, timezone.localdate()).count()
        said = ngettext("Kept. By this class %(count)d note is due today.", "Kept. By this class %(count)d notes are due today.", count) % {"count": count}
        messages.info(request, said if count else _("Kept. By this class nothing is due today."))
        return redirect("records")
    chosen = held.notes.count() if held else 0
    shown = {"here": "settings", "form": form, "held": held, "chosen": chosen}
    return render(request, "transfer/retention/class.html", shown, status=422 if form.is_bound else 200)


@login_required
@require_POST
def end_class(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take a class away: its notes are of the class that is for them otherwise, or of none."""
    me = host(request)
    with transaction.atomic():
        get_object_or_404(RetentionClass, uid=uid).delete()
        trace(kind="site-changed", by=me, everybody=True)
    messages.info(request, _("The class is taken away. Its notes are of the class that is for them otherwise, or of none; what is of none is kept."))
    return redirect("records")
