"""Which old lesson a goal in draft is like: rather none than a wrong one, and each beside one goal only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from weeknotes.memory.kinds import GOAL, LESSON
from weeknotes.memory.lesson import RETIRED, WRONG, lessons, more_of
from weeknotes.memory.models import Appearance, LessonSeen, Thread
from weeknotes.notes.models import Body
from weeknotes.notes.reading import Remembering
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.prose import happened
from weeknotes.prose.told import Passage

MOST_LESSONS = 100
MOST_GOALS = 20


@dataclass(frozen=True, slots=True)
class Like:
    """A lesson, the key of the goal that it stands beside, and the language of its words."""

    thread: Thread
    goal: str
    lang: str


def like(body: Body, by: Person, read: Remembering, held: Sequence[Thread] | None = None, away: Collection[int] | None = None) -> tuple[Like, ...]:
    """The lessons of `by` and their teams (`held`, where they are known) that goals of the draft are like, as `prose.happened` compares.

    None in a published note; none for a goal that was said in an earlier note, where it stood when the goal was drafted; none that `by` put away in
    this one; none that was wrong or is no longer needed, or was drawn from this very note. Three queries where there are lessons and goals; one
    where `away` says which of `held` were put away in this note, or drawn from it (see `put_away_in`).
    """
    goals = [item for item in read.kept if item.kind in {"goal", "next"}][:MOST_GOALS]
    if not goals or body.note.is_published:
        return ()
    known = [one for one in (lessons(viewer_of(by))[:MOST_LESSONS] if held is None else held) if one.state not in {WRONG, RETIRED}]
    if not known:
        return ()
    if away is None:
        seen = LessonSeen.objects.filter(note=body.note_id, person=by).values_list("thread", flat=True)
        away = {*seen, *Appearance.objects.filter(note=body.note_id, thread__kind=LESSON).values_list("thread", flat=True)}
    before = Appearance.objects.filter(key__in=[goal.key for goal in goals], thread__kind=GOAL, part=Appearance.SAID, note__author=body.note.author_id)
    old = set(before.exclude(note=body.note_id).values_list("key", flat=True))
    passages = {_passage(one): one for one in known[:MOST_LESSONS] if one.pk not in away}
    found: dict[Passage, Like] = {}
    for goal in goals:
        left = [passage for passage in passages if passage not in found]
        if left and goal.key not in old:
            for best in happened.offers(Passage(goal.text, goal.label, lang=body.lang), left, most=1):
                passage = next(one for one in left if one is best.passage)
                found[passage] = Like(passages[passage], goal.key, passage.lang)
    return tuple(found.values())


def put_away_in(body: Body, by: Person) -> Q:
    """Lessons that `by` put away in the note of `body`, or that were drawn from it: a condition on a thread."""
    seen = LessonSeen.objects.filter(note=body.note_id, person=by, thread=OuterRef("pk"))
    return Q(Exists(seen)) | Q(Exists(Appearance.objects.filter(note=body.note_id, thread=OuterRef("pk"))))


def _passage(thread: Thread) -> Passage:
    """All that tells what a lesson is about, as one passage; its place tells two of the same words apart."""
    more = more_of(thread)
    text = " ".join(words for words in (more.event, more.takes, more.applied) if words)
    return Passage(text, lang=more.lang, start=thread.pk)


def put_away(*, thread: Thread, body: Body, by: Person) -> None:
    """Keep that `by` has seen the lesson beside this note."""
    LessonSeen.objects.get_or_create(thread=thread, note=body.note, person=by)
