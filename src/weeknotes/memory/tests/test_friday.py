"""What comes back on a Friday: from invented notes, and from a real one."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from weeknotes.memory.answer import answer, take_back
from weeknotes.memory.friday import friday
from weeknotes.memory.into_note import Said
from weeknotes.memory.models import Thread
from weeknotes.memory.put import Given, put
from weeknotes.memory.shapes import Friday
from weeknotes.notes.jot import jot
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.start import draft_for, start
from weeknotes.people.models import Membership, Person, Team
from weeknotes.prose.compose import blocks_to_html
from weeknotes.prose.outline import outline
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db
W11 = date(2021, 3, 15)
WEEK = timedelta(weeks=1)
W12 = W11 + WEEK
NIGHTS = "Read every night call since October"
DAMP = "Book the first ten damp visits"
GOALS = f"<p>Hello.</p><h2>Goals for the week</h2><ol><li>{NIGHTS}</li><li>{DAMP}</li></ol>"
WATCH = "<h2>Ones to watch</h2><p><strong>Out of hours</strong> – Fewer people ring twice.</p>"


def on(person: Person, monday: date = W12) -> Friday:
    return friday(person, monday, today=monday)


def said(page: Friday) -> list[str]:
    return [g.kept.words for g in page.goals]


def given_all(page: Friday, word: str = "done", because: str = "") -> Given:
    return Given(answers={g.kept.uid: Said(word, because) for g in page.goals})


def text(person: Person, monday: date = W12) -> str:
    note = draft_for(person, monday)
    assert note is not None
    return note.bodies.get().html


def test_goals_come_back_the_week_after_in_the_order_they_were_set(published: Callable[..., Note], nerys: Person) -> None:
    note = published(GOALS)
    page = on(nerys)
    assert said(page) == [NIGHTS, DAMP]
    assert (page.goals[0].kept.source.note, page.goals[0].kept.source.title, page.goals[0].kept.weeks) == (note.uid, "Note 0", 2)


def test_goals_are_not_asked_about_in_the_week_whose_note_sets_them(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    assert said(on(nerys, W11)) == []


def test_what_was_said_of_next_week_is_a_goal_of_that_week_in_its_first_week(published: Callable[..., Note], nerys: Person) -> None:
    published("<h2>Next week</h2><ul><li>The key board is up</li></ul>")
    page = on(nerys)
    assert [(g.kept.words, g.kept.weeks) for g in page.goals] == [("The key board is up", 1)]
    assert said(on(nerys, W11)) == []


def test_an_answered_goal_stays_on_its_week_with_the_answer_and_is_gone_from_the_next(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    answer(thread=Thread.objects.get(words=NIGHTS), by=nerys, word="done", because="Sixty of them.", week=W12, at=timezone.now())
    answer(thread=Thread.objects.get(words=DAMP), by=nerys, word="carried", week=W12, at=timezone.now())
    kept = on(nerys).goals[0].kept
    assert kept.answer and (kept.words, kept.answer.word, kept.answer.because) == (NIGHTS, "done", "Sixty of them.")
    assert said(on(nerys, W12 + WEEK)) == [DAMP]
    take_back(thread=Thread.objects.get(words=NIGHTS), by=nerys, week=W12)
    assert said(on(nerys, W12 + WEEK)) == [NIGHTS, DAMP]


def test_the_third_week_of_a_goal_is_said(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    published(GOALS, 1)
    assert [g.is_third for g in on(nerys, W11 + 2 * WEEK).goals] == [True, True]
    assert [g.is_third for g in on(nerys, W12).goals] == [False, False]


def test_a_goal_never_answered_is_no_longer_asked_about_after_eight_weeks(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    assert len(on(nerys, W11 + 8 * WEEK).goals) == 2
    assert on(nerys, W11 + 9 * WEEK).goals == ()
    assert Thread.objects.filter(open=True).count() == 2


def test_one_to_watch_counts_its_weeks_and_is_asked_about_after_four_quiet_ones(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS + WATCH)
    published("<p>Hello.</p>" + WATCH, 1)
    [watch] = on(nerys, W12 + WEEK).watches
    assert (watch.kept.label, watch.kept.weeks, watch.is_quiet, watch.is_asked) == ("Out of hours", 2, False, False)
    [watch] = on(nerys, W12 + 4 * WEEK).watches
    assert (watch.last, watch.is_quiet, watch.is_asked) == (W12, True, False)
    [watch] = on(nerys, W12 + 5 * WEEK).watches
    assert watch.is_asked
    answer(thread=Thread.objects.get(kind="watch"), by=nerys, word="watched", week=W12 + 5 * WEEK, at=timezone.now())
    [watch] = on(nerys, W12 + 6 * WEEK).watches
    assert not watch.is_asked


def test_the_same_week_last_year_comes_with_one_sentence(published: Callable[..., Note], nerys: Person) -> None:
    published("<p>We put a fourth person on nights. The queue did not move.</p>", -52)
    then = on(nerys, W11).last_year
    assert then and (then.sentence, then.source.title) == ("We put a fourth person on nights.", "Note -52")


def test_a_withdrawn_note_is_not_quoted_but_its_goals_are_still_the_writers(published: Callable[..., Note], nerys: Person) -> None:
    note = published(GOALS)
    withdraw(note=note, by=nerys)
    page = on(nerys)
    assert said(page) == [NIGHTS, DAMP]
    assert (page.goals[0].kept.source.is_shown, page.goals[0].kept.source.title) == (False, "")


def test_a_jotting_that_speaks_of_a_goal_is_offered_and_says_why(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    jot(person=nerys, text="Three damp visits booked, all by length of wait")
    jot(person=nerys, text="Ask about the canteen table")
    page = on(nerys)
    assert [[(o.passage.where, o.words) for o in g.offers] for g in page.goals] == [[], [("jotting", "damp visits")]]
    assert [j.text for j in page.jottings] == ["Ask about the canteen table", "Three damp visits booked, all by length of wait"]


def test_the_draft_of_this_week_is_read_for_what_happened(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    note = start(author=nerys, monday=W12, html="<p>Aled and I have now read each night call since the first of October.</p>")
    page = on(nerys)
    assert [[o.passage.where for o in g.offers] for g in page.goals] == [["draft"], []]
    assert page.note and (page.note.uid, page.note.is_published) == (note.uid, False)


def test_putting_answers_into_the_note_starts_it_and_says_each_once(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    page = on(nerys)
    first, second = (g.kept.uid for g in page.goals)
    given = Given(answers={first: Said("done", "Sixty, on the train."), second: Said("carried")}, focus=("Hang forty hooks",))
    for _again in range(3):
        done = put(page=on(nerys), by=nerys, given=given, at=timezone.now())
    assert done.body is not None
    assert text(nerys) == (
        "<h2>What I said, and what happened</h2>\n<ul>\n"
        f"<li>{NIGHTS} – <strong>done</strong>. Sixty, on the train.</li>\n"
        f"<li>{DAMP} – <strong>carried</strong></li>\n</ul>\n"
        f"<h2>Next week</h2>\n<ul>\n<li>{DAMP}</li>\n<li>Hang forty hooks</li>\n</ul>"
    )
    assert Body.objects.get(note=draft_for(nerys, W12)).version == 1


def test_the_page_and_the_note_follow_a_changed_answer(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    put(page=on(nerys), by=nerys, given=given_all(on(nerys), "carried"), at=timezone.now())
    put(page=on(nerys), by=nerys, given=given_all(on(nerys), "done", "At last."), at=timezone.now())
    assert "carried" not in text(nerys)
    assert "Next week" not in text(nerys)
    assert text(nerys).count("At last.") == 2
    assert set(Thread.objects.values_list("state", flat=True)) == {"done"}


def test_answers_put_into_a_note_and_published_make_the_threads_show_both_weeks(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    put(page=on(nerys), by=nerys, given=given_all(on(nerys), "carried", "Aled was away."), at=timezone.now())
    note = draft_for(nerys, W12)
    assert note
    publish(note=note, by=nerys, level=Level.PUBLIC)
    for thread in Thread.objects.all():
        assert sorted(thread.appearances.values_list("part", "week")) == [("happened", W12), ("said", W11), ("said", W12 + WEEK)]
        assert (thread.open, thread.outcomes.get().level) == (True, Level.PUBLIC)
    assert [(g.kept.words, g.kept.weeks) for g in on(nerys, W12 + WEEK).goals] == [(NIGHTS, 3), (DAMP, 3)]


def test_a_goal_said_to_the_team_is_answered_under_a_heading_for_the_team(
    published: Callable[..., Note], nerys: Person, repairs: Team
) -> None:
    published(f'<p>Hello.</p><h2 data-audience="team">Goals for the week</h2><ul><li>{NIGHTS}</li></ul>', teams=[repairs])
    put(page=on(nerys), by=nerys, given=given_all(on(nerys)), at=timezone.now())
    assert '<h2 data-audience="team">What I said, and what happened</h2>' in text(nerys)


def test_a_draft_without_an_audience_yet_still_keeps_narrow_what_was_said_to_few(
    published: Callable[..., Note], nerys: Person, repairs: Team
) -> None:
    published(f'<p>Hello.</p><h2 data-audience="team">Goals for the week</h2><ul><li>{NIGHTS}</li></ul>', teams=[repairs])
    start(author=nerys, monday=W12, html="<p>Friday.</p>")
    put(page=on(nerys), by=nerys, given=given_all(on(nerys)), at=timezone.now())
    assert '<h2 data-audience="team">What I said, and what happened</h2>' in text(nerys)


def test_a_teams_goal_is_asked_of_each_member_who_may_read_it_and_of_nobody_else(
    published: Callable[..., Note], nerys: Person, tomos: Person, repairs: Team
) -> None:
    published(f'<p>Hello.</p><h2 data-audience="me">Goals for the week</h2><ul><li>{NIGHTS}</li></ul>', team=repairs)
    published(f"<h2>Next week</h2><ul><li>{DAMP}</li></ul>", team=repairs)
    assert sorted(said(on(nerys))) == [DAMP, NIGHTS]
    assert said(on(tomos)) == [DAMP]
    Membership.objects.filter(person=tomos).update(left_at=timezone.now())
    assert said(on(tomos)) == []


def test_a_colleagues_private_words_never_come_back_to_the_one_who_first_said_it(
    published: Callable[..., Note], nerys: Person, tomos: Person, repairs: Team
) -> None:
    watch = "<p>Hello.</p><h2{}>Ones to watch</h2><p><strong>Out of hours</strong> – {}</p>"
    published(watch.format("", "Fewer ring twice."), team=repairs)
    published(watch.format(' data-audience="me"', "I am tired of it."), 1, by=tomos, team=repairs)
    assert [w.kept.words for w in on(nerys, W12 + WEEK).watches] == ["Fewer ring twice."]
    assert [w.kept.weeks for w in on(nerys, W12 + WEEK).watches] == [1]
    assert [w.kept.words for w in on(tomos, W12 + WEEK).watches] == ["I am tired of it."]


def test_nothing_of_somebody_else_comes_back(published: Callable[..., Note], nerys: Person, tomos: Person) -> None:
    published(GOALS + WATCH, by=tomos)
    jot(person=tomos, text="Mine alone")
    page = on(nerys)
    assert (page.goals, page.watches, page.jottings, page.note) == ((), (), (), None)
    with pytest.raises(KeyError):
        put(page=page, by=nerys, given=Given(answers={Thread.objects.all()[0].uid: Said("done")}), at=timezone.now())


def test_a_jotting_of_somebody_else_is_neither_drawn_nor_thrown(nerys: Person, tomos: Person) -> None:
    theirs = jot(person=tomos, text="Mine alone")
    done = put(page=on(nerys), by=nerys, given=Given(jottings={theirs.uid: "draw"}), at=timezone.now())
    theirs.refresh_from_db()
    assert (done.anything, theirs.open) == (False, True)


def test_drawing_a_jotting_puts_it_before_the_first_heading_and_closes_it(nerys: Person) -> None:
    line = jot(person=nerys, text="The margin carries <what> the form has no box for")
    start(author=nerys, monday=W12, html="<p>Hello.</p><h2>Next week</h2><ul><li>Rest</li></ul>")
    put(page=on(nerys), by=nerys, given=Given(jottings={line.uid: "draw"}), at=timezone.now())
    line.refresh_from_db()
    assert (line.open, line.fate, line.note) == (False, "used", draft_for(nerys, W12))
    assert text(nerys).startswith("<p>Hello.</p>\n<p>The margin carries &lt;what&gt; the form has no box for</p>\n<h2>Next week</h2>")


def test_a_thread_that_no_longer_comes_back_can_be_asked_for_by_name(published: Callable[..., Note], nerys: Person) -> None:
    published(GOALS)
    uid = Thread.objects.get(words=NIGHTS).uid
    late = W11 + 20 * WEEK
    assert on(nerys, late).goals == ()
    page = friday(nerys, late, today=late, also=[uid, uuid.uuid4()])
    assert said(page) == [NIGHTS]


def test_a_day_that_is_no_monday_is_refused(nerys: Person) -> None:
    with pytest.raises(ValueError, match="not a Monday"):
        friday(nerys, W11 + timedelta(days=4), today=W11)


@pytest.fixture
def real(shared: Path) -> str:
    """The real note of the week beginning 15 March, as HTML."""
    source = next(shared.glob("seeds/003_*.txt")).read_text(encoding="utf-8")
    return blocks_to_html(outline(source).blocks)


def test_the_friday_after_a_real_note_shows_its_goals_ones_to_watch_and_learnings(
    real: str, published: Callable[..., Note], nerys: Person
) -> None:
    published(real)
    page = on(nerys)
    assert [" ".join(words.split()[:3]) for words in said(page)[:4]] == [
        "We understand what",
        "The data platform",
        "We identify improvements",
        "The team working",
    ]
    assert [g.kept.weeks for g in page.goals] == [2, 2, 2, 2, 1]  # the fifth is its paragraph about the week that follows
    assert [w.kept.label for w in page.watches] == ["Out of hours", "Cloud engineering", "Design system"]
    assert [k.label for k in page.learnings] == ["Community organising", "The value of experience"]
    offered = [[(o.passage.label, o.words) for o in g.offers] for g in page.goals]
    assert offered == [[], [], [("Out of hours", "out of hours")], [], []]


def test_a_real_week_answered_and_written_shows_both_weeks_in_every_thread_spoken_of(
    real: str, published: Callable[..., Note], nerys: Person
) -> None:
    published(real)
    page = on(nerys)
    first = {g.kept.uid for g in page.goals if g.kept.source.week == W11 and Thread.objects.get(uid=g.kept.uid).first_week == W11}
    assert len(first) == 4
    given = Given(
        answers={uid: Said("carried" if n % 2 else "done", "It took three afternoons. And a map.") for n, uid in enumerate(sorted(first))},
        lines={w.kept.uid: "Spoke of it again on Thursday." for w in page.watches},
    )
    put(page=page, by=nerys, given=given, at=timezone.now())
    note = draft_for(nerys, W12)
    assert note
    publish(note=note, by=nerys, level=Level.PUBLIC)
    for thread in Thread.objects.filter(uid__in=[*first, *given.lines]):
        assert {W11, W12} <= set(thread.appearances.values_list("week", flat=True)), thread.words
    assert Thread.objects.filter(uid__in=first).count() == 4
    assert {o.level for t in Thread.objects.filter(uid__in=first) for o in t.outcomes.all()} == {Level.PUBLIC}
    assert [w.kept.weeks for w in on(nerys, W12 + WEEK).watches] == [2, 2, 2]
