import os
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from weeknotes.memory.again import remember
from weeknotes.memory.models import Appearance, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, NoteTag, Revision
from weeknotes.notes.save import words_of
from weeknotes.people.begin import begin
from weeknotes.people.models import Person
from weeknotes.publishing import bake as baking
from weeknotes.publishing.audit import audit
from weeknotes.publishing.many import Coming, finish_left, publish_batch
from weeknotes.transfer import runs
from weeknotes.transfer.abreast import BATCH, BEFORE, Read, read_abreast
from weeknotes.transfer.command import run
from weeknotes.transfer.models import ImportRun, OldAddress, Source
from weeknotes.transfer.moved import as_csv, moves
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.reading import read_post
from weeknotes.transfer.record import Record, Thing
from weeknotes.transfer.relink import bare, relinked
from weeknotes.transfer.runs import NotOurs, hold, stop, work
from weeknotes.transfer.take import ALIKE, CHANGED, HERE, NEW, SAME, take
from weeknotes.transfer.undo import undo


def post(number: int, html: str = "", **more: object) -> Post:
    """A made-up post; the number tells its words from those of others."""
    words = " ".join(f"word{number}x{place}" for place in range(60))
    about: dict[str, object] = {
        "kind": "wordpress", "source_id": f"p{number}", "place": f"blog.xml, {number}", "title": f"Note {number}", "html": html or f"<p>{words}</p>",
        "address": f"https://old.example/{number}/", "dated": datetime(2019, 1, 1, 16, tzinfo=UTC) + timedelta(days=number), "how_dated": "stated",
        "status": "published", "reach": "everyone",
    }  # fmt: skip
    return Post(**{**about, **more})  # type: ignore[arg-type]


def record(number: int, html: str = "", **more: object) -> Record:
    read = read_post(post(number, html, **more), otherwise="en")
    assert isinstance(read, Record)
    return read


class TestTwiceIsOnce(TestCase):
    @hypothesis_settings(max_examples=12)
    @given(st.lists(st.lists(st.integers(0, 9), max_size=12), min_size=1, max_size=4), st.booleans())
    def test_whatever_comes_in_whatever_order_and_however_often_each_post_is_one_note(self, runs: list[list[int]], dry: bool) -> None:
        person = begin(name="Glanderw", langs=["en"], person="Nerys")
        for numbers in runs:
            if dry:
                told = [one.fate for one in take((record(n) for n in numbers), person=person, dry=True)]
                assert told == [one.fate for one in take((record(n) for n in numbers), person=person)]
            else:
                take((record(n) for n in numbers), person=person)
        assert sorted(Body.objects.values_list("title", flat=True)) == sorted({f"Note {n}" for numbers in runs for n in numbers})
        assert Source.objects.count() == Note.objects.count()


def test_what_comes_in_at_once_has_the_rows_that_a_note_written_here_has(nerys: Person):
    (one,) = take([record(1, tags=("Depot", "depot", "rain"))], person=nerys)
    assert one.note is not None
    body = one.note.bodies.get()
    kept = Revision.objects.get(body=body)
    assert (kept.version, kept.state, words_of(kept).html, words_of(kept).title) == (1, Revision.KEPT, body.html, "Note 1")
    assert (str(one.note.dated), one.note.dated_precision, int(one.note.level)) == ("2019-01-02", "day", 0)
    assert NoteTag.objects.filter(note=one.note).count() == 2


def test_a_text_that_is_nearly_the_same_comes_once_and_says_with_which_and_how_much(nerys: Person):
    text = [f"word{n}" for n in range(400)]
    changed = " ".join([*text[:399], "otherwise"])
    first = take([record(1, f"<p>{' '.join(text)}</p>")], person=nerys)
    (near,) = take([record(2, f"<p>{changed}</p>", dated=datetime(2019, 1, 2, tzinfo=UTC))], person=nerys)
    assert (near.fate, near.note, near.like) == (ALIKE, first[0].note, 99)
    both = take([record(5, f"<p>{changed} a b</p>"), record(6, f"<p>{changed} a c</p>", dated=datetime(2019, 1, 6, tzinfo=UTC))], person=nerys, dry=True)
    assert [(one.fate, one.other) for one in both] == [(NEW, ""), (ALIKE, "blog.xml, 5")]


