"""What notes say of a measure, as one person may read them: figures that are offered as readings, and the sentences that readings come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from weeknotes.memory.models import Measure, NotAReading, Reading
from weeknotes.notes.models import Body, Note, NoteTeam
from weeknotes.notes.queries import Notes
from weeknotes.notes.rendition import plain_renditions
from weeknotes.notes.viewer import Viewer
from weeknotes.prose.figures import Figure, When, figures
from weeknotes.prose.html import plain
from weeknotes.prose.said_date import Precision
from weeknotes.prose.wording import fold, key

NEWEST = 20  # notes of its teams in which a measure is looked for
MOST = 40  # figures offered at once


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a note in one language, as somebody may read them: published, or a draft that they write."""

    note: Note
    lang: str
    title: str
    words: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A figure in a note that may be a reading, or the target: where it stands, what kind the words say (`why`), and of when, where that is known.

    `words` is its sentence, of which `before`, `figure` and `after` are the parts; `when_words` say when, "" where the note's own date does.
    """

    note: Note
    lang: str
    title: str
    draft: bool
    value: Decimal
    kind: str
    why: str
    when: tuple[date, Precision] | None
    when_words: str
    key: str
    words: str
    before: str
    figure: str
    after: str

    @property
    def name(self) -> str:
        """What a form calls it."""
        return f"{self.note.uid}:{self.lang}:{self.key}:{self.value.normalize():f}:{self.kind}"


@dataclass(frozen=True, slots=True)
class Source:
    """The sentence that a reading comes from, as it stands in a note that one may read now."""

    note: Note
    lang: str
    title: str
    words: str
    draft: bool


def offered(measure: Measure, viewer: Viewer) -> list[Offer]:
    """The figures in the newest notes of its teams that `viewer` may read, and in drafts of theirs that they write, which nobody has kept or refused yet."""
    notes = Note.objects.filter(pk__in=NoteTeam.objects.filter(team__in=measure.kept_by()).values("note"))
    shown = published(notes.visible_to(viewer).with_reach(viewer).newest_first()[:NEWEST], viewer)
    texts = [*_drafts(notes, viewer), *shown]
    said = set(Reading.objects.filter(measure=measure, note__isnull=False).values_list("note", "key", "value"))
    said |= set(NotAReading.objects.filter(measure=measure).values_list("note", "key", "value"))
    names, units = (measure.name_en, measure.name_cy), tuple(unit for unit in (measure.unit_en, measure.unit_cy) if unit)
    found = [_offer(text, one) for text in texts for one in figures(text.words, names=names, units=units)]
    return [one for one in found if (one.note.pk, one.key, one.value) not in said and not _is_target(measure, one)][:MOST]


def sources(readings: Sequence[Reading], viewer: Viewer) -> dict[int, Source]:
    """For each reading whose sentence `viewer` may read where it stands: that sentence. The words must stand in what they are given of the note."""
    notes = Note.objects.filter(pk__in={one.note_id for one in readings if one.words and one.note_id})
    texts = [*_drafts(notes, viewer), *published(notes.visible_to(viewer).with_reach(viewer), viewer)] if readings else []
    return standing(readings, texts)


def standing(readings: Iterable[Reading], texts: Iterable[Text]) -> dict[int, Source]:
    """For each reading whose sentence stands in one of `texts`: that sentence."""
    folded = {(one.note.pk, one.lang): (one, fold(one.words)) for one in texts}
    found = {}
    for one in readings:
        text, words = folded.get((one.note_id or 0, one.lang), (None, ""))
        if text is not None and one.words and fold(one.words) in words:
            found[one.pk] = Source(text.note, one.lang, text.title, one.words, text.draft)
    return found


def published(notes: Iterable[Note], viewer: Viewer) -> list[Text]:
    """The words of notes as `viewer` may read them, the lead language first."""
    held = list(notes)
    shown = plain_renditions(held, viewer)
    return [
        Text(note, lang, one.title, "\n".join(part.text for part in one.passages), draft=False)
        for note in held
        for lang, one in sorted(shown.get(note.pk, {}).items(), key=lambda row: (row[0] != note.lead_lang, row[0]))
    ]


def _drafts(notes: Notes, viewer: Viewer) -> list[Text]:
    """Drafts among `notes` that the viewer writes. Nobody else's draft is read, by any channel."""
    if viewer.person_id is None or viewer.least:
        return []
    mine = Note.objects.writable_by(viewer.person_id).filter(edition=None, pk__in=notes.values("pk"))
    bodies = Body.objects.filter(note__in=mine).select_related("note").order_by("-note__created_at", "lang")[:NEWEST]
    return [Text(one.note, one.lang, one.title, plain(one.html), draft=True) for one in bodies]


def _offer(text: Text, figure: Figure) -> Offer:
    sentence = figure.sentence
    first, last = figure.start - sentence.start, figure.end - sentence.start
    return Offer(
        note=text.note,
        lang=text.lang,
        title=text.title,
        draft=text.draft,
        value=figure.value,
        kind=figure.kind,
        why=figure.why,
        when=dated(figure.when, text.note, ahead=figure.kind == "target"),
        when_words=figure.when.words if figure.when else "",
        key=key(sentence.text),
        words=sentence.text,
        before=sentence.text[:first],
        figure=sentence.text[first:last],
        after=sentence.text[last:],
    )


def dated(when: When | None, note: Note, *, ahead: bool = False) -> tuple[date, Precision] | None:
    """The first day, and how precise it is, of what a note says, or of the note itself where it says nothing; None where neither is known.

    A month without its year is the last one before the note, or with `ahead` the next one after it. A target without a day has none.
    """
    own = _of_note(note)
    if when is None:
        return None if ahead else own
    if when.month is None:
        return (date(when.year, 1, 1), "year") if when.year else None
    year = when.year
    if year is None:
        if own is None:
            return None
        year = own[0].year + (ahead and when.month < own[0].month) - (not ahead and when.month > own[0].month)
    try:
        return (date(year, when.month, when.day), "day") if when.day else (date(year, when.month, 1), "month")
    except ValueError:
        return None


def _of_note(note: Note) -> tuple[date, Precision] | None:
    """The day a note is dated; the month of its week where it was dated long after; None where it says neither."""
    week = note.week_to or note.week_from
    day = note.dated if note.dated_precision == "day" else None
    if week and not (day and timedelta() <= day - (note.week_from or week) and day - week < timedelta(weeks=2)):
        return week.replace(day=1), "month"
    if day:
        return day, "day"
    precision = note.dated_precision
    return (note.dated, precision) if note.dated and precision in {"month", "quarter", "year"} else None  # type: ignore[return-value]


def _is_target(measure: Measure, offer: Offer) -> bool:
    """Whether the offer says what is aimed for already."""
    return offer.kind == "target" and measure.target == offer.value and (offer.when is None or (measure.target_date, measure.target_precision) == offer.when)
