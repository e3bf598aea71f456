"""The check before publishing, with what the writer has already considered. The rule's own words stay in `openness`."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.module_loading import import_string

from weeknotes.notes.models import Body, Considered, Media, Transcript
from weeknotes.notes.spoken import NONE
from weeknotes.openness.check import RULES, check
from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding, mark
from weeknotes.openness.rule import Rule
from weeknotes.people.models import Person
from weeknotes.prose.outline import outline
from weeknotes.prose.players import linked


@dataclass(frozen=True, slots=True)
class Noticed:
    """A finding at its place, its keyed mark, and why the writer keeps it ("" while not considered)."""

    finding: Finding
    mark: str
    because: str


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The built-in rules and those of this site (settings.CHECKS)."""
    return (*RULES, *(import_string(path) for path in settings.CHECKS))


def mark_key() -> bytes:
    """The key of the hashes by which a considered finding is known again."""
    return hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"considered").digest()


def notice(body: Body) -> tuple[Noticed, ...]:
    """What the check notices in the text of `body`, in order of place. One query where it notices something."""
    found = check(outline(body.html, syntax="html"), rules=rules(), context=Context(lang=body.lang, untold=_untold(body)))
    considered = Considered.objects.filter(note_id=body.note_id, lang=body.lang) if found else ()
    kept = {(c.rule, c.mark): c.because for c in considered}
    marked = [(f, mark(f, mark_key())) for f in found]
    return tuple(Noticed(f, m, kept.get((f.rule, m), "")) for f, m in marked)


def _untold(body: Body) -> frozenset[str]:
    """The addresses of the sounds and films in a text that have no transcript in its language. No query for a text without."""
    wanted = linked(body.html)
    if not wanted:
        return frozenset()
    told = Transcript.objects.filter(media=OuterRef("pk"), lang=body.lang).exclude(state=NONE)
    heard = Media.objects.filter(~Exists(told), uid__in=wanted).exclude(original__kind__startswith="image/")
    return frozenset(f"/media/{uid}" for uid in heard.values_list("uid", flat=True))


def consider(*, body: Body, by: Person, rule: str, mark: str, because: str) -> Considered:
    """Keep that `by` looked at this finding and leaves it, because."""
    made, _ = Considered.objects.update_or_create(
        note_id=body.note_id, lang=body.lang, rule=rule, mark=mark, defaults={"because": " ".join(because.split())[:500], "by": by}
    )
    return made


def reconsider(*, body: Body, rule: str, mark: str) -> None:
    """Take "considered" back."""
    Considered.objects.filter(note_id=body.note_id, lang=body.lang, rule=rule, mark=mark).delete()
