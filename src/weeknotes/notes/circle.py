"""Who a note is for, ring by ring, and what one person would be given of it and why: by the gate's own rule. It says nothing of who looked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, NotePerson
from weeknotes.notes.rendition import audience_of, renditions
from weeknotes.notes.viewer import NOBODY, reach
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Membership, Person, Team
from weeknotes.prose.cut import Part, parts
from weeknotes.prose.even import even
from weeknotes.web.dates import day

SMALL = 12  # as many members are named; of a larger team the page of the team says who is in it


@dataclass(frozen=True, slots=True)
class TeamNow:
    """A team of the note: how many see it by being in the team now, and who, where they are few."""

    team: Team
    count: int
    members: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Those a note names, each ring within the next."""

    writers: tuple[Person, ...]
    named: tuple[Person, ...]
    teams: tuple[TeamNow, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How near somebody stands to a note (`person` None: nobody signed in), why in a sentence, and for each of its parts whether they are shown it."""

    person: Person | None
    reach: Level
    why: str
    sees: tuple[tuple[Part, bool], ...]

    @property
    def anything(self) -> bool:
        """Whether they are shown any of it."""
        return any(shown for _part, shown in self.sees)


def circle(note: Note) -> Circle:
    """Those on `note` now. Three queries."""
    people = list(NotePerson.objects.filter(note=note).select_related("person").order_by("person__name"))
    teams = list(note.teams.order_by("slug"))
    stints: dict[int, list[Membership]] = {team.pk: [] for team in teams}
    for one in Membership.objects.now().filter(team__in=teams, person__is_active=True).select_related("person").order_by("person__name"):
        stints[one.team_id].append(one)
    return Circle(
        writers=(note.author, *(one.person for one in people if one.part == NotePerson.WRITES)),
        named=tuple(one.person for one in people if one.part == NotePerson.NAMED),
        teams=tuple(TeamNow(team, len(here), tuple(here) if len(here) <= SMALL else ()) for team, here in ((team, stints[team.pk]) for team in teams)),
    )


def written(body: Body) -> str:
    """The text of `body` as it would be frozen if it were published now: what the other language keeps to fewer readers, it does not tell."""
    both = [one for one in body.note.bodies.order_by("lang") if one.html.strip() and not one.held]
    if len(both) == 2 and body.pk in {one.pk for one in both}:
        texts = dict(zip((one.pk for one in both), even(both[0].html, both[1].html), strict=True))
        return texts[body.pk]
    return body.html


def parts_written(body: Body) -> tuple[Part, ...]:
    """The parts of a text as it is written now, with the level that each would have."""
    return parts(written(body), body.note.wanted_level)


def parts_published(body: Body, me: Person) -> tuple[Part, ...]:
    """The parts of the edition in force, as `me`, who writes it, is shown it; none where it is not out in this language."""
    found = renditions([body.note], viewer_of(me), dressed=False).get(body.note_id, ())
    return next((parts(str(one.html), body.note.level) for one in found if one.lang == body.lang), ())


def standing(note: Note, person: Person | None, those: tuple[Part, ...]) -> Standing:
    """What `person` would be shown of `those` parts of `note`, and why."""
    looks = viewer_of(person)
    near = reach(audience_of(note), looks)
    return Standing(person, near, _why(note, person, near), tuple((part, part.level >= near) for part in those))


def _why(note: Note, person: Person | None, near: Level) -> str:
    if person is None or viewer_of(person) == NOBODY:
        return _("Somebody who is not signed in has what is for everyone, and nothing else.")
    if near == Level.ME:
        return _("%(name)s writes it.") % {"name": person.name}
    if near == Level.NAMED:
        return _("%(name)s is named on it.") % {"name": person.name}
    if near == Level.TEAM:
        stint = Membership.objects.now().filter(person=person, team__in=note.teams.all()).select_related("team").order_by("joined_at").first()
        if stint is not None:
            return _("%(name)s is in %(team)s, since %(day)s.") % {"name": person.name, "team": stint.team.name, "day": day(stint.joined_at)}
    if near == Level.ORGANISATION:
        return _("%(name)s is in the organisation, and neither named on the note nor in one of its teams.") % {"name": person.name}
    return _("%(name)s can sign in, and is not in the organisation: a guest has what is for everyone, and what names them.") % {"name": person.name}
