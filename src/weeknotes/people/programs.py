"""Programs that may use somebody's account: each has a token of its own, which does what its scopes say and no more, until it ends or is ended.

What is publishing has a scope of its own, and reaches as far as the person chose when they allowed it (`Program.level`), never further.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from weeknotes.people.models import Leave, Person, Program, Renewal, Token, Trouble
from weeknotes.people.secret import hash_of, new_secret
from weeknotes.people.trace import trace

MOST = 20
DAYS, MOST_DAYS = 90, 365
# The site's own interface, and the words of Micropub and IndieAuth for the same things.
OWN_SCOPES = ("read", "jot", "write", "publish")
MICROPUB_SCOPES = ("create", "draft", "update", "delete", "undelete", "media", "profile")
# Those with which something may be shown to others.
SHOWING = frozenset({"publish", "create", "update"})
TOLD_FOR = timedelta(days=30)
KNOWN_FOR = timedelta(days=30)  # so long a secret that was used for renewing is known for one


class TooMany(Exception):
    """Somebody has allowed as many programs as one may."""


@transaction.atomic
def allow(*, person: Person, name: str, scopes: Iterable[str], level: int, days: int = DAYS, client: str = "") -> tuple[Token, str]:
    """A token for a program, and its secret, which cannot be had again. `level` counts where a scope shows something to others, and is none else.

    TooMany where they have as many as one may have; ValueError for a scope that there is not, or for other days than 1 to MOST_DAYS.
    """
    chosen = list(dict.fromkeys(scopes))
    if not set(chosen) <= {*OWN_SCOPES, *MICROPUB_SCOPES} or not 1 <= days <= MOST_DAYS:
        raise ValueError("no such scope, or no such time")
    Person.objects.select_for_update().get(pk=person.pk)
    if len(programs_of(person)) >= MOST:
        raise TooMany
    secret, now = new_secret(), timezone.now()
    token = Token.objects.create(
        person=person,
        purpose=Token.API,
        hash=hash_of(secret),
        scopes=" ".join(chosen),
        name=" ".join(name.split())[:120],
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    Program.objects.create(token=token, client=client, level=level if SHOWING & set(chosen) else 0)
    trace(kind="program-allowed", by=person, concerns=[person.pk], detail={"program": token.name})
    return token, secret


def known_to_programs(slug: str) -> Person | None:
    """Whoever let a program know them by the address of their page, which it must find there (IndieAuth, 5.4): one that asked by itself and is in force, or
    was told within this day who they are. None for everybody else, and for whoever allowed one before they were told of that address."""
    now = timezone.now()
    tokens = Token.objects.filter(person=OuterRef("pk"), purpose=Token.API, revoked_at=None, program__ends_at__gt=now).exclude(program__client="")
    told = Leave.objects.filter(person=OuterRef("pk"), knows_address=True, token=None, expires_at__gt=now - timedelta(days=1))
    return Person.objects.filter(Exists(tokens) | Exists(told), slug=slug, is_active=True).first()


def programs_of(person: Person) -> Sequence[Token]:
    """The programs that may use the account of `person` now, or renew their token for it, the newest first. One query."""
    in_force = Q(expires_at__gt=timezone.now()) | Q(program__ends_at__gt=timezone.now())
    mine = Token.objects.filter(in_force, person=person, purpose=Token.API, revoked_at=None)
    return list(mine.select_related("program").order_by("-made_at", "-pk"))


@transaction.atomic
def end_program(token: Token, *, by: Person | None = None) -> bool:
    """End a token: it opens nothing any more. Whether it was in force. `by` its own person where nobody else is named."""
    if not Token.objects.filter(pk=token.pk, purpose=Token.API, revoked_at=None).update(revoked_at=timezone.now()):
        return False
    trace(kind="program-ended", by=by or token.person, concerns=[token.person_id], detail={"program": token.name})
    return True


def program_behind(secret: str) -> Token | None:
    """The program whose token this is, in force or not; None for one that nobody was given."""
    return Token.objects.select_related("person", "program").filter(hash=hash_of(secret), purpose=Token.API).first()


def tell(*, person: Person, source: str, sentence: str) -> None:
    """Keep what `person` is to be told of something that came in; the same is told once a day."""
    known = Trouble.objects.filter(person=person, source=source[:120], sentence=sentence[:1000], at__gte=timezone.now() - timedelta(days=1))
    if not known.exists():
        Trouble.objects.create(person=person, source=source[:120], sentence=sentence[:1000])


def told(person: Person) -> Sequence[Trouble]:
    """What `person` is told of what came in, the newest first. One query."""
    return list(Trouble.objects.filter(person=person).order_by("-at", "-pk")[:50])


def forget_told(person: Person) -> None:
    """`person` has seen what they were told."""
    Trouble.objects.filter(person=person).delete()


def let_go_old() -> int:
    """Forget what was told a month ago, leave that was not taken up in time, and what renewed a token then; how many. Part of the worker's round."""
    now = timezone.now()
    # Leave stays for a while after it was taken up, so that a code that comes twice is known.
    unused = Leave.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()[0]
    unused += Renewal.objects.filter(used_at__lt=now - KNOWN_FOR).delete()[0]
    return Trouble.objects.filter(at__lt=now - TOLD_FOR).delete()[0] + unused
