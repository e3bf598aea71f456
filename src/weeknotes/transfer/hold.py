"""Files that came with a form: their texts are held for the person to look at, before anything is taken in."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.people.models import Person
from weeknotes.transfer.files import LARGEST, text_of, too_large
from weeknotes.transfer.models import Upload, UploadText
from weeknotes.transfer.record import Trouble

AT_ONCE = 2 * LARGEST
LONGEST_NAME = 180


def hold(*, person: Person, files: Iterable["UploadedFile[bytes]"]) -> tuple[Upload | None, list[str]]:
    """Keep the texts of `files` for `person`; None where no file gave one. Also a sentence for each file that did not."""
    texts: list[UploadText] = []
    troubles: list[str] = []
    taken: set[str] = set()
    size = 0
    for file in files:
        name = _name(file.name or "", taken)
        text = _text(file, name, size)
        if isinstance(text, Trouble):
            troubles.append(text.sentence)
            continue
        size += file.size or 0
        texts.append(UploadText(number=len(texts), name=name, text=text))
    if not texts:
        return None, troubles
    with transaction.atomic():
        upload = Upload.objects.create(person=person, troubles=troubles)
        for each in texts:
            each.upload = upload
        UploadText.objects.bulk_create(texts, batch_size=50)
    return upload, troubles


def _text(file: "UploadedFile[bytes]", name: str, before: int) -> str | Trouble:
    if (file.size or 0) > LARGEST:
        return too_large(name)
    if before + (file.size or 0) > AT_ONCE:
        values = {"name": name, "most": AT_ONCE // 1_000_000}
        return Trouble(name, _("%(name)s was left: more than %(most)s MB came at once. Bring it in afterwards.") % values)
    return text_of(file.read(), name)


def _name(given: str, taken: set[str]) -> str:
    """The name of a file, told from those of the same name that came with it; a very long one keeps its end."""
    name = given[-LONGEST_NAME:] or "–"
    path = PurePosixPath(name)
    number = 1
    while name in taken:
        number += 1
        name = f"{path.stem} ({number}){path.suffix}"
    taken.add(name)
    return name
