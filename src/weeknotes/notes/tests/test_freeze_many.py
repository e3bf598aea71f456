"""Many editions at once: the same as each alone, in as many statements as for a few, worked out ahead or not."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from weeknotes.notes.ahead import ahead
from weeknotes.notes.checking import Stopped, consider, notice
from weeknotes.notes.freeze import Going, NoWords, freeze, freeze_many
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Considered, Edition, Habit, Item, Known, Language, Note, Revision, Sight
from weeknotes.notes.models_team import Byline
from weeknotes.notes.save import save
from weeknotes.notes.sections_by import add_section
from weeknotes.notes.start import start
from weeknotes.notes.tests.conftest import TEXT, WEEK, key
from weeknotes.people.models import Person

NARROWED = '<p>For all.</p><h2 data-audience="organisation">Inside</h2><p>Of the house.</p><h2>Goals for the week</h2><ul><li>Ring the tenants</li></ul>'
CYMRAEG = '<p>I bawb.</p><h2>Y tu mewn</h2><p>O’r tŷ.</p><h2>Nodau’r wythnos</h2><ul><li>Ffonio’r tenantiaid</li></ul>'


def written(nerys: Person, at: datetime) -> list[Note]:
    """A plain note, one in two languages with a part for fewer, one that a member wrote a part of, one that was out before, one with nothing in it."""
    plain = start(author=nerys, monday=WEEK, title="Rain", html=TEXT)
    both = start(author=nerys, monday=WEEK, title="Two", html=NARROWED)
    Body.objects.create(note=both, lang="cy", title="Dau", html=CYMRAEG, version=1)
    signed = start(author=nerys, monday=WEEK, title="Rain", html=TEXT)
    add_section(body=signed.bodies.get(), by=nerys, heading="From the depot", html="<p>Keys came.</p>")
    again = start(author=nerys, monday=WEEK, title="Again", html=TEXT)
    freeze(note=again, by=nerys, level=Level.TEAM, at=at - timedelta(days=2))
    text = again.bodies.get()
    save(body=text, by=nerys, title="Again", html=TEXT + "<p>And more.</p>", version=text.version, save_key=key())
    empty = start(author=nerys, monday=WEEK, title="Nothing yet")
    Habit.objects.create(person=nerys, key=Item.objects.filter(note=again, kind="goal").first().key, kind="next")  # type: ignore[union-attr]
    return [plain, both, signed, again, empty]


def rows() -> Iterator[list[dict[str, object]]]:
    """All that a freeze writes, apart from numbers of rows."""
    without = {"id", "uid", "edition_id", "note_id", "sight_id", "body_id", "by_id", "saved_at", "at", "made_at", "since", "created_at", "save_key", "data", "base_id", "lang_since"}
    for model in (Edition, Sight, Item, Language, Byline, Body, Revision, Note):
        yield [{name: value for name, value in row.items() if name not in without} for row in model.objects.order_by("pk").values()]


@pytest.mark.django_db
@pytest.mark.parametrize("beside", [False, True])
def test_many_notes_frozen_together_are_as_each_frozen_alone(nerys: Person, beside: bool):
    at = timezone.now()
    start_again = transaction.savepoint()
    for note in written(nerys, at)[:-1]:
        freeze(note=note, by=nerys, level=Level.PUBLIC, at=at)
    alone = list(rows())
    transaction.savepoint_rollback(start_again)
    going = [Going(note, nerys, Level.PUBLIC, at) for note in written(nerys, at)]
    if beside:
        with ahead(2) as before:
            before.begin(going)
            made = freeze_many(going, words=before.words)
    else:
        made = freeze_many(going)
    assert [isinstance(one, Edition) for one in made] == [True] * 4 + [False]
    assert isinstance(made[-1], NoWords)
    assert list(rows()) == alone
    assert [len(several) for several in alone[:5]] == [5, 7, 11, 5, 1]


@pytest.mark.django_db
def test_twelve_notes_take_as_many_statements_as_three(nerys: Person):
    counted = []
    for many in (1, 3, 12):  # the first finds out what is known here
        notes = [start(author=nerys, monday=WEEK, title=f"Rain {n}, of {many}", html=TEXT) for n in range(many)]
        with CaptureQueriesContext(connection) as queries:
            freeze_many([Going(note, nerys, Level.PUBLIC, timezone.now()) for note in notes])
        counted.append(len(queries))
    assert counted[1] == counted[2] <= 20


@pytest.mark.django_db
def test_what_a_rule_stops_stays_a_draft_and_the_others_go_out(nerys: Person):
    Known.objects.update_or_create(id=1, defaults={"stops": "email"})
    good = start(author=nerys, monday=WEEK, title="Good", html="<p>Rain all week.</p>")
    bad = start(author=nerys, monday=WEEK, title="Bad", html="<p>Write to tomos.prys@glanderw.example today.</p>")
    made = freeze_many([Going(note, nerys, Level.PUBLIC, timezone.now()) for note in (bad, good)])
    assert isinstance(made[0], Stopped)
    assert isinstance(made[1], Edition)
    assert set(Sight.objects.values_list("note", flat=True)) == {good.pk}
    assert Note.objects.get(pk=bad.pk).edition is None


@pytest.mark.django_db
def test_what_was_considered_is_kept_with_the_edition_it_was_considered_for(nerys: Person):
    note = start(author=nerys, monday=WEEK, title="Post", html="<p>Write to tomos.prys@glanderw.example today.</p>")
    other = start(author=nerys, monday=WEEK, title="Post", html="<p>Write to tomos.prys@glanderw.example today.</p>")
    body = note.bodies.get()
    [found] = [one for one in notice(body) if one.finding.rule == "email"]
    consider(body=body, by=nerys, rule="email", mark=found.mark, because="It stands on our site")
    assert Considered.objects.count() == 1
    made = freeze_many([Going(one, nerys, Level.PUBLIC, timezone.now()) for one in (note, other)])
    assert [[one["because"] for one in edition.checked] for edition in made if isinstance(edition, Edition)] == [["It stands on our site"], []]


@pytest.mark.django_db
def test_a_text_that_was_written_on_meanwhile_is_worked_out_anew(nerys: Person):
    note = start(author=nerys, monday=WEEK, title="Rain", html=TEXT)
    going = [Going(note, nerys, Level.PUBLIC, timezone.now())]
    with ahead(1) as before:
        before.begin(going)
        text = note.bodies.get()
        save(body=text, by=nerys, title="Sun", html="<p>Sun at last.</p>", version=text.version, save_key=key())
        freeze_many(going, words=before.words)
    assert [(sight.title, sight.html) for sight in Sight.objects.all()] == [("Sun", "<p>Sun at last.</p>")]


@pytest.mark.django_db
def test_many_notes_of_one_title_have_addresses_of_their_own(nerys: Person):
    notes = [start(author=nerys, monday=None, title="Weeknotes", html="<p>Rain.</p>") for _n in range(30)]
    notes += [start(author=nerys, monday=WEEK, title="Weeknotes", html="<p>Rain.</p>") for _n in range(3)]
    at = timezone.now()
    freeze(note=notes[0], by=nerys, level=Level.PUBLIC, at=at)
    freeze_many([Going(note, nerys, Level.PUBLIC, at) for note in notes[1:]])
    slugs = [note.bodies.get().slug for note in notes]
    assert slugs[:4] == ["weeknotes", "weeknotes-2", "weeknotes-3", "weeknotes-4"]
    assert slugs[29:31] == ["weeknotes-30", "weeknotes-2026-w47"]
    assert len(set(slugs)) == 33
