import json
from pathlib import Path

import pytest

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Known, Note
from weeknotes.notes.save import save
from weeknotes.notes.tags import line_of
from weeknotes.people import site
from weeknotes.people.begin import add_person
from weeknotes.people.models import Person
from weeknotes.prose.cut import cut
from weeknotes.prose.html import plain
from weeknotes.publishing.audit import audit
from weeknotes.transfer.command import run
from weeknotes.transfer.dating import stated_day
from weeknotes.transfer.importing import read
from weeknotes.transfer.record import Record


def titles() -> set[str]:
    return set(Body.objects.values_list("title", flat=True))


def test_a_folder_comes_in_as_drafts_of_one_person(nerys: Person, folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[str(folder)], person="nerys") == 0
    assert titles() == {"Rain", "Wind", "Sun", "A title of a note", "Wythnos hir"}
    assert set(Note.objects.values_list("level", "wanted_level", "author")) == {(0, 0, nerys.pk)}
    assert "5 posts: 5 new." in capsys.readouterr().err
    rain = Note.objects.get(bodies__title="Rain")
    assert (str(rain.dated), rain.dated_precision) == ("2021-03-19", "day")
    assert Body.objects.get(title="Wind").html == "<p>It blew. <strong>Hard</strong>.</p>"
    assert Body.objects.get(title="Wythnos hir").lang == "cy"


@pytest.mark.parametrize("title", ["[draft] Rain", "Budget [/b] and [red]sheds[/]", "Sheds [link=https://example.org]here"])
def test_a_title_with_words_in_square_brackets_is_told_as_it_stands(title: str, nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "rain.md").write_text(f"# {title}\n\nIt rained all week.\n")
    assert run(paths=[str(tmp_path)], person="nerys") == 0
    assert titles() == {title}
    told = capsys.readouterr()
    assert title in told.out
    assert "weeknotes import --undo" in told.err


def test_nothing_that_a_file_says_of_itself_steers_the_terminal_of_whoever_brings_it_in(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "rain.md").write_text("# Rain\x1b[2J\x1b]0;owned\x07 \u202etxt\n\nIt rained all week.\n")
    (tmp_path / "\u202efdp.md").write_bytes(b"\0" * 100)
    (tmp_path / "\u202egnp.exe").write_bytes(b"MZ")
    run(paths=[str(tmp_path)], person="nerys")
    told = "".join(capsys.readouterr())
    assert "Rain\ufffd[2J" in told
    assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_scripts_and_page_furniture_stay_behind(nerys: Person, folder: Path):
    run(paths=[str(folder / "page.html")], person="nerys")
    assert Body.objects.get().html == "<p>It shone.</p>"


@pytest.mark.parametrize("name", ["week.md", "week.txt"])
@pytest.mark.parametrize("head", ["## Boilers {audience=team}", "Boilers {audience=team}", "# Boilers {audience=team}", "Boilers {audience=team}\n---"])
@pytest.mark.parametrize("before", ["title: Boilers\ndate: 2021-03-19\n\n", "---\ntitle: Boilers\n---\n", "title: A week\ndate: 2021-03-19\n\nIt rained all week.\n\n", ""])
def test_a_part_that_is_marked_for_fewer_comes_in_for_fewer(name: str, head: str, before: str, nerys: Person, tmp_path: Path):
    """The mark stays where the heading says what the title says, and its words are no title that more would read."""
    (tmp_path / name).write_text(f"{before}{head}\n\nThe depot has lost the keys again.\n\nStill lost on Friday.\n")
    run(paths=[str(tmp_path / name)], person="nerys")
    body = Body.objects.get()
    assert body.title == ("A week" if "A week" in before else "Boilers" if before else "")
    assert "lost" not in cut(body.html, Level.ORGANISATION)
    assert cut(body.html, Level.TEAM).count("ost") == 2
    assert "audience=" not in plain(body.html)


def test_bringing_in_twice_is_bringing_in_once_and_an_edited_note_is_not_overwritten(nerys: Person, folder: Path, capsys: pytest.CaptureFixture[str]):
    run(paths=[str(folder)], person="nerys")
    body = Body.objects.get(title="Wind")
    save(body=body, by=nerys, title="Wind, again", html="<p>Mended here.</p>", version=body.version, save_key=body.note.uid)
    assert run(paths=[str(folder)], person="nerys") == 0
    assert "5 already here" in capsys.readouterr().err
    (folder / "toml.md").write_text('+++\ntitle = "Wind"\n+++\nChanged there since, a good deal.\n')
    run(paths=[str(folder)], person="nerys")
    assert "1 changed there" in capsys.readouterr().err
    body.refresh_from_db()
    assert (Body.objects.count(), body.html) == (5, "<p>Mended here.</p>")


def test_the_same_post_in_two_files_is_one_note(nerys: Person, tmp_path: Path):
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("# The same\n\nWord for word the same post, in two places.\n")
    run(paths=[str(tmp_path)], person="nerys")
    assert Note.objects.count() == 1


