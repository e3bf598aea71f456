"""What is taken out, and by whom: one person's, one team's, or the whole site's, and never more than whoever takes it may see."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from weeknotes.notes.models import Body, Note, NoteTeam
from weeknotes.notes.queries import Notes
from weeknotes.notes.viewer import Viewer
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person, Team

PERSON, TEAM, SITE = "person", "team", "site"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose notes are taken out (neither `person` nor `team`: everybody's), and who takes them; None is somebody who is not signed in."""

    by: Person | None
    person: Person | None = None
    team: Team | None = None

    @property
    def scope(self) -> str:
        """Which of the three it is."""
        return PERSON if self.person else TEAM if self.team else SITE

    @property
    def viewer(self) -> Viewer:
        """Who looks. One query."""
        return viewer_of(self.by)

    @property
    def own(self) -> bool:
        """Whether a person takes out what is their own, and so all there is of it."""
        return self.person is not None and self.by is not None and self.person.pk == self.by.pk

    def notes(self, viewer: Viewer) -> Notes:
        """The notes that are taken out, each with `reached`, in an order that stays: published ones that `viewer` may see, and all that they write."""
        shown = Note.objects.visible_to(viewer)
        mine = Note.objects.writable_by(viewer.person_id) if viewer.person_id is not None else Note.objects.none()
        if self.person is not None:
            shown, mine = shown.written_by(self.person.pk), mine.written_by(self.person.pk)
        elif self.team is not None:
            theirs = Q(byline_team=self.team) | Exists(NoteTeam.objects.filter(note=OuterRef("pk"), team=self.team))
            shown, mine = shown.filter(theirs), mine.filter(theirs)
        # A page that was opened and never written on is no note.
        said = Exists(Body.objects.filter(note=OuterRef("pk")).exclude(title="", html="", version=0))
        found = Note.objects.filter(Q(pk__in=shown.values("pk")) | Q(pk__in=mine.values("pk"))).filter(Q(edition__isnull=False) | said)
        return found.with_reach(viewer)