def test_the_command_takes_in_what_is_nearly_the_same_where_that_is_asked_for(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    words = " ".join(f"word{n}" for n in range(400))
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"# A week\n\n{words} {name}\n")
    assert run(paths=[str(tmp_path)], person="nerys", dry_run=True) == 0
    assert "1 new, 1 nearly the same" in capsys.readouterr().err
    for take_alike, count in ((False, 1), (False, 1), (True, 2), (True, 2), (False, 2)):
        assert run(paths=[str(tmp_path)], person="nerys", take_alike=take_alike) == 0
        assert Note.objects.count() == count
    assert "2 already here" in capsys.readouterr().err.splitlines()[-1]


def test_two_quiet_weeks_of_the_same_words_are_two_notes_and_the_same_day_twice_is_one(nerys: Person):
    quiet = "<p>A quiet week.</p>"
    fates = [one.fate for one in take([record(1, quiet), record(9, quiet), record(10, quiet, title="Note 9", dated=datetime(2019, 1, 10, tzinfo=UTC))], person=nerys)]
    assert fates == [NEW, NEW, SAME]


def test_two_posts_of_a_day_that_say_the_same_few_words_are_two_where_they_are_called_otherwise(nerys: Person):
    few, day = "<p>Photos below.</p>", datetime(2019, 1, 1, tzinfo=UTC)
    every = [record(number, few, title=title, dated=day) for number, title in enumerate(["The fête", "Rain", "the  fête!", None], 1)]
    assert [one.fate for one in take(every, person=nerys)] == [NEW, NEW, SAME, SAME]
    assert [one.fate for one in take(every, person=nerys)] == [HERE, HERE, SAME, SAME]
    elsewhere = [replace(one, source_id=f"https://new.example/{number}") for number, one in enumerate(every)]
    assert [one.fate for one in take([*elsewhere, replace(elsewhere[0], source_id="x", title="Sun")], person=nerys)] == [HERE, HERE, SAME, SAME, NEW]


def test_a_long_text_is_the_same_whatever_it_is_called(nerys: Person):
    long = f"<p>{' '.join(f'word{number}' for number in range(30))}</p>"
    assert [one.fate for one in take([record(1, long, title="Rain"), record(2, long, title="Sun", dated=datetime(2019, 1, 1, tzinfo=UTC))], person=nerys)] == [NEW, SAME]


def test_a_post_of_a_very_long_name_is_known_again_and_is_nobody_elses(nerys: Person):
    long = "https://old.example/" + "a" * 2000
    assert [one.fate for one in take([record(1, source_id=long)], person=nerys)] == [NEW]
    assert [one.fate for one in take([record(1, source_id=long)], person=nerys)] == [HERE]
    assert [one.fate for one in take([record(1, "<p>Other words.</p>", source_id=long)], person=nerys)] == [CHANGED]


@pytest.mark.parametrize(
    ("status", "reach", "dated", "out"),
    [
        ("published", "everyone", True, True), ("published", "members", True, False), ("published", "me", True, False), ("draft", "everyone", True, False),
        ("private", "everyone", True, False), ("scheduled", "everyone", True, False), ("published", "everyone", False, False),
    ],
)  # fmt: skip
def test_only_what_everybody_could_read_since_a_known_day_may_be_published_with_the_others(status: str, reach: str, dated: bool, out: bool):
    assert record(1, status=status, reach=reach, dated=datetime(2019, 1, 1, tzinfo=UTC) if dated else None).was_out is out


def test_reading_by_others_beside_it_gives_the_same_in_the_same_order_and_leaves_what_has_no_words():
    things: list[tuple[int, Thing]] = [(n % 2, post(n) if n % 7 else post(n, " ")) for n in range(BATCH * 3 + 20)]
    things.insert(450, (0, Left("", read_post(post(0, " "), otherwise="en").why)))  # type: ignore[union-attr]

    def all_of(hands: int) -> list[tuple[int, Read]]:
        return [one for some in read_abreast(things, otherwise="en", whole=0, hands=hands) for one in some]

    assert all_of(2) == all_of(0)
    assert len(all_of(0)) == len(things)


