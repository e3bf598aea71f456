"""Rows written many at a time are those that Django's own `bulk_create` writes, on either database."""

from datetime import date, datetime, timedelta
from datetime import timezone as zone
from uuid import UUID, uuid4

import pytest
from django.db import connection, models
from django.db.models import F, Model
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext, isolate_apps

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Edition, Note, Revision
from weeknotes.people.models import Person
from weeknotes.publishing.models import Link, Page
from weeknotes.web.rows import create, fresh, insert, update

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
FAR = datetime(2026, 3, 2, 23, 30, 1, 123456, tzinfo=zone(timedelta(hours=5, minutes=45)))


def said(row: Model) -> dict[str, object]:
    """What the database says of a row, but for its number."""
    again = type(row)._base_manager.get(pk=row.pk)
    found = {field.attname: getattr(again, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in found.items()}


def some_notes(nerys: Person, first: int) -> list[Note]:
    full = {"kind": Note.WEEKNOTE, "week_from": MONDAY, "dated": MONDAY, "wanted_level": Level.TEAM, "withdrawn_at": FAR, "created_at": FAR}
    return [Note(author=nerys, uid=UUID(int=first + number), **(full if number % 2 else {"created_at": FAR})) for number in range(60)]


def test_rows_of_many_columns_are_as_django_writes_them_and_have_their_numbers(nerys: Person):
    ours, theirs = create(some_notes(nerys, 1000)), Note.objects.bulk_create(some_notes(nerys, 2000))  # sixty: more than one statement holds
    assert [said(one) | {"uid": 0} for one in ours] == [said(one) | {"uid": 0} for one in theirs]
    assert [Note.objects.get(pk=one.pk).uid for one in ours] == [one.uid for one in ours]
    assert not any(one._state.adding for one in ours)


def test_bytes_lists_and_words_of_any_kind_are_as_django_writes_them(nerys: Person, write):
    note = write()
    body = note.bodies.get()

    def rows(first: int) -> list[Model]:
        kept = Revision(body=body, version=first, save_key=uuid4(), state=Revision.KEPT, by=nerys, at=FAR, data=b"\x00\xff'\"%s")
        out = Edition(note=note, number=first, made_at=FAR, by=nerys, level=Level.PUBLIC, correction="Wŷr 😀 %s ''", checked=[{"rule": "x", "n": [1, None, "ŷ"]}])
        return [kept, out]

    ours, theirs = [create([one])[0] for one in rows(101)], [type(one)._base_manager.bulk_create([one])[0] for one in rows(202)]
    left_out = {"version": 0, "number": 0, "save_key": 0}
    assert [said(one) | left_out for one in ours] == [said(one) | left_out for one in theirs]


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Note, {"uid": UUID(int=1), "author_id": 7, "created_at": FAR, "dated": MONDAY}),
        (Body, {"note_id": 1, "lang": "cy", "html": "<p>Ŵy</p>", "saved_at": FAR}),
        (Revision, {"body_id": 1, "save_key": UUID(int=2), "by_id": None, "at": FAR, "data": b"f"}),
        (Edition, {"note_id": 1, "number": 2, "made_at": FAR}),
        (Link, {"note_id": 1, "path": "/a/"}),
    ],
)
def test_a_fresh_row_holds_what_the_models_constructor_makes_of_it(model: type[Model], values: dict[str, object]):
    ours, theirs = fresh(model, **values), model(**values)
    assert {**ours.__dict__, "_state": 0} == {**theirs.__dict__, "_state": 0}
    assert ours._state.adding
    assert ours._state.db is None
    assert not ours._state.fields_cache


def test_values_that_a_model_makes_anew_are_made_anew_for_each_fresh_row():
    one, other = fresh(Edition, note_id=1), fresh(Edition, note_id=1)
    assert one.checked == other.checked
    assert one.checked is not other.checked
    assert fresh(Note).uid != fresh(Note).uid


def test_a_fresh_row_takes_no_name_that_is_no_column():
    with pytest.raises(TypeError, match="Note has no author, no weather"):
        fresh(Note, author=1, weather="rain")


