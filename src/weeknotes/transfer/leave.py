"""Leaving: the account ends, and with it all that nobody else has; what was published stays under the person's name, stays without it, or goes.

Which of these somebody may choose, the host of the place says.
"""

from collections.abc import Sequence
from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.memory.models import Chat, Thread
from weeknotes.notes.delete import delete, erase
from weeknotes.notes.holds import Held
from weeknotes.notes.models import Jotting, Note, NotePerson
from weeknotes.notes.models_shared import Preview
from weeknotes.notes.placing import erase_unplaced
from weeknotes.notes.queries import Notes
from weeknotes.people.address_words import give_word
from weeknotes.people.former import NotForgotten, forget_name
from weeknotes.people.leave_site import leave_site
from weeknotes.people.models import Organisation, Person
from weeknotes.people.renamed import renamed, renaming
from weeknotes.people.site import organisation
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.let_go import let_all_go
from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.models_out import Takeout
from weeknotes.transfer.takeout import throw
from weeknotes.web.spoken import speaking

NAME, COLLEAGUE, REMOVE = WAYS = ("name", "colleague", "remove")


class LastHost(Exception):
    """Nobody would be left who looks after the place."""


def ways(here: Organisation | None) -> tuple[str, ...]:
    """What somebody who leaves may choose for their notes here; under their name, where nothing is said."""
    said = here.leavers_may.split() if here else []
    return tuple(way for way in WAYS if way in said) or (NAME,)


def own_notes(person: Person) -> Notes:
    """Notes that nobody but `person` wrote, and that are no team's: those that they may have removed."""
    with_others = NotePerson.objects.filter(part=NotePerson.WRITES).values("note")
    return Note.objects.kept().filter(author=person, byline_team=None).exclude(pk__in=with_others)


def leave(*, person: Person, by: Person, keep_as: str, for_them: bool = False) -> None:
    """End the account of `person`, and keep what they published as `keep_as` says. Public pages say so before this returns.

    ValueError for no such way, PermissionDenied where whoever leaves may not choose it (who does it `for_them` at the machine may), LastHost where they
    alone look after the place. Stopped in between, it is done by being asked for again: what goes away goes first, the account last.
    """
    if keep_as not in WAYS:
        raise ValueError(f"{keep_as!r} is none of {WAYS}")
    if not for_them and keep_as not in ways(organisation()):
        raise PermissionDenied("this place does not offer that")
    if person.is_active and person.is_host and not Person.objects.filter(is_host=True, is_active=True).exclude(pk=person.pk).exists():
        raise LastHost
    let_all_go(person=person)
    mine = own_notes(person)
    if keep_as == REMOVE:
        for note in mine.filter(edition__isnull=False).order_by("pk"):
            withdraw(note=note, by=person)
        for note in mine.order_by("pk"):
            delete(note=note, by=person)
            with suppress(Held):  # among the deleted, out of everybody's sight, until the hold ends
                erase(note=note, by=person)
    # A draft is its writer's alone, and nobody could ever read it again.
    for note in mine.filter(edition=None).order_by("pk"):
        delete(note=note, by=person)
        if not note.editions.exists():
            with suppress(Held):
                erase(note=note, by=person)
    renaming(person=person)
    with transaction.atomic():
        _end_what_is_theirs_alone(person, keep_as)
        former = person.name
        person.left_as, person.email, person.said = keep_as, "", ""
        if keep_as != NAME:
            person.name, person.about = _colleague(), ""
            give_word(person)
        person.save()
        if person.is_active:  # else a host marked them as having left before
            leave_site(person=person, by=by)
    if keep_as != NAME:
        # A name of one word, or one that somebody else here has, would point at others.
        with suppress(NotForgotten):
            forget_name(person=person, name=former)
    renamed(person=person)


def _end_what_is_theirs_alone(person: Person, keep_as: str) -> None:
    for takeout in Takeout.objects.filter(person=person):
        throw(takeout=takeout)
    photos = list(Jotting.objects.filter(person=person).exclude(photo=None).values_list("photo__media", flat=True))
    Jotting.objects.filter(person=person).delete()
    erase_unplaced(photos)
    Preview.objects.filter(made_by=person, revoked_at=None).update(revoked_at=timezone.now())
    Chat.objects.filter(person=person).delete()
    ImportRun.objects.filter(person=person).update(said=[])  # names of what they gave, shown to them alone
    if keep_as == REMOVE:
        Thread.objects.filter(owner=person, team=None).delete()


def _colleague() -> str:
    """What somebody is called who wants to be called nothing, in every language of the place: a name is one for all its pages."""
    here = organisation()
    langs: Sequence[str] = here.langs if here else ("en",)
    names = []
    for lang in langs:
        with speaking(lang):
            names.append(_("A former colleague"))
    return " / ".join(dict.fromkeys(names))
