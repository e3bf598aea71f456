"""Published notes for programs: as far as the person they ask for may read each, through the gate like every page."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse

from weeknotes.desk.api_door import Answer, Caller, moment, nothing_here
from weeknotes.desk.api_sent import most, next_place, place_after, week
from weeknotes.notes.languages import languages_of
from weeknotes.notes.levels import WORDS, Level
from weeknotes.notes.models import Note, NotePerson
from weeknotes.notes.rendition import Brief, Rendition, briefs, renditions
from weeknotes.people.models import Person
from weeknotes.prose.markdown import from_html
from weeknotes.publishing.addresses import absolute, note_addresses
from weeknotes.web.dates import iso

USUAL, LIMIT = 20, 50
NAMES = {level: word for word, level in WORDS.items()}


def list_notes(request: HttpRequest, caller: Caller) -> Answer:
    """The notes that I may read, the newest first, of a week, a person, a team or with a tag, without their texts; `next` leads to the page behind."""
    found = Note.objects.visible_to(caller.viewer).with_reach(caller.viewer).newest_first()
    given = request.GET
    monday = week("week", given.get("week", ""))
    if monday is not None:
        found = found.covering(monday)
    if given.get("person"):
        whom = Person.objects.filter(slug=given["person"]).first()
        found = found.written_by(whom.pk) if whom else found.none()
    if given.get("team"):
        found = found.filter(note_teams__team__slug=given["team"])
    if given.get("tag"):
        found = found.filter(note_tags__tag__slug=given["tag"])
    after = place_after(request)
    if after is not None:
        found = found.filter(Q(published_at__lt=after[0]) | Q(published_at=after[0], pk__lt=after[1]))
    several = list(found[: (count := most(request, USUAL, LIMIT)) + 1])
    notes = several[:count]
    end = notes[-1] if len(several) > count else None
    further = next_place(end.published_at, end.pk) if end is not None and end.published_at is not None else None
    return Answer({"notes": _listed(notes, briefs(notes, caller.viewer), given.get("lang", "")), "next": further})


def one_note(request: HttpRequest, caller: Caller, uid: UUID) -> Answer:
    """One note as I may read it, its text in each of its languages."""
    found = list(Note.objects.filter(uid=uid).visible_to(caller.viewer).with_reach(caller.viewer))
    shown = renditions(found, caller.viewer)
    if not found or found[0].pk not in shown:
        raise nothing_here()
    return Answer(_listed(found, shown, request.GET.get("lang", ""))[0])


def _listed(notes: Sequence[Note], shown: Mapping[int, Sequence[Brief]], lang: str) -> list[dict[str, object]]:
    """What is said of each note, and of each of its languages. Seven queries, however many notes."""
    prefetch_related_objects(notes, "author", "note_people__person", "teams", "note_tags__tag")
    public = note_addresses(note.pk for note in notes if note.level == Level.PUBLIC)
    spoken = languages_of(notes)
    return [_one(note, shown[note.pk], public.get(note.pk, {}), spoken[note.pk].follow, lang) for note in notes if note.pk in shown]


def _one(note: Note, shown: Sequence[Brief], public: Mapping[str, str], follows: Iterable[str], lang: str) -> dict[str, object]:
    writers = [note.author, *(one.person for one in note.note_people.all() if one.part == NotePerson.WRITES)]
    texts = sorted(shown, key=lambda one: one.lang != lang)
    return {
        "uid": str(note.uid),
        "url": absolute(reverse("note", args=[note.uid])),
        "kind": note.kind,
        "week": iso(note.week_from) if note.week_from else None,
        "last_week": iso(note.week_to) if note.week_to else None,
        "dated": note.dated.isoformat() if note.dated else None,
        "dated_precision": note.dated_precision,
        "published_at": moment(note.published_at),
        "updated_at": moment(shown[0].edition_made_at),
        "edition": shown[0].edition,
        "correction": shown[0].correction,
        "audience": NAMES[Level(note.level)],
        "authors": [{"slug": one.slug, "name": one.name} for one in writers],
        "teams": [{"slug": one.slug, "name": one.name} for one in note.teams.all()],
        "tags": [{"slug": one.tag.slug, "name": one.tag.name_in(lang or note.lead_lang)} for one in note.note_tags.all()],
        "texts": [_text(one, public.get(one.lang)) for one in texts],
        "will_follow": list(follows),
    }


def _text(one: Brief, public: str | None) -> dict[str, object]:
    said: dict[str, object] = {
        "lang": one.lang,
        "title": one.title,
        "excerpt": one.excerpt,
        "words": one.words,
        "public_url": absolute(public) if public else None,
    }
    if isinstance(one, Rendition):
        said |= {"html": str(one.html), "markdown": from_html(str(one.html))}
    return said
