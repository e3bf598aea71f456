"""My threads and those of my teams, and the history of one: joined, taken apart and split by whoever said it."""

import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weeknotes.desk.elsewhere import page_of
from weeknotes.desk.kinds import ONE, say
from weeknotes.memory.answer import NotAnswered, NotYours
from weeknotes.memory.become import become
from weeknotes.memory.history import history, now_part_of
from weeknotes.memory.join import join, put_back_in, refuse, split, take_apart
from weeknotes.memory.kind_words import MANY
from weeknotes.memory.listed import CLOSED, OPEN, Wanted, listed
from weeknotes.memory.models import Appearance, Thread
from weeknotes.notes.viewing import viewer
from weeknotes.people.models import Person, Team
from weeknotes.people.who import person_of
from weeknotes.web.typed import number, page

LONGEST = 200
LAST_PAGE = 10_000


@login_required
@require_safe
def threads(request: HttpRequest) -> HttpResponse:
    """What lives on across my notes, or those of a team I am in, the one spoken of last first; narrowed by words, kind and what is open."""
    looks = viewer(request)
    teams = list(Team.objects.filter(pk__in=looks.teams).order_by("slug"))
    team = next((t for t in teams if t.slug == request.GET.get("team")), None)
    wanted = Wanted(
        words=request.GET.get("q", "")[:LONGEST],
        kind=request.GET["kind"] if request.GET.get("kind") in ONE else "",
        state=request.GET["state"] if request.GET.get("state") in {OPEN, CLOSED} else "",
        team=team.pk if team else 0,
        page=page(request.GET.get("page"), last=LAST_PAGE),
    )
    found = listed(looks, wanted)
    context = {
        "here": "today",
        "wanted": wanted,
        "found": found,
        "team": team,
        "teams": teams,
        "one_of": ONE,
        "many": MANY,
        "narrowed": bool(wanted.words.strip() or wanted.kind or wanted.state),
        "before": _address(wanted, team, wanted.page - 1) if wanted.page > 1 else "",
        "after": _address(wanted, team, wanted.page + 1) if found.more else "",
        "say": say,
    }
    return render(request, "desk/threads.html", context)


def _address(wanted: Wanted, team: Team | None, page: int) -> str:
    given = {"q": wanted.words, "kind": wanted.kind, "state": wanted.state, "team": team.slug if team else "", "page": str(page) if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in given.items() if value})


@login_required
@require_safe
def thread(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One thread as I may see it: the words of each week at their place, the answers; and where it is mine to answer, what to do with it."""
    looks = viewer(request)
    found = now_part_of(uid)
    told = history(found, looks) if found else None
    if found is None or told is None:
        raise Http404
    if found.uid != uid:
        return redirect("thread", found.uid)
    words = request.GET.get("q", "")[:LONGEST]
    others = []
    if told.is_mine and words.strip():
        more = listed(looks, Wanted(words=words, kind=found.kind, team=found.team_id or 0)).rows
        others = [one for one in more if one.thread.pk != found.pk]
    context = {
        "here": "today" if told.is_mine else "read",
        "told": told,
        "kind": ONE[found.kind],
        "one_of": ONE,
        "own_page": page_of(found) if told.is_mine else "",
        "question": found.questions.first() if told.is_mine else None,
        "words": words,
        "others": others,
        "may_split": sum(m.part == Appearance.SAID for m in told.seen.moments) > 1,
        "say": say,
    }
    return render(request, "desk/thread.html", context)


@login_required
@require_POST
def change_thread(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Join, refuse, split, take apart, put back, or say what it became; 404 for whatever is not mine to answer. Shows the thread again."""
    found = Thread.objects.filter(uid=uid).first()
    change = CHANGES.get(request.POST.get("do", ""))
    if found is None or change is None:
        raise Http404
    try:
        to, words = change(request, found, person_of(request))
    except NotYours as no:
        raise Http404 from no
    except NotAnswered as why:
        messages.warning(request, str(why))
        return redirect("thread", uid)
    messages.info(request, words)
    return redirect("thread", to.uid)


def _other(request: HttpRequest) -> Thread:
    """The thread that was named in the form."""
    try:
        named = uuid.UUID(request.POST.get("other", ""))
    except ValueError:
        raise Http404 from None
    found = Thread.objects.filter(uid=named).first()
    if found is None:
        raise Http404
    return found


def _join(request: HttpRequest, found: Thread, by: Person) -> tuple[Thread, str]:
    return join(thread=found, other=_other(request), by=by, at=timezone.now()), _("These are one thread now. Each keeps its own words, so that they can be taken apart again.")


def _refuse(request: HttpRequest, found: Thread, by: Person) -> tuple[Thread, str]:
    refuse(thread=found, other=_other(request), by=by, at=timezone.now())
    return found, _("These stay two, and it is not asked again.")


def _split(request: HttpRequest, found: Thread, by: Person) -> tuple[Thread, str]:
    words = Appearance.objects.filter(pk=number(request.POST.get("appearance")) or 0, thread=found).first()
    if words is None:
        raise Http404
    return split(appearance=words, by=by, at=timezone.now()), _("These words are a thread of their own now. Answers that were said of them came with them.")


def _apart(request: HttpRequest, found: Thread, by: Person) -> tuple[Thread, str]:
    was = take_apart(thread=_other(request), by=by, at=timezone.now())
    return was, _("These are two threads again, each with what was its own.")


def _back(request: HttpRequest, found: Thread, by: Person) -> tuple[Thread, str]:
    return put_back_in(thread=found, by=by, at=timezone.now()), _("These words are back in the thread they were taken out of.")


def _became(request: HttpRequest, found: Thread, by: Person) -> tuple[Thread, str]:
    become(thread=found, what=_other(request), by=by)
    return found, _("It is kept what this became.")


def _unbecame(request: HttpRequest, found: Thread, by: Person) -> tuple[Thread, str]:
    become(thread=found, what=None, by=by)
    return found, _("It is open again what this became.")


Change = Callable[[HttpRequest, Thread, Person], tuple[Thread, str]]
CHANGES: dict[str, Change] = {
    "join": _join,
    "refuse": _refuse,
    "split": _split,
    "apart": _apart,
    "back": _back,
    "became": _became,
    "unbecame": _unbecame,
}
