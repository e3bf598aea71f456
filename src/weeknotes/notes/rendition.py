"""THE GATE. All that any page, feed, mail, index, export or federated object may use of a note is a Rendition, made here and nowhere else;
and whoever asks for a picture is given it here or not at all.

The rule is `level >= reach` (viewer.py); the text is the Sight frozen for that reach. Unknown means no. One way leads past it, for what two people found
under the law (`opened`), and has a rule of its own.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import QuerySet
from markupsafe import Markup

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Media, Note, NotePerson, Placing, Sight
from weeknotes.notes.models_team import Byline
from weeknotes.notes.sections_by import signed
from weeknotes.notes.showing import pictures_of, sounds_of
from weeknotes.notes.viewer import Audience, UnderLaw, Viewer, opens, reach
from weeknotes.prose.html import shelter
from weeknotes.prose.passages import Passage, passages
from weeknotes.prose.pictures import dress
from weeknotes.prose.players import Played
from weeknotes.web.prepared import Prepared, prepared

__all__ = ["Brief", "Heading", "Opened", "Plain", "Rendition", "audience_of", "briefs", "opened", "picture", "plain_renditions", "rendition", "renditions"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text, with its audience where it is narrower than the note's and the viewer may know."""

    level: int
    text: str
    audience: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a list says of a note in one language, as one viewer may see it: everything but its text."""

    note_id: int
    note_uid: uuid.UUID
    edition: int
    edition_made_at: datetime
    correction: str
    lang: str
    reach: Level
    level: Level
    floor: Level
    title: str
    slug: str
    excerpt: str
    words: int
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition(Brief):
    """A note in one language as one viewer may see it."""

    html: Markup
    outline: tuple[Heading, ...]
    played: Mapping[str, Played]


@dataclass(frozen=True, slots=True)
class Plain:
    """The words of a note in one language as one viewer may see them: for what shows no more than a few of them, such as what a search found."""

    note_id: int
    note_uid: uuid.UUID
    lang: str
    level: Level
    title: str
    excerpt: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A text that was found under the law, as it stood then: its words, and in place of each picture what was said of it."""

    lang: str
    title: str
    html: Markup


_PICTURE = re.compile(r'<img\b(?=[^>]*?\balt="([^"]*)")?[^>]*>')

AnyBrief = TypeVar("AnyBrief", bound=Brief)


def audience_of(note: Note) -> Audience:
    """Those a note names. Two queries, none where `note_people` and `note_teams` are prefetched."""
    people = list(note.note_people.all())
    return Audience(
        author=note.author_id,
        co_writers=frozenset(p.person_id for p in people if p.part == NotePerson.WRITES),
        named=frozenset(p.person_id for p in people if p.part == NotePerson.NAMED),
        teams=frozenset(t.team_id for t in note.note_teams.all()),
    )


def rendition(note: Note, viewer: Viewer, lang: str | None = None) -> Rendition | None:
    """The note in `lang` (else its lead language, else any) as `viewer` may see it; None where they may not."""
    found = renditions([note], viewer).get(note.pk, ())
    return next((r for r in found if r.lang == lang), found[0] if found else None)


def renditions(notes: Iterable[Note], viewer: Viewer, *, dressed: bool = True) -> dict[int, tuple[Rendition, ...]]:
    """For each note that `viewer` may see: its renditions, one a language, the lead language first. One query more than `notes` cost,
    one more where a team wrote some of them, two more where the notes carry no `reached` (see Notes.with_reach).

    Not `dressed`: the text as it is frozen, for what reads it and shows no page: whose a section is, its pictures and its sounds are not asked for.
    """
    shown, reached = _shown(notes, viewer)
    bylines: dict[int, dict[int, str]] = {}
    by_teams = [n.edition_id for n in shown.values() if n.byline_team_id] if dressed else []
    for one in Byline.objects.filter(sight__edition__in=by_teams).select_related("person") if by_teams else ():
        bylines.setdefault(one.sight_id, {})[one.place] = one.person.name
    sights = _sights(shown, reached)
    pictures, sounds = (pictures_of(sights), sounds_of(sights)) if dressed else ({}, {})

    def text(sight: Sight) -> str:
        # Cleaned on the way in, and again here.
        clean = shelter(sight.html)
        return dress(signed(clean, bylines.get(sight.pk, {}), sight.lang), pictures.get(sight.pk, {})) if dressed else clean

    return _sorted(
        shown,
        (
            Rendition(
                **_brief(shown[sight.note_id], sight, reached[sight.note_id]),
                html=Markup(text(sight)),  # noqa: S704 - cleaned on the way in, and again here  # nosec B704
                outline=tuple(Heading(h["level"], h["text"], h.get("audience")) for h in sight.outline),
                played=sounds.get(sight.pk, {}),
            )
            for sight in sights
        ),
    )


def briefs(notes: Iterable[Note], viewer: Viewer) -> dict[int, tuple[Brief, ...]]:
    """The same for lists, by the same rule and at the same cost, without reading a text."""
    shown, reached = _shown(notes, viewer)
    sights = _sights(shown, reached, _without_texts)
    return _sorted(shown, (Brief(**_brief(shown[sight.note_id], sight, reached[sight.note_id])) for sight in sights))


