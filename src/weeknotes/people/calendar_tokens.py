"""The address of one's own calendar: a secret in it stands for its owner until they end it. One at a time; a new one ends the one before."""

from django.db import transaction
from django.utils import timezone

from weeknotes.people.models import Person, Token
from weeknotes.people.secret import hash_of, new_secret


@transaction.atomic
def make_calendar(*, person: Person) -> str:
    """An address for the calendar of `person`: its secret, which cannot be had again. The one before gives nothing any more."""
    end_calendar(person=person)
    secret = new_secret()
    Token.objects.create(person=person, purpose=Token.CALENDAR, hash=hash_of(secret))
    return secret


def end_calendar(*, person: Person) -> None:
    """Have nothing come from the address any more."""
    Token.objects.filter(person=person, purpose=Token.CALENDAR, revoked_at=None).update(revoked_at=timezone.now())


def calendar_of(person: Person) -> Token | None:
    """The calendar address of `person` that is in force."""
    return Token.objects.filter(person=person, purpose=Token.CALENDAR, revoked_at=None).order_by("-pk").first()


def calendar_behind(secret: str) -> Token | None:
    """The calendar whose secret this is, in force or not; None for one that nobody was given."""
    return Token.objects.select_related("person").filter(hash=hash_of(secret), purpose=Token.CALENDAR).first()
