"""What a one to watch became: the goal or lesson itself, chosen by whoever said it."""

from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.memory.answer import NotYours, locked, may_answer
from weeknotes.memory.history import BECAME
from weeknotes.memory.join import NotOne
from weeknotes.memory.models import Thread
from weeknotes.people.models import Person


@transaction.atomic
def become(*, thread: Thread, what: Thread | None, by: Person) -> None:
    """Keep that `thread` became `what`; None takes it back. Raises NotYours, or NotOne where it was not said to have become such a thing."""
    thread = locked(thread, by)
    if what is not None and not may_answer(what, by):
        raise NotYours(_("Only the person who said this can answer it."))
    if what is not None and BECAME.get(thread.state) != what.kind:
        raise NotOne(_("Say first, on a Friday, that it became that."))
    thread.became = what
    thread.save(update_fields=["became"])
