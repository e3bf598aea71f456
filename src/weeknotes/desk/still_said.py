"""Where sentences of a note stand besides: nothing takes them out of a review in which they were put, so whoever lets fewer read the note is told."""

from django.utils.translation import gettext as _

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import briefs
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person


def still_said(note: Note, me: Person) -> str:
    """A sentence that names the published reviews made with sentences of `note` that more people may read than the note itself; "" for none.

    Those that `me` may not see are not among them.
    """
    viewer = viewer_of(me)
    note.refresh_from_db(fields=["level", "edition"])
    level = note.level if note.is_published else Level.ME
    reviews = Note.objects.visible_to(viewer).filter(review__evidence__note=note, level__gt=level).exclude(pk=note.pk).distinct()
    shown = briefs(reviews, viewer).values()
    titles = sorted(f"“{each[0].title or _('Untitled')}”" for each in shown)
    if not titles:
        return ""
    sentence = _("Sentences of it were put into %(titles)s, which more people may read. They stay there until you take them out.")
    return sentence % {"titles": ", ".join(titles)}
