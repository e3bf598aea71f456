"""The page of a team's week for whoever is signed in, the same as a document, and a leader's page of several teams."""

import uuid
from datetime import date
from functools import cache

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weeknotes.memory.models import TeamPage
from weeknotes.memory.team_document import MEDIA, document
from weeknotes.memory.team_drafts import drafts_of
from weeknotes.memory.team_page import NotKept, keep_page
from weeknotes.memory.team_reach import may_read
from weeknotes.memory.team_shapes import Draft, Lesson
from weeknotes.memory.team_week import team_week, weeks_in_short
from weeknotes.memory.team_week_page import address, public_place
from weeknotes.memory.team_words import words_of
from weeknotes.notes.levels import Level
from weeknotes.notes.start import draft_for
from weeknotes.notes.viewer import NOBODY
from weeknotes.notes.viewing import viewer
from weeknotes.notes.weeks import week_words
from weeknotes.people.models import Follow, Membership, Team
from weeknotes.people.who import person_of
from weeknotes.publishing.addresses import langs
from weeknotes.publishing.refusal import DiskFull
from weeknotes.publishing.views import not_on_disk
from weeknotes.web.dates import WEEK, from_iso, iso, monday
from weeknotes.web.spoken import speaking, spoken

MOST_TEAMS = 20
NO_NOTE = uuid.UUID(int=0)
IN_SHORT = 6  # lines of each sort that a leader’s page quotes of a team


@require_safe
def team_week_anywhere(request: HttpRequest, slug: str, year: str, week: str, lang: str = "") -> HttpResponse:
    """The lasting address, where no file answers: the reader's own view for whoever is signed in, else as for any public page."""
    if not request.user.is_authenticated:
        return not_on_disk(request)
    return _page(request, *_found(request, slug, year, week))


@login_required
@require_safe
def team_week_signed_in(request: HttpRequest, slug: str, year: str, week: str) -> HttpResponse:
    """The team's week as I may see it, where everybody reads a file at its lasting address too."""
    return _page(request, *_found(request, slug, year, week))


def _found(request: HttpRequest, slug: str, year: str, week: str) -> tuple[Team, date, TeamPage | None]:
    """The team, the Monday and what the team says of that week; 404 where it is not this reader's to see. One query."""
    start = from_iso(f"{year}-{week}")
    if start is None:
        raise Http404
    said = FilteredRelation("week_pages", condition=Q(week_pages__week=start))
    fields = {name: F(f"said__{name}") for name in ("publish", "intro_en", "intro_cy")}
    team = Team.objects.filter(slug=slug).annotate(said=said).annotate(**fields).first()
    if team is None or not may_read(team, viewer(request)):
        raise Http404
    page = TeamPage(team=team, week=start, **{name: getattr(team, name) for name in fields}) if team.publish is not None else None  # type: ignore[attr-defined]
    return team, start, page


def _page(request: HttpRequest, team: Team, start: date, page: TeamPage | None) -> HttpResponse:
    looks = viewer(request)
    mine = team.pk in looks.teams
    week = team_week(team, start, looks, drafts_of(team, start, person_of(request)) if mine else ())
    is_public = page is not None and page.publish and team.page_level == Level.PUBLIC
    to_ask = {n.author: n.who for n in week.notes if n.author is not None and n.author != looks.person_id}

    def write(draft: Draft) -> str:
        return reverse("write-note", args=[draft.uid, draft.lang])

    def lesson(one: Lesson) -> str:
        return reverse("lesson", args=[one.uid])

    shown = {
        "here": "read",
        "week": week,
        "team": team,
        "page": page,
        "mine": mine,
        "public_at": address(team, start, spoken()[:2]) if is_public else "",
        "lasting": address(team, start, next(iter(langs()), "en")),
        "parts": _parts(team, start),
        "before": _parts(team, start - WEEK),
        "after": _parts(team, start + WEEK) if start <= monday(timezone.localdate()) else None,
        "to_ask": sorted(to_ask.items(), key=lambda row: row[1]),
        "iso": iso(start),
        "now": timezone.localdate(),
        "write": write,
        "lesson": lesson,
        **words_of(_inside),
    }
    return render(request, "desk/team_week.html", shown)


def _inside(_note: int, uid: uuid.UUID, lang: str) -> str:
    """Where a note is read by somebody signed in."""
    return f"{_notes_at().replace(str(NO_NOTE), str(uid))}?lang={lang}"


