"""What memory keeps of a note that is deleted for good: what was decided, with its words, and nothing else."""

from weeknotes.memory.keep import recount
from weeknotes.memory.models import Reading
from weeknotes.memory.models_review import Evidence, Return, Review
from weeknotes.notes.models import Note


def forget(*, note: Note) -> None:
    """Forget where `note` spoke of threads, inside the transaction that deletes it.

    A thread about which something was decided, or that a person began, stays with its words; one that was only read, and from this note
    alone, goes. Of a review what was chosen and signed goes with its text, and so do sentences of this note that were chosen for another.
    A reading of a measure stays a number: its sentence goes.
    """
    Evidence.objects.filter(note=note).delete()
    Review.objects.filter(note=note).delete()
    Return.objects.filter(note=note).delete()
    rows = note.appearances.values_list("thread", "home")
    touched = {pk for pair in rows for pk in pair if pk is not None}
    note.appearances.all().delete()
    note.outcomes.update(note=None, level=0)
    recount(touched)
    Reading.objects.filter(note=note).update(note=None, lang="", key="", words="")
