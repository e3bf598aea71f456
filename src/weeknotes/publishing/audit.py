"""Comparing what stands in the public folder with what was published, both ways."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from weeknotes.notes import media_files
from weeknotes.publishing import disk, look, statics
from weeknotes.publishing.alone import alone
from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.bake import BATCH, Progress, strays
from weeknotes.publishing.gathered import gather
from weeknotes.publishing.kinds import Spot, every, in_order, render
from weeknotes.publishing.made_for import as_if_at, made_for
from weeknotes.publishing.models import Page, PageNote
from weeknotes.publishing.press import fingerprint, rows_of
from weeknotes.publishing.together import batches, together


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One thing that is not as it should be: where, what in a word, and a sentence for whoever looks after the site."""

    path: str
    what: str
    sentence: str


_SENTENCES = {
    "missing": "should stand there and does not",
    "different": "is not what was published",
    "extra": "should not be there",
    "link": "is a link, not a file, and is never served",
    "no row": "should be published, and no record says so",
    "old row": "is recorded, and should not be",
    "wrong row": "is recorded with other bytes than it should have",
    "waiting": "waits to be written or removed",
    "wrong notes": "is recorded as speaking of other notes than it does",
    "lost": "is a picture that is missing or damaged; put the media folder back from a backup",
    "stray": "is a file in the media folder that belongs to no picture; the worker removes it",
    "left over": "was left half made by a process that was stopped",
}

ADDRESS = "address"
ELSEWHERE = (
    "The public pages were made for %(there)s, and this command was told that the site is at %(here)s. If the pages are right, give the command the same "
    "WEEKNOTES_URL (or WEEKNOTES_HOST and WEEKNOTES_PORT) as the site; if the site has moved, run: weeknotes bake --all. They are compared as pages of %(there)s."
)


def audit(*, progress: Progress | None = None) -> tuple[Difference, ...]:
    """Make every page again in memory and compare it with its record and its file; then look for files that nothing explains.

    Changes nothing. What looks wrong is looked at once more while nobody publishes, so that a note published meanwhile is no difference.
    A folder that was made for another address than the site has is one difference, and its pages are compared as those of that address.
    """
    address = made_for()
    if not address or address == settings.SITE_URL:
        return _differences(progress)
    with as_if_at(address):
        found = _differences(progress)
    sentence = ELSEWHERE % {"there": address, "here": settings.SITE_URL}
    return (Difference("", ADDRESS, sentence), *found)


def _differences(progress: Progress | None) -> tuple[Difference, ...]:
    spots = sorted(in_order({*every(), *(Spot(*row) for row in Page.objects.values_list("kind", "key", "lang"))}), key=together())
    doubtful: list[Spot] = []
    done = 0
    for batch in batches(spots, BATCH):
        with kept_at_hand():
            gather(batch)
            doubtful += [spot for spot in batch if _compare(spot)]
        done += len(batch)
        if progress is not None:
            progress(done, len(spots))
    with alone():
        now_there = {*every(), *(Spot(*row) for row in Page.objects.values_list("kind", "key", "lang"))}
        found = [difference for spot in in_order({*doubtful, *(now_there - set(spots))}) for difference in _compare(spot)]
        found += _files()
    return tuple(sorted(set(found)))


def _compare(spot: Spot) -> list[Difference]:
    """What is wrong with one page: its record, the notes recorded, its file."""
    page, rows = render(spot), rows_of(spot)
    found = []
    for row in rows:
        if row.stale_at is not None or row.gone_at is not None:
            found.append(_difference(row.path, "waiting"))
        if page is None or row.path != page.path:
            found.append(_difference(row.path, "old row"))
            if disk.read(row.path) is not None:
                found.append(_difference(row.path, "extra"))
    if page is None:
        return found
    row_here = next((row for row in rows if row.path == page.path), None)
    if row_here is None:
        found.append(_difference(page.path, "no row"))
    else:
        if row_here.fingerprint != fingerprint(page.body):
            found.append(_difference(page.path, "wrong row"))
        if set(PageNote.objects.filter(page=row_here).values_list("note_id", flat=True)) != set(page.notes):
            found.append(_difference(page.path, "wrong notes"))
    body = disk.read(page.path)
    if body is None:
        found.append(_difference(page.path, "missing"))
    elif body != page.body:
        found.append(_difference(page.path, "different"))
    return found


def _files() -> list[Difference]:
    """What stands in the folders and should not, and styles and scripts that are not as their names say."""
    plain = dict(disk.files())
    known = set(Page.objects.values_list("path", flat=True))
    found = [_difference(path, "extra" if plain.get(path, True) else "link") for path in strays(known)]
    found += [_difference(path, what) for path, what in (*statics.wrong(), *look.wrong())]
    found += [_difference(f"staging/{file.name}", "left over") for file in disk.staged()]
    found += [_difference(_inside(file), "lost") for file in media_files.lacking()]
    found += [_difference(_inside(file), "stray") for file in media_files.strays()]
    return found


def _inside(file: Path) -> str:
    """A file of the media folder, from the data folder."""
    return file.relative_to(settings.DATA).as_posix()


def _difference(path: str, what: str) -> Difference:
    return Difference(path, what, f"{path} {_SENTENCES[what]}.")
