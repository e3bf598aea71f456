import pytest
from django.db import connection

from weeknotes.notes.models import Sight
from weeknotes.publishing.commands import audit_command
from weeknotes.search.audit import differences
from weeknotes.search.commands import reindex_command
from weeknotes.search.folded import MOST_WORDS, columns, is_long, tsvector
from weeknotes.search.models import Doc, Words
from weeknotes.search.reindex import mend, reindex
from weeknotes.search.tests.conftest import Publish, Titles

pytestmark = pytest.mark.django_db


def test_what_was_published_before_there_was_a_search_is_found_by_the_worker(note: Publish, titles: Titles):
    note("Rain")
    note("Snow", cy=("Eira", "<p>Eira.</p>"))
    Doc.objects.all().delete()
    assert titles("rain") == []
    assert mend() == 2
    assert len(titles("rain")) == 2
    assert mend() == 0
    assert Doc.objects.count() == Sight.objects.count() == 3


def test_stopped_in_between_it_goes_on_from_there(note: Publish):
    for number in range(3):
        note(f"Note {number}")
    Doc.objects.all().delete()
    told: list[tuple[int, int]] = []
    assert reindex(most=2, progress=lambda done, total: told.append((done, total))) == 2
    assert told == [(2, 2)]
    assert reindex() == 1
    assert reindex() == 0


def test_other_words_than_those_published_are_a_difference_that_reading_all_again_mends(note: Publish, titles: Titles, capsys: pytest.CaptureFixture[str]):
    note("Rain")
    assert list(differences()) == []
    Words.objects.update(other=" snow ")
    assert titles("snow") == (["Rain"] if connection.vendor == "sqlite" else [])
    assert reindex() == 0
    assert list(differences()) == ["1 note is not found as published. To mend it, run: weeknotes reindex --all"]
    assert audit_command() == 1
    assert "1 note is not found as published." in capsys.readouterr().out
    assert reindex_command(everything=True) == 0
    assert capsys.readouterr().out == "1 note can be found as published.\n"
    assert reindex_command() == 0
    assert capsys.readouterr().out == "Every note can be found as published.\n"
    assert titles("snow") == []
    assert list(differences()) == []


def test_a_damaged_index_is_a_difference(note: Publish, titles: Titles):
    note("Rain")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")
        else:
            cursor.execute("UPDATE search_doc SET tsv = NULL")
    assert titles("rain") == []
    assert len(list(differences())) == 1
    reindex(everything=True)
    assert titles("rain") == ["Rain"]
    assert list(differences()) == []


def test_a_text_without_end_is_found_by_its_beginning(note: Publish, titles: Titles):
    note("Long", f"<p>{'tide ' * 300}</p><p>{' '.join(f'w{number}' for number in range(MOST_WORDS))}</p><p>afterwards</p>")
    assert titles("w100") == ["Long"]
    assert titles("afterwards") == []
    assert titles('"tide w0"') == ["Long"]
    assert titles('"tide w1"') == []
    assert titles('"w0 tide"') == []
    assert list(differences()) == []


def test_the_words_are_kept_so_that_no_phrase_runs_over_a_heading():
    held = columns(lang="cy", title="Glaw", html="<p>Un.</p>\n<h2>Nodau</h2>\n<p>Dau.</p>\n<h2>Nodau</h2>\n<p>Tri.</p>", by=["Siân"])
    assert {name: text for name, text in held.items() if text} == {
        "lang": " |cy ", "by": " sian ", "title": " glaw ", "goals": " nodau dau | nodau tri ", "other": " un ",
    }  # fmt: skip
    assert not is_long(held)
    assert "'|cy'" in tsvector(held)
    assert "'goals|dau'" in tsvector(held)
