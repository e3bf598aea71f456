"""Notes that stand first on a page, named as pinned: by a person on their own, by a member on a team's, by the host on the first page."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NotePerson
from weeknotes.people.models import Membership, Person, Team
from weeknotes.publishing import shelf
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.change import rearrange
from weeknotes.publishing.kinds import Spot
from weeknotes.publishing.models import Pin
from weeknotes.publishing.shelf import Shelf
from weeknotes.web.prepared import prepared

MOST = 2


class PinsFull(Exception):
    """As many notes are pinned there as may be; nothing was changed. `sentence` is for the screen."""

    def __init__(self) -> None:
        self.sentence = _("Two notes are pinned there already. Take one down first.")
        super().__init__(self.sentence)


@dataclass(frozen=True, slots=True)
class Place:
    """A page on which somebody may pin a note: whose it is (the first page's where neither), and the pins there now."""

    person: Person | None
    team: Team | None
    pins: tuple[Pin, ...]

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"team:{self.team.slug}" if self.team else "person" if self.person else "home"

    def pin_of(self, note: Note) -> Pin | None:
        """The pin of `note` there."""
        return next((one for one in self.pins if one.note_id == note.pk), None)


@prepared(int)
def _on_person(person: int) -> QuerySet[Pin, int]:
    return Pin.objects.filter(person=person, team=None).values_list("note_id", flat=True)


@prepared(int)
def _on_team(team: int) -> QuerySet[Pin, int]:
    return Pin.objects.filter(person=None, team=team).values_list("note_id", flat=True)


@prepared()
def _on_home() -> QuerySet[Pin, int]:
    return Pin.objects.filter(person=None, team=None).values_list("note_id", flat=True)


@once
def pinned(on: Shelf) -> tuple[Note, ...]:
    """The public notes pinned on a page of which they are, newest first."""
    if on.kind not in {shelf.HOME, shelf.PERSON, shelf.TEAM}:
        return ()
    held = _on_team(on.team.pk) if on.team is not None else _on_person(on.person.pk) if on.person is not None else _on_home()
    return tuple(on.notes.filter(pk__in=held)) if held else ()


def places(*, note: Note, by: Person) -> list[Place]:
    """Where `by` may pin `note`: nowhere while it is not for everyone."""
    if note.level != Level.PUBLIC or not by.is_active:
        return []
    found = []
    if note.author_id == by.pk or note.note_people.filter(person=by, part=NotePerson.WRITES).exists():
        found.append(_place(by, None))
    mine = Membership.objects.now().filter(person=by).values("team")
    teams = Team.objects.filter(note_teams__note=note, pk__in=mine, page_level=Level.PUBLIC).order_by("slug")
    found += [_place(None, team) for team in teams]
    if by.is_host:
        found.append(_place(None, None))
    return found


def pin(*, note: Note, by: Person, key: str) -> None:
    """Let `note` stand first on the page that `key` names, seen before this returns. Pinned twice, it is pinned once.

    PinsFull where two stand there, PermissionDenied where `by` may not pin it there, DiskFull where there is no room.
    """

    def act() -> set[Spot]:
        place = _may(note, by, key)
        if place.pin_of(note) is None:
            # One whose note has left the page in the meantime does not count, and comes down.
            there = {standing.pk for standing in pinned(_shelf(place))}
            stale = [one.pk for one in place.pins if one.note_id not in there]
            Pin.objects.filter(pk__in=stale).delete()
            if len(place.pins) - len(stale) >= MOST:
                raise PinsFull
            Pin.objects.create(note=note, person=place.person, team=place.team, by=by, made_at=timezone.now())
        return _spots(place)

    rearrange(act)


def unpin(*, note: Note, by: Person, key: str) -> None:
    """Let `note` stand where its day puts it again. PermissionDenied and DiskFull as for `pin`."""

    def act() -> set[Spot]:
        place = _may(note, by, key)
        held = place.pin_of(note)
        if held is not None:
            held.delete()
        return _spots(place)

    rearrange(act)


def _may(note: Note, by: Person, key: str) -> Place:
    held = Note.objects.select_for_update().get(pk=note.pk)
    found = next((one for one in places(note=held, by=by) if one.key == key), None)
    if found is None:
        raise PermissionDenied("nobody pins a note where they have no say, or one that is not for everyone")
    return found


def _place(person: Person | None, team: Team | None) -> Place:
    there = Q(person=person) if person else Q(team=team) if team else Q(person=None, team=None)
    return Place(person, team, tuple(Pin.objects.filter(there).select_related("by", "note").order_by("made_at", "pk")))


def _shelf(place: Place) -> Shelf:
    kind, key = _kind_and_key(place)
    found = shelf.shelf(kind, key)
    assert found is not None  # the note to be pinned stands on it
    return found


def _spots(place: Place) -> set[Spot]:
    kind, key = _kind_and_key(place)
    return shelf.spots(kind, [key])


def _kind_and_key(place: Place) -> tuple[str, str]:
    if place.person is not None:
        return shelf.PERSON, place.person.slug
    return (shelf.TEAM, place.team.slug) if place.team is not None else (shelf.HOME, "")
