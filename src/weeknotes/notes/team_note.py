"""A team's note for a week: one for all its members, who write it together."""

from datetime import date

from django.db import transaction

from weeknotes.notes.models import Note
from weeknotes.notes.openings import as_headings
from weeknotes.notes.start import start
from weeknotes.people.models import Person, Team


def team_note_of(team: Team, monday: date) -> Note | None:
    """The note that the team has for the week beginning `monday`; None where nobody has begun one."""
    return Note.objects.filter(byline_team=team, kind=Note.WEEKNOTE).covering(monday).order_by("id").first()


@transaction.atomic
def write_for_team(*, team: Team, by: Person, monday: date) -> Note:
    """The team's note for the week, begun by `by` where there is none: under the team's name, with its headings, written with whoever is in it.

    Of two members who begin at once, one opens what the other began. The caller has asked whether `by` is in the team.
    """
    Team.objects.select_for_update().get(pk=team.pk)
    found = team_note_of(team, monday)
    if found is not None:
        return found
    members = Person.objects.writing().filter(memberships__team=team, memberships__left_at=None)
    note = start(
        author=by, monday=monday, html=as_headings(team.headings_in(by.writes)), teams=[team], writers=members.exclude(pk=by.pk)
    )
    note.byline_team = team
    note.save(update_fields=["byline_team"])
    return note
