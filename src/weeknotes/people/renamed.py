"""A name that changed applies everywhere: the rooms above hear of it by the dotted paths in settings.RENAMED."""

from django.conf import settings
from django.utils.module_loading import import_string

from weeknotes.people.models import Person, Team
from weeknotes.people.site import forget


def renamed(*, person: Person | None = None, team: Team | None = None) -> None:
    """Make every process ask again, and every page that says the name of `person` or `team` say the new one; of the site, where neither is named."""
    forget()
    for path in settings.RENAMED:
        import_string(path)(person=person, team=team)
