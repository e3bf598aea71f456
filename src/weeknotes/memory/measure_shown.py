"""A measure as a page shows it: its drawing, the words that say the same, and the table with every reading and what was put right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from weeknotes.memory.chart import Chart, Point, chart
from weeknotes.memory.measure_texts import Source, sources
from weeknotes.memory.models import Measure, Reading
from weeknotes.notes.viewer import Viewer
from weeknotes.prose.said_date import Precision, reaches
from weeknotes.web import dates
from weeknotes.web.spoken import spoken

MOST_SAID = 3  # counts that the words of the drawing say: the first and the last ones


@dataclass(frozen=True, slots=True)
class Row:
    """A reading in the table, the ones it was put in the place of, the newest first, and its sentence where one may read it."""

    reading: Reading
    earlier: tuple[Reading, ...]
    source: Source | None

    @property
    def reasons(self) -> list[str]:
        """Why it was put right, each time, the newest first."""
        return [one.because for one in (self.reading, *self.earlier) if one.because]


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """A measure on a page, for one viewer, in one language."""

    measure: Measure
    rows: tuple[Row, ...]
    chart: Chart | None
    alt: str

    @property
    def said(self) -> list[tuple[Source, list[Reading]]]:
        """Each sentence once, with the readings that come from it."""
        found: dict[tuple[int, str, str], tuple[Source, list[Reading]]] = {}
        for row in self.rows:
            if row.source:
                one = row.source
                found.setdefault((one.note.pk, one.lang, one.words), (one, []))[1].append(row.reading)
        return list(found.values())

    @property
    def notes(self) -> frozenset[int]:
        """The notes whose words are shown with it."""
        return frozenset(one.source.note.pk for one in self.rows if one.source)

    @property
    def kinds(self) -> frozenset[str]:
        """What kinds of reading there are."""
        return frozenset(one.reading.kind for one in self.rows)


def shown(measures: Iterable[Measure], viewer: Viewer) -> list[MeasureShown]:
    """Each of `measures`, which `viewer` may see, with its readings and those of their sentences that they may read. Queries do not grow with them."""
    held = list(measures)
    readings = list(Reading.objects.filter(measure__in=held).order_by("dated", "pk"))
    said = sources(readings, viewer)
    return [of_readings(measure, [one for one in readings if one.measure_id == measure.pk], said) for measure in held]


def of_readings(measure: Measure, readings: Sequence[Reading], said: Mapping[int, Source]) -> MeasureShown:
    """A measure with these readings of it, in the order of their days, and those of their sentences that are `said`."""
    by_pk = {one.pk: one for one in readings}
    replaced = {one.replaces_id for one in readings if one.replaces_id}
    rows = []
    for one in readings:
        if one.pk not in replaced:
            earlier, at = [], one
            while at.replaces_id in by_pk:
                at = by_pk[at.replaces_id]
                earlier.append(at)
            rows.append(Row(one, tuple(earlier), said.get(one.pk)))
    return MeasureShown(measure, tuple(rows), chart(_points(measure, rows)), _alt(measure, rows))


def _points(measure: Measure, rows: Sequence[Row]) -> list[Point]:
    newest = {one.reading.kind: one.reading.pk for one in rows}
    words = {"actual": _("%(value)s counted"), "committed": _("%(value)s committed"), "estimated": _("%(value)s estimated")}
    points = []
    for row in rows:
        one = row.reading
        label = words[one.kind] % {"value": figure(one.value)} if newest[one.kind] == one.pk else ""
        points.append(Point(one.kind, *reaches(one.dated, one.precision), one.value, label))  # type: ignore[arg-type]
    if measure.target is not None and measure.target_date:
        days = reaches(measure.target_date, measure.target_precision)  # type: ignore[arg-type]
        said = _("%(value)s by %(when)s") % {"value": figure(measure.target), "when": when(measure.target_date, measure.target_precision)}
        points.append(Point("target", *days, measure.target, said))
    return points


def _alt(measure: Measure, rows: Sequence[Row]) -> str:
    """The drawing in words."""
    ways = {
        "actual": _("%(value)s in %(when)s"),
        "committed": _("%(value)s committed in %(when)s"),
        "estimated": _("%(value)s estimated for %(when)s"),
    }
    of_a_day = {**ways, "actual": _("%(value)s on %(when)s"), "committed": _("%(value)s committed on %(when)s")}
    counted = [one.reading for one in rows if one.reading.kind == "actual"]
    said = counted if len(counted) <= MOST_SAID else [counted[0], *counted[-2:]]
    said += [last for kind in ("committed", "estimated") for last in [one.reading for one in rows if one.reading.kind == kind][-1:]]
    parts = [
        (of_a_day if one.precision == "day" else ways)[one.kind] % {"value": figure(one.value), "when": when(one.dated, one.precision)} for one in said
    ]
    if measure.target is not None:
        by = {"value": figure(measure.target), "when": when(measure.target_date, measure.target_precision) if measure.target_date else ""}
        parts.append((_("%(value)s aimed for by %(when)s") if measure.target_date else _("%(value)s aimed for")) % by)
    return _("%(name)s: %(readings)s. The table below has every reading.") % {"name": str(measure), "readings": "; ".join(parts)}


def figure(value: Decimal) -> str:
    """`value` as people write it: 1,234.5, without noughts at its end."""
    return str(format_decimal(value.normalize(), locale=_lang(), decimal_quantization=False))


def when(day: date, precision: Precision | str) -> str:
    """`3 June 2019`, `June 2019`, `Q2 2019` or `2019`, as `prose.said_date` reads it back."""
    if precision == "day":
        return dates.day(day)
    return format_date(day, {"month": "MMMM y", "quarter": "QQQ y", "year": "y"}[precision], locale=_lang())


def _lang() -> str:
    return spoken()[:2]