@cache
def _notes_at() -> str:
    """The address of a note that there is not, in which the name of one that there is may stand: a page of ten teams has hundreds of them."""
    return reverse("note", args=[NO_NOTE])


def _parts(team: Team, start: date) -> tuple[str, str, str, int]:
    """The parts of the address of a team's week, and its number."""
    year, _dash, number = iso(start).lower().partition("-")
    return team.slug, year, number, start.isocalendar().week


@require_safe
def team_week_document(request: HttpRequest, slug: str, year: str, week: str) -> HttpResponse:
    """The week as a Word document, with what whoever asks may see; for nobody signed in, and with `as=everybody`, what everybody may, where the team publishes it."""
    looks = viewer(request)
    everybody = looks.person_id is None or request.GET.get("as") == "everybody"
    start = from_iso(f"{year}-{week}")
    page = TeamPage.objects.select_related("team").filter(team__slug=slug, week=start).first() if start else None
    if everybody:
        if page is None or not page.publish or page.team.page_level < Level.PUBLIC:
            raise Http404
        team, looks = page.team, NOBODY
    else:
        team, start, page = _found(request, slug, year, week)
    if start is None:
        raise Http404
    lang = request.GET.get("lang") if everybody else None
    with speaking(lang if lang in langs() else spoken()[:2]):
        made = team_week(team, start, looks)
        if everybody and made.is_empty:
            raise Http404
        body = document(made, page, public_place(made.behind) if everybody else _inside)
    answer = HttpResponse(body, content_type=MEDIA)
    answer["Content-Disposition"] = f'attachment; filename="{team.slug}-{iso(start).lower()}.docx"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team_week_words(request: HttpRequest, slug: str, year: str, week: str) -> HttpResponse:
    """What my team says of its week, and whether everybody reads its page. For who is in the team; for others there is no such page, nor of a week that a
    team said nothing of before it was closed."""
    team, start, page = _found(request, slug, year, week)
    if team.pk not in viewer(request).teams or (page is None and team.closed_at is not None):
        raise Http404
    typed = {"intro_en": page.intro_en, "intro_cy": page.intro_cy, "publish": page.publish} if page else {"intro_en": "", "intro_cy": "", "publish": False}
    trouble = ""
    if request.method == "POST":
        typed = {"intro_en": request.POST.get("intro_en", ""), "intro_cy": request.POST.get("intro_cy", ""), "publish": request.POST.get("publish") == "1"}
        try:
            keep_page(
                team=team, week=start, by=person_of(request), intro_en=str(typed["intro_en"]), intro_cy=str(typed["intro_cy"]), publish=bool(typed["publish"])
            )
        except (NotKept, DiskFull) as why:
            trouble = str(why)
        except PermissionDenied as no:  # they left the team meanwhile
            raise Http404 from no
        else:
            messages.info(request, _("Kept."))
            return redirect("team-week-signed-in", slug, year, week)
    parts = _parts(team, start)
    shown = {"here": "read", "team": team, "typed": typed, "trouble": trouble, "parts": parts, "may_publish": team.page_level == Level.PUBLIC, "week_words": week_words(start)}
    return render(request, "desk/team_week_words.html", shown, status=422 if trouble else 200)


@login_required
@require_safe
def my_teams(request: HttpRequest) -> HttpResponse:
    """The week of the teams that I lead, and of those that I follow, each in short: what they ask first, and my own note at the top."""
    looks, me = viewer(request), person_of(request)
    this = monday(timezone.localdate())
    start = from_iso(request.GET.get("week", "")) or this
    leads = Exists(Membership.objects.now().filter(person=me, team=OuterRef("pk"), role=Membership.LEAD))
    follows = Exists(Follow.objects.filter(person=me, team=OuterRef("pk")))
    several = [team for team in Team.objects.filter(Q(leads) | Q(follows), closed_at=None).order_by("slug")[:MOST_TEAMS] if may_read(team, looks)]
    weeks = weeks_in_short(sorted(several, key=lambda team: team.name.casefold()), start, looks) if several else []
    shown = {
        "here": "read",
        "weeks": [(week, _parts(week.team, start)) for week in weeks],
        "asks": [(week, one) for week in weeks for one in week.asks],
        "note": draft_for(me, start),
        "start": start,
        "iso": iso(start),
        "before": iso(start - WEEK),
        "after": iso(start + WEEK) if start < this else "",
        "most": IN_SHORT,
        **words_of(_inside),
    }
    return render(request, "desk/my_teams.html", shown)