def test_a_heading_that_repeats_the_title_goes_and_what_its_source_says_of_the_language_holds():
    read = record(1, "<h1>Note 1</h1><p>Roedd hi'n wythnos hir.</p>", lang="cy-GB")
    assert (read.html, read.lang, read.text) == ("<p>Roedd hi'n wythnos hir.</p>", "cy", "Roedd hi'n wythnos hir.")


@pytest.mark.parametrize(
    ("href", "now"),
    [
        ("https://old.example/a/", "/notes/1/"), ("http://www.old.example/a", "/notes/1/"), ("https://OLD.example/a/?utm_source=x", "/notes/1/"),
        ("https://old.example/a/#part", "/notes/1/#part"), ("/a/", "/notes/1/"), ("https://old.example/?p=12", "/notes/2/"),
        ("https://old.example/b/", ""), ("//old.example/a/", ""), ("mailto:a@old.example", ""), ("https://[old/a/", ""),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_note_here_however_its_address_was_written_and_stays_where_it_is_none(href: str, now: str):
    moved = {bare("https://old.example/a/"): "/notes/1/", bare("https://old.example/?p=12"): "/notes/2/"}
    html = f'<p>See <a href="{href}">it</a>.</p>'
    once, count = relinked(html, moved, "https://old.example/c/")
    assert (once, count) == (html.replace(href, now or href), 1 if now else 0)
    assert relinked(once, moved, "https://old.example/c/") == (once, 0)


@pytest.fixture
def many(nerys: Person, tmp_path: Path) -> ImportRun:
    """Some batches of texts, as a run that is to be taken in."""
    texts = []
    for number in range(2 * BATCH + 50):
        path = tmp_path / f"{number:04d}.md"
        path.write_text(f"# Note {number}\n\n" + " ".join(f"w{number}x{place}" for place in range(12)) + "\n")
        texts.append({"name": path.name, "path": str(path), "kind": "file"})
    return ImportRun.objects.create(person=nerys, state=ImportRun.RUNNING, inputs=texts)


@pytest.mark.django_db(transaction=True)
def test_killed_between_any_two_batches_it_goes_on_and_each_post_is_one_note(many: ImportRun):
    total = len(many.inputs)
    for steps in (1, 2, 1):
        ImportRun.objects.update(lease_until=None)  # whoever held it was killed, and their time is over
        fresh = ImportRun.objects.get()
        assert hold(fresh)
        for _step, now in zip(range(steps), work(fresh), strict=False):
            assert now.place <= total
    ImportRun.objects.update(lease_until=None)
    fresh = ImportRun.objects.get()
    if hold(fresh):
        for _now in work(fresh):
            pass
    assert (ImportRun.objects.get().state, Note.objects.count(), Source.objects.filter(made=True).count()) == (ImportRun.DONE, total, total)
    assert ImportRun.objects.get().counts["new"] == total


@pytest.mark.django_db(transaction=True)
def test_a_stop_undoes_the_step_under_way_and_no_more(many: ImportRun):
    fresh = ImportRun.objects.get()
    assert hold(fresh)
    steps = work(fresh)
    next(steps)
    assert stop(fresh)
    with pytest.raises(NotOurs):
        next(steps)
    assert (Note.objects.count(), ImportRun.objects.get().place) == (BEFORE, BEFORE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("beside", [False, True])
def test_many_that_are_published_at_once_are_as_those_that_are_published_one_by_one(
    nerys: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: bool
):
    if beside:
        # Words worked out ahead, memory and pages by processes of their own, as it is for hundreds.
        monkeypatch.setattr(runs, "PUBLISHED_AT_ONCE", 25)
        monkeypatch.setattr(runs, "MANY", 50)
        monkeypatch.setattr(baking, "BATCH", 40)
    dice = random.Random(7)
    for number in range(60):
        day = datetime(2019, 1, 4, tzinfo=UTC) + timedelta(weeks=number)
        title = f"Weeknote {day - timedelta(days=4):%-d %B} - {day:%-d %B %Y}"
        goal = dice.choice(["Dry out the depot", "Ring Aled", "Mend the lift"])
        (tmp_path / f"{day:%Y-%m-%d}.md").write_text(f"---\ntitle: {title}\ndate: {day:%Y-%m-%d}\n---\n\nIt rained x{number}.\n\n## Goals\n\n- {goal}\n")
    assert run(paths=[str(tmp_path)], person="nerys", publish="public") == 0
    assert Note.objects.filter(level=Level.PUBLIC).count() == 60
    assert audit() == ()
    assert (Appearance.objects.count(), Thread.objects.count()) == (60, 3)
    kept = set(Appearance.objects.values_list("thread__words", "note", "week", "level"))
    remember(anew=True)
    assert set(Appearance.objects.values_list("thread__words", "note", "week", "level")) == kept


@pytest.mark.django_db(transaction=True)
def test_old_addresses_of_a_post_lead_to_its_note_as_its_own_does(nerys: Person, tmp_path: Path, client: Client):
    posts = tmp_path / "_posts"
    posts.mkdir()
    ours = urlsplit(settings.SITE_URL)
    (tmp_path / "_config.yml").write_text(f"url: {ours.scheme}://{ours.netloc}\n")
    (posts / "2021-03-19-rain.md").write_text("---\ntitle: Rain\nredirect_from: [/wet.html, /2021/03/26/wind.html, 'https://old.example/?p=7']\n---\nIt rained on the depot.\n")
    (posts / "2021-03-26-wind.md").write_text("---\ntitle: Wind\n---\nIt blew. [Before](/wet.html), [also](https://old.example/?p=7), [this](/2021/03/26/wind.html).\n")
    for _twice in range(2):
        assert run(paths=[str(tmp_path)], person="nerys", publish="public") == 0
    rain, wind = Note.objects.get(bodies__title="Rain"), Body.objects.get(title="Wind")
    assert (Note.objects.count(), OldAddress.objects.count()) == (2, 3)
    assert wind.html.count(f'href="/notes/{rain.uid}/"') == 2
    assert f'href="/notes/{wind.note.uid}/"' in wind.html  # where a note stood, no old address of another leads elsewhere
    assert client.get("/wet.html").headers["location"] == "/people/nerys/rain/"
    assert client.get("/2021/03/26/wind.html").headers["location"] == "/people/nerys/wind/"
    told = as_csv(moves(ImportRun.objects.order_by("pk")[0]))
    assert f"https://old.example/?p=7,{settings.SITE_URL}/people/nerys/rain/\n" in told
    assert told.count("/2021/03/26/wind.html") == 1


def test_a_run_is_taken_back_by_its_name_and_a_wrong_name_is_a_sentence(nerys: Person, folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[str(folder)], person="nerys") == 0
    made = ImportRun.objects.get()
    assert f"weeknotes import --undo {made.uid}" in capsys.readouterr().err
    assert run(undo="nothing") == 2
    assert "Nothing that was brought in is called 'nothing'" in capsys.readouterr().err
    assert run(resume=str(made.uid)) == 1
    assert run(undo=str(made.uid)) == 0
    assert "5 drafts are among the deleted" in capsys.readouterr().out
    assert not Note.objects.kept().exists()
    assert undo(run=made).gone == 0
    assert run(paths=[str(folder)], person="nerys") == 0
    assert Note.objects.kept().count() == 5


def test_wrong_words_of_the_command_are_sentences(nerys: Person, folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(person="nerys") == 2
    assert "Say what to bring in" in capsys.readouterr().err
    assert run(paths=[str(folder)], person="nerys", kind="telegraph") == 2
    assert "'telegraph' is no kind of source. --kind takes bear, blogger," in capsys.readouterr().err
    assert run(paths=["http://inside.example/feed.xml"], person="nerys") == 1
    assert "was not fetched" in capsys.readouterr().err
    assert not ImportRun.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_whoever_was_killed_among_many_is_finished_by_the_worker_once_nobody_is_at_it_any_more(nerys: Person):
    texts = ["<h2>Goals</h2><ul><li>Dry out the depot</li></ul>", "<p>It rained all week.</p>"]
    took = take([record(number, html, title=f"Week beginning {4 + 7 * number} February 2019") for number, html in enumerate(texts)], person=nerys)
    coming = [Coming(one.note, nerys, Level.PUBLIC, one.record.announced) for one in took if one.note and one.record.announced]
    assert publish_batch(coming) == []
    assert publish_batch(coming) == [one.note for one in coming]  # they are out already
    assert finish_left() == 0  # more may be coming
    assert audit() != ()
    os.utime(settings.DATA / "bake-due", (0, 0))
    assert finish_left() > 0
    assert audit() == ()
    assert Appearance.objects.count() == 1
