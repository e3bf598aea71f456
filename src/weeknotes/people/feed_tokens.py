"""Private feeds: an address with a secret in it, which a feed reader asks for in its owner's stead until they end it.

What a feed is of stands in `Token.scopes`: "" for all that its owner may read, `team:` or `person:` and a uid for that team or person.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from weeknotes.people.models import Person, Team, Token
from weeknotes.people.secret import hash_of, new_secret

MOST = 20


class TooMany(Exception):
    """Somebody has as many private feeds as one may have."""


@dataclass(frozen=True, slots=True)
class Of:
    """What a private feed is of: a team, a person, or neither, which is everything."""

    team: Team | None = None
    person: Person | None = None

    @property
    def scope(self) -> str:
        """As it stands in `Token.scopes`."""
        if self.team is not None:
            return f"team:{self.team.uid}"
        return f"person:{self.person.uid}" if self.person is not None else ""


def of(scope: str) -> Of | None:
    """What a scope names; None where that is no more, or never was."""
    if not scope:
        return Of()
    what, _colon, which = scope.partition(":")
    try:
        uid = uuid.UUID(which)
    except ValueError:
        return None
    if what == "team":
        team = Team.objects.filter(uid=uid).first()
        return Of(team=team) if team else None
    person = Person.objects.filter(uid=uid).first() if what == "person" else None
    return Of(person=person) if person else None


@transaction.atomic
def make_feed(*, person: Person, name: str, of: Of) -> tuple[Token, str]:
    """A private feed for `person`, and its secret, which cannot be had again. TooMany where they have as many as one may have."""
    Person.objects.select_for_update().get(pk=person.pk)
    if len(feeds_of(person)) >= MOST:
        raise TooMany
    secret = new_secret()
    token = Token.objects.create(person=person, purpose=Token.FEED, hash=hash_of(secret), scopes=of.scope, name=" ".join(name.split())[:120])
    return token, secret


def feeds_of(person: Person) -> Sequence[Token]:
    """The private feeds of `person` that are in force, the newest first."""
    return list(Token.objects.filter(person=person, purpose=Token.FEED, revoked_at=None).order_by("-made_at", "-pk"))


def end_feed(*, person: Person, pk: str) -> bool:
    """End a private feed of `person`: nothing is had from its address any more. Whether there was one in force."""
    if not pk.isdecimal():
        return False
    mine = Token.objects.filter(person=person, purpose=Token.FEED, revoked_at=None, pk=int(pk))
    return mine.update(revoked_at=timezone.now()) > 0


def feed_behind(secret: str) -> Token | None:
    """The private feed whose secret this is, in force or not; None for one that nobody was given."""
    return Token.objects.select_related("person").filter(hash=hash_of(secret), purpose=Token.FEED).first()


def opens(token: Token) -> bool:
    """Whether it is in force, and its owner is still here."""
    return token.usable(timezone.now()) and token.person.is_active


def asked_for(token: Token) -> None:
    """Keep the day on which it was asked for, for its owner: a row is written once a day."""
    today = timezone.localdate()
    if token.used_on != today:
        Token.objects.filter(pk=token.pk).update(used_on=today)
