"""Showing a published note to fewer people, its text as it stands: what the writer has changed since is not published by this."""

from datetime import datetime

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Item, Note, Sight
from weeknotes.notes.share import end_all
from weeknotes.people.models import Person
from weeknotes.publishing import refusal
from weeknotes.publishing.change import change


def narrow(*, note: Note, by: Person, level: Level) -> Edition:
    """Lower the audience of the edition in force to `level`. The edition, returned, is the same: its words have not changed. No link to a draft opens any more.

    NotPublished where it is not published or `level` is not narrower, PermissionDenied where `by` does not write it.
    """

    def act(held: Note, at: datetime) -> Edition:
        if held.edition is None:
            raise refusal.not_out()
        if level >= held.level:
            raise refusal.not_narrower()
        lower(held, held.edition, level)
        end_all(note=held, at=at)
        return held.edition

    edition = change(note=note, by=by, act=act)
    assert edition is not None
    return edition


def lower(note: Note, edition: Edition, level: Level) -> None:
    """Lower every row frozen of `note` to `level`: texts for wider readers are deleted, the one that holds `level` ends there."""
    Sight.objects.filter(note=note, floor__gt=level).delete()
    Sight.objects.filter(note=note, level__gt=level).update(level=level)
    Item.objects.filter(note=note, level__gt=level).update(level=level)
    edition.level = level
    edition.save(update_fields=["level"])
    note.level = note.wanted_level = level
    note.save(update_fields=["level", "wanted_level"])
