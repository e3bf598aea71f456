"""Files that came with a form, told apart: texts are held as before, and what an importer knows waits as a bringing in of its own."""

import uuid
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.net.fetch import NotFetched
from weeknotes.people.models import Person
from weeknotes.transfer.bundle import Refused
from weeknotes.transfer.fetch_feed import FAILED, WHY, fetch_feed
from weeknotes.transfer.files import ENDINGS
from weeknotes.transfer.hold import hold
from weeknotes.transfer.importers import feed
from weeknotes.transfer.incoming import let_files_go, put_in
from weeknotes.transfer.models import ImportRun, Upload
from weeknotes.transfer.sources import Input, known_at
from weeknotes.transfer.trouble import in_words
from weeknotes.web.connection import MOST_BODY
from weeknotes.work.wake import wake

N_ = str  # marks a sentence for translation where it is shown

# A form has something around its files.
LARGEST_ARCHIVE = MOST_BODY - 1_000_000
SECONDS = 15  # somebody waits for it
MOST_NUMBER = 1_000_000  # no file of a form has it
BESIDE = N_("Texts that you gave with it wait for you on the page “Bring in what you wrote elsewhere”, to be looked at by themselves: %(names)s.")
TEXTS = ENDINGS - {".html", ".htm", ".xhtml"}


def receive(*, person: Person, files: Iterable["UploadedFile[bytes]"], address: str = "") -> tuple[ImportRun | None, Upload | None, list[str]]:
    """Keep `files`, and the feed at `address`, for `person` to look at: what an importer knows as a run, all others as texts; and a sentence for each
    that is neither.

    OSError when there is no room; then nothing is kept.
    """
    run = ImportRun(person=person, state=ImportRun.LOOKING, phase=ImportRun.READ)
    inputs: list[Input] = []
    texts: list[UploadedFile[bytes]] = []
    troubles: list[str] = []
    try:
        for number, file in enumerate(files):
            name = file.name or ""
            if (file.size or 0) > LARGEST_ARCHIVE:
                values = {"name": name, "most": LARGEST_ARCHIVE // 1_000_000}
                troubles.append(_("%(name)s is larger than %(most)s MB. Whoever keeps this site can bring it in with: weeknotes import.") % values)
            elif PurePosixPath(name).suffix.lower() in TEXTS:
                texts.append(file)
            else:
                path = put_in(run.uid, name, file.chunks(), number)
                try:
                    known = known_at(path, name=name[-180:])
                except Refused as why:
                    path.unlink()
                    troubles.append(in_words(why.why))
                    continue
                if known is not None:
                    inputs.append(known)
                else:
                    path.unlink()
                    file.seek(0)
                    texts.append(file)
    except BaseException:
        let_files_go(run)
        raise
    if address:
        given, sentence = _feed(run.uid, address, MOST_NUMBER)
        inputs += given
        troubles += [sentence] if sentence else []
    upload, more = hold(person=person, files=texts) if texts else (None, [])
    if not inputs:
        let_files_go(run)
        return None, upload, [*troubles, *more]
    run.inputs, run.kind = inputs, inputs[0]["kind"]
    run.said = [{"place": "", "trouble": sentence, "count": 1, "given": True} for sentence in (*troubles, *more)]
    if upload is not None:
        names = ", ".join(upload.texts.order_by("number").values_list("name", flat=True))
        run.said.append({"place": "", "why": BESIDE, "values": {"names": names}, "count": 1, "given": True})
    run.save()
    transaction.on_commit(wake)
    return run, upload, []


def _feed(uid: uuid.UUID, address: str, number: int) -> tuple[list[Input], str]:
    """The feed at an address as what is brought in, or a sentence that says why there is none."""
    shown = {"address": address[:200]}
    try:
        path = fetch_feed(uid, address, number=number, seconds=SECONDS)
    except NotFetched as why:
        return [], _(WHY.get(why.why, FAILED)) % shown
    try:
        known = known_at(path, name=path.name)
    except Refused:
        known = None
    if known is not None and known["kind"] == feed.KIND:
        return [known | {"name": address[-180:]}], ""
    path.unlink()
    return [], _("There is no feed at %(address)s, and the page there names none. Its address often ends in /feed/, /rss or .xml.") % shown

