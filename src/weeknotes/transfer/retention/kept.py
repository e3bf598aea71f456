"""Which class each note is kept by, and which notes are due: asked of all notes at once, by the day.

A note is of one class at a time. What was chosen for the note itself counts before what is for its teams, and that before what is for all; on each of
these steps a class that counts from its writer's leaving comes first, once they have left. A class is for those notes alone to which that has happened
that it counts from: a draft has no day of publication. Of several teams' classes the one that keeps it longest counts.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Case, DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields import BigIntegerField, CharField
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from weeknotes.notes.holds import on_hold
from weeknotes.notes.models import Body, Note, NotePerson
from weeknotes.notes.queries import Notes
from weeknotes.transfer.models_retention import LEFT, PUBLISHED, WITHDRAWN, WRITTEN, NoteClass, RetentionClass, TeamClass
from weeknotes.transfer.retention.terms import earlier

ONE_DAY = timedelta(days=1)


def with_class(notes: Notes) -> Notes:
    """Each note that is not deleted with `what` it is, `left` (when its writer left, if nobody who writes it is here), `kept_by` (its class) and the
    moments that a class may count from: `out_at`, `back_at`, `worked_at`. Drafts without a saved word are left out: there is nothing of them."""
    here = NotePerson.objects.filter(note=OuterRef("pk"), part=NotePerson.WRITES, person__is_active=True)
    worked = Body.objects.filter(note=OuterRef("pk"), version__gt=0).order_by().values("note").annotate(at=Max("saved_at")).values("at")
    moments = notes.kept().annotate(
        what=Case(
            When(edition__isnull=False, then=Value(PUBLISHED)), When(withdrawn_at__isnull=False, then=Value(WITHDRAWN)), default=Value(WRITTEN), output_field=CharField()
        ),
        left=Case(When(Q(author__is_active=False) & ~Exists(here), then=F("author__left_at")), default=None, output_field=DateTimeField()),
        out_at=F("edition__made_at"),
        worked_at=Subquery(worked),
    )
    left_too = Case(When(left__isnull=False, then=Value(LEFT)), default=Value(""), output_field=CharField())
    return (
        moments.annotate(left_too=left_too, back_at=Greatest("withdrawn_at", Coalesce("worked_at", "withdrawn_at")))
        .filter(Q(edition__isnull=False) | Q(worked_at__isnull=False))
        .annotate(kept_by=_class())
    )


def _class() -> Coalesce | Case:
    fits = Q(kept__counted_from=OuterRef("what")) | Q(kept__counted_from=OuterRef("left_too"))
    own = NoteClass.objects.filter(fits, note=OuterRef("pk")).values("kept")
    first = Case(When(kept__counted_from=LEFT, then=Value(0)), default=Value(1))
    teams = TeamClass.objects.filter(fits, team__note_teams__note=OuterRef("pk"))
    of_team = teams.order_by(first, F("kept__months").desc(nulls_first=True), "kept").values("kept")[:1]
    for_all = dict(RetentionClass.objects.filter(for_all=True).values_list("counted_from", "pk"))
    number = BigIntegerField()
    cases = [When(left__isnull=False, then=Value(for_all[LEFT]))] if LEFT in for_all else []
    cases += [When(what=one, then=Value(for_all[one])) for one in (PUBLISHED, WITHDRAWN, WRITTEN) if one in for_all]
    rest = Case(*cases, default=None, output_field=number) if cases else Value(None, output_field=number)
    return Coalesce(Subquery(own), Subquery(of_team), rest, output_field=number)


MOMENT = {PUBLISHED: "out_at", WITHDRAWN: "back_at", WRITTEN: "worked_at", LEFT: "left"}


def due_under(kept: RetentionClass, today: date, *, among: Collection[int] | None = None) -> Notes:
    """Notes (`among` those ids) whose time under this class is over `today`, with `counted`, the moment it is counted from. None for a class that keeps for good.

    Nothing is asked here of holds or of what is on a list already.
    """
    if kept.months is None:
        return Note.objects.none()
    moment, end = MOMENT[kept.counted_from], end_of(kept.months, today)
    # Longest kept first: most notes are told apart by their moment, before their class is asked for.
    notes = Note.objects.all() if among is None else Note.objects.filter(pk__in=among)
    return with_class(notes).filter(**{f"{moment}__lt": end}, kept_by=kept.pk).annotate(counted=F(moment))  # type: ignore[misc]


def end_of(months: int, today: date) -> datetime:
    """The moment before which a time of so many months began that is over today."""
    return timezone.make_aware(datetime.combine(earlier(today, months) + ONE_DAY, time.min))


def counts_of(notes: Notes, made: Iterable[RetentionClass], today: date) -> Counter[int]:
    """How many of `notes` are due today by each class of `made`, by its id: the same as `due_under` gives class by class, in one query for all of them."""
    ends = {one.pk: (MOMENT[one.counted_from], end_of(one.months, today)) for one in made if one.months is not None}
    early = Q(pk__in=[])
    for moment, end in ends.values():
        early |= Q(**{f"{moment}__lt": end})
    moments = tuple(MOMENT.values())
    found: Counter[int] = Counter()
    for kept_by, *at in with_class(notes).filter(early).values_list("kept_by", *moments).iterator(chunk_size=5000):
        if kept_by in ends:
            moment, end = ends[kept_by]
            began = at[moments.index(moment)]
            found[kept_by] += began is not None and began < end
    return found


def free(notes: Notes) -> Notes:
    """Those of `notes` that no hold keeps."""
    return notes.filter(~on_hold())


def classes() -> QuerySet[RetentionClass]:
    """The classes of this place, in the order in which they are shown."""
    return RetentionClass.objects.order_by("counted_from", "-for_all", "name_en", "name_cy", "pk")
