"""Addresses to which a person can mail what they write: a secret in each stands for them, and says what becomes of a mail. One of each sort at a time.

Mail programs do not keep capitals in an address apart, so that these secrets are figures and small letters alone.
"""

import secrets

from django.db import transaction
from django.utils import timezone

from weeknotes.people.models import Person, Token
from weeknotes.people.secret import hash_of
from weeknotes.people.trace import trace

JOT, DRAFT = "jot", "draft"
SORTS = (JOT, DRAFT)


@transaction.atomic
def make_mail_in(*, person: Person, sort: str) -> str:
    """A secret for mails that become jottings or drafts, which cannot be had again. The one before takes nothing any more. ValueError for another sort."""
    if sort not in SORTS:
        raise ValueError(sort)
    _end(person, sort)
    secret = secrets.token_hex(16)
    Token.objects.create(person=person, purpose=Token.MAIL_IN, hash=hash_of(secret), scopes=sort)
    trace(kind="mail-in-made", by=person, concerns=[person.pk])
    return secret


@transaction.atomic
def end_mail_in(*, person: Person, sort: str) -> None:
    """Take nothing any more that is mailed there."""
    if _end(person, sort):
        trace(kind="mail-in-ended", by=person, concerns=[person.pk])


def _end(person: Person, sort: str) -> int:
    return Token.objects.filter(person=person, purpose=Token.MAIL_IN, scopes=sort, revoked_at=None).update(revoked_at=timezone.now())


def mail_in_of(person: Person) -> dict[str, Token]:
    """The addresses of `person` that are in force, by what becomes of a mail. One query."""
    return {one.scopes: one for one in Token.objects.filter(person=person, purpose=Token.MAIL_IN, revoked_at=None)}


def mail_in_behind(secret: str) -> Token | None:
    """The address whose secret this is, in force or not; None for one that nobody was given."""
    return Token.objects.select_related("person").filter(hash=hash_of(secret.lower()), purpose=Token.MAIL_IN).first()
