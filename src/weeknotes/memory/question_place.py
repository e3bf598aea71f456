"""The place that a question is about: found in what its asker reads, followed as the note changes, and shown to whoever may read it now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from weeknotes.memory.models import Question
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, Revision
from weeknotes.notes.rendition import Rendition, audience_of, rendition
from weeknotes.notes.save import words_of
from weeknotes.notes.viewer import Viewer, reach
from weeknotes.people.models import Membership, Person
from weeknotes.prose.anchor import Anchor, anchor, re_anchor
from weeknotes.prose.cut import sentence_levels
from weeknotes.prose.html import plain
from weeknotes.prose.wording import Sentence


@dataclass(frozen=True, slots=True)
class Words:
    """The plain words of a text as they are published, and the version of the body that has them: what its writer changed since is not among them."""

    plain: str
    version: int


class NoSuchPlace(ValueError):
    """The sentence is not in the note, as it stands for whoever asks."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: an anchor in the text of the body's `version` (None: the whole note), and the level of that place."""

    anchor: Anchor | None
    level: Level
    version: int


@dataclass(frozen=True, slots=True)
class About:
    """What somebody may know of what a question is about: the note's title where they can read it now, and the sentence where that is in sight.

    `lost`: it was about a sentence that no longer stands in the note, or not for them.
    """

    title: str
    lang: str
    quote: str
    is_shown: bool
    lost: bool


def places(note: Note, shown: Rendition) -> tuple[tuple[Sentence, Level], ...]:
    """The sentences of what a reader is shown, each with how far it reaches."""
    return tuple((one, Level(level)) for one, level in sentence_levels(str(shown.html), note.level))


def place_of(note: Note, shown: Rendition, number: int | None) -> Place:
    """The place of sentence `number` of what a reader is shown, None for the whole note. NoSuchPlace where there is none."""
    full = published_words(note, Body.objects.get(note=note, lang=shown.lang))
    if number is None:
        return Place(None, Level(note.level), full.version)
    seen = places(note, shown)
    if not 0 <= number < len(seen):
        raise NoSuchPlace
    one, level = seen[number]
    there = plain(str(shown.html))
    found = re_anchor([anchor(there, one.start, one.end)], there, full.plain)[0]
    if found is None:
        raise NoSuchPlace
    return Place(found, level, full.version)


def put_at(row: Question, place: Place) -> None:
    """Have a question stand there; it is not saved."""
    row.place, row.version = place.level, place.version
    if place.anchor is not None:
        _stand(row, place.anchor)


def _stand(row: Question, there: Anchor) -> None:
    row.key, row.quote, row.before, row.after, row.start = there.key, there.quote, there.before, there.after, there.start


def anchor_of(row: Question) -> Anchor:
    """Where a question stood last."""
    return Anchor(row.key, row.quote, row.before, row.after, row.start)


def follow(rows: Sequence[Question], body: Body, now: Words) -> None:
    """Have questions about sentences of `body` stand in the text that is published `now`; one whose sentence is gone is `lost`, and keeps its words.
    Not saved."""
    by_version: dict[int, list[Question]] = {}
    for row in rows:
        by_version.setdefault(row.version, []).append(row)
    for version, several in by_version.items():
        if version == now.version:
            continue
        then = body.revisions.filter(version=version).exclude(state=Revision.ASIDE).select_related("base").first()
        # A sentence that was lost is looked for again: it may have come back as it was.
        was = [plain(words_of(then).html)] if then and not all(row.lost for row in several) else []
        moved = re_anchor([anchor_of(row) for row in several], was[0], now.plain) if was else [None] * len(several)
        for row, found in zip(several, moved, strict=True):
            back = found if found is not None and not row.lost else _again(row, now.plain)
            row.lost, row.version = back is None, now.version
            if back is not None:
                _stand(row, back)


def _again(row: Question, now: str) -> Anchor | None:
    """The very words of a lost sentence, where they stand once in the text."""
    if not row.quote or now.count(row.quote) != 1:
        return None
    start = now.index(row.quote)
    return anchor(now, start, start + len(row.quote))


def level_now(rows: Iterable[Question], note: Note, now: Words, shown: Rendition) -> dict[int, Level]:
    """How far the place of each question reaches in the note as it is published `now`; `shown` is what its writers read."""
    held = list(rows)
    seen = places(note, shown)
    about = [row for row in held if row.key]
    found = re_anchor([anchor_of(row) for row in about], now.plain, plain(str(shown.html)))
    levels = {row.pk: Level(note.level) for row in held if not row.key}
    for row, there in zip(about, found, strict=True):
        at = [level for one, level in seen if there is not None and one.start < there.start + len(there.quote) and there.start < one.end]
        levels[row.pk] = min(at) if at and not row.lost else Level.ME
    return levels


def about(question: Question, viewer: Viewer) -> About:
    """What `viewer` may know of the note that a question is about. Four queries."""
    note = question.note
    shown = rendition(note, viewer, question.lang) if note is not None else None
    if shown is None or shown.lang != question.lang:
        return About("", question.lang, "", is_shown=False, lost=False)
    writes = shown.reach == Level.ME
    sees = question.place >= shown.reach and not question.lost
    quote = question.quote if question.key and (sees or writes) else ""
    return About(shown.title, shown.lang, quote, is_shown=True, lost=bool(question.key) and not sees)


def readers(note: Note, level: Level) -> list[Person]:
    """The people here who may read a place of that level in `note`, by name. Four queries."""
    audience = audience_of(note)
    teams: dict[int, set[int]] = {}
    for person, team in Membership.objects.now().values_list("person_id", "team_id"):
        teams.setdefault(person, set()).add(team)
    return [
        one
        for one in Person.objects.writing()
        if reach(audience, Viewer(one.pk, one.in_organisation, frozenset(teams.get(one.pk, ())))) <= level
    ]


def published_words(note: Note, body: Body) -> Words:
    """The words of `body` in the edition in force. Two queries."""
    saves = body.revisions.select_related("base").order_by("-version")
    edition = note.edition
    restored = saves.filter(state=Revision.RESTORED, at__lte=edition.made_at).first() if edition else None
    published = saves.filter(state=Revision.PUBLISHED).first()
    held = max((one for one in (restored, published) if one), key=lambda one: one.version, default=None)
    return Words(plain(words_of(held).html), held.version) if held else Words(plain(body.html), body.version)
