"""Whatever is published, answered, joined, split and undone, in any order: nothing decided is lost, and remembering twice is remembering once."""

import uuid
from collections import Counter

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from weeknotes.memory.again import remember
from weeknotes.memory.answer import answer
from weeknotes.memory.join import join, put_back_in, refuse, split, take_apart
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.models_joins import Refusal
from weeknotes.memory.offers import offered
from weeknotes.memory.remember import echo
from weeknotes.memory.shelf import root
from weeknotes.memory.tests.test_join import DAMP, NIGHTS, SINCE, W11, WEEK, goals, happened, watching
from weeknotes.notes.freeze import freeze, thaw
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.people.models import Organisation, Person

TEXT = st.builds(
    lambda lines, labels, told: "<p>Hello.</p>"
    + (goals(*lines) if lines else "")
    + (watching(*((label, "It rained.") for label in labels)) if labels else "")
    + (happened(*(f"{t} – <strong>done</strong>" for t in told)) if told else ""),
    st.lists(st.sampled_from([NIGHTS, DAMP, SINCE]), unique=True, max_size=2),
    st.lists(st.sampled_from(["Out of hours", "Out-of-hours", "Damp visits", "Damp visit rota"]), unique=True, max_size=2),
    st.lists(st.sampled_from([NIGHTS, DAMP, SINCE]), unique=True, max_size=2),
)
WHICH = st.integers(0, 9)
STEP = st.one_of(
    st.tuples(st.just("publish"), st.integers(0, 3), TEXT),
    st.tuples(st.just("withdraw"), st.integers(0, 3)),
    st.tuples(st.just("answer"), WHICH, st.integers(0, 4)),
    st.tuples(st.just("join"), WHICH, WHICH),
    st.tuples(st.just("apart"), WHICH),
    st.tuples(st.just("split"), WHICH),
    st.tuples(st.just("back"), WHICH),
    st.tuples(st.just("refuse"), WHICH, WHICH),
    st.tuples(st.just("remember")),
)


def dump() -> list[list[tuple[object, ...]]]:
    """Every row of memory."""
    return [sorted(model.objects.values_list(), key=repr) for model in (Thread, Appearance, Outcome, Refusal)]


class AnySequence(TestCase):
    """Any sequence of publishing, correcting, withdrawing, answering, joining, splitting, undoing and remembering."""

    me: Person
    notes: dict[int, Note]

    @settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.lists(STEP, min_size=3, max_size=14))
    def test_keeps_every_decision_and_remembering_twice_is_remembering_once(self, steps: list[tuple]) -> None:  # type: ignore[type-arg]
        Organisation.objects.get_or_create(id=1)
        self.me, self.notes = Person.objects.create(slug="me", name="Me"), {}
        decided: Counter[tuple[str, str]] = Counter()
        for number, step in enumerate(steps):
            joins = set(Thread.objects.exclude(into=None).values_list("pk", "into"))
            splits = set(Thread.objects.exclude(split_from=None).values_list("pk", flat=True))
            words = {a.pk: a.own.pk for a in Appearance.objects.select_related("thread", "home") if a.own.placed_at}
            with transaction.atomic():
                getattr(self, f"_{step[0]}")(number, decided, *step[1:])
            if step[0] in {"publish", "withdraw", "answer", "remember"}:
                assert set(Thread.objects.exclude(into=None).values_list("pk", "into")) == joins
                assert set(Thread.objects.exclude(split_from=None).values_list("pk", flat=True)) == splits
                now = {a.pk: a.own.pk for a in Appearance.objects.select_related("thread", "home").filter(part="said")}
                assert all(now.get(pk, home) == home for pk, home in words.items())
            assert Counter(Outcome.objects.values_list("word", "because")) == decided
            self._whole()
        remember(anew=True)
        once = dump()
        remember(anew=True)
        assert dump() == once
        assert Counter(Outcome.objects.values_list("word", "because")) == decided
        self._whole()

    def _whole(self) -> None:
        for a in [*Appearance.objects.select_related("thread", "home"), *Outcome.objects.select_related("thread", "home")]:
            assert root(a.home or a.thread) == a.thread
            assert a.home is None or a.home != a.thread
        for a in Appearance.objects.select_related("note"):
            assert a.level <= a.note.level
        for thread in Thread.objects.filter(into=None):
            seen = sorted(set(thread.appearances.values_list("week", flat=True)))
            assert not seen or (thread.times, thread.first_week, thread.last_week) == (len(seen), seen[0], seen[-1])
        for thread in Thread.objects.filter(into=None):
            assert all((other.into_id, other.kind) == (None, thread.kind) for other, _like in offered(thread))

    def _some(self, which: int, **having: object) -> Thread | None:
        found = list(Thread.objects.filter(**having).order_by("uid"))
        return found[which % len(found)] if found else None

    def _publish(self, _number: int, _decided: object, week: int, html: str) -> None:
        if week not in self.notes:
            self.notes[week] = start(author=self.me, monday=W11 + week * WEEK)
        note = self.notes[week]
        body = note.bodies.get()
        save(body=body, by=self.me, title="", html=html, version=body.version, save_key=uuid.uuid4())
        edition = freeze(note=note, by=self.me, level=Level.PUBLIC, at=timezone.now())
        echo(note=note, edition=edition, by=self.me, at=timezone.now())

    def _withdraw(self, _number: int, _decided: object, week: int) -> None:
        if week in self.notes:
            thaw(note=self.notes[week], at=timezone.now())
            echo(note=self.notes[week], edition=None, by=self.me, at=timezone.now())

    def _answer(self, number: int, decided: Counter[tuple[str, str]], which: int, week: int) -> None:
        thread = self._some(which, into=None, kind="goal")
        if thread:
            answer(thread=thread, by=self.me, word="partly", because=f"Number {number}.", week=W11 + week * WEEK, at=timezone.now())
            decided["partly", f"Number {number}."] += 1

    def _join(self, _number: int, _decided: object, one: int, other: int) -> None:
        first = self._some(one)
        second = self._some(other, kind=first.kind) if first else None
        if first and second:
            join(thread=first, other=second, by=self.me, at=timezone.now())

    def _apart(self, _number: int, _decided: object, which: int) -> None:
        thread = self._some(which, into__isnull=False)
        if thread:
            take_apart(thread=thread, by=self.me, at=timezone.now())

    def _split(self, _number: int, _decided: object, which: int) -> None:
        rows = [a for a in Appearance.objects.filter(part="said").order_by("pk") if a.thread.appearances.filter(part="said").count() > 1]
        if rows:
            split(appearance=rows[which % len(rows)], by=self.me, at=timezone.now())

    def _back(self, _number: int, _decided: object, which: int) -> None:
        thread = self._some(which, split_from__isnull=False, into=None)
        if thread and thread.split_from_id is not None and root(Thread.objects.get(pk=thread.split_from_id)) != thread:
            put_back_in(thread=thread, by=self.me, at=timezone.now())

    def _refuse(self, _number: int, _decided: object, one: int, other: int) -> None:
        first = self._some(one)
        second = self._some(other, kind=first.kind) if first else None
        if first and second and first != second:
            refuse(thread=first, other=second, by=self.me, at=timezone.now())

    def _remember(self, _number: int, _decided: object) -> None:
        remember(anew=True)
