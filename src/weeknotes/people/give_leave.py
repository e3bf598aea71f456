"""A person's yes to a program that asked by itself, and the token that it comes for with a code (RFC 6749, 4.1; RFC 7636; IndieAuth)."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weeknotes.people.models import Leave, Person, Program, Renewal, Token
from weeknotes.people.programs import allow, end_program
from weeknotes.people.secret import hash_of, new_secret

MINUTES = 10
HOUR = timedelta(hours=1)


class NotGiven(Exception):
    """A code that opens nothing: it is none, was used, is too old, or came from elsewhere than it was given to."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a program gets for its code: whom it speaks for and what it may do; the token's row and secret, None and "" where it may do nothing, and the
    secret with which it comes for its next one."""

    person: Person
    scopes: tuple[str, ...]
    token: Token | None
    secret: str
    renewal: str = ""


def give_leave(*, person: Person, client: str, back: str, challenge: str, scopes: Iterable[str], name: str, level: int, days: int, renews: bool = False) -> str:
    """Keep the yes, and give the code with which the program comes for its token. It is good once, for ten minutes, and for that program alone."""
    code = new_secret()
    Leave.objects.create(
        person=person, hash=hash_of(code), client=client, back=back, challenge=challenge, scopes=" ".join(scopes), name=name, level=level, days=days,
        renews=renews, knows_address=True, expires_at=timezone.now() + timedelta(minutes=MINUTES),
    )  # fmt: skip
    return code


def take_up(*, code: str, client: str, back: str, verifier: str, for_token: bool) -> Given:
    """What the code opens. `for_token`: a token, of which there is none where no scope was given. NotGiven with nothing changed, but that the token of
    a code that comes a second time is ended; TooMany as `allow`."""
    twice = None
    with transaction.atomic():
        leave = Leave.objects.select_for_update().filter(hash=hash_of(code)).first()
        if leave is not None and leave.used_at is not None:
            twice = leave.token
        elif leave is not None and _fits(leave, client, back, verifier) and leave.person.is_active and (leave.scopes or not for_token):
            leave.used_at = timezone.now()
            token, secret, renewal = None, "", ""
            if for_token:
                token, secret = allow(person=leave.person, name=leave.name, scopes=leave.scopes.split(), level=leave.level, days=leave.days, client=client)
                renewal = _renewing(token, leave)
            leave.token = token
            leave.save(update_fields=["used_at", "token"])
            return Given(leave.person, tuple(leave.scopes.split()), token, secret, renewal)
    if twice is not None:
        end_program(twice)
    raise NotGiven


def _renewing(token: Token, leave: Leave) -> str:
    """Have the program renew its token from now on, until the time is over that its person chose; its first secret for that."""
    program = token.program
    program.ends_at, program.granted, program.renews = token.expires_at, token.scopes, leave.renews
    program.save(update_fields=["ends_at", "granted", "renews"])
    token.expires_at = lasts(program)
    token.save(update_fields=["expires_at"])
    return new_renewal(token)


def lasts(program: Program) -> datetime | None:
    """Until when a token that is made now is good: an hour where the program said that it renews it, and never longer than the person chose."""
    soon = timezone.now() + HOUR
    return min(soon, program.ends_at) if program.renews and program.ends_at is not None else program.ends_at


def new_renewal(token: Token) -> str:
    """The secret with which a program comes for its next token."""
    secret = new_secret()
    Renewal.objects.create(token=token, hash=hash_of(secret))
    return secret


def _fits(leave: Leave, client: str, back: str, verifier: str) -> bool:
    return leave.expires_at > timezone.now() and (leave.client, leave.back) == (client, back) and hmac.compare_digest(challenge_of(verifier), leave.challenge)


def challenge_of(verifier: str) -> str:
    """What stood in the request of the program that has this proof (RFC 7636, 4.2: S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("utf-8", "replace")).digest()).rstrip(b"=").decode()
