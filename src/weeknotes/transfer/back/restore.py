"""Taking our own export in again: all of it into a place where there is nothing, and only what the person wrote into a place that is in use.

One transaction: stopped in between, nothing has come in.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from weeknotes.notes import media_files
from weeknotes.notes.models import Note
from weeknotes.people.models import Organisation, Person
from weeknotes.people.site import forget
from weeknotes.publishing.bake import Progress
from weeknotes.publishing.many import Publishing, all_or_none, finish
from weeknotes.transfer.back import notes, remembered, who
from weeknotes.transfer.back.bundle import Bundle, NotReadable
from weeknotes.transfer.back.coming import Coming
from weeknotes.transfer.back.media import media


@dataclass(frozen=True, slots=True)
class Restored:
    """What came in: new notes, how many of them are published, those that were here, those that are not the person's, and those that a rule stops."""

    new: int
    published: int
    here: int
    not_theirs: int
    stopped: int
    whole: bool


def begin_here(bundle: Bundle) -> Person | None:
    """Where nobody has begun yet: the place and the person of the export, who becomes its host. None where the export is nobody's."""
    about = bundle.about
    rows = {row["uid"]: row for row in bundle.rows("people")}
    row = bundle.person() or rows.get(str(about["whose"] if about["of"] == "person" else about["by"]))
    if row is None:
        return None
    place = about["place"]
    with transaction.atomic():
        Organisation.objects.create(
            id=1, name_en=place["name_en"], name_cy=place["name_cy"], languages=place["languages"] or "en", timezone=place["timezone"]
        )
        made = Person.objects.create(uid=row["uid"], slug=row["slug"], name=row["name"], is_host=True)
    forget()
    return made


def is_empty() -> bool:
    """Whether there is nothing here yet that belongs to anybody: no note, and nobody but the one who began."""
    return not Note.objects.exists() and Person.objects.count() <= 1


def would_come(*, bundle: Bundle, person: Person | None) -> Restored:
    """What would come in for `person`, None where nobody is here yet: counted, and nothing kept."""
    about, whole = bundle.about, is_empty()
    whose = about["whose"] if about["of"] == "person" else about["by"]
    rows = list(bundle.notes())
    theirs = [row for row in rows if whole or (whose is not None and (row.get("author") == whose or whose in row.get("writers", ())))]
    there = Note.objects.all() if whole or person is None else Note.objects.written_by(person.pk)
    here = there.filter(uid__in=[row["uid"] for row in theirs]).count()
    return Restored(len(theirs) - here, 0, here, len(rows) - len(theirs), 0, whole)


def restore(*, bundle: Bundle, person: Person, as_before: bool = False, progress: Progress | None = None) -> Restored:
    """Take in what `person` may have of the export, who is the one that it was made by or of. NotReadable, with nothing taken in, where it is not what an export is.

    Without `as_before` all are drafts. With it what was published is so again: where there is nothing yet for those it was for, otherwise only what was for everyone.
    """
    about = bundle.about
    whose = about["whose"] if about["of"] == "person" else about["by"]
    coming = Coming(bundle, person, whose, is_empty(), as_before)
    try:
        with all_or_none() as publish_rows, media_files.held():
            stopped = _take(coming, publish_rows)
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError, IntegrityError, AssertionError) as why:
        raise NotReadable(f"Something in this export is not as docs/export.md says ({type(why).__name__}: {why}). Nothing was taken in.") from why
    forget()
    finish(progress=progress)
    new = [note.pk for note, _row in coming.notes]
    published = Note.objects.filter(pk__in=new, edition__isnull=False).count()
    return Restored(len(new), published, coming.here, coming.not_theirs, stopped, coming.whole)


def _take(coming: Coming, publish_rows: Publishing) -> int:
    who.people(coming)
    who.teams(coming)
    who.profile(coming)
    who.tags_and_series(coming)
    media(coming)
    stopped = publish_rows(notes.notes(coming))
    notes.finished(coming)
    remembered.hearings(coming)
    remembered.threads(coming)
    remembered.measures(coming)
    remembered.focuses(coming)
    remembered.questions(coming)
    remembered.reviews(coming)
    who.kept_beside(coming)
    return len(stopped)
