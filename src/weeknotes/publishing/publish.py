"""Publishing a note, or correcting one that is published: a new edition, seen everywhere before this returns."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from weeknotes.notes.checking import Stopped
from weeknotes.notes.describe import About, describe
from weeknotes.notes.freeze import freeze, heard_by
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Note, NotePerson, Plan
from weeknotes.notes.planned import reach_of
from weeknotes.notes.share import end_all, end_narrowed
from weeknotes.people.models import Person
from weeknotes.publishing import refusal
from weeknotes.publishing.change import change
from weeknotes.publishing.second import look_at_yes, out_now
from weeknotes.web.prepared import prepared


class PlanGone(Exception):
    """The plan that a worker came to carry out was carried out, changed or taken back in the meantime; nothing was changed."""


def publish(
    *,
    note: Note,
    by: Person,
    level: Level | None = None,
    correction: str = "",
    about: About | None = None,
    hold: Collection[str] | None = None,
    plan: Plan | None = None,
) -> Edition:
    """Make the next edition of `note` as its text stands, for `level` or else the audience chosen on the note.

    `correction` is the writer's own line on what changed; `about` what stands around the words from this edition on; `hold` the languages
    that stay back, which readers are told will follow (None: those that did before). `plan` is the one carried out by this, for its audience
    or for fewer where fewer were chosen since, and PlanGone where it is no longer so; published in any other way, a note's plan is done
    with. NotPublished with a sentence where the writer can mend it, or where somebody else's yes is wanted and not there; PermissionDenied where
    `by` does not write the note; then nothing has changed.
    """

    def act(held: Note, at: datetime) -> Edition:
        _take(held, plan)
        if about is not None:
            describe(note=held, about=about)
        if hold is not None:
            held.bodies.filter(lang__in=list(hold)).update(held=True)
            held.bodies.exclude(lang__in=list(hold)).update(held=False)
        reach = Level(reach_of(plan, held) if plan is not None else held.wanted_level if level is None else level)
        look_at_audience(held, reach)
        public = out_now(held)
        fewer = held.edition_id is not None and reach < held.level
        try:
            made = freeze(note=held, by=by, level=reach, at=at, correction=correction)
        except Stopped as error:
            raise refusal.stopped(error.noticed) from error
        except ValueError as error:
            waits = held.bodies.filter(held=True).exclude(html="").exists()
            raise (refusal.only_held() if waits else refusal.no_words()) from error
        look_at_words(made, reach)
        if reach == Level.PUBLIC:
            look_at_yes(note=held, edition=made, out=public)
        if fewer:
            end_all(note=held, at=at)
        else:
            end_narrowed(note=held, at=at)
        return made

    edition = change(note=note, by=by, act=act)
    assert edition is not None
    return edition


def _take(note: Note, plan: Plan | None) -> None:
    """Strike the plan in the transaction that publishes: of two workers, one finds it there. The row decides, not a clock."""
    if plan is None:
        if _planned(note.pk):
            Plan.objects.filter(note=note).delete()
    elif note.edition_id is not None or not Plan.objects.filter(pk=plan.pk, at=plan.at, failed_at=None).delete()[0]:
        raise PlanGone


@prepared(int)
def _planned(note: int) -> QuerySet[Plan, int]:
    return Plan.objects.filter(note=note).values_list("pk", flat=True)


def look_at_audience(note: Note, reach: Level) -> None:
    """NotPublished where the note does not say yet which week it is about, or whom it is for."""
    if note.kind == Note.WEEKNOTE and note.week_from is None:
        raise refusal.no_week()
    if reach == Level.NAMED and not note.note_people.filter(part=NotePerson.NAMED).exists():
        raise refusal.nobody_named()
    if reach == Level.TEAM and not note.note_teams.exists():
        raise refusal.no_team()


def look_at_words(edition: Edition, reach: Level) -> None:
    """NotPublished where there is nothing to read: a page of headings that are for fewer people would say that there is something to hide."""
    heard = heard_by(edition)
    if Level.ME not in heard:
        raise refusal.no_words()
    if reach == Level.PUBLIC and Level.PUBLIC not in heard:
        raise refusal.no_words_for_everyone()
