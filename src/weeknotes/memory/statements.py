"""What a note says that is remembered: its goals, ones to watch, learnings, follow-ups and aims, each with its week and place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from weeknotes.memory.kinds import AIM, FROM_ITEM, GOAL
from weeknotes.memory.naming import label_key
from weeknotes.notes.models import Item, Note
from weeknotes.prose.anchor import anchor
from weeknotes.web.dates import WEEK, monday

NEXT = "next"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as it was frozen. `start`/`end` count in the plain words of the text; `level` is never above the note's."""

    kind: str
    lang: str
    key: str
    label: str
    label_key: str
    words: str
    week: date
    level: int
    start: int
    end: int
    before: str
    after: str


def statements(note: Note, items: Iterable[Item], text: str) -> list[Statement]:
    """The statements of `items` in their order, each once; `text` is the plain words in which their places count.

    A goal needs a week to be asked about: those of a note without one are left out, and so are goals of a reflection or review, which
    covers no working week. A "next" is a goal of the week that follows. Anything else without a week stands in the week the note is dated.
    """
    weekly = note.week_from if note.kind == Note.WEEKNOTE else None
    found: dict[tuple[str, str, str], Statement] = {}
    for item in items:
        kind = FROM_ITEM.get(item.kind)
        week = _week(note, item.kind, weekly) if kind else None
        known_by = label_key(item.label)
        if kind is None or week is None or (kind, known_by, item.key) in found:
            continue
        near = anchor(text, item.start, item.end)
        found[kind, known_by, item.key] = Statement(
            kind=kind,
            lang=item.lang,
            key=item.key,
            label=item.label,
            label_key=known_by,
            words=item.text,
            week=week,
            level=min(item.level, note.level),
            start=item.start,
            end=item.end,
            before=near.before[:64],
            after=near.after[:64],
        )
    return list(found.values())


def _week(note: Note, item_kind: str, weekly: date | None) -> date | None:
    if FROM_ITEM[item_kind] == GOAL:
        if weekly is None:
            return None
        return (note.week_to or weekly) + WEEK if item_kind == NEXT else weekly
    if note.week_from is not None:
        return note.week_from
    if FROM_ITEM[item_kind] == AIM and note.dated:
        return monday(note.dated)
    return monday(note.dated) if note.dated and note.dated_precision == "day" else None
