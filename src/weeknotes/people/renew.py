"""A program renews its token by itself, within what its person allowed and the time that they chose (RFC 6749, 6; IndieAuth, 5.5).

Each secret for renewing is good once. One that comes a second time is somebody's copy: the program is ended, with every token that it has (RFC 9700, 4.14.2).
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from weeknotes.people.give_leave import Given, NotGiven, lasts, new_renewal
from weeknotes.people.models import Program, Renewal, Token
from weeknotes.people.programs import end_program
from weeknotes.people.secret import hash_of, new_secret


class NotGranted(Exception):
    """More is asked than the person allowed. Nothing was changed."""


def renew(*, secret: str, client: str, scopes: Sequence[str]) -> Given:
    """The next token of the program whose secret this is, and its next secret; the token before opens nothing from then on. `scopes`: fewer than it was
    granted, all where none are named. NotGiven for a secret that opens nothing, after which a copy has ended the program; NotGranted."""
    with transaction.atomic():
        renewal = Renewal.objects.filter(hash=hash_of(secret)).first()
        token = Token.objects.select_for_update().select_related("person").filter(pk=renewal.token_id).first() if renewal else None
        if renewal is None or token is None:
            raise NotGiven
        renewal.refresh_from_db()
        program, now = token.program, timezone.now()
        if program.client != client or program.ends_at is None or program.ends_at <= now or token.revoked_at is not None or not token.person.is_active:
            raise NotGiven
        copied = renewal.used_at is not None
        if not copied:
            return _next(token, program, renewal, scopes)
    end_program(token)
    raise NotGiven


def _next(token: Token, program: Program, renewal: Renewal, scopes: Sequence[str]) -> Given:
    granted = program.granted.split()
    if not set(scopes) <= set(granted):
        raise NotGranted
    now = timezone.now()
    renewal.used_at = now
    renewal.save(update_fields=["used_at"])
    opens = new_secret()
    token.hash, token.scopes = hash_of(opens), " ".join(one for one in granted if one in scopes or not scopes)
    token.expires_at = lasts(program)
    token.save(update_fields=["hash", "scopes", "expires_at"])
    return Given(token.person, tuple(token.scopes.split()), token, opens, new_renewal(token))


def behind(secret: str) -> Token | None:
    """The token of the program whose secret for renewing this is or was."""
    found = Renewal.objects.select_related("token__person").filter(hash=hash_of(secret)).first()
    return found.token if found else None
