"""`weeknotes import PATH… --person P`: what was found, what was taken in, what was left and why."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from weeknotes.notes.levels import Level, level_named
from weeknotes.notes.models import Note
from weeknotes.people.find import find_person
from weeknotes.publishing.many import publish_many
from weeknotes.publishing.second import place_wants
from weeknotes.transfer import restore_export
from weeknotes.transfer.back.bundle import our_export
from weeknotes.transfer.files import found, records
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.restore_export import Said
from weeknotes.transfer.take import Taken, take, to_publish

UNSURE = (
    "Where that is a question, you can move the cuts: on the site, under Write, “Bring in what you wrote elsewhere”; "
    "here with --cut-at LINE, once for each line at which a post begins.\n"
)
WAITS = (
    "Here somebody else's yes is wanted before a note is for everyone. Bring these in without --publish, or for fewer readers, "
    "and ask for a yes on the site.\n"
)
STOPPED = "Kept as drafts, because a rule of your organisation stops what is in them (each says so under Write): %s.\n"
LEVELS = "me, named, team, organisation or everyone"


def run(
    *,
    paths: list[str],
    person: str | None,
    publish: str | None = None,
    cut_at: list[int] | None = None,
    as_json: bool = False,
    dry_run: bool = False,
    publish_as_before: bool = False,
) -> int:
    """Bring files and folders in as drafts of `person`; `publish` names the audience of those that have a date.

    `cut_at` are the lines of a single file at which posts begin. 1 where a file gave trouble, 2 for words that are not understood.
    """
    if (ours := our_export(paths)) is not None:
        said = Said(person=person, as_before=publish_as_before, as_json=as_json, dry=dry_run, publish=publish, cut=bool(cut_at))
        return restore_export.run(path=ours, said=said)
    if publish_as_before:
        sys.stderr.write(restore_export.NOT_OURS)
        return 2
    who, trouble = find_person(person)
    if who is None:
        sys.stderr.write(f"{trouble}\n")
        return 2
    level = level_named(publish) if publish else None
    if publish and level is None:
        sys.stderr.write(f"{publish!r} is no audience. --publish takes {LEVELS}.\n")
        return 2
    if level == Level.PUBLIC and place_wants():
        sys.stderr.write(WAITS)
        return 2
    screen = Console(stderr=True)
    files = list(found(Path(p) for p in paths))
    if not files:
        sys.stderr.write("Nothing to bring in: no text, Markdown or HTML file is there.\n")
        return 1
    if cut_at and len(files) > 1:
        sys.stderr.write(f"--cut-at takes the lines of one file, and {len(files)} are here. Bring that file in by itself.\n")
        return 2
    troubles: list[Trouble] = []
    with Progress(console=screen, disable=not screen.is_terminal, transient=True) as bar:
        reading = bar.add_task("Reading", total=len(files))

        def posts() -> Iterator[Record]:
            for path, name in files:
                for one in records(path, name, otherwise=who.writes, lines=cut_at or ()):
                    if isinstance(one, Trouble):
                        troubles.append(one)
                    else:
                        yield one
                bar.advance(reading)

        taken = take(posts(), person=who, dry=dry_run)
        stopped: list[Note] = []
        coming = to_publish(taken, person=who, level=level) if level is not None and not dry_run else []
        if coming:
            baking = bar.add_task("Publishing", total=None)
            stopped = publish_many(coming, progress=lambda done, total: bar.update(baking, completed=done, total=total))
    published = {c.note.pk for c in coming} - {note.pk for note in stopped}
    if as_json:
        for one in taken:
            sys.stdout.write(json.dumps(_data(one, one.note is not None and one.note.pk in published), ensure_ascii=False) + "\n")
    elif taken:
        _table(taken, published)
    for each in troubles:
        sys.stderr.write(f"{each.sentence}\n")
    _sum(taken, troubles, len(published), dry_run)
    if stopped:
        sys.stderr.write(STOPPED % len(stopped))
    if any(one.record.question for one in taken):
        sys.stderr.write(UNSURE)
    return 1 if troubles else 0


def _data(one: Taken, published: bool) -> dict[str, object]:
    record = one.record
    return {
        "place": record.place,
        "fate": one.fate,
        "note": str(one.note.uid) if one.note else None,
        "title": record.title,
        "dated": record.dated.isoformat() if record.dated else None,
        "language": record.lang,
        "week": record.week.iso,
        "week_sure": record.week.sure,
        "week_offers": list(record.week.offers),
        "words": record.words,
        "items": record.items,
        "says": _says(record),
        "warnings": _warnings(record),
        "published": published,
    }


def _says(record: Record) -> list[str]:
    return [f"says {one.said} {one.what}; {one.found} here" for one in record.says]


def _warnings(record: Record) -> list[str]:
    return [str(each) for each in (*record.warnings, *([record.question] if record.question else []))]


def _table(taken: list[Taken], published: set[int]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("From", "Title", "Dated", "Week", "Words", "Read", ""):
        table.add_column(heading, justify="right" if heading in {"Words", "Read"} else "left", overflow="fold")
    for one in taken:
        record = one.record
        week = record.week.iso or "–"
        if not record.week.sure:
            week = " or ".join(record.week.offers) + "?" if record.week.offers else "unknown"
        fate = "published" if one.note is not None and one.note.pk in published else {"new": "draft"}.get(one.fate, one.fate)
        notes = "; ".join((fate, *_says(record), *_warnings(record)))
        dated = record.dated.isoformat() if record.dated else "unknown"
        table.add_row(record.place, record.title or "untitled", dated, week, str(record.words), str(record.items), notes)
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _sum(taken: list[Taken], troubles: list[Trouble], published: int, dry: bool) -> None:
    fates: dict[str, int] = {}
    for one in taken:
        fates[one.fate] = fates.get(one.fate, 0) + 1
    parts = [f"{count} {fate}" for fate, count in fates.items()]
    if published:
        parts.append(f"{published} published")
    if troubles:
        parts.append(f"{len(troubles)} not readable")
    sys.stderr.write(f"{len(taken)} posts: {', '.join(parts) or 'none'}.{' Nothing was kept: this was a dry run.' if dry else ''}\n")
