"""Threads in a list: somebody's own, or a team's, the one spoken of last first; those of a kind, open or closed, with given words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, F, OuterRef

from weeknotes.memory.models import Appearance, Thread
from weeknotes.memory.queries import Threads
from weeknotes.memory.seen import Seen, labels_of, may_see, seen
from weeknotes.notes.models import Note
from weeknotes.notes.viewer import Viewer
from weeknotes.prose.tokens import flat

AT_ONCE = 25
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of them is wanted; "" and 0 leave open. `team` is one that the viewer is in, 0 their own threads."""

    words: str = ""
    kind: str = ""
    state: str = ""
    team: int = 0
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of them, and whether there are more."""

    rows: tuple[Seen, ...]
    more: bool


def listed(viewer: Viewer, wanted: Wanted) -> Listed:
    """A page of threads as the viewer may see them. Five queries, a few more where words are looked for in a team's."""
    rows = _theirs(viewer, wanted)
    first = (max(1, wanted.page) - 1) * AT_ONCE
    if wanted.words.strip():
        found = _with_words(rows, viewer, wanted)
        ids = [pk for place, pk in zip(range(first + AT_ONCE + 1), found, strict=False) if place >= first]
        threads = {t.pk: t for t in Thread.objects.filter(pk__in=ids)}
        several = [threads[pk] for pk in ids if pk in threads]
    else:
        several = list(rows[first : first + AT_ONCE + 1])
    shown = seen(several[:AT_ONCE], viewer)
    return Listed(tuple(shown[t.pk] for t in several[:AT_ONCE] if t.pk in shown), len(several) > AT_ONCE)


def _theirs(viewer: Viewer, wanted: Wanted) -> Threads:
    """Those that are wanted, the one spoken of last first; where words are looked for, whether they stand is asked of what is found."""
    rows = Thread.objects.filter(into=None) if wanted.words.strip() else Thread.objects.standing()
    if wanted.team:
        visible = Note.objects.filter(edition__isnull=False, deleted_at=None).with_reach(viewer)
        there = visible.filter(appearances__thread=OuterRef("pk"), appearances__level__gte=F("reached"))
        rows = rows.filter(Exists(there), team=wanted.team if wanted.team in viewer.teams else 0)
    else:
        rows = rows.filter(owner=viewer.person_id, team=None)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state:
        rows = rows.filter(open=wanted.state == OPEN)
    return rows.order_by("-last_week", "-pk")


def _with_words(rows: Threads, viewer: Viewer, wanted: Wanted) -> Iterator[int]:
    """Ids of those in whose label or words all of the words wanted stand, or begin one; accents and capitals aside."""
    asked = flat(wanted.words).split()[:12]
    if wanted.team:
        threads = {t.pk: t for t in rows}
        said = list(Appearance.objects.filter(thread__in=threads))
        notes = {n.pk: n for n in Note.objects.kept().filter(pk__in={a.note_id for a in said}).with_reach(viewer)}
        said = [a for a in said if a.note_id in notes and may_see(threads[a.thread_id], a, notes[a.note_id], viewer)]
        labels = labels_of(said)
        texts: dict[int, list[str]] = {}
        for a in said:
            texts.setdefault(a.thread_id, []).append(f"{labels[a.pk]} {a.words}")
        lines = ((pk, "\n".join(texts.get(pk, ()))) for pk in threads)
    else:
        lines = ((pk, f"{label} {words}") for pk, label, words in rows.values_list("pk", "label", "words").iterator())
    found = (pk for pk, text in lines if _has(flat(text), asked))
    while piece := list(islice(found, 4 * AT_ONCE)):
        standing = set(Thread.objects.standing().filter(pk__in=piece).values_list("pk", flat=True))
        yield from (pk for pk in piece if pk in standing)


def _has(text: str, asked: Sequence[str]) -> bool:
    """Whether all words asked for begin a word of the text."""
    return all(word in text for word in asked) and all(_begins(text, word) for word in asked)


def _begins(text: str, word: str) -> bool:
    """Whether a word of the text begins with `word`."""
    at = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at >= 0
