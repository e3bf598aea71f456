"""A name that changed applies everywhere: the rooms above hear of it by the dotted paths in settings.RENAMING and RENAMED."""

from django.conf import settings
from django.utils.module_loading import import_string

from weeknotes.people.models import Person, Team
from weeknotes.people.site import forget


def renaming(*, person: Person | None = None, team: Team | None = None) -> None:
    """Say that `person` or `team` is about to have another name, so that it is everywhere even where `renamed` is not come to."""
    for path in settings.RENAMING:
        import_string(path)(person=person, team=team)


def renamed(*, person: Person | None = None, team: Team | None = None) -> None:
    """Make every process ask again, and every page that says the name of `person` or `team` say the new one; of the site, where neither is named."""
    forget()
    for path in settings.RENAMED:
        import_string(path)(person=person, team=team)
