"""Hearings: what people asked a team for, and what became of each. For its members; for others where the team says so."""

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from weeknotes.desk.friday_form import named
from weeknotes.desk.hearing_form import BECAUSE, WORDS, HearingForm, NewHearingForm, Said, read_said, wrong_with
from weeknotes.memory.answer import NotAnswered, NotYours
from weeknotes.memory.hear import add, begin, describe, open_to, reword, say, take_out, tell_back, unsay
from weeknotes.memory.hearing import FATES, Improvement, Offered, hearings, improvements, offered, readable
from weeknotes.memory.hearing_page import address
from weeknotes.memory.models import Hearing, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.open import open_body
from weeknotes.notes.reading import read_body
from weeknotes.notes.rendition import rendition
from weeknotes.notes.viewing import viewer
from weeknotes.people.models import Team
from weeknotes.people.site import organisation
from weeknotes.people.teams import teams_of
from weeknotes.people.who import person_of
from weeknotes.publishing.refusal import DiskFull
from weeknotes.web.spoken import spoken

ADD, ANSWERS, TELL, ABOUT, LEVEL = "add", "answers", "tell", "about", "level"


@login_required
@require_safe
def my_hearings(request: HttpRequest) -> HttpResponse:
    """Hearings whose page I may read, the last held first."""
    looks = viewer(request)
    rows = [(one, one.team_id in looks.teams) for one in hearings(looks)[:200]]
    return render(request, "desk/hearings.html", {"here": "today", "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_hearing(request: HttpRequest) -> HttpResponse:
    """Begin a hearing of one of my teams, from nothing or from a sentence of my note that says how much was asked for. Nothing is filled in."""
    me = person_of(request)
    site = organisation()
    langs = site.langs if site else ["en"]
    body, offer = _offer(request)
    note = body.note if body else None
    first: dict[str, object] = {"dated": timezone.localdate(), "lang": body.lang if body else spoken()[:2]}
    if note:
        first["team"] = note.byline_team_id or next(iter(note.note_teams.values_list("team", flat=True)), "")
    form = NewHearingForm(request.POST or None, person=me, langs=langs, initial=first)
    if form.is_valid():
        given = form.cleaned_data
        made = begin(
            team=given["team"],
            by=me,
            form=given["form"],
            group=given["group"],
            dated=given["dated"],
            lang=str(given["lang"] or first["lang"]),
            note=note,
            said=offer.said if offer else None,
        )
        messages.info(request, _("The hearing is begun. Only its team sees it."))
        return redirect("hearing", made.uid)
    page = {"here": "today", "form": form, "body": body, "offer": offer, "has_teams": teams_of(me).exists(), "several": len(langs) > 1}
    return render(request, "desk/hearing_new.html", page, status=422 if request.method == "POST" else 200)


def _offer(request: HttpRequest) -> tuple[Body | None, Offered | None]:
    """The text that the address names and its sentence that offers a hearing; 404 for a text that is not mine to write."""
    uid, lang, key = named(request.GET.get("note", "")), request.GET.get("lang", ""), request.GET.get("key", "")
    if uid is None:
        return None, None
    body = open_body(person=person_of(request), uid=uid, lang=lang)
    return body, next((one for one in offered(read_body(body)) if one.key == key), None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hearing(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One hearing. Its team's members keep it here; who else may read it sees what was asked for and what happened, and no more."""
    looks = viewer(request)
    found = get_object_or_404(Hearing.objects.filter(readable(looks)).select_related("team", "note"), uid=uid)
    if found.team_id not in looks.teams:
        if request.method == "POST":
            raise Http404
        return render(request, "desk/hearing_read.html", {"here": "today", "hearing": found, "improvements": improvements(found)})
    if request.method == "POST":
        try:
            return _taken(request, found)
        except (NotYours, Thread.DoesNotExist) as no:
            raise Http404 from no
        except (NotAnswered, DiskFull) as why:
            messages.warning(request, str(why))
            return _page(request, found, typed=request.POST.dict(), status=422)
    return _page(request, found)


def _taken(request: HttpRequest, found: Hearing) -> HttpResponse:
    """Do what one button of the page asks for."""
    me, now, do = person_of(request), timezone.now(), request.POST.get("do", "")
    took, out = named(request.POST.get("take_back", "")), named(request.POST.get("take_out", ""))
    if took:
        unsay(hearing=found, by=me, uid=took)
        messages.info(request, _("Your answer is taken back."))
    elif out:
        take_out(hearing=found, by=me, uid=out)
        messages.info(request, _("It is taken out."))
    elif do == ADD:
        count = add(hearing=found, by=me, lines=request.POST.get("lines", "").splitlines())
        if not count:
            raise NotAnswered(_("Nothing new was written. Put one thing on each line."))
        messages.info(request, ngettext("%(count)d thing is written down.", "%(count)d things are written down.", count) % {"count": count})
    elif do == ANSWERS:
        return _answered(request, found)
    elif do == TELL:
        count = tell_back(hearing=found, by=me, how=request.POST.get("how", ""), at=now)
        messages.info(request, ngettext("%(count)d thing is told back.", "%(count)d things are told back.", count) % {"count": count})
    elif do == ABOUT:
        form = HearingForm(request.POST)
        if not form.is_valid():
            return _page(request, found, form=form, status=422)
        describe(hearing=found, by=me, **form.cleaned_data)
        messages.info(request, _("Kept."))
    elif do == LEVEL:
        level = request.POST.get("level", "")
        open_to(hearing=found, by=me, level=Level(int(level)) if level in {"2", "3", "4"} else Level.ME)
        messages.info(request, _("Kept. Who may read it is changed now."))
    else:
        raise NotAnswered(_("This page did not send what was to be done. Press the button again."))
    return redirect("hearing", found.uid)


def _answered(request: HttpRequest, found: Hearing) -> HttpResponse:
    """Keep what was said of each thing, where it is another than before; all of it, or nothing where something is to be mended."""
    me, now = person_of(request), timezone.now()
    said = read_said(request.POST.dict())
    before = {one.uid: one for one in improvements(found)}
    errors = {f"{BECAUSE}{uid}": words for uid, one in said.items() if (words := wrong_with(one))}
    errors |= {f"{WORDS}{uid}": _("Write what was asked for.") for uid, one in said.items() if not one.words and f"{WORDS}{uid}" in request.POST}
    if errors:
        return _page(request, found, typed=request.POST.dict(), errors=errors, status=422)
    count = 0
    for uid, one in said.items():
        if uid not in before:
            raise Http404
        if one.words and one.words != before[uid].words:
            reword(hearing=found, by=me, uid=uid, words=one.words)
            count += 1
        if one.word and _news(before[uid], one):
            say(hearing=found, by=me, uid=uid, word=one.word, because=one.because, at=now)
            count += 1
    messages.info(request, _("Kept.") if count else _("Nothing was changed."))
    return redirect("hearing", found.uid)


def _news(before: Improvement, one: Said) -> bool:
    return before.fate is None or (before.fate.word, before.fate.because) != (one.word, one.because)


def _page(
    request: HttpRequest,
    found: Hearing,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    form: HearingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found.refresh_from_db()
    asked = improvements(found)
    looks = viewer(request)
    note = Note.objects.visible_to(looks).with_reach(looks).filter(pk=found.note_id).first() if found.note_id else None
    shown = rendition(note, looks) if note else None
    team: Team = found.team
    page = {
        "here": "today",
        "hearing": found,
        "improvements": asked,
        "typed": typed or {},
        "errors": errors or {},
        "fates": FATES,
        "form": form or HearingForm(initial={"form": found.form, "group": found.group, "dated": found.dated}),
        "waiting": sum(one.is_decided and one.told is None for one in asked),
        "from_note": (found.note, shown.title) if shown else None,
        "public_at": address(found, spoken()[:2]) if found.page_level == team.page_level == Level.PUBLIC else "",
        "may_be_public": team.page_level == Level.PUBLIC,
    }
    return render(request, "desk/hearing.html", page, status=status)
