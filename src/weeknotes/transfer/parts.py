"""A file too large for one form, which the page sends in parts: each goes on where the one before ended, also another day or after the line broke."""

import fcntl
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.people.models import Person
from weeknotes.transfer.bundle import Refused
from weeknotes.transfer.incoming import folder_of, let_files_go, name_of, put_in
from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.sources import known_at
from weeknotes.transfer.trouble import in_words
from weeknotes.web.full import FULL
from weeknotes.work.wake import wake

PART = 8_000_000  # bytes that the page sends at once: a line that breaks costs no more
MOST = 2_000_000_000  # bytes of a file
LEFT_FREE = 1_000_000_000  # bytes of the disk that are for the site itself
LONGEST_STAMP = 40


class NotTaken(Exception):
    """The file is not taken; `sentence` says why and what to do, and nothing of it is kept."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class NotThere(Exception):
    """A part does not go on where the file ends, which is after `have` bytes."""

    def __init__(self, have: int) -> None:
        self.have = have
        super().__init__(f"the file has {have} bytes")


def coming(person: Person) -> ImportRun | None:
    """The file of `person` that is half-way here. One query."""
    return ImportRun.objects.filter(person=person, state=ImportRun.COMING).order_by("-pk").first()


def begin(*, person: Person, name: str, size: int, stamp: str = "") -> ImportRun:
    """Have a file of `size` bytes come from `person`; the same that is half-way here (by its name, size and `stamp`, such as when it was changed) goes on.

    One at a time: another that is half-way here is let go. NotTaken where it is too large, or there is no room.
    """
    name = name_of(name)
    given = {"name": name, "size": size, "stamp": stamp[:LONGEST_STAMP].replace("\0", "")}  # no database keeps a NUL
    before = coming(person)
    if before is not None and {key: before.inputs[0].get(key) for key in given} == given:
        return before
    if size > MOST:
        values = {"name": name, "most": MOST // 1_000_000_000}
        raise NotTaken(_("%(name)s is larger than %(most)s GB. Whoever keeps this site can bring it in with: weeknotes import.") % values)
    if shutil.disk_usage(settings.DATA).free - size < LEFT_FREE:
        raise NotTaken(_("There is not enough room on this server for %(name)s. Whoever keeps this site can make some, or bring it in with: weeknotes import.") % {"name": name})
    for one in ImportRun.objects.filter(person=person, state=ImportRun.COMING):
        one.delete()
        let_files_go(one)
    run = ImportRun(person=person, state=ImportRun.COMING, phase=ImportRun.READ)
    run.inputs = [{**given, "path": str(put_in(run.uid, name, ()))}]
    run.save()
    return run


def have(run: ImportRun) -> int:
    """How many bytes of it are here."""
    try:
        return _path(run).stat().st_size
    except FileNotFoundError:
        return 0


def add(*, run: ImportRun, start: int, pieces: Iterable[bytes]) -> int:
    """Put a part where the file ends, after `start` bytes; how many it has then.

    NotThere where it ends elsewhere: what was sent twice, or by two pages at once, comes in once. NotTaken where there is more than the file was said to
    have, or no room. A part that breaks off stays as far as it came.
    """
    size = run.inputs[0]["size"]
    path = _path(run)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        there = file.seek(0, os.SEEK_END)
        if there != start:
            raise NotThere(there)
        try:
            for piece in pieces:
                if there + len(piece) > size:
                    raise NotTaken(_("More came than this file was said to have. Choose it once more."))
                there += file.write(piece)
            file.flush()
        except OSError as error:
            if error.errno not in FULL:
                raise
            os.truncate(path, start)
            raise NotTaken(_("The disk of this server is full. What came so far stays here for a day; tell whoever keeps this site, and go on afterwards.")) from error
    return there


def finish(*, run: ImportRun) -> None:
    """All of it is here: have it looked through, as what came with a form is. NotThere where some is lacking; NotTaken where it is nothing that is known."""
    one = run.inputs[0]
    if have(run) != one["size"]:
        raise NotThere(have(run))
    path = _path(run)
    sentence = _("%(name)s is no export or archive that is known here, and too large for a text. Nothing of it was kept.") % {"name": one["name"]}
    try:
        known = known_at(path, name=one["name"])
    except Refused as why:
        known, sentence = None, in_words(why.why)
    if known is None:
        ImportRun.objects.filter(pk=run.pk, state=ImportRun.COMING).delete()
        let_files_go(run)
        raise NotTaken(sentence)
    if ImportRun.objects.filter(pk=run.pk, state=ImportRun.COMING).update(state=ImportRun.LOOKING, kind=known["kind"], inputs=[known]):
        transaction.on_commit(wake)


def _path(run: ImportRun) -> Path:
    path = Path(run.inputs[0]["path"])
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    assert path.is_relative_to(folder_of(run.uid))
    return path
