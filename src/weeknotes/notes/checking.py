"""The check before publishing, with what the writer has already considered. The rule's own words stay in `openness`."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from weeknotes.notes.known import context_of
from weeknotes.notes.models import Body, Considered
from weeknotes.notes.read_once import KEPT, LONGEST, outline_of
from weeknotes.openness.check import RULES, check
from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding, mark
from weeknotes.openness.rule import Rule
from weeknotes.people.models import Person
from weeknotes.web.prepared import prepared


@dataclass(frozen=True, slots=True)
class Noticed:
    """A finding at its place, its keyed mark, why the writer keeps it ("" while not considered), and whether its rule stops the note all the same."""

    finding: Finding
    mark: str
    because: str
    stops: bool = False


class Stopped(Exception):
    """The organisation publishes no note with this in it: `noticed` is what was found by rules that stop, considered or not."""

    def __init__(self, noticed: Sequence[Noticed]) -> None:
        super().__init__("a rule of the organisation's stops this note")
        self.noticed = tuple(noticed)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The built-in rules and those of this site (settings.CHECKS)."""
    return (*RULES, *(import_string(path) for path in settings.CHECKS))


def mark_key() -> bytes:
    """The key of the hashes by which a considered finding is known again."""
    return hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"considered").digest()


def notice(body: Body, *, level: int | None = None, moment: datetime | None = None) -> tuple[Noticed, ...]:
    """What the check notices in `body`, in order of place, as it would be published for `level` at `moment` (see `known`). One query, and one more where
    it notices something."""
    context = context_of(body, level=level, moment=moment)
    return noticed_in([(body, context, findings(body.title, body.html, context))])[0]


def findings(title: str, html: str, context: Context) -> tuple[Finding, ...]:
    """What the check notices in a clean text with this title. No query.

    From the margin of the write page to the edition the same text is looked through several times within a second: what was found is kept for a while. Of
    the moment no rule knows more than the hour.
    """
    moment = context.moment and context.moment.replace(minute=0, second=0, microsecond=0)
    seen = replace(context, moment=moment)
    return _kept(title, html, seen) if len(html) <= LONGEST else _found(title, html, seen)


@lru_cache(maxsize=KEPT)
def _kept(title: str, html: str, context: Context) -> tuple[Finding, ...]:
    return _found(title, html, context)


def _found(title: str, html: str, context: Context) -> tuple[Finding, ...]:
    return check(replace(outline_of(html), title=title or None), rules=rules(), context=context)


def noticed_in(texts: Sequence[tuple[Body, Context, Sequence[Finding]]]) -> list[tuple[Noticed, ...]]:
    """For each text what was found in it, with what its writer considered. One query; none where nothing was found."""
    marked = [[(found, mark(found, mark_key())) for found in several] for _body, _context, several in texts]
    notes = {body.note_id for body, _context, several in texts if several}
    kept = {(note, lang, rule, of): because for note, lang, rule, of, because in _considered(notes)} if notes else {}
    return [
        tuple(Noticed(f, m, kept.get((body.note_id, body.lang, f.rule, m), ""), f.rule in context.stops) for f, m in several)
        for (body, context, _findings), several in zip(texts, marked, strict=True)
    ]


@prepared(list[int])
def _considered(notes: list[int]) -> QuerySet[Considered, tuple[int, str, str, str, str]]:
    return Considered.objects.filter(note__in=notes).values_list("note_id", "lang", "rule", "mark", "because")


def look_at(bodies: Iterable[Body], *, level: int, moment: datetime) -> None:
    """Stopped where the check notices something in `bodies`, as they would be published for `level` at `moment`, that stops them."""
    stopping = [one for body in bodies for one in notice(body, level=level, moment=moment) if one.stops]
    if stopping:
        raise Stopped(stopping)


def consider(*, body: Body, by: Person, rule: str, mark: str, because: str) -> Considered:
    """Keep that `by` looked at this finding and leaves it, because."""
    made, _ = Considered.objects.update_or_create(
        note_id=body.note_id, lang=body.lang, rule=rule, mark=mark, defaults={"because": " ".join(because.split())[:500], "by": by}
    )
    return made


def reconsider(*, body: Body, rule: str, mark: str) -> None:
    """Take "considered" back."""
    Considered.objects.filter(note_id=body.note_id, lang=body.lang, rule=rule, mark=mark).delete()