@isolate_apps("weeknotes.notes")
def test_a_model_with_a_word_of_its_own_on_what_it_begins_with_is_not_made_freshly():
    class Stubborn(Model):
        class Meta:
            app_label = "notes"

        def __init__(self, *args: object, **named: object) -> None:
            super().__init__(*args, **named)

    with pytest.raises(TypeError, match="Stubborn has a word of its own"):
        fresh(Stubborn)


def test_what_has_its_number_already_keeps_it(nerys: Person):
    notes = [Note(pk=70_000 + number, author=nerys) for number in range(3)]
    assert [one.pk for one in create(notes)] == [70_000, 70_001, 70_002]
    assert Note.objects.filter(pk__gte=70_000).count() == 3


def test_some_with_a_number_and_some_without_are_refused(nerys: Person):
    with pytest.raises(ValueError, match="some have none"):
        create([Note(pk=70_000, author=nerys), Note(author=nerys)])
    assert not Note.objects.exists()


def test_what_belongs_to_a_row_that_was_saved_since_belongs_to_it_and_what_does_not_is_refused(nerys: Person):
    note = Note(author=nerys)
    body = Body(note=note, lang="en")
    with pytest.raises(ValueError, match=r"Body\.note belongs to what was not saved"):
        create([body])
    note.save()
    create([body])
    assert note.bodies.get() == body


def test_none_is_written_where_one_may_not_be(nerys: Person):
    with pytest.raises(IntegrityError):
        create([Note(author=nerys, uid=UUID(int=1)), Note(author=nerys, uid=UUID(int=1))])


def test_a_text_where_a_number_is_wanted_is_made_one_as_django_makes_it(nerys: Person):
    (note,) = create([Note(author=nerys, wanted_level="3", dated="2026-03-02")])
    assert Note.objects.values_list("wanted_level", "dated").get(pk=note.pk) == (3, MONDAY)


@isolate_apps("weeknotes.publishing")  # no table of it is looked for by other tests
def test_a_column_that_says_its_own_value_when_it_is_saved_is_refused():
    class Stamped(models.Model):
        at = models.DateTimeField(auto_now=True)

        class Meta:
            app_label = "publishing"
            managed = False

    with pytest.raises(TypeError, match="has a word of its own"):
        create([Stamped()])


def test_an_expression_is_refused(nerys: Person):
    with pytest.raises(TypeError, match="an expression is for the database"):
        create([Note(author=nerys, wanted_level=F("level"))])


def test_nothing_asks_the_database_for_nothing():
    with CaptureQueriesContext(connection) as asked:
        assert create([]) == []
        update([], ["level"])
        insert(Link, ("note", "path"), [])
    assert not asked.captured_queries


def test_rows_that_are_there_already_are_given_what_they_should_have_and_their_number_is_known(nerys: Person):
    was = Page.objects.create(path="a/", kind="home", fingerprint="1" * 64, size=1)
    rows = create([Page(path="a/", kind="week", fingerprint="2" * 64, size=2), Page(path="b/", kind="week", fingerprint="3" * 64, size=3)], instead=("path", ["fingerprint", "size"]))
    assert rows[0].pk == was.pk != rows[1].pk
    assert list(Page.objects.filter(path__in=["a/", "b/"]).order_by("path").values_list("path", "kind", "fingerprint", "size")) == [("a/", "home", "2" * 64, 2), ("b/", "week", "3" * 64, 3)]


def test_some_columns_of_many_rows_are_written_and_no_others(nerys: Person):
    notes = create(Note(author=nerys, dated=MONDAY) for _ in range(3))
    for number, one in enumerate(notes):
        one.wanted_level, one.withdrawn_at, one.dated, one.kind = Level(number), FAR, None, Note.REVIEW
    update(notes, ["wanted_level", "withdrawn_at", "dated"])
    found = Note.objects.order_by("pk").values_list("wanted_level", "withdrawn_at", "dated", "kind")
    assert list(found) == [(number, FAR, None, Note.WEEKNOTE) for number in range(3)]
