"""Readings of a measure: kept with a click, put right with both in sight, or said to be none."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from weeknotes.memory.measure_texts import Offer
from weeknotes.memory.measures import agree, allow_readings
from weeknotes.memory.models import Measure, NotAReading, Reading
from weeknotes.people.models import Person
from weeknotes.prose.said_date import Precision


@dataclass(frozen=True, slots=True)
class Said:
    """What a reading says: how much, whether it was counted, committed or estimated, and of when."""

    value: Decimal
    kind: str
    dated: date
    precision: Precision


class PutRightAlready(Exception):
    """The reading that was to be put right was put right in the meantime."""


def keep_reading(*, measure: Measure, by: Person, said: Said, source: Offer | None = None) -> Reading:
    """A reading, from the sentence of `source` where it was offered. PermissionDenied where `by` is in none of the measure's teams."""
    allow_readings(by, measure)
    place = {"note": source.note, "lang": source.lang, "key": source.key, "words": source.words} if source else {}
    reading = Reading(measure=measure, value=said.value, kind=said.kind, dated=said.dated, precision=said.precision, **place)
    agree(measure, reading.save)
    return reading


def put_right(*, reading: Reading, by: Person, said: Said, because: str = "") -> Reading:
    """Another reading in the place of `reading`, which stays in sight as what was said before. PutRightAlready where one stands there."""
    allow_readings(by, reading.measure)
    place = {"note": reading.note, "lang": reading.lang, "key": reading.key, "words": reading.words}
    right = Reading(measure=reading.measure, value=said.value, kind=said.kind, dated=said.dated, precision=said.precision, replaces=reading, **place)
    right.because = " ".join(because.split())[:300]

    def act() -> None:
        if Reading.objects.filter(replaces=reading).exists():
            raise PutRightAlready
        right.save()

    agree(reading.measure, act)
    return right


def refuse(*, measure: Measure, by: Person, offer: Offer) -> None:
    """Offer this figure of this sentence no more. PermissionDenied where `by` is in none of the measure's teams."""
    allow_readings(by, measure)
    NotAReading.objects.get_or_create(measure=measure, note=offer.note, key=offer.key, value=offer.value)
