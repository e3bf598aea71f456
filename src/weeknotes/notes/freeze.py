"""Freezing an edition: for each level whose text differs, the words as those readers see them. Rows only; pages are the publisher's."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from weeknotes.notes.checking import Noticed, Stopped, noticed_in
from weeknotes.notes.frozen import ITEM, Frozen, Given, Shown, Wording, frozen, items_of
from weeknotes.notes.known import contexts_of, with_surroundings
from weeknotes.notes.languages import Out, hush, tell
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Correction, Edition, Habit, Item, Note, Revision, Sight
from weeknotes.notes.placing import place_sights
from weeknotes.notes.reading import Said, read_body, said_in
from weeknotes.notes.sections_by import freeze_bylines
from weeknotes.notes.share import end_all
from weeknotes.notes.slugs import have_slugs
from weeknotes.people.models import Person
from weeknotes.people.site import day_here
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import create, insert, update

OUT = ["level", "edition", "wanted_level", "published_at", "withdrawn_at", "dated", "dated_precision"]


@dataclass(frozen=True, slots=True)
class Going:
    """A note of which an edition is to be made: by whom, for whom, when, and its writer's own line on what changed."""

    note: Note
    by: Person
    level: Level
    at: datetime
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What one is made of: its texts that go out, those that stay back, and all of it as words."""

    going: Going
    bodies: tuple[Body, ...]
    held: frozenset[str]
    given: Given


class NoWords(ValueError):
    """A note that says nothing in any of its languages that go out."""


def freeze(*, note: Note, by: Person, level: Level, at: datetime, correction: str = "") -> Edition:
    """Make the next edition of `note` at `level`, with its Sights and Items; the one before keeps its number and nothing else.

    Inside the caller's transaction. NoWords where no body has words, Stopped where a rule of the organisation stops it.
    """
    [made] = freeze_many([Going(note, by, level, at, correction)])
    if isinstance(made, Exception):
        raise made
    return made


def freeze_many(going: Sequence[Going], *, words: Callable[[Text], Frozen] | None = None) -> list[Edition | NoWords | Stopped]:
    """The same for many notes, each once, in some twenty statements: an edition of each, or what is in its way, and then nothing was written of it.

    `words` says what a note's edition says, where others work that out (`ahead`).
    """
    ready = [(text, words(text) if words else frozen(text.given)) for text in texts_of(going) if text is not None]
    told = _noticed(ready)
    made: dict[int, Edition | NoWords | Stopped] = {}
    out = []
    numbers = _numbers([text.going.note for text, _seen in ready])
    for text, seen in ready:
        pk = text.going.note.pk
        noticed = [(body, one) for body in text.bodies for one in told[body.pk]]
        stopping = [one for _body, one in noticed if one.stops]
        if stopping:
            made[pk] = Stopped(stopping)
            continue
        made[pk] = edition = _edition(text.going, numbers.get(pk, 0) + 1, noticed)
        out.append((text, seen, edition))
    create(edition for _text, _seen, edition in out)
    _put_out(out)
    return [made.get(one.note.pk) or NoWords("a note without words cannot be frozen") for one in going]


def _noticed(ready: Iterable[tuple[Text, Frozen]]) -> dict[int, tuple[Noticed, ...]]:
    """What the check notices in each text, by its id, with what its writer considered. One query at most."""
    asked = [
        (body, words.context, findings) for text, seen in ready for body, words, findings in zip(text.bodies, text.given.texts, seen.findings, strict=True)
    ]
    return {body.pk: found for (body, _context, _findings), found in zip(asked, noticed_in(asked), strict=True)}


@prepared(list[int])
def _bodies(notes: list[int]) -> QuerySet[Body]:
    return with_surroundings(Body.objects.filter(note__in=notes).order_by("lang"))


@prepared(list[int])
def _corrections(notes: list[int]) -> QuerySet[Correction]:
    return Correction.objects.filter(note__in=notes)


@prepared(list[int])
def _habits(people: list[int]) -> QuerySet[Habit, tuple[int, str, str]]:
    return Habit.objects.filter(person__in=people).values_list("person_id", "key", "kind")


@prepared(int)
def _saying(edition: int) -> QuerySet[Sight, tuple[int, int]]:
    return Sight.objects.filter(Q(words__gt=0) | Q(html__contains="<img"), edition=edition).values_list("floor", "level")


def texts_of(going: Sequence[Going]) -> list[Text | None]:
    """What the editions of these notes are made of; None for a note without words. Half a dozen queries."""
    by_note = {one.note.pk: one for one in going}
    out: dict[int, list[Body]] = {pk: [] for pk in by_note}
    held: dict[int, set[str]] = {pk: set() for pk in by_note}
    for body in _bodies(by_note):
        body.note = by_note[body.note_id].note
        if body.held:
            held[body.note_id].add(body.lang)
        elif body.html.strip():
            out[body.note_id].append(body)
    every = [body for bodies in out.values() for body in bodies]
    asked = contexts_of([(body, by_note[body.note_id].level, by_note[body.note_id].at) for body in every])
    context = {body.pk: found for body, found in zip(every, asked, strict=True)}
    said, habits = _said(going)

    def text(one: Going) -> Text | None:
        note, bodies = one.note, out[one.note.pk]
        if not bodies:
            return None
        words = tuple(Wording(b.lang, b.title, b.html, context[b.pk], tuple(said.get((note.pk, b.lang), ()))) for b in bodies)
        given = Given(one.level, note.lead_lang, note.kind == Note.REVIEW, habits.get(note.author_id, {}), words)
        return Text(one, tuple(bodies), frozenset(held[note.pk]), given)

    return [text(one) for one in going]


def _said(going: Sequence[Going]) -> tuple[dict[tuple[int, str], list[Said]], dict[int, dict[str, str]]]:
    """What writers said of sentences in these notes, and of headings in any of theirs."""
    said: dict[tuple[int, str], list[Said]] = {}
    for row in _corrections([one.note.pk for one in going]):
        said.setdefault((row.note_id, row.lang), []).append(said_in(row))
    habits: dict[int, dict[str, str]] = {}
    for person, key, kind in _habits({one.note.author_id for one in going}):
        habits.setdefault(person, {})[key] = kind
    return said, habits


def _numbers(notes: Iterable[Note]) -> dict[int, int]:
    """The number of the last edition of each of these notes that had one. No query where none was ever out."""
    were_out = [note.pk for note in notes if note.published_at is not None]
    return dict(Edition.objects.filter(note__in=were_out).values("note").annotate(last=Max("number")).values_list("note", "last")) if were_out else {}


def _edition(going: Going, number: int, noticed: Iterable[tuple[Body, Noticed]]) -> Edition:
    checked = [{"rule": n.finding.rule, "because": n.because, "lang": b.lang, "version": b.version} for b, n in noticed if n.because]
    return Edition(
        note=going.note, number=number, made_at=going.at, by=going.by, level=going.level, correction=going.correction.strip()[:500], checked=checked
    )  # fmt: skip


def _put_out(out: Sequence[tuple[Text, Frozen, Edition]]) -> None:
    """What these editions say takes the place of what the ones before said."""
    bodies = [body for text, _frozen, _edition in out for body in text.bodies]
    before = _take_in([text.going.note for text, _frozen, _edition in out])
    tell(
        [
            Out(text.going.note, frozenset(b.lang for b in text.bodies), frozenset(before.get(text.going.note.pk, ())), text.held, text.going.at)
            for text, _frozen, _edition in out
        ]
    )
    have_slugs(bodies)
    sights: list[tuple[Body, list[Sight]]] = []
    for text, seen, edition in out:
        for body, html, several in zip(text.bodies, seen.html, seen.shown, strict=True):
            # The writer's own text stays as it is; what was frozen is what its bylines are looked for in.
            body.html = html
            sights.append((body, [_sight(edition, body, one) for one in several]))
    made = create(sight for _body, several in sights for sight in several)
    place_sights(made)
    freeze_bylines(sights)
    _mark_published(bodies)
    insert(Item, ("note", *ITEM), [(text.going.note.pk, *item) for text, seen, _edition in out for item in seen.items])
    for text, _frozen, edition in out:
        _note_is_out(text.going, edition)
    update([text.going.note for text, _frozen, _edition in out], OUT)


def _mark_published(bodies: Sequence[Body]) -> None:
    """Of the saves of these texts, say of those that are out now that they were published."""
    as_they_stand = {(body.pk, body.version) for body in bodies}
    held = _kept({body.pk for body in bodies}, {body.version for body in bodies})
    out = [Revision(pk=pk, state=Revision.PUBLISHED) for pk, body, version in held if (body, version) in as_they_stand]
    update(out, ["state"])


@prepared(list[int], list[int])
def _kept(bodies: list[int], versions: list[int]) -> QuerySet[Revision, tuple[int, int, int]]:
    return Revision.objects.filter(body__in=bodies, version__in=versions, state=Revision.KEPT).values_list("pk", "body_id", "version")


def _take_in(notes: Iterable[Note]) -> dict[int, set[str]]:
    """Take away what the editions in force say; in which languages each note could be read. No query where none was ever out."""
    were_out = [note.pk for note in notes if note.published_at is not None]
    before: dict[int, set[str]] = {}
    if were_out:
        sights = Sight.objects.filter(note__in=were_out)
        for note, lang in sights.values_list("note", "lang"):
            before.setdefault(note, set()).add(lang)
        sights.delete()
        Item.objects.filter(note__in=were_out).delete()
    return before


def _sight(edition: Edition, body: Body, shown: Shown) -> Sight:
    return Sight(
        note=edition.note, edition=edition, lang=shown.lang, level=shown.level, floor=shown.floor, words=shown.words, fingerprint=shown.fingerprint,
        title=shown.title, slug=body.slug, excerpt=shown.excerpt, outline=shown.outline, html=shown.html,
    )  # fmt: skip


def _note_is_out(going: Going, edition: Edition) -> None:
    note = going.note
    note.level = note.wanted_level = going.level
    note.edition = edition
    note.published_at = note.published_at or going.at
    note.withdrawn_at = None
    if note.dated is None:
        note.dated, note.dated_precision = day_here(going.at), "day"


def heard_by(edition: Edition) -> frozenset[Level]:
    """How near one may stand to its note for `edition` to say something: words, or a picture. One query."""
    return frozenset(Level(near) for floor, level in _saying(edition.pk) for near in range(floor, level + 1))


def reread(*, note: Note) -> None:
    """Read the edition in force again, where what kind of note it is has changed; one whose text was written on since is read when that is published."""
    lead = note.bodies.filter(lang=note.lead_lang).first()
    if lead is None or not lead.revisions.filter(version=lead.version, state=Revision.PUBLISHED).exists():
        return
    Item.objects.filter(note=note).delete()
    insert(Item, ("note", *ITEM), [(note.pk, *item) for item in items_of(read_body(lead), lead.html, lead.lang, note.level)])


def thaw(*, note: Note, at: datetime) -> None:
    """Withdraw `note`: nobody sees it, nothing of it stays frozen but the empty shell of its editions, and no link
    to a draft of it opens. Inside the caller's transaction."""
    end_all(note=note, at=at)
    Sight.objects.filter(note=note).delete()
    Item.objects.filter(note=note).update(level=Level.ME)
    hush(note=note)
    note.editions.filter(withdrawn_at=None).update(withdrawn_at=at, correction="", checked=[])
    note.level, note.edition, note.withdrawn_at = Level.ME, None, at
    note.save(update_fields=["level", "edition", "withdrawn_at"])
