"""What the page of a search asks for: words, and what narrows them; and what may be chosen there by whoever looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, Tag
from weeknotes.notes.tags import called
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Person, Team
from weeknotes.people.site import organisation
from weeknotes.search.find import Filters
from weeknotes.search.index import day_of
from weeknotes.search.models import Doc
from weeknotes.web.typed import page

LAST_PAGE = 1000
MOST_CALLED = 20  # who are called alike and are looked through
KINDS = {
    "learned": _("What people learned"),
    "goals": _("Goals"),
    "next": _("Next week"),
    "watch": _("Ones to watch"),
    "wins": _("What went well"),
    "challenges": _("What was hard"),
    "did": _("What was done"),
    "decisions": _("Decisions"),
    "ask": _("Asks"),
    "reading": _("Reading"),
    "thanks": _("Thanks"),
    "metrics": _("Numbers"),
    "personal": _("Personal"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """The form as it was sent; what was sent and cannot be is left out. `unknown`: nobody of the name in `person` writes here."""

    typed: str
    kind: str
    person: str
    team: str
    tag: str
    year: str
    lang: str
    exactly: bool
    page: int
    filters: Filters
    unknown: bool

    def years(self, offered: tuple[int, ...]) -> list[int]:
        """The years to choose from, and the one that was asked for."""
        return sorted({*offered, *([int(self.year)] if self.year else [])}, reverse=True)

    def address(self, **other: object) -> str:
        """The query of the same search with something else in it; what is empty is left out."""
        said = {
            "q": self.typed, "in": self.kind, "by": self.person, "team": self.team, "tag": self.tag, "year": self.year, "of": self.lang,
            "exactly": "1" if self.exactly else "", "page": self.page if self.page > 1 else "", **other,
        }  # fmt: skip
        return "?" + urlencode({key: value for key, value in said.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.kind or self.person or self.team or self.tag or self.year or self.lang)


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen: teams by name, years, newest first, and languages where there are two."""

    teams: tuple[Team, ...]
    years: tuple[int, ...]
    langs: tuple[str, ...]


def read(sent: Mapping[str, str], choices: Choices, viewer: Viewer) -> Form:
    """The form of a request. Two queries for a person who is named, and up to three for a tag."""
    typed = sent.get("q", "").replace("\x00", "").strip()
    kind = sent.get("in", "") if sent.get("in") in KINDS else ""
    team = next((one for one in choices.teams if one.slug == sent.get("team")), None)
    said = sent.get("year", "")
    # One that is not offered may be meant too: what is for those named on it may be older.
    year = int(said) if len(said) == 4 and said.isascii() and said.isdecimal() and said > "1000" else None
    lang = sent.get("of", "") if sent.get("of") in choices.langs else ""
    named = " ".join(sent.get("by", "").replace("\x00", "").split())[:120]
    person = _person(named, viewer) if named else None
    tagged = " ".join(sent.get("tag", "").replace("\x00", "").split())[:120]
    number = page(sent.get("page"), last=LAST_PAGE)
    return Form(
        typed=typed,
        kind=kind,
        person=named,
        team=team.slug if team else "",
        tag=tagged,
        year=str(year or ""),
        lang=lang,
        exactly=sent.get("exactly") == "1",
        page=number,
        filters=Filters(
            person=person.pk if person else None, team=team.pk if team else None, tag=_tag(tagged, viewer) if tagged else None, year=year, lang=lang, kind=kind
        ),
        unknown=bool(named) and person is None,
    )


def choices(viewer: Viewer, lang: str) -> Choices:
    """What `viewer` may choose from: of teams, those whose pages they may see. Three queries."""
    open_to = Level.ORGANISATION if viewer.member else Level.PUBLIC
    teams = Team.objects.filter(Q(page_level__gte=open_to) | Q(pk__in=viewer.teams))
    here = organisation()
    langs = tuple(here.langs) if here else ()
    return Choices(
        tuple(sorted(teams, key=lambda team: (team.name_in(lang).casefold(), team.slug))),
        _years(viewer),
        langs if len(langs) > 1 else (),
    )


def _years(viewer: Viewer) -> tuple[int, ...]:
    """From the first to the last year of what is open to all who are like this viewer, or is theirs; quickly, and so without who is named on what."""
    open_to = Q(level__gte=Level.ORGANISATION if viewer.member else Level.PUBLIC)
    theirs = open_to if viewer.person_id is None else open_to | Q(author=viewer.person_id)
    readable = Doc.objects.filter(theirs).values_list("pk", flat=True)
    first, last = readable.order_by("pk").first(), readable.order_by("-pk").first()
    if first is None or last is None:
        return ()
    years = [date.fromordinal(day_of(number)).year for number in (first, last)]
    return tuple(range(years[1], years[0] - 1, -1))


def _tag(named: str, viewer: Viewer) -> int:
    """The tag that is called so in either language, or was before, or whose word in addresses it is; 0, which nothing has, where there is none."""
    found = called(named, "en", viewer) or Tag.objects.filter(slug=named).first()
    return found.pk if found else 0


def _person(named: str, viewer: Viewer) -> Person | None:
    """Whoever is called so, by their name or the word for it in addresses, and wrote something that `viewer` may read: of all others nobody learns here
    whether they have an account."""
    called = Person.objects.filter(Q(name__iexact=named) | Q(slug__iexact=named)).order_by("pk")[:MOST_CALLED]
    return next((one for one in called if Note.objects.visible_to(viewer).written_by(one.pk).exists()), None)
