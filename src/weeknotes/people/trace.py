"""Leaving a trace of what was done, for those whom it concerns; and forgetting it."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from weeknotes.people.models import Membership, Person, Team, Trace, TraceConcern
from weeknotes.web.rows import create, insert

Detail = Mapping[str, str | int | bool | Person | None]
KEPT_FOR = timedelta(days=365)

# Every kind there is; the page that shows them (desk/traces.py) has a sentence for each, and a test holds the two together.
KINDS = frozenset({
    "signed-in", "signed-out-elsewhere", "signed-out-by-host", "passkey-added", "passkey-removed", "address-changed",
    "person-added", "person-left", "link-made",
    "team-joined", "team-left", "group-joined", "group-left", "team-changed", "team-closed", "team-opened", "site-changed",
    "published", "audience", "withdrawn",
    "approval-asked", "approved", "not-approved",
    "exported",
    "held", "hold-ended", "listed", "disposed",
    "program-allowed", "program-ended", "mail-in-made", "mail-in-ended",
    "law-officer", "law-officer-ended", "law-asked", "law-agreed", "law-declined", "law-carried", "law-found", "law-opened", "law-taken", "law-closed",
})  # fmt: skip
# What is kept for good: what was searched under the law.
LASTING = frozenset(kind for kind in KINDS if kind.startswith("law-"))


def trace(
    *,
    kind: str,
    by: Person | None,
    concerns: Iterable[int] = (),
    everybody: bool = False,
    subject: UUID | None = None,
    detail: Detail | None = None,
) -> Trace:
    """Keep that `by` (None: the site itself) did something of this `kind`, for the persons whose ids are in `concerns`, or for all who are here.

    `detail` is names and numbers for the sentence that says it, never a word of a note; of a person their uid is kept, so that the sentence says the
    name they have when it is read, and a name that changed stands nowhere. ValueError for a kind that is not in KINDS. To be called in
    the transaction that does the thing.
    """
    if kind not in KINDS:
        raise ValueError(f"no kind of trace is called {kind!r}")
    kept = {key: str(value.uid) if isinstance(value, Person) else value for key, value in (detail or {}).items()}
    with transaction.atomic(savepoint=False):
        [made] = create([Trace(actor=by, kind=kind, subject=subject, everybody=everybody, detail=kept)])
        insert(TraceConcern, ("trace", "person"), [(made.pk, one) for one in dict.fromkeys(concerns)])
    return made


def trace_team(*, kind: str, by: Person | None, team: Team, whom: Person | None = None) -> Trace:
    """Keep what was done to a team, for everybody who is in it and for `whom`: coming into a team is a way to gain sight, and is seen by those whose notes it is of."""
    inside = Membership.objects.now().filter(team=team).values_list("person_id", flat=True)
    concerned = [*inside, *([whom.pk] if whom else [])]
    return trace(kind=kind, by=by, concerns=concerned, subject=team.uid, detail={"whom": whom} if whom else None)


def let_go_old() -> int:
    """Forget what is older than a year, but for what is kept for good; how many traces. Part of the worker's round."""
    old = Trace.objects.filter(at__lt=timezone.now() - KEPT_FOR).exclude(kind__in=LASTING)
    return old.delete()[1].get("people.Trace", 0)
