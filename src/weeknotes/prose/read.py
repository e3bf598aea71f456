"""Reading one note: its outline, its week, its statements, its numbers. Everything the product knows of a text starts here."""

from datetime import date

from weeknotes.prose.items import items
from weeknotes.prose.outline import outline
from weeknotes.prose.says import says
from weeknotes.prose.shapes import Reading, Syntax
from weeknotes.prose.week import week_and_warnings


def read(source: str, *, published: date | None = None, syntax: Syntax | None = None) -> Reading:
    """Read one note; the same text gives the same reading. Never raises; offers and never invents; time grows with length alone."""
    found = outline(source, syntax=syntax)
    week, warnings = week_and_warnings(found, published=published)
    return Reading(found, week, items(found), says(found), tuple(map(str, warnings)))


def as_json(reading: Reading, *, file: str, post: int, at: int = 0) -> dict[str, object]:
    """Give a reading in the form `weeknotes read --json` prints; `at` is the offset of the post in its file, added to every place."""
    week = reading.week
    return {
        "file": file,
        "post": post,
        "title": reading.outline.title,
        "language": reading.outline.language,
        "week": {
            "iso": week.iso,
            "start": week.start.isoformat() if week.start else None,
            "end": week.end.isoformat() if week.end else None,
            "from": week.source,
            "sure": week.sure,
            "offers": list(week.offers),
        },
        "sections": [
            {"heading": one.heading, "level": one.level, "kind": one.kind, "start": one.start + at, "end": one.end + at}
            for one in reading.outline.sections
        ],
        "items": [
            {"kind": one.kind, "text": one.text, "label": one.label, "section": one.section, "start": one.start + at, "end": one.end + at}
            for one in reading.items
        ],
        "says": [
            {"what": one.what, "said": one.said, "found": one.found, "start": one.start + at, "end": one.end + at} for one in reading.says
        ],
        "warnings": list(reading.warnings),
    }