def test_two_people_may_bring_in_the_same_file(nerys: Person, folder: Path):
    add_person(name="Tomos")
    run(paths=[str(folder / "toml.md")], person="nerys")
    run(paths=[str(folder / "toml.md")], person="tomos")
    assert Note.objects.count() == 2


def test_a_dry_run_keeps_nothing_and_says_so(nerys: Person, folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[str(folder)], person="nerys", dry_run=True, as_json=True) == 0
    assert not Note.objects.exists()
    said = capsys.readouterr()
    assert "Nothing was kept" in said.err
    rows = [one for line in said.out.splitlines() if (one := json.loads(line))["fate"] != "left"]
    assert {r["title"]: (r["dated"], r["fate"], r["note"]) for r in rows}["Rain"] == ("2021-03-19", "new", None)


@pytest.mark.django_db(transaction=True)
def test_publishing_an_import_publishes_only_what_has_a_date_at_the_audience_named(folder: Path, nerys: Person):
    assert run(paths=[str(folder)], person="nerys", publish="public") == 0
    assert set(Note.objects.filter(level=Level.PUBLIC).values_list("bodies__title", flat=True)) == {"Rain", "Wind"}
    assert audit() == ()


@pytest.mark.django_db(transaction=True)
def test_what_a_rule_of_the_organisation_stops_comes_in_as_a_draft_and_is_said(folder: Path, nerys: Person, capsys: pytest.CaptureFixture[str]):
    Known.objects.create(id=1, stops="email")
    site.forget()
    (folder / "mail.md").write_text("---\ntitle: Mail\ndate: 2021-03-19\n---\n\nWrite to sam@glanderw.gov.uk, who knows the rota.\n")
    assert run(paths=[str(folder)], person="nerys", publish="public") == 0
    assert "rule of your organisation stops what is in them (each says so under Write): 1." in capsys.readouterr().err
    assert Note.objects.get(bodies__title="Mail").edition is None
    assert Note.objects.filter(level=Level.PUBLIC).count() == 2


def test_bad_files_are_named_and_never_stop_the_rest(nerys: Person, folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (folder / "empty.md").write_text("")
    (folder / "front.md").write_text("---\ntitle: Only this\n---\n")
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    (folder / "locked.md").symlink_to(folder / "not-there.md")
    (folder / "latin.txt").write_bytes("Caf\xe9 notes\n\nA paragraph about the caf\xe9 that is long enough.\n".encode("latin-1"))
    assert run(paths=[str(folder), str(folder / "gone.md")], person="nerys") == 1
    said = capsys.readouterr().err
    for name in ("binary.txt", "empty.md", "front.md", "huge.txt", "gone.md"):
        assert name in said
    assert "Traceback" not in said
    assert "café" in Body.objects.get(title__startswith="Caf").html
    assert Note.objects.count() == 6


@pytest.mark.parametrize(("person", "publish", "sentence"), [("aled", None, "Nobody here is called"), ("nerys", "world", "is no audience")])
def test_a_wrong_word_is_a_sentence(nerys: Person, folder: Path, person: str, publish: str | None, sentence: str, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[str(folder)], person=person, publish=publish) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("meta", "name", "day"),
    [
        ({"date": "2021-03-19 10:00:00 +0000"}, "x.md", "2021-03-19"),
        ({"published": "19 March 2021"}, "x.md", "2021-03-19"),
        ({"date": "2021/3/9"}, "x.md", "2021-03-09"),
        ({"date": "soon"}, "2018-05-04.md", "2018-05-04"),
        ({}, "20231027-weeknotes.md", "2023-10-27"),
        ({}, "2021-02-31-x.md", "None"),
        ({}, "notes-123456789.md", "None"),
    ],
)
def test_a_day_is_taken_from_what_says_it_and_never_made_up(meta: dict[str, str], name: str, day: str):
    assert str(stated_day(meta, name)) == day


def test_the_seeds_give_seventeen_posts_and_three_weeknotes(nerys: Person, shared: Path, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[str(shared / "seeds")], person="nerys", as_json=True) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    blogs = [r for r in rows if "post" in r["place"]]
    assert len(blogs) == 18
    assert sum(r["fate"] == "new" for r in blogs) == 17
    assert {(r["title"], r["dated"]) for r in blogs} == {(None, None)}
    notes = {r["title"]: r for r in rows if "post" not in r["place"]}
    assert (notes["Week beginning 15 March"]["week"], notes["Week beginning 15 March"]["week_sure"]) == (None, False)
    assert (notes["Weeknote 13 - 17 July 2020"]["week"], notes["Weeknote 13 - 17 July 2020"]["week_sure"]) == ("2020-W29", True)
    assert next(n for t, n in notes.items() if t.startswith("Weeknote w/c 25 November"))["week_offers"] == ["2019-W48"]
    assert Note.objects.count() == 20
    assert not Note.objects.exclude(level=0).exists()


