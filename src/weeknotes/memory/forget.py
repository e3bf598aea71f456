"""What memory keeps of a note that is deleted for good: what was decided, with its words, and nothing else."""

from weeknotes.memory.models import Reading
from weeknotes.memory.remember import recount
from weeknotes.notes.models import Note


def forget(*, note: Note) -> None:
    """Forget where `note` spoke of threads, inside the transaction that deletes it.

    A thread about which something was decided, or that a person began, stays with its words; one that was only read, and from this note
    alone, goes. A reading of a measure stays a number: its sentence goes.
    """
    touched = set(note.appearances.values_list("thread", flat=True))
    note.appearances.all().delete()
    note.outcomes.update(note=None, level=0)
    recount(touched)
    Reading.objects.filter(note=note).update(note=None, lang="", key="", words="")
