"""Going out: the command and what it says, and pages that are read and searched from a folder."""

import json
import uuid
import zipfile
from errno import ENOSPC
from pathlib import Path

import pytest
from lxml import etree

from weeknotes.memory.models import Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tests.drawn import drawn
from weeknotes.notes.views_picture import figure
from weeknotes.people.begin import add_person
from weeknotes.people.models import Person, Trace
from weeknotes.publishing.publish import publish
from weeknotes.transfer.out.into import as_json, opened
from weeknotes.transfer.out.schema import schema
from weeknotes.transfer.tests.typed import main
from weeknotes.web.dates import from_iso

DOCS = Path(__file__).resolve().parents[4] / "docs"
WEEK = from_iso("2026-W47")


@pytest.fixture
def note(nerys: Person) -> Note:
    """A note of Nerys's for everyone, with a section for herself."""
    made = start(
        author=nerys, monday=WEEK, title="A dry week", level=Level.PUBLIC, lang="en",
        html='<p>The gutter at Tŷ Hir is mended.</p><h2>Goals for the week</h2><ul><li>Paint the door</li></ul><h2 data-audience="me">Mine</h2><p>I was tired.</p>',
    )  # fmt: skip
    publish(note=made, by=nerys)
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_schema_in_the_documents_is_the_one_that_goes_with_each_export():
    assert (DOCS / "export.schema.json").read_bytes() == as_json(schema())


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_nothing_is_left_of_what_could_not_be_written_to_its_end(tmp_path: Path, name: str):
    def write() -> None:
        with opened(tmp_path / name) as into:
            into.put("notes/one.md", b"It rained.")
            raise OSError(ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
class TestTheCommand:
    def test_a_picture_that_was_given_twice_is_one_file_in_a_zip(self, nerys: Person, note: Note, tmp_path: Path):
        html = "".join(figure(take_picture(note=note, by=nerys, name=name, data=drawn()), alt="A gutter", caption="") for name in ("a.png", "b.png"))
        body = note.bodies.get()
        save(body=body, by=nerys, title=body.title, html=body.html + html, version=body.version, save_key=uuid.uuid4())
        assert main(["export", "--person", "nerys", "--to", str(tmp_path / "all.zip")]) == 0
        with zipfile.ZipFile(tmp_path / "all.zip") as packed:
            assert len(packed.namelist()) == len(set(packed.namelist()))
            assert len(json.loads(packed.read("data/media.json"))["media"]) == 2

    def test_a_persons_own_notes_go_out_whole_and_a_trace_is_left(self, nerys: Person, note: Note, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        body = note.bodies.get()
        save(body=body, by=nerys, title=body.title, html=f"{body.html}<p>Not out yet.</p>", version=body.version, save_key=uuid.uuid4())
        assert main(["export", "--person", "nerys", "--to", str(tmp_path / "out")]) == 0
        assert "1 notes, as Nerys may see them" in capsys.readouterr().out
        there = files(tmp_path / "out")
        text = next(body.decode() for path, body in there.items() if path.startswith("notes/"))
        assert text.startswith('---\ntitle: "A dry week"\nlang: en\n')
        assert "## Mine {audience=me}" in text
        assert "Not out yet." not in text
        assert "Not out yet." in next(body.decode() for path, body in there.items() if path.startswith("drafts/"))
        feed = etree.fromstring(there["feeds/notes.atom"])
        assert [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")] == ["Nerys – Glanderw", "A dry week"]
        assert b"I was tired." in there["feeds/notes.atom"]
        assert json.loads(there["outbox.json"])["orderedItems"][0]["object"]["nameMap"] == {"en": "A dry week"}
        assert b"Paint the door" in there["outbox.json"]
        assert b"I was tired." not in there["outbox.json"]
        made = json.loads(there[f"data/notes/{note.uid}.json"])["note"]
        assert [one["state"] for one in made["own"]["saves"]] == ["published", "kept"]
        assert Trace.objects.get(kind="exported").concerns.get().person == nerys

    def test_a_stranger_takes_out_what_everybody_may_read(self, note: Note, tmp_path: Path):
        assert main(["export", "--site", "--to", str(tmp_path / "all.zip")]) == 0
        with zipfile.ZipFile(tmp_path / "all.zip") as packed:
            text = b"\n".join(packed.read(name) for name in packed.namelist()).decode()
        assert "Paint the door" in text
        assert "I was tired." not in text

    def test_words_that_are_not_understood_are_said(self, note: Note, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        (tmp_path / "mine").write_text("Something of mine")
        for words, code, sentence in (
            (["--to", "x"], 2, "Say whose notes are to be taken out"),
            (["--team", "roads", "--to", "x"], 2, "No team here is called 'roads'. These are: none yet."),
            (["--person", "nobody", "--to", "x"], 2, "Nobody here is called 'nobody'"),
            (["--site", "--to", str(tmp_path / "mine")], 1, "is there already and not empty"),
            (["--site", "--to", str(tmp_path)], 1, "is there already and not empty"),
        ):
            assert main(["export", *words]) == code
            assert sentence in capsys.readouterr().err
        assert (tmp_path / "mine").read_text() == "Something of mine"


@pytest.mark.django_db(transaction=True)
class TestIntoAPlaceThatIsInUse:
    @pytest.fixture
    def out(self, nerys: Person, note: Note, tmp_path: Path) -> Path:
        """An export of Nerys's, a note for the organisation in it too; her notes here are gone since, and somebody else's came."""
        inside = start(author=nerys, monday=None, kind=Note.REFLECTION, title="Inside", html="<p>For us.</p>", lang="en", level=Level.ORGANISATION)
        publish(note=inside, by=nerys)
        assert main(["export", "--person", "nerys", "--to", str(tmp_path / "out")]) == 0
        Thread.objects.all().delete()
        Note.objects.update(level=0, edition=None)
        for one in Note.objects.all():
            one.sights.all().delete()
            one.bodies.all().delete()
            one.delete()
        aled = add_person(name="Aled")
        start(author=aled, monday=WEEK, title="Other", html="<p>Other.</p>")
        return tmp_path / "out"

    def test_everything_is_a_draft_unless_it_is_confirmed(self, out: Path, capsys: pytest.CaptureFixture[str]):
        assert main(["import", str(out), "--person", "nerys"]) == 0
        assert "Notes: 2 new.\nThey are drafts." in capsys.readouterr().out
        assert {(n.level, n.wanted_level, n.edition, n.published_at) for n in Note.objects.filter(author__slug="nerys")} == {(0, 0, None, None)}
        assert main(["import", str(out), "--person", "nerys", "--publish-as-before"]) == 0
        assert "Notes: 0 new, 2 here already." in capsys.readouterr().out

    def test_what_was_for_everyone_is_so_again_and_what_was_for_fewer_is_a_draft(self, out: Path, note: Note, capsys: pytest.CaptureFixture[str]):
        assert main(["import", str(out), "--person", "nerys", "--publish-as-before"]) == 0
        assert "Notes: 2 new, 1 published." in capsys.readouterr().out
        levels = dict(Note.objects.filter(author__slug="nerys").values_list("bodies__title", "level"))
        assert levels == {"A dry week": Level.PUBLIC, "Inside": Level.ME}
        assert "I was tired." in Note.objects.get(uid=note.uid).bodies.get().html
        assert Thread.objects.filter(owner__slug="nerys", words="Paint the door").count() == 1

    def test_nothing_of_anybody_else_comes_in(self, out: Path, capsys: pytest.CaptureFixture[str]):
        assert main(["import", str(out), "--person", "aled", "--publish-as-before"]) == 0
        assert Note.objects.filter(author__slug="nerys").count() == 0
        about = json.loads((out / "weeknotes.json").read_text())
        for path in (out / "data" / "notes").iterdir():
            path.write_text(path.read_text().replace(about["whose"], str(uuid.uuid4())))
        before = Note.objects.count()
        assert main(["import", str(out), "--person", "aled"]) == 0
        assert "not theirs and left out" in capsys.readouterr().out
        assert Note.objects.count() == before

    def test_a_dry_run_says_what_would_come_in_and_keeps_nothing(self, out: Path, capsys: pytest.CaptureFixture[str]):
        before = Note.objects.count()
        assert main(["import", str(out), "--person", "nerys", "--dry-run"]) == 0
        assert "Notes: 2 new.\nNothing was kept" in capsys.readouterr().out
        assert Note.objects.count() == before

    def test_words_for_other_files_are_refused(self, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        assert main(["import", str(out), "--person", "nerys", "--publish", "everyone"]) == 2
        assert "says for itself where a note begins" in capsys.readouterr().err
        (tmp_path / "one.md").write_text("# Rain")
        assert main(["import", str(tmp_path / "one.md"), "--person", "nerys", "--publish-as-before"]) == 2
        assert "is for an export of Weeknotes, and this is none" in capsys.readouterr().err

    def test_a_zip_file_that_is_damaged_is_said(self, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        packed = tmp_path / "out.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for path, body in files(out).items():
                file.writestr(path, body)
            start_of = file.getinfo("data/people.json").header_offset
        spoilt = bytearray(packed.read_bytes())
        spoilt[start_of + 60 : start_of + 70] = b"0123456789"
        packed.write_bytes(spoilt)
        assert main(["import", str(packed), "--person", "nerys"]) == 1
        assert capsys.readouterr().err.strip().endswith(".")

    @pytest.mark.parametrize("spoil", ["{", '{"note": 3}', '{"note": {"uid": "x"}}', "[]"])
    def test_a_spoilt_file_is_said_and_nothing_comes_in(self, out: Path, spoil: str, capsys: pytest.CaptureFixture[str]):
        next((out / "data" / "notes").iterdir()).write_text(spoil)
        before = Note.objects.count()
        assert main(["import", str(out), "--person", "nerys", "--publish-as-before"]) == 1
        assert capsys.readouterr().err.strip().endswith(".")
        assert Note.objects.count() == before
