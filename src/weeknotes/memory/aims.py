"""Last year's aims as a review opens with them, in the words they had, and each with what its writer said became of it."""

from django.db.models import Exists, OuterRef, Q

from weeknotes.memory.kinds import AIM
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.models_review import Evidence, Review
from weeknotes.memory.review import Aim, week_of
from weeknotes.notes.levels import Level
from weeknotes.notes.rendition import briefs
from weeknotes.notes.viewer import Viewer

MOST = 60


def aims_before(review: Review, viewer: Viewer) -> tuple[Aim, ...]:
    """The aims that its writer set before `review` and has not answered, or has answered in it, the first set first. Three queries or four."""
    week = week_of(review)
    answered = Exists(Outcome.objects.filter(thread=OuterRef("pk"), week=week, replaced_by=None))
    chosen = Exists(Evidence.objects.filter(review=review, aim=OuterRef("pk")))
    mine = Thread.objects.standing().filter(owner=review.person_id, team=None, kind=AIM, first_week__lte=week)
    threads = {one.pk: one for one in mine.filter(Q(open=True) | answered | chosen).order_by("first_week", "id")[:MOST]}
    said = Appearance.objects.standing().filter(thread__in=threads, part=Appearance.SAID).exclude(note=review.note_id)
    newest: dict[int, Appearance] = {}
    for one in said.select_related("note", "note__edition").order_by("week", "id"):
        newest[one.thread_id] = one
    notes = {one.note_id: one.note for one in newest.values()}
    titles = {pk: several[0].title for pk, several in briefs(notes.values(), viewer).items()}
    places = sorted(newest.values(), key=lambda one: (one.week, one.note_id, one.start))
    return tuple(
        Aim(threads[one.thread_id], one.words, one.lang, one.note, titles.get(one.note_id, ""), Level(one.level)) for one in places
    )


def answers(review: Review) -> dict[int, Outcome]:
    """What its writer said in this review became of each aim, by thread."""
    rows = Outcome.objects.filter(thread__kind=AIM, thread__owner=review.person_id, week=week_of(review), replaced_by=None)
    return {one.thread_id: one for one in rows}