def test_the_whole_corpus_comes_in_under_several_people_without_an_error(nerys: Person, shared: Path, capsys: pytest.CaptureFixture[str]):
    files = 0
    for source in sorted(p for p in (shared / "corpus").iterdir() if p.is_dir()):
        person = add_person(name=source.name)
        assert run(paths=[str(source)], person=person.slug, as_json=True) == 0, capsys.readouterr().err
        files += sum(1 for p in source.rglob("*") if p.is_file())
    places = {json.loads(line)["place"].split(", post ")[0] for line in capsys.readouterr().out.splitlines()}
    assert (files, len(places)) == (185, 185)


def log_of_two(path: Path) -> Path:
    path.write_text("# Log\n\nWhat this is.\n\n## 3 May 2021\n\nThe lift stood still.\n\n## 17 May 2021\n\nIt moved again, and so did we.\n")
    return path


def test_a_file_that_is_not_surely_cut_says_where_its_cuts_can_be_moved(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    log = log_of_two(tmp_path / "log.md")
    assert run(paths=[str(log)], person="nerys", dry_run=True) == 0
    said = capsys.readouterr()
    assert "Is this one note, or two?" in " ".join(said.out.split())
    assert "--cut-at LINE" in said.err
    assert run(paths=[str(log)], person="nerys", cut_at=[9, 5], dry_run=True, as_json=True) == 0
    said = capsys.readouterr()
    assert [json.loads(line)["dated"] for line in said.out.splitlines()] == [None, "2021-05-03", "2021-05-17"]
    assert "--cut-at" not in said.err


def test_lines_that_no_post_can_begin_at_are_answered_with_a_sentence(nerys: Person, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    log = log_of_two(tmp_path / "log.md")
    for line in (2, 0, 99):
        assert run(paths=[str(log)], person="nerys", cut_at=[line]) == 1
        assert f"line {line} of log.md: give one of its 11 lines" in capsys.readouterr().err
    assert run(paths=[str(folder)], person="nerys", cut_at=[1]) == 2
    assert "--cut-at takes the lines of one file, and 5 are here" in capsys.readouterr().err
    assert not Note.objects.exists()


def test_a_post_that_is_new_on_top_of_a_file_of_many_comes_in_and_one_that_changed_in_it_is_left_as_it_is(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    log = tmp_path / "log.md"
    days = ["## 17 May 2021\n\nThird.\n", "## 10 May 2021\n\nSecond\n\nof three.\n", "## 3 May 2021\n\nFirst.\n"]
    log.write_text("\n".join(days))
    run(paths=[str(log)], person="nerys")
    log.write_text("\n".join(["## 24 May 2021\n\nFourth.\n", *days]).replace("Second", "Second, mended"))
    run(paths=[str(log)], person="nerys")
    assert "4 posts: 1 new, 2 already here, 1 changed there." in capsys.readouterr().err
    assert Note.objects.count() == 4


def test_other_cuts_of_a_file_that_was_brought_in_give_other_notes(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    log = log_of_two(tmp_path / "log.md")
    for again in (None, [9], [9]):
        assert run(paths=[str(log)], person="nerys", cut_at=again) == 0
    said = capsys.readouterr().err
    assert said.count("new.") == 2
    assert "2 already here" in said
    assert Note.objects.count() == 3


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("---\ntitle: Rain\ntags: [Damp, 'Out of hours']\n---\n", "Damp, Out of hours"),
        ("---\ntitle: Rain\ntags:\n  - Damp\n  - Mould\n---\n", "Damp, Mould"),
        ('+++\ntitle = "Rain"\ntags = ["Damp"]\n+++\n', "Damp"),
        ("Title: Rain\nTags: damp, mould\n\n", "damp, mould"),
        (f"---\ntitle: Rain\ntags: damp, {'x' * 61}\n---\n", "damp"),
        ("", ""),
    ],
)
def test_the_tags_of_a_post_come_with_it(nerys: Person, tmp_path: Path, front: str, tags: str):
    (tmp_path / "rain.md").write_text(f"{front}It rained all week, and the phones told us so.\n")
    run(paths=[str(tmp_path)], person="nerys")
    assert line_of(Note.objects.get()) == tags


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rain.md", "# Rain\n\nIt rained.\n\n## The depot {audience=team}\n\nWe talked.\n\n### Pay {audience=me}\n\nLong.\n"),
        ("rain.html", '<html><body><h1>Rain</h1><p>It rained on.</p><h2 data-audience="team">The depot</h2><p>We talked.</p><h3 data-audience="me">Pay</h3><p>Long.</p></body></html>'),
    ],
)
def test_who_may_read_a_part_comes_in_with_it(tmp_path: Path, name: str, text: str):
    (tmp_path / name).write_text(text)
    (one,) = read(tmp_path / name)
    assert isinstance(one, Record)
    assert '<h2 data-audience="team">The depot</h2>' in one.html
    assert '<h3 data-audience="me">Pay</h3>' in one.html
    assert "audience=" not in one.html.replace('data-audience="', "")
