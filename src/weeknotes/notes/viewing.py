"""Who looks, as the gate knows them: from a person, or from the request of one."""

from django.http import HttpRequest

from weeknotes.notes.viewer import NOBODY, Viewer
from weeknotes.people.models import Membership, Person


def viewer_of(person: Person | None) -> Viewer:
    """The viewer that `person` is now. One query; somebody who has left sees what nobody signed in sees."""
    if person is None or not person.is_active:
        return NOBODY
    teams = Membership.objects.now().filter(person=person).values_list("team_id", flat=True)
    return Viewer(person_id=person.pk, member=person.in_organisation, teams=frozenset(teams))


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of this request, asked for once."""
    held = getattr(request, "_viewer", None)
    if held is None:
        person = request.user if isinstance(request.user, Person) else None
        held = viewer_of(person)
        request._viewer = held  # type: ignore[attr-defined]
    assert isinstance(held, Viewer)
    return held
