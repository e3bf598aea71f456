"""What is remembered of notes as they are published, corrected, narrowed and withdrawn, in any order."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from weeknotes.memory.answer import answer
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.remember import echo
from weeknotes.notes.freeze import freeze, thaw
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.people.models import Organisation, Person, Team
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db
W11 = date(2021, 3, 15)
WEEK = timedelta(weeks=1)
NIGHTS = "Read every night call since October"
DAMP = "Book the first ten damp visits"


def goals(*lines: str) -> str:
    return "<h2>Goals for the week</h2><ol>" + "".join(f"<li>{line}</li>" for line in lines) + "</ol>"


def following(*lines: str) -> str:
    return "<h2>Next week</h2><ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def watching(label: str, words: str) -> str:
    return f"<h2>Ones to watch</h2><p><strong>{label}</strong> – {words}</p>"


def happened(*lines: str, audience: str = "") -> str:
    mark = f' data-audience="{audience}"' if audience else ""
    return f"<h2{mark}>What I said, and what happened</h2><ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def weeks(thread: Thread) -> list[date]:
    return sorted(set(thread.appearances.values_list("week", flat=True)))


def test_goals_ones_to_watch_learnings_and_next_items_become_threads(published: Callable[..., Note]) -> None:
    learned = "<h2>What I’m learning</h2><p><strong>The margin</strong> – If people write beside the form, ask why.</p>"
    published(goals(NIGHTS, DAMP) + watching("Out of hours", "Fewer people ring twice.") + learned + following("The key board is up"))
    assert sorted((t.kind, t.label, t.words[:20], t.first_week) for t in Thread.objects.all()) == [
        ("goal", "", DAMP[:20], W11),
        ("goal", "", NIGHTS[:20], W11),
        ("goal", "", "The key board is up", W11 + WEEK),
        ("learning", "The margin", "If people write besi", W11),
        ("watch", "Out of hours", "Fewer people ring tw", W11),
    ]


def test_a_note_over_two_weeks_sets_its_next_goals_for_the_week_after_both(published: Callable[..., Note]) -> None:
    published("<p>Two weeks.</p>" + following("The key board is up"), last_monday=W11 + WEEK)
    assert Thread.objects.get().first_week == W11 + 2 * WEEK


def test_a_note_about_no_week_sets_no_goals_and_its_learnings_stand_in_the_week_it_is_dated(published: Callable[..., Note]) -> None:
    learned = "<h2>What I learned</h2><p><strong>Saturdays</strong> – Nobody had asked anyone on a Saturday.</p>"
    published(goals(NIGHTS) + learned, None, kind=Note.REFLECTION, dated=date(2021, 3, 18))
    assert [(t.kind, t.first_week) for t in Thread.objects.all()] == [("learning", W11)]


def test_the_same_goal_set_again_is_one_thread_with_two_weeks(published: Callable[..., Note]) -> None:
    published(goals(NIGHTS))
    published(goals("Read every night call since October."), 1)
    thread = Thread.objects.get()
    assert (thread.first_week, thread.last_week, thread.times) == (W11, W11 + WEEK, 2)


def test_a_goal_that_was_done_and_is_set_again_later_is_a_new_thread(published: Callable[..., Note], nerys: Person) -> None:
    published(goals(NIGHTS))
    answer(thread=Thread.objects.get(), by=nerys, word="done", week=W11 + WEEK, at=timezone.now())
    published(goals(NIGHTS), 3)
    assert sorted(Thread.objects.values_list("first_week", "open")) == [(W11, False), (W11 + 3 * WEEK, True)]


def test_an_older_note_that_comes_in_after_a_goal_was_done_still_belongs_to_it(published: Callable[..., Note], nerys: Person) -> None:
    published(goals(NIGHTS), 2)
    answer(thread=Thread.objects.get(), by=nerys, word="done", week=W11 + 3 * WEEK, at=timezone.now())
    published(goals(NIGHTS), 0)
    assert Thread.objects.get().times == 2


def test_a_one_to_watch_is_the_same_one_by_its_label_whatever_is_said_of_it(published: Callable[..., Note]) -> None:
    published(watching("Out of hours", "Fewer people ring twice."))
    published(watching("Out of Hours", "The board has no box for it."), 2)
    thread = Thread.objects.get()
    assert (thread.times, thread.words, thread.last_week) == (2, "The board has no box for it.", W11 + 2 * WEEK)


def test_the_same_words_under_two_labels_are_two_things_and_a_renamed_label_is_the_same_one(
    published: Callable[..., Note], corrected: Callable[[Note, str], None]
) -> None:
    twice = "<p>Hello.</p><h2>Ones to watch</h2><p><strong>{}</strong> – Nothing new.</p><p><strong>Van stock</strong> – Nothing new.</p>"
    note = published(twice.format("Out of hours"))
    before = dict(Thread.objects.values_list("label", "pk"))
    corrected(note, twice.format("Night calls"))
    assert dict(Thread.objects.values_list("label", "pk")) == {"Night calls": before["Out of hours"], "Van stock": before["Van stock"]}


def test_a_label_written_about_twice_in_one_note_counts_one_week(published: Callable[..., Note]) -> None:
    published(watching("Out of hours", "Fewer people ring twice.") + "<p><strong>Out of hours</strong> – And on Sunday nobody did.</p>")
    thread = Thread.objects.get()
    assert (thread.times, thread.appearances.count()) == (1, 2)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_weeks_and_words_come_out_the_same_in_whatever_order_notes_come_in(order: tuple[int, ...], published: Callable[..., Note]) -> None:
    texts = [
        goals(NIGHTS) + watching("Out of hours", "First."),
        happened(f"{NIGHTS} – <strong>carried</strong>") + following(NIGHTS) + watching("Out of hours", "Second."),
        happened(f"{NIGHTS} – <strong>done</strong>, because Aled took sixty") + watching("Out of hours", "Third."),
    ]
    for week in order:
        published(texts[week], week)
    goal, watch = Thread.objects.get(kind="goal"), Thread.objects.get(kind="watch")
    assert (goal.first_week, goal.last_week, goal.times, weeks(goal)) == (W11, W11 + 2 * WEEK, 3, [W11, W11 + WEEK, W11 + 2 * WEEK])
    assert sorted(goal.appearances.values_list("week", "part")) == [
        (W11, "said"),
        (W11 + WEEK, "happened"),
        (W11 + 2 * WEEK, "happened"),
        (W11 + 2 * WEEK, "said"),
    ]
    assert (watch.first_week, watch.last_week, watch.times, watch.words) == (W11, W11 + 2 * WEEK, 3, "Third.")


def test_a_reworded_sentence_keeps_its_thread(published: Callable[..., Note], corrected: Callable[[Note, str], None]) -> None:
    note = published("<p>A quiet week, mostly on the phone.</p>" + goals(NIGHTS, DAMP))
    before = dict(Thread.objects.values_list("words", "pk"))
    corrected(note, "<p>A quiet week, mostly on the phone.</p>" + goals("Read every night call since the first of October", DAMP))
    assert dict(Thread.objects.values_list("words", "pk")) == {
        "Read every night call since the first of October": before[NIGHTS],
        DAMP: before[DAMP],
    }


def test_a_sentence_taken_out_is_forgotten(published: Callable[..., Note], corrected: Callable[[Note, str], None]) -> None:
    note = published("<p>Hello.</p>" + goals(NIGHTS, DAMP))
    corrected(note, "<p>Hello.</p>" + goals(DAMP))
    assert list(Thread.objects.values_list("words", flat=True)) == [DAMP]


def test_words_taken_out_under_an_answer_stay_with_the_writer_alone(
    published: Callable[..., Note], corrected: Callable[[Note, str], None], nerys: Person
) -> None:
    note = published("<p>Hello.</p>" + goals(NIGHTS, DAMP))
    answer(thread=Thread.objects.get(words=NIGHTS), by=nerys, word="done", because="Aled took sixty.", week=W11 + WEEK, at=timezone.now())
    corrected(note, "<p>Hello.</p>" + goals(DAMP))
    thread = Thread.objects.get(words=NIGHTS)
    assert (thread.state, thread.outcomes.get().because) == ("done", "Aled took sixty.")
    assert list(thread.appearances.values_list("level", "words")) == [(0, NIGHTS)]


def test_words_that_stand_in_another_note_are_forgotten_only_here(
    published: Callable[..., Note], corrected: Callable[[Note, str], None]
) -> None:
    note = published("<p>Hello.</p>" + goals(NIGHTS))
    published(goals(NIGHTS), 1)
    corrected(note, "<p>Hello.</p>")
    thread = Thread.objects.get()
    assert (thread.first_week, thread.times) == (W11 + WEEK, 1)


def test_a_correction_never_changes_an_answer(published: Callable[..., Note], corrected: Callable[[Note, str], None], nerys: Person) -> None:
    first = published("<p>Hello.</p>" + goals(NIGHTS))
    answer(thread=Thread.objects.get(), by=nerys, word="partly", because="Half.", week=W11 + WEEK, at=timezone.now())
    second = published(happened(f"{NIGHTS} – <strong>partly</strong>, because Half."), 1)
    corrected(second, happened(f"{NIGHTS} – <strong>done</strong>, because all of it"))
    corrected(first, "<p>Hello again.</p>" + goals(NIGHTS))
    outcome = Outcome.objects.get()
    assert (outcome.word, outcome.because) == ("partly", "Half.")
    assert Thread.objects.get().state == "partly"


def test_withdrawing_takes_every_appearance_to_the_writer_alone_and_publishing_again_brings_it_back(
    published: Callable[..., Note], nerys: Person
) -> None:
    note = published(goals(NIGHTS) + watching("Out of hours", "First."))
    withdraw(note=note, by=nerys)
    assert set(Appearance.objects.values_list("level", flat=True)) == {0}
    assert Thread.objects.count() == 2
    note.refresh_from_db()
    publish(note=note, by=nerys, level=Level.ORGANISATION)
    assert set(Appearance.objects.values_list("level", flat=True)) == {3}
    assert Thread.objects.count() == 2


def test_narrowing_a_note_narrows_its_appearances(published: Callable[..., Note], nerys: Person) -> None:
    note = published(goals(NIGHTS))
    narrow(note=note, by=nerys, level=Level.ORGANISATION)
    assert Appearance.objects.get().level == Level.ORGANISATION


def test_what_stands_in_a_narrower_section_appears_no_wider(published: Callable[..., Note], repairs: Team) -> None:
    published("<p>Hello.</p>" + goals(DAMP) + f'<h2 data-audience="team">Next week</h2><ul><li>{NIGHTS}</li></ul>', team=repairs)
    assert dict(Appearance.objects.values_list("words", "level")) == {DAMP: Level.PUBLIC, NIGHTS: Level.TEAM}


def test_an_answer_reaches_as_far_as_the_line_that_says_it(published: Callable[..., Note], nerys: Person, repairs: Team) -> None:
    published(goals(NIGHTS))
    made = answer(thread=Thread.objects.get(), by=nerys, word="done", because="Aled took sixty.", week=W11 + WEEK, at=timezone.now())
    assert (made.level, made.note) == (0, None)
    second = start(
        author=nerys, monday=W11 + WEEK, html="<p>Hi.</p>" + happened(f"{NIGHTS} – <strong>done</strong>, because Aled took sixty.", audience="team"),
        level=Level.PUBLIC, teams=[repairs],
    )  # fmt: skip
    publish(note=second, by=nerys)
    made.refresh_from_db()
    assert (made.level, made.note) == (Level.TEAM, second)
    withdraw(note=second, by=nerys)
    made.refresh_from_db()
    assert (made.level, made.word) == (0, "done")


@pytest.mark.parametrize(
    "line",
    [
        f"{NIGHTS} – <strong>done</strong>",
        f"{NIGHTS} – <strong>done</strong>, because it was time",
        f"{NIGHTS} – <strong>not done</strong>, because Aled told me what he thinks of it",
    ],
)
def test_a_reason_that_the_writer_left_out_of_the_note_stays_with_them(line: str, published: Callable[..., Note], nerys: Person) -> None:
    published(goals(NIGHTS))
    because = "Aled told me what he thinks of it"
    made = answer(thread=Thread.objects.get(), by=nerys, word="done", because=because, week=W11 + WEEK, at=timezone.now())
    published(happened(line), 1)
    made.refresh_from_db()
    assert (made.level, made.note) == (0, None)
    assert weeks(Thread.objects.get()) == [W11, W11 + WEEK]


def test_an_answer_said_in_welsh_is_known_again(published: Callable[..., Note], nerys: Person) -> None:
    published("<h2>Nodau’r wythnos</h2><ul><li>Mae’r bwrdd allweddi ar y wal</li></ul>", lang="cy")
    made = answer(thread=Thread.objects.get(), by=nerys, word="done", because="Deugain bachyn.", week=W11 + WEEK, at=timezone.now())
    line = "<li>Mae’r bwrdd allweddi ar y wal – <strong>wedi’i wneud</strong>, oherwydd Deugain bachyn.</li>"
    published(f"<h2>Beth ddywedais i, a beth ddigwyddodd</h2><ul>{line}</ul>", 1, lang="cy")
    made.refresh_from_db()
    assert made.level == Level.PUBLIC


def test_a_team_note_speaks_for_the_team_and_another_member_carries_it_on(published: Callable[..., Note], tomos: Person, repairs: Team) -> None:
    published(goals(NIGHTS), team=repairs)
    published(goals(NIGHTS), 1, by=tomos, team=repairs)
    published(goals(NIGHTS), 1, by=tomos)
    assert sorted(Thread.objects.values_list("team", "times"), key=str) == [(repairs.pk, 2), (None, 1)]


def test_the_same_words_of_two_people_are_two_threads(published: Callable[..., Note], tomos: Person) -> None:
    published(goals(NIGHTS) + watching("Out of hours", "First."))
    published(goals(NIGHTS) + watching("Out of hours", "Mine."), by=tomos)
    assert Thread.objects.count() == 4


def test_reading_the_same_note_into_an_empty_memory_gives_threads_the_same_names(published: Callable[..., Note], nerys: Person) -> None:
    note = published(goals(NIGHTS, DAMP) + watching("Out of hours", "First."))
    before = set(Thread.objects.values_list("uid", flat=True))
    Thread.objects.all().delete()
    echo(note=note, edition=note.edition, by=nerys, at=timezone.now())
    assert set(Thread.objects.values_list("uid", flat=True)) == before


LINES = st.lists(st.sampled_from([NIGHTS, DAMP, "The key board is up", "Ring ten callers with Aled"]), unique=True, max_size=3)
TEXT = st.builds(
    lambda set_, next_, label, told: "<p>Hello.</p>"
    + (goals(*set_) if set_ else "")
    + (watching(label, "It rained.") if label else "")
    + (happened(*(f"{t} – <strong>done</strong>" for t in told)) if told else "")
    + (f'<h2 data-audience="organisation">Next week</h2><ul>{"".join(f"<li>{n}</li>" for n in next_)}</ul>' if next_ else ""),
    LINES,
    LINES,
    st.sampled_from(["", "Out of hours", "Damp visits"]),
    LINES,
)
STEP = st.one_of(
    st.tuples(st.just("publish"), st.integers(0, 3), TEXT, st.sampled_from([Level.ME, Level.ORGANISATION, Level.PUBLIC])),
    st.tuples(st.just("withdraw"), st.integers(0, 3)),
    st.tuples(st.just("answer"), st.integers(0, 9), st.sampled_from(["done", "carried"])),
)


class AnySequence(TestCase):
    """Any sequence of publishing, correcting, answering and withdrawing."""

    @settings(max_examples=50, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.lists(STEP, max_size=9))
    def test_leaves_weeks_counted_and_nothing_above_its_note(self, steps: list[tuple]) -> None:  # type: ignore[type-arg]
        Organisation.objects.get_or_create(id=1)
        me = Person.objects.create(slug="me", name="Me")
        notes: dict[int, Note] = {}
        decided: dict[int, tuple[str, str]] = {}
        for step in steps:
            with transaction.atomic():
                if step[0] == "publish":
                    _, week, html, level = step
                    note = notes.setdefault(week, start(author=me, monday=W11 + week * WEEK)) if week not in notes else notes[week]
                    body = note.bodies.get()
                    save(body=body, by=me, title="", html=html, version=body.version, save_key=uuid.uuid4())
                    at = timezone.now()
                    edition = freeze(note=note, by=me, level=level, at=at)
                    echo(note=note, edition=edition, by=me, at=at)
                elif step[0] == "withdraw" and step[1] in notes:
                    note = notes[step[1]]
                    thaw(note=note, at=timezone.now())
                    echo(note=note, edition=None, by=me, at=timezone.now())
                elif step[0] == "answer":
                    found = list(Thread.objects.filter(kind="goal").order_by("id"))
                    if found:
                        thread = found[step[1] % len(found)]
                        answer(thread=thread, by=me, word=step[2], week=W11 + 2 * WEEK, at=timezone.now())
                        decided[thread.pk] = (step[2], thread.kind)
        for thread in Thread.objects.all():
            seen = weeks(thread)
            assert seen, thread.words
            assert (thread.times, thread.first_week, thread.last_week) == (len(seen), seen[0], seen[-1])
        for a in Appearance.objects.select_related("note"):
            assert a.level <= a.note.level
        for outcome in Outcome.objects.select_related("note"):
            assert outcome.level <= (outcome.note.level if outcome.note else 0)
        for pk, (word, _kind) in decided.items():
            assert Thread.objects.get(pk=pk).state == word
