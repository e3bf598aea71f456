"""A question put together once gives what the same queryset gives, on either database, for whatever it is asked."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Count, F, QuerySet
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NoteTeam
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.models import Person, Team
from weeknotes.publishing.models import FeedPlace
from weeknotes.publishing.publish import publish
from weeknotes.web.prepared import MOST, Prepared, Unprepared, prepared
from weeknotes.web.rows import insert

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


def of_notes(notes: list[int]) -> QuerySet[NoteTeam, tuple[int, str]]:
    return NoteTeam.objects.filter(note__in=notes).order_by("note", "team__slug").values_list("note_id", "team__slug")


def by_author(author: int, level: int, before: date, since: datetime) -> QuerySet[Note]:
    """Whole rows, with the rows that they belong to and what is worked out beside them."""
    notes = Note.objects.filter(author=author, level__gte=level, week_from__lt=before, created_at__gte=since)
    return notes.visible_to(NOBODY).with_reach(NOBODY).select_related("author", "byline_team").order_by("pk")


def uids(uids: list[UUID], slug: str) -> QuerySet[Note, UUID]:
    return Note.objects.filter(uid__in=uids, author__slug=slug).order_by("pk").values_list("uid", flat=True)


@pytest.fixture
def notes(write, nerys: Person, tomos: Person, housing: Team) -> list[Note]:
    some = [
        write(f"Note {n}", "<p>Rain.</p>", author=nerys if n % 3 else tomos, monday=MONDAY + timedelta(weeks=n), teams=[housing] if n % 2 else [], level=Level.PUBLIC)
        for n in range(9)
    ]
    for note in some[:7]:
        publish(note=note, by=note.author)
    return some


def test_a_prepared_question_gives_what_its_queryset_gives_for_lists_of_every_length(notes: list[Note]) -> None:
    asked = prepared(list[int])(of_notes)
    ids = [note.pk for note in notes]
    for wanted in [*(ids[:n] for n in range(10)), ids * 20, [*ids, *range(10**6, 10**6 + MOST)], [2**31], iter([])]:
        held = list(wanted)
        assert asked(held) == list(of_notes(held))
    assert {len(one) for one in asked.ready} == {1}
    assert max(asked.ready) <= (MOST,)


def test_models_come_with_what_belongs_to_them_and_ask_no_more(notes: list[Note], nerys: Person) -> None:
    asked = prepared(int, int, date, datetime)(by_author)
    since = timezone.now() - timedelta(days=1)
    for before in (MONDAY, MONDAY + timedelta(weeks=3), MONDAY + timedelta(weeks=30)):
        plain = list(by_author(nerys.pk, Level.NAMED, before, since))
        with CaptureQueriesContext(connection) as queries:
            found = asked(nerys.pk, Level.NAMED, before, since)
            assert {note.author for note in found} == ({nerys} if plain else set())
            assert {note.byline_team for note in found} <= {None}
        assert len(queries) == 1
        names = [*(field.attname for field in Note._meta.concrete_fields), "reached"]
        assert [[getattr(note, name) for name in names] for note in found] == [[getattr(note, name) for name in names] for note in plain]
        assert all(not note._state.adding and note._state.db == "default" for note in found)
    assert len(found) == len([note for note in notes[:7] if note.author == nerys])
    assert asked(nerys.pk, Level.NAMED, MONDAY, datetime(2100, 1, 1, tzinfo=UTC)) == []


def without_names(notes: list[int]) -> QuerySet[Note]:
    return Note.objects.filter(pk__in=notes).defer("uid").order_by("pk")


def test_a_column_that_was_left_out_is_asked_for_when_it_is_wanted(notes: list[Note]) -> None:
    [found] = prepared(list[int])(without_names)([notes[0].pk])
    assert found.get_deferred_fields() == {"uid"}
    assert found.uid == notes[0].uid


def test_who_wants_to_be_told_of_each_row_that_is_made_is_told(notes: list[Note]) -> None:
    told: list[int] = []

    def hear(instance: Note, **_: object) -> None:
        told.append(instance.pk)

    post_init.connect(hear, sender=Note)
    try:
        [found] = prepared(list[int])(without_names)([notes[0].pk])
    finally:
        post_init.disconnect(hear, sender=Note)
    assert told == [found.pk]


def test_identifiers_and_words_are_asked_as_the_database_has_them(notes: list[Note], nerys: Person) -> None:
    asked = prepared(list[UUID], str)(uids)
    wanted = [*(note.uid for note in notes), uuid4()]
    assert asked(wanted, nerys.slug) == list(uids(wanted, nerys.slug)) != []
    assert asked(wanted, "'; DROP TABLE notes_note; --%s") == []


def test_what_is_none_is_asked_as_none(notes: list[Note]) -> None:
    asked = prepared(int)(lambda team: Note.objects.filter(byline_team=team).order_by("pk").values_list("pk", flat=True))
    assert asked(None) == [note.pk for note in notes]
    assert asked(1) == []


@pytest.mark.parametrize(
    "question",
    [
        prepared(int)(lambda number: Note.objects.filter(pk=number + 1).values_list("pk")),
        prepared(int)(lambda _number: Note.objects.values_list("pk")),
        prepared(int)(lambda number: Note.objects.filter(pk=number).values("pk")),
        prepared(int)(lambda number: Note.objects.filter(pk=number).prefetch_related("note_teams")),
        prepared(int)(lambda number: Note.objects.all()[: number - 27_000].values_list("pk")),
        prepared(str)(lambda word: Note.objects.filter(author__name__contains=word).values_list("pk")),
    ],
)
def test_what_cannot_be_put_together_beforehand_is_refused_and_never_asked_wrongly(question: Prepared[object]) -> None:
    with pytest.raises(Unprepared):
        question("word" if question.kinds == (str,) else 5)


MADE_READY: dict[int, set[tuple[int, ...]]] = {0: {()}, 1: {(1,), (8,), (64,)}, 2: {(1, 1), (1, 8), (8, 1), (8, 8)}}


def test_every_question_of_the_program_can_be_made_ready_ahead_and_is_asked_as_it_is_then() -> None:
    of_ours = [one for one in Prepared.every if one.build.__module__.startswith("weeknotes.") and ".tests." not in one.build.__module__]
    assert len(of_ours) > 60
    for one in of_ours:
        one.make_ready()
        assert set(one.ready) >= MADE_READY.get(sum(one.lists), set())


def test_the_number_of_arguments_is_that_of_the_question() -> None:
    with pytest.raises(ValueError, match="argument"):
        prepared(int)(lambda number: Note.objects.filter(pk=number).values_list("pk"))(1, 2)


def test_sums_and_columns_of_other_rows_are_given_too(notes: list[Note]) -> None:
    def counted(level: int) -> QuerySet[Note, tuple[str, int]]:
        return Note.objects.filter(level__gte=level).values("author__slug").annotate(many=Count("pk"), last=F("author__name")).order_by("author__slug").values_list("last", "many")

    assert prepared(int)(counted)(Level.PUBLIC) == list(counted(Level.PUBLIC)) != []


@pytest.mark.django_db(transaction=True)
def test_several_threads_ask_one_question(notes: list[Note]) -> None:
    asked = prepared(list[int])(of_notes)
    ids = [note.pk for note in notes]
    found: list[object] = []

    def ask() -> None:
        found.extend(asked(ids) == list(of_notes(ids)) for _ in range(20))
        connection.close()

    threads = [Thread(target=ask) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [True] * 60


def test_rows_of_plain_values_are_written_as_they_are(notes: list[Note]) -> None:
    rows = [(note.pk, "tag", f"it's {note.pk} \"%s\" ?", 9) for note in notes]
    insert(FeedPlace, ("note", "kind", "key", "number"), iter(rows))
    assert sorted(FeedPlace.objects.filter(number=9).values_list("note", "kind", "key", "number")) == sorted(rows)
    with CaptureQueriesContext(connection) as queries:
        insert(FeedPlace, ("note", "kind", "key", "number"), ())
    assert len(queries) == 0
