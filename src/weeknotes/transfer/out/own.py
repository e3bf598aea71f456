"""What belongs to a person and to no note: their week, what they follow, jottings, headings and habits. It goes to themselves and to nobody else."""

from weeknotes.memory.models_joins import Refusal
from weeknotes.memory.models_review import Return, Template
from weeknotes.notes.models import Habit, Jotting
from weeknotes.people.models import Away, Follow, Membership, Person, Rhythm
from weeknotes.transfer.out import shapes
from weeknotes.transfer.out.shape import Ids, Row, in_order


def written_person(person: Person, ids: Ids) -> Row:
    """All of it. What comes back to them on a day is left out where its note or thread is not in the export."""
    rhythm = Rhythm.objects.filter(person=person).first()
    returns = (shapes.RETURN.written(one, ids) for one in Return.objects.filter(person=person))
    return {
        **shapes.MYSELF.written(person, ids),
        "rhythm": shapes.RHYTHM.written(rhythm, ids) if rhythm else None,
        "teams": in_order((shapes.STINT.written(one, ids) for one in Membership.objects.filter(person=person)), "joined_at"),
        "away": in_order((shapes.AWAY.written(one, ids) for one in Away.objects.filter(person=person)), "first"),
        "follows": in_order((shapes.FOLLOW.written(one, ids) for one in Follow.objects.filter(person=person)), "since"),
        "habits": in_order((shapes.HABIT.written(one, ids) for one in Habit.objects.filter(person=person)), "key"),
        "headings": in_order((shapes.TEMPLATE.written(one, ids) for one in Template.objects.filter(person=person)), "name", "lang"),
        "refused": in_order((shapes.REFUSAL.written(one, ids) for one in Refusal.objects.filter(person=person)), "low"),
        "returns": in_order((row for row in returns if row["note"] or row["thread"]), "uid"),
        "jottings": in_order((_jotting(one, ids) for one in Jotting.objects.filter(person=person).select_related("photo__media")), "at", "uid"),
    }


def _jotting(one: Jotting, ids: Ids) -> Row:
    photo = one.snap
    return shapes.JOTTING.written(one, ids) | {"photo": {"media": str(photo.media.uid), "alt": photo.alt} if photo else None}
