"""The same week a year ago, as one sentence of one's own note."""

from collections.abc import Mapping
from datetime import date, timedelta

from weeknotes.memory.shapes import LastYear, Source
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import Rendition
from weeknotes.people.models import Person

A_YEAR = timedelta(days=364)  # 52 weeks: the same week last year, a Monday for a Monday
_LONGEST_SENTENCE = 280


def last_year(person: Person, monday: date, notes: Mapping[int, Note], shown: Mapping[int, tuple[Rendition, ...]]) -> LastYear | None:
    """A sentence of the note that `person` wrote a year before, where it is among `notes` and can be read now."""
    for pk, note in sorted(notes.items()):
        if note.author_id == person.pk and note.kind == Note.WEEKNOTE and note.week_from == monday - A_YEAR and pk in shown:
            then = shown[pk][0]
            source = Source(note.uid, is_shown=True, title=then.title, week=monday - A_YEAR, level=Level(note.level))
            return LastYear(source, then.lang, _sentence(then.excerpt))
    return None


def _sentence(words: str) -> str:
    """The first sentence, or as much of it as a reader takes in at a glance."""
    ends = [words.find(mark) + 1 for mark in (". ", "! ", "? ") if words.find(mark) > 0]
    first = words[: min(ends)] if ends else words
    if len(first) <= _LONGEST_SENTENCE:
        return first
    return first[:_LONGEST_SENTENCE].rsplit(" ", 1)[0] + "…"
