"""What memory says beside a text on the write page, by `settings.BESIDE`: a hearing to begin, a lesson of before."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from weeknotes.memory.hearing import offered
from weeknotes.memory.lesson_like import Like, like
from weeknotes.memory.models import Hearing
from weeknotes.notes.models import Body
from weeknotes.notes.reading import Remembering
from weeknotes.notes.remark import Remark
from weeknotes.people.models import Person


def hearings(body: Body, by: Person, read: Remembering) -> list[Remark]:  # noqa: ARG001 - the shape of the list
    """A hearing for each sentence that says how much people asked for and lists none of it, until one was begun from this note."""
    found = offered(read)
    begun = set(Hearing.objects.filter(note=body.note_id).values_list("said", flat=True)) if found else set()
    return [
        Remark(
            at=one.key,
            head=_("A hearing can keep what these %(said)s were, and what becomes of each.") % {"said": one.said},
            link=f"{reverse('new-hearing')}?{urlencode({'note': body.note.uid, 'lang': body.lang, 'key': one.key})}",
            link_words=_("Begin a hearing"),
        )
        for one in found
        if one.said not in begun
    ]


def lessons(body: Body, by: Person, read: Remembering) -> list[Remark]:
    """An old lesson beside each goal of a draft that is like it, once: not in the note after, and not after "seen". See `lesson_like`."""
    return [_remark(one, body) for one in like(body, by, read)]


def _remark(one: Like, body: Body) -> Remark:
    return Remark(
        at=one.goal,
        head=_("A lesson of before may be of use here."),
        said=one.thread.words,
        lang=one.lang,
        link=reverse("lesson", args=[one.thread.uid]),
        link_words=_("Read the lesson"),
        done=reverse("lesson-seen", args=[body.note.uid, body.lang]),
        value=str(one.thread.uid),
        done_words=_("Seen"),
    )
