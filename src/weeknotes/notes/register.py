"""The register of a person's own pictures, sounds and films: where each stands, and what slipped through."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from weeknotes.notes.models import Body, Media, Note, Placing
from weeknotes.notes.sound import FILM
from weeknotes.notes.spoken import AUTOMATIC, NONE
from weeknotes.people.models import Person
from weeknotes.prose.pictures import described
from weeknotes.prose.players import linked

Slip = Literal["alt", "transcript", "unchecked", "captions", "consent", "unplaced"]
SLIPS: tuple[Slip, ...] = get_args(Slip)


@dataclass(frozen=True, slots=True)
class Place:
    """A text that a medium stands in: the note, its language and title, and what is said of a picture there (None: nothing; "": decoration)."""

    note: Note
    lang: str
    title: str
    alts: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One medium: what it is, where it stands, who made it, and what slipped through, the gravest first."""

    media: Media
    sort: Literal["picture", "sound", "film"]
    places: tuple[Place, ...]
    states: tuple[tuple[str, str], ...]
    captions: tuple[str, ...]
    credit: str
    consent: str
    slips: tuple[Slip, ...]


def register(person: Person, *, only: str = "") -> tuple[list[Line], dict[Slip, int]]:
    """All that `person` gave, what slipped through first, then the newest; and how many have each slip. With `only`, those of one slip.

    Notes are those that the person writes now: where else a medium went is not told. Five queries.
    """
    held = list(Media.objects.filter(owner=person).select_related("original", "about").prefetch_related("transcripts").order_by("-made_at", "-pk"))
    texts = _texts(held, person)
    lines = [_line(media, texts.get(media.pk, ())) for media in held]
    counts: dict[Slip, int] = {slip: sum(slip in line.slips for line in lines) for slip in SLIPS}
    if only in SLIPS:
        lines = [line for line in lines if only in line.slips]
    return sorted(lines, key=lambda line: SLIPS.index(line.slips[0]) if line.slips else len(SLIPS)), counts


def _texts(held: Iterable[Media], person: Person) -> dict[int, list[Place]]:
    by_uid = {str(media.uid): media.pk for media in held}
    placed = Placing.objects.filter(sight=None, media__in=by_uid.values()).values("note")
    bodies = Body.objects.filter(note__in=Note.objects.writable_by(person.pk).filter(pk__in=placed)).select_related("note").order_by("note_id", "lang")
    found: dict[int, list[Place]] = {}
    for body in bodies:
        alts = described(body.html)
        for uid in sorted({*alts, *linked(body.html)} & by_uid.keys()):
            found.setdefault(by_uid[uid], []).append(Place(body.note, body.lang, body.title, tuple(alts.get(uid, ()))))
    return found


def _line(media: Media, places: Iterable[Place]) -> Line:
    kind = media.original.kind
    sort: Literal["picture", "sound", "film"] = "picture" if kind.startswith("image/") else "film" if kind in FILM else "sound"
    places = tuple(places)
    said = {one.lang: one for one in media.transcripts.all()}
    about = media.about if hasattr(media, "about") else None
    consent = about.consent if about else ""
    slips: set[Slip] = set()
    if not places:
        slips.add("unplaced")
    if any(alt is None for place in places for alt in place.alts):
        slips.add("alt")
    if sort != "picture":
        wanted = {place.lang for place in places} or {lang for lang, one in said.items() if one.state != NONE} or {"en"}
        states = [said[lang].state if lang in said else NONE for lang in wanted]
        if NONE in states:
            slips.add("transcript")
        if AUTOMATIC in states:
            slips.add("unchecked")
        if sort == "film" and any(lang not in said or said[lang].captions_id is None for lang in wanted):
            slips.add("captions")
    if not consent:
        slips.add("consent")
    return Line(
        media=media,
        sort=sort,
        places=places,
        states=tuple((lang, one.state) for lang, one in sorted(said.items())),
        captions=tuple(lang for lang, one in sorted(said.items()) if one.captions_id),
        credit=about.credit if about else "",
        consent=consent,
        slips=tuple(slip for slip in SLIPS if slip in slips),
    )