def plain_renditions(notes: Iterable[Note], viewer: Viewer) -> dict[int, dict[str, Plain]]:
    """For each note that `viewer` may see: its words by language, without what a page needs beside them. Queries as for `renditions`."""
    shown, reached = _shown(notes, viewer)
    found: dict[int, dict[str, Plain]] = {}
    for sight in _sights(shown, reached):
        one = Plain(sight.note_id, shown[sight.note_id].uid, sight.lang, Level(sight.level), sight.title, sight.excerpt, tuple(passages(sight.html)))
        found.setdefault(sight.note_id, {})[sight.lang] = one
    return found


def picture(uid: uuid.UUID, viewer: Viewer) -> Media | None:
    """The picture, sound or film `uid` where `viewer` may have it: they gave it, they write a note that it was put in, or a text they are shown has it."""
    media = Media.objects.filter(uid=uid).first()
    if media is None:
        return None
    placed = Placing.objects.filter(media=media)
    if viewer.person_id is not None and viewer.least == Level.ME:
        theirs = placed.filter(sight=None, note__in=Note.objects.writable_by(viewer.person_id))
        if media.owner_id == viewer.person_id or theirs.exists():
            return media
    notes = Note.objects.visible_to(viewer).with_reach(viewer).filter(pk__in=placed.values("note"))
    near = {n.pk: (n, Level(getattr(n, "reached", Level.PUBLIC))) for n in notes}
    sights = Sight.objects.filter(placings__in=placed, note__in=near).only("note_id", "edition_id", "floor", "level")
    return media if any(_fits(near[s.note_id][0], s, near[s.note_id][1]) for s in sights) else None


def opened(law: UnderLaw, texts: Iterable[tuple[str, str, str]], viewer: Viewer) -> tuple[Opened, ...] | None:
    """Texts (language, title, HTML) that a search under the law found, for a `viewer` to whom they are open (`viewer.opens`); None for everybody else.

    No picture is opened with them.
    """
    if not opens(law, viewer):
        return None
    plainly = ((lang, title, _PICTURE.sub(lambda found: f"<em>[{found[1] or '…'}]</em>", shelter(html))) for lang, title, html in texts)
    return tuple(Opened(lang, title, Markup(html)) for lang, title, html in plainly)  # noqa: S704 - cleaned on the way in, and again here  # nosec B704


def _fits(note: Note, sight: Sight, near: Level) -> bool:
    """Whether `sight` is the text of `note` as it stands for those at `near`."""
    return sight.edition_id == note.edition_id and sight.floor <= near <= sight.level <= note.level


def _shown(notes: Iterable[Note], viewer: Viewer) -> tuple[dict[int, Note], dict[int, Level]]:
    """The notes of which `viewer` may see some text, and how near they stand to each that was asked for."""
    held = list(notes)
    reached: dict[int, Level] = {}
    for note in held:
        known = getattr(note, "reached", None)
        if known is None:
            # Whom a note names is nothing to nobody.
            known = reach(audience_of(note) if viewer.person_id is not None else Audience(note.author_id), viewer)
        reached[note.pk] = Level(known)
    return {n.pk: n for n in held if n.edition_id is not None and n.level >= reached[n.pk]}, reached


@prepared(list[int])
def _texts(editions: list[int]) -> QuerySet[Sight]:
    return Sight.objects.filter(edition__in=editions).select_related("edition")


@prepared(list[int])
def _without_texts(editions: list[int]) -> QuerySet[Sight]:
    return Sight.objects.filter(edition__in=editions).select_related("edition").defer("html", "outline")


def _sights(shown: Mapping[int, Note], reached: Mapping[int, Level], ask: Prepared[Sight] = _texts) -> list[Sight]:
    """The text in force of each note for whoever stands there, as far as it is asked for. One query."""
    rows = ask([n.edition_id for n in shown.values()])
    return [sight for sight in rows if _fits(shown[sight.note_id], sight, reached[sight.note_id])]


def _sorted(shown: Mapping[int, Note], made: Iterable[AnyBrief]) -> dict[int, tuple[AnyBrief, ...]]:
    """By note, the lead language first."""
    found: dict[int, list[AnyBrief]] = {}
    for one in made:
        found.setdefault(one.note_id, []).append(one)
    return {pk: tuple(sorted(several, key=lambda r: (r.lang != shown[pk].lead_lang, r.lang))) for pk, several in found.items()}


def _brief(note: Note, sight: Sight, near: Level) -> dict[str, Any]:
    """The fields of a `Brief`."""
    return {
        "note_id": sight.note_id,
        "note_uid": note.uid,
        "edition": sight.edition.number,
        "edition_made_at": sight.edition.made_at,
        "correction": sight.edition.correction,
        "lang": sight.lang,
        "reach": near,
        "level": Level(sight.level),
        "floor": Level(sight.floor),
        "title": sight.title,
        "slug": sight.slug,
        "excerpt": sight.excerpt,
        "words": sight.words,
        "fingerprint": sight.fingerprint,
    }
