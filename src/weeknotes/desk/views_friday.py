"""The Friday page: what was said comes back; answers, jottings and thoughts go into the note with one click."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from weeknotes.desk.friday_form import BECAUSE, WORD, Sent, named, read_form
from weeknotes.desk.kinds import say
from weeknotes.memory.answer import NotAnswered, NotYours
from weeknotes.memory.answer_question import NotAnswerable
from weeknotes.memory.focus import two_questions
from weeknotes.memory.friday import friday
from weeknotes.memory.kinds import ASK, FOLLOWUP, GOAL, LEARNING, LIFECYCLES, WATCH
from weeknotes.memory.lesson_words import CHECK_WORDS
from weeknotes.memory.put import DRAW, Done, Given, put, put_back
from weeknotes.memory.shapes import Friday
from weeknotes.notes.margin import KIND_WORDS, says_words
from weeknotes.notes.start import draft_for
from weeknotes.notes.viewing import viewer
from weeknotes.openness.words import say as say_finding
from weeknotes.people.who import person_of
from weeknotes.prose.jotting import KINDS, pieces
from weeknotes.web.dates import from_iso, iso, monday


@login_required
@require_safe
def friday_now(request: HttpRequest) -> HttpResponse:
    """Friday of this week."""
    return _page(request, _open(request, monday(timezone.localdate())))


@login_required
@require_safe
def friday_week(request: HttpRequest, week: str) -> HttpResponse:
    """Friday of any week, such as `2021-W12`; what is no week is told so."""
    start = from_iso(week)
    return _page(request, _open(request, start)) if start else _no_week(request, week)


@login_required
@require_POST
def friday_answer(request: HttpRequest, week: str) -> HttpResponse:
    """Take what the page sent: answers and words into the note, jottings alone, one offer into its field, or one answer back.

    404 for others' threads.

    Where something is to be mended the page is shown again with all that was typed.
    """
    start = from_iso(week)
    if start is None:
        return _no_week(request, week)
    sent = read_form(request.POST)
    took, asked = named(sent.typed.get("take_back", "")), sent.typed.get("use", "").partition(":")
    named_here = {*sent.given.answers, *sent.given.lines} | ({took} if took else set())
    page = _open(request, start, also=named_here)
    if not named_here <= page.answerable():
        raise Http404
    if took:
        put_back(page=page, by=person_of(request), uid=took, at=timezone.now())
        typed = {name: words for name, words in sent.typed.items() if name not in {f"{WORD}{took}", f"{BECAUSE}{took}"}}
        messages.info(request, _("Your answer is taken back. Unanswered is simply not said."))
        return _page(request, _open(request, start, also=named_here), typed=typed)
    if sent.typed.get("draw"):
        return _drawn(request, page, sent, named_here)
    if asked[1]:
        return _page(request, page, typed=_with_offer(page, sent.typed, asked[0], asked[2]))
    if sent.errors:
        return _page(request, page, typed=sent.typed, errors=sent.errors, status=422)
    try:
        done = put(page=page, by=person_of(request), given=sent.given, at=timezone.now())
    except NotYours as no:
        raise Http404 from no
    except (NotAnswered, NotAnswerable) as why:
        messages.warning(request, str(why))
        return _page(request, page, typed=sent.typed, status=422)
    further = {"ask": "ask-focus", "publish": "write-note"}.get(sent.typed.get("put", ""))
    note = draft_for(person_of(request), start) if further else None
    if note is None or done.anything:
        _tell(request, done)
    if note is None or further is None:
        return redirect("friday-week", iso(start))
    return redirect(reverse(further, args=[note.uid, note.lead_lang]) + ("#publish" if further == "write-note" else ""))


def _drawn(request: HttpRequest, page: Friday, sent: Sent, also: Collection[uuid.UUID]) -> HttpResponse:
    """One jotting, or all of them, into the note at once; everything else that was typed stays as it was typed."""
    one = named(sent.typed["draw"])
    drawn = [line.uid for line in page.jottings if one is None or line.uid == one]
    kinds = {uid: kind for uid, kind in sent.given.kinds.items() if uid in drawn}
    alts = {uid: alt for uid, alt in sent.given.alts.items() if uid in drawn}
    given = Given(jottings=dict.fromkeys(drawn, DRAW), kinds=kinds, alts=alts)
    done = put(page=page, by=person_of(request), given=given, at=timezone.now())
    _tell(request, done)
    return _page(request, _open(request, page.monday, also=also), typed=sent.typed)


def _open(request: HttpRequest, start: date, also: Collection[uuid.UUID] = ()) -> Friday:
    return friday(person_of(request), start, today=timezone.localdate(), viewer=viewer(request), also=also)


def _page(
    request: HttpRequest,
    page: Friday,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    is_wanted = bool(typed) or "all" in request.GET
    context = {
        "here": "friday",
        "page": page,
        "rests": page.week.is_away and not is_wanted,
        "unfolds": bool(typed) or page.has_answers,
        "iso": iso(page.monday),
        "typed": typed or {},
        "errors": errors or {},
        "words": {kind: [(word, say(word)) for word in _words(kind)] for kind in (GOAL, WATCH, LEARNING, FOLLOWUP, ASK)},
        "checks": CHECK_WORDS,
        "two": two_questions,
        "says_words": says_words,
        "finding": lambda words, values: say_finding(words, values, _),
        "pieces": pieces,
        "kinds": [(kind, KIND_WORDS[kind]) for kind in KINDS],
        "kind_words": KIND_WORDS,
        "say": say,
        "why": lambda why: _(why.sentence) % why.values,
    }
    return render(request, "desk/friday.html", context, status=status)


def _words(kind: str) -> tuple[str, ...]:
    """The words to choose from, those that keep it open first where it is only being watched."""
    life = LIFECYCLES[kind]
    return (*life.keeps, *life.closes) if kind in {WATCH, LEARNING} else life.words


def _no_week(request: HttpRequest, week: str) -> HttpResponse:
    return render(request, "desk/friday_no_week.html", {"here": "friday", "week": week[:40]}, status=404)


def _with_offer(page: Friday, typed: Mapping[str, str], thread: str, place: str) -> Mapping[str, str]:
    """What was typed, with the words of an offer after the reason of its goal; as it was where the offer is no longer there."""
    uid = named(thread)
    goal = next((g for g in page.goals if g.kept.uid == uid), None)
    if goal is None or not place.isdecimal() or int(place) >= len(goal.offers):
        return typed
    name = f"{BECAUSE}{uid}"
    words = goal.offers[int(place)].short
    before = typed.get(name, "").strip()
    return typed if words in before else {**typed, name: f"{before} {words}".strip()}


def _tell(request: HttpRequest, done: Done) -> None:
    if not done.anything:
        messages.info(request, _("Nothing was chosen or written, so your note is as it was."))
        return
    if done.answers:
        messages.info(request, ngettext("%(count)d answer is kept.", "%(count)d answers are kept.", done.answers) % {"count": done.answers})
    if done.body:
        messages.info(request, _("The words are in your note, a draft until you publish it."))
    if done.wordless:
        messages.info(request, _("A picture has no words yet for somebody who cannot see it. Say in your note what it shows, or that it is decoration."))
    for name in done.answered:
        messages.info(request, _("%(name)s sees your answer with the question.") % {"name": name})
    for goal in done.left:
        messages.info(request, _("Your note already says something else about “%(goal)s”. It was left as you wrote it.") % {"goal": goal})
