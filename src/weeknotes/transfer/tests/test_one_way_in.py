"""A file by itself, a plain folder and an archive are read by one road: what it does not know is said and never kept, and what was not shown is not published."""

import gzip
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from weeknotes.notes.models import Body, Media, Note
from weeknotes.notes.tests.drawn import drawn
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.transfer import files
from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.command import run
from weeknotes.transfer.importers import documents
from weeknotes.transfer.importing import read
from weeknotes.transfer.models import ImportRun, UploadText
from weeknotes.transfer.neutral import Left
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.parts import NotTaken, add, begin, finish
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.tests.exports import PIXEL, SECRET, ghost, tarred, word, wxr, wxr_item, zipped
from weeknotes.transfer.tests.given import given
from weeknotes.transfer.tests.test_bundle import locked

RAIN = "# Rain\n\nIt rained on the depot all day.\n"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def rows(out: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in out.splitlines()]


PROGRAMS: dict[str, bytes | str] = {
    "email_list.2024-05-03.csv": f"email,active\n{SECRET}@glanderw.example,true\n",
    "messages-2024-05-03.json": json.dumps({"conversations": [{"with": SECRET}]}),
    "livejournal-2004-05-03.xml": f"<?xml version='1.0'?>\n<livejournal><entry><event>{SECRET}</event><security>private</security></entry></livejournal>",
    "wp-2024-05-03.sql": f"INSERT INTO wp_users VALUES (1, 'admin', '{SECRET}');\n",
    "wp-2024-05-03.xml": wxr(wxr_item(1, "Rain", SECRET))[700:],
    "feeds-2024-05-03.opml": f"<opml><body><outline xmlUrl='https://u:{SECRET}@x.example/'/></body></opml>",
    "inbox-2024-05-03.mbox": f"From x\nSubject: {SECRET}\n\nWords.\n",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_programs_own_file_that_no_importer_knows_is_one_sentence_and_nothing_of_it_is_kept(
    nerys: Person, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
):
    path = given(tmp_path, name, PROGRAMS[name])
    assert run(paths=[str(path)], person="nerys", publish="organisation") == 1
    said = capsys.readouterr().err
    assert f"Nothing that is known here was found in “{name}”." in said
    assert "0 posts: 1 not readable." in said
    assert not Note.objects.exists()


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_programs_own_file_that_comes_with_a_form_is_one_sentence_and_nothing_of_it_is_kept(nerys: Person, client: Client, name: str):
    client.force_login(nerys, backend=BACKEND)
    data = PROGRAMS[name]
    answer = client.post("/import/", {"files": [SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)]})
    assert answer.status_code == 422
    assert f"Nothing that is known here was found in “{name}”." in answer.content.decode()
    assert not UploadText.objects.exists()
    assert not ImportRun.objects.exists()


FRONT = {
    "status": "---\ndate: 2024-05-03\nstatus: draft\n---\n",
    "status that is not known": "---\ndate: 2024-05-03\nstatus: in review\n---\n",
    "private": "---\ndate: 2024-05-03\nprivate: true\n---\n",
    "hidden": "---\ndate: 2024-05-03\nhidden: yes\n---\n",
    "unlisted": "---\ndate: 2024-05-03\nunlisted: true\n---\n",
    "visibility": "---\ndate: 2024-05-03\nvisibility: private\n---\n",
    "publish": "---\ndate: 2024-05-03\npublish: false\n---\n",
    "published": "---\ndate: 2024-05-03\npublished: 0\n---\n",
    "on": "---\ndate: 2024-05-03\ndraft: on\n---\n",
    "with a remark": "---\ndate: 2024-05-03\ndraft: true # not yet\n---\n",
    "password": "---\ndate: 2024-05-03\npassword: swordfish\n---\n",
    "ill written": "---\ntitle: One: two\ndate: 2024-05-03\ndraft: true\n---\n",
    "in lines": "Title: Rain\nDate: 2024-05-03 10:00\nStatus: hidden\n\n",
    "in toml": "+++\ndate = 2024-05-03\ndraft = true\n+++\n",
    "in json": '{"date": "2024-05-03", "draft": true}\n',
    "fenced json": '---json\n{"date": "2024-05-03", "draft": true}\n---\n',
    "fenced js": '---js\n{date: "2024-05-03", draft: true}\n---\n',
    "worked out": '---js\n{date: "2024-05-03", draft: isDraft()}\n---\n',
    "ahead": "---\ndate: 2098-05-03\n---\n",
    "to be shown later": "---\ndate: 2024-05-03\npublishDate: 2098-01-01\n---\n",
    "shown no longer": "---\ndate: 2024-05-03\nexpiryDate: 2024-06-01\n---\n",
}


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("what", FRONT)
def test_a_text_that_was_not_shown_there_stays_a_draft_and_what_says_so_is_none_of_its_words(nerys: Person, tmp_path: Path, what: str, alone: bool):
    path = given(tmp_path, "posts/2024-05-03-rain.md", f"{FRONT[what]}It rained on the depot all day.\n")
    assert run(paths=[str(path if alone else path.parent)], person="nerys", publish="organisation") == 0
    assert Body.objects.get().html == "<p>It rained on the depot all day.</p>"
    assert Note.objects.get().edition is None


def test_what_stands_before_all_posts_of_a_file_is_said_of_each_and_what_stands_before_one_of_that_one(tmp_path: Path):
    log = "---\ntitle: Log\ndraft: true\n---\n\n## 3 May 2021\n\nStatus: published\n\nIt stood.\n\n## 10 May 2021\n\nIt moved.\n\n## 17 May 2021\n\nIt stood.\n"
    two = "---\ntitle: One\ndate: 2021-05-03\ndraft: true\n---\n\nIt stood.\n\n---\ntitle: Two\ndate: 2021-05-10\n---\n\nIt moved.\n"
    found = [list(read(given(tmp_path, "x.md", text), asked=Asked(out=True))) for text in (log, two)]
    assert [[one.status for one in each if isinstance(one, Record)] for each in found] == [["draft"] * 3, ["draft", "published"]]


@pytest.mark.parametrize("place", ["drafts", "blog/drafts", "_drafts", "blog/Private"])
def test_what_lies_in_a_folder_of_drafts_stays_a_draft(nerys: Person, tmp_path: Path, place: str):
    given(tmp_path, f"{place}/2024-05-03-rain.txt", "Rain\n\nIt rained on the depot all day, and on us.\n")
    assert run(paths=[str(tmp_path / place.partition("/")[0])], person="nerys", publish="organisation") == 0
    assert Note.objects.get().edition is None


@pytest.mark.parametrize("name", ["2024-05-03-rain", "rain-2024-05-03.dat"])
def test_a_file_that_is_not_plainly_a_text_stays_a_draft_and_in_a_folder_is_not_read(nerys: Person, tmp_path: Path, name: str):
    path = given(tmp_path, f"posts/{name}", "It rained on the depot all day.\n")
    assert run(paths=[str(path.parent)], person="nerys", publish="organisation") == 1
    assert not Note.objects.exists()
    assert run(paths=[str(path)], person="nerys", publish="organisation") == 0
    assert Note.objects.get().edition is None


@pytest.mark.parametrize("front", ["", "---\ndate: 2024-05-03\ndraft: false\nstatus: published\npassword:\n---\n", '{"date": "2024-05-03"}\n'])
def test_a_text_that_has_its_day_and_says_nothing_against_it_is_published_where_that_is_asked_for(nerys: Person, tmp_path: Path, front: str):
    given(tmp_path, "posts/2024-05-03-rain.md", f"{front}It rained on the depot all day.\n")
    assert run(paths=[str(tmp_path / "posts")], person="nerys", publish="organisation") == 0
    assert Note.objects.get().edition is not None


def test_lines_before_a_text_that_cannot_be_read_are_said_and_come_as_no_words_of_it(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    given(tmp_path, "posts/a.md", "---json\n{draft: [}\n---\nRain.\n")
    given(tmp_path, "posts/b.md", '{"draft": true, \nRain.\n')
    assert run(paths=[str(tmp_path / "posts")], person="nerys") == 1
    assert capsys.readouterr().err.count("cannot be read: look at the first of them") == 2
    assert not Note.objects.exists()


def test_front_matter_in_a_programs_language_gives_its_title_day_and_tags_on_the_page_too(nerys: Person, client: Client):
    client.force_login(nerys, backend=BACKEND)
    text = '---json\n{"title": "Rain \\"again\\"", "date": "2024-05-03", "tags": ["damp", "mould"], "layout": {"x": 1}}\n---\nIt rained.\n'
    at = client.post("/import/", {"files": [SimpleUploadedFile("rain.md", text.encode())]}).headers["Location"]
    shown = client.get(at).content.decode()
    assert "Rain &#34;again&#34;" in shown
    assert "3 May 2024" in shown
    assert "layout" not in shown


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("dry", [True, False])
def test_a_name_that_is_no_letters_is_read_all_the_same(nerys: Person, tmp_path: Path, alone: bool, dry: bool):
    (tmp_path / "posts").mkdir()
    path = tmp_path / "posts" / os.fsdecode(b"caf\xe9.md")
    path.write_text(RAIN)
    for _twice in range(2):
        assert run(paths=[str(path if alone else path.parent)], person="nerys", dry_run=dry, as_json=True) == 0
    assert Note.objects.count() == (0 if dry else 1)


def test_each_thing_beside_what_is_read_has_a_line_that_says_what_it_is_and_how_it_comes(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    laid: dict[str, bytes | str] = {
        "wp.xml": wxr(wxr_item(1, "Wind", "It blew.")), "ghost.json": ghost(), "notes/a.md": RAIN, "old.html": "<p>x</p>", "b.odt": b"PK", "c.rtf": "{\\rtf1 x}",
        "d.org": "* x", "e.qmd": "x", "more.zip": zipped({"a.md": "x"}), "likes.json": "[]", "f.png": PIXEL,
    }  # fmt: skip
    for name, data in laid.items():
        given(tmp_path, f"all/{name}", data)
    given(tmp_path, "all.zip", zipped(laid))
    for path in ("all", "all.zip"):
        assert run(paths=[str(tmp_path / path)], person="nerys", as_json=True, dry_run=True) == 0
        left = {(one["place"], one["why"]) for one in rows(capsys.readouterr().out) if one["fate"] == "left" and "post" not in (one["place"] or "")}
        kinds = "Documents of kinds that are not read here: 4. Save them as .docx, .md or .html, and bring those in."
        texts = "Texts beside what was read: 2. Bring them in by themselves, if they are notes."
        assert left >= {
            ("ghost.json", "Other exports beside what was read (Ghost): 1. Bring each in by itself."), ("notes/a.md", texts), ("old.html", texts),
            *((name, kinds) for name in ("b.odt", "c.rtf", "d.org", "e.qmd")), ("more.zip", "Archives within it: 1. Bring each in by itself."),
            ("likes.json", "Files of a program’s own that hold no notes, as far as is known here: 1."),
            (None, "Files that hold no posts: 1. A picture that a post shows comes with its post."),
        }  # fmt: skip


def test_an_archive_of_archives_says_which_are_in_it(tmp_path: Path):
    found = list(read(given(tmp_path, "all.zip", zipped({"posts.zip": zipped({"a.md": RAIN}), "song.flac": b"x"}))))
    assert isinstance(found[0], Trouble)
    assert [getattr(one, "place", "") for one in found] == ["all.zip", "posts.zip", ""]


def test_no_link_in_a_plain_folder_is_followed_and_each_is_said(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    secret, document = given(tmp_path, "secret.txt", f"{SECRET} words of a note that lies elsewhere"), given(tmp_path, "secret.docx", word())
    given(tmp_path, "posts/real.md", RAIN)
    given(tmp_path, "posts/.hidden.docx", word())
    given(tmp_path, "posts/~$open.docx", b"x")
    for name, target in {"link.md": secret, "link.docx": document, "broken.md": tmp_path / "none", "up": tmp_path}.items():
        (tmp_path / "posts" / name).symlink_to(target)
    os.mkfifo(tmp_path / "posts" / "pipe.md")
    assert run(paths=[str(tmp_path / "posts")], person="nerys") == 1
    assert Body.objects.get().title == "Rain"
    said = capsys.readouterr().err
    assert all(f"“{name}” is a link to another place" in said for name in ("link.md", "link.docx", "broken.md", "up", "pipe.md"))
    assert "open.docx" not in said


def test_a_folder_that_lies_too_deep_is_said_once(tmp_path: Path):
    given(tmp_path, f"posts/{'a/' * 30}deep.md", RAIN)
    given(tmp_path, "posts/a.md", RAIN)
    assert sum("folders deep" in one.sentence for one in read(tmp_path / "posts") if isinstance(one, Trouble)) == 1


def test_what_no_note_is_as_long_as_is_said_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "LONGEST_POST", 2000)
    log = f"# Log\n\n## 3 May 2021\n\n{'B ' * 1500}\n\n## 10 May 2021\n\nIt moved.\n\n## 17 May 2021\n\nIt stood.\n"
    found = list(read(given(tmp_path, "log.md", log)))
    assert [one.sentence for one in found if isinstance(one, Trouble)] == ["log.md, post 1 is longer than 2 thousand letters, which no note is, so it was not read."]
    assert sum(isinstance(one, Record) for one in found) == 2
    (one,) = read(given(tmp_path, "b.md", "B " * 1500))
    assert isinstance(one, Trouble)
    assert one.sentence.endswith("so it was not read. Split it, and bring in the parts.")


def test_more_texts_than_are_read_at_once_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(documents, "MOST", 100)
    found = list(read(given(tmp_path, "x.zip", zipped({f"{number}.md": RAIN for number in range(4)}))))
    assert sum(isinstance(one, Record) for one in found) == 2
    assert [one.sentence for one in found if isinstance(one, Trouble)] == ["There are more than 0 MB of texts in “x.zip”: those from “2.md” on were not read. Send it in parts."]


def test_many_small_bombs_are_a_large_one(tmp_path: Path):
    # Each unpacks to a little less than is looked at by itself; the lists of contents are what keeps such an archive from being smaller.
    bombs: dict[str, bytes | str] = {f"{number}.md": b"B " * 499_000 for number in range(60)}
    found = list(read(given(tmp_path, "x.zip", zipped(bombs))))
    assert not any(isinstance(one, Record) for one in found)
    assert sum("unpacks to far more" in one.sentence for one in found if isinstance(one, Trouble)) == 1


ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
SPOILT: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked.zip": (lambda: locked(zipped({"a.md": RAIN}), [b"a.md"]), "is protected by a password. Unpack it"),
    "cut.zip": (lambda: zipped({"a.md": os.urandom(5000)})[:-200], "stops in the middle, or is damaged. Download it once more."),
    "cut.tar": (lambda: tarred({"a.md": RAIN, "b.md": RAIN}, mode="w:")[:1300], "stops in the middle, or is damaged. Download it once more."),
    "wp.xml.gz": (lambda: gzip.compress(wxr(wxr_item(1, "Rain", "It rained."))), "is packed in a way that is not known here. Unpack it"),
    "none.docx": (lambda: zipped({"[Content_Types].xml": "<x/>"}), "is damaged, or no Word document. Open it in Word"),
    "other.odt": (lambda: ODT, "This is a zip or Office file (such as .docx or .odt), not text."),
    "none.zip": (lambda: b"<html>Sign in first</html>", "stops in the middle, or is damaged. Download it once more."),
    "rich.7z": (lambda: b"7z\xbc\xaf'\x1c\x00\x04words", "is packed in a way that is not known here. Unpack it"),
    "empty.json": (lambda: b" ", "empty.json: This file is empty."),
    "rich.rtf": (lambda: b"{\\rtf1 x}", "This is a rich text (RTF) file."),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_cannot_be_opened_is_said_as_what_it_is_on_every_way_in(nerys: Person, tmp_path: Path, client: Client, name: str, capsys: pytest.CaptureFixture[str]):
    make, sentence = SPOILT[name]
    path = given(tmp_path, name, make())
    assert run(paths=[str(path)], person="nerys") == 1
    assert sentence in capsys.readouterr().err
    client.force_login(nerys, backend=BACKEND)
    ImportRun.objects.all().delete()
    answer = client.post("/import/", {"files": [SimpleUploadedFile(name, make())]})
    if name not in {"cut.tar", "none.docx"}:  # of these two the first bytes are well, and what is wrong is seen when they are looked through
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    if name in {"locked.zip", "cut.zip", "wp.xml.gz"}:
        coming = begin(person=nerys, name=name, size=len(make()))
        add(run=coming, start=0, pieces=[make()])
        with pytest.raises(NotTaken, match=sentence.partition(".")[0]):
            finish(run=coming)


def test_a_tar_that_stops_between_two_files_gives_what_came_and_says_that_there_was_more(tmp_path: Path):
    found = list(read(given(tmp_path, "x.tar", tarred({"a.md": RAIN, "b.md": RAIN}, mode="w:")[:1024])))
    assert sum(isinstance(one, Record) for one in found) == 1
    assert ["stops in the middle" in one.sentence for one in found if isinstance(one, Trouble)] == [True]


@pytest.mark.parametrize("packed", [True, False])
def test_pictures_beside_texts_come_from_a_folder_as_from_a_zip(nerys: Person, tmp_path: Path, packed: bool):
    laid: dict[str, bytes | str] = {"a.md": "# Rain\n\nIt rained. ![The roof](img/roof.png)\n", "b.md": "# Wind\n\nIt blew.\n", "img/roof.png": drawn("PNG", (60, 40))}
    for name, data in laid.items():
        given(tmp_path, f"posts/{name}", data)
    given(tmp_path, "posts.zip", zipped(laid))
    assert run(paths=[str(tmp_path / ("posts.zip" if packed else "posts"))], person="nerys") == 0
    media = Media.objects.get()
    assert f'<img src="/media/{media.uid}" alt="The roof">' in Body.objects.get(title="Rain").html


def test_a_folder_and_a_zip_of_it_are_one_place_and_what_comes_twice_is_here(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for name in ("a.md", "b.md"):
        given(tmp_path, f"posts/{name}", f"# {name}\n\nWords of {name}.\n")
    given(tmp_path, "posts.zip", zipped({name: f"# {name}\n\nWords of {name}.\n" for name in ("a.md", "b.md")}))
    for path in ("posts", "posts.zip", "posts"):
        assert run(paths=[str(tmp_path / path)], person="nerys") == 0
    assert Note.objects.count() == 2
    assert capsys.readouterr().err.count("2 already here") == 2


def test_a_zip_that_holds_nothing_but_a_zip_is_read_as_that_one(tmp_path: Path):
    inner = zipped({"rain.md": RAIN + "\n![A roof](roof.png)\n", "roof.png": PIXEL})
    path = given(tmp_path, "x.zip", zipped({"Export-1.zip": inner}))
    (one,) = [each for each in read(path) if isinstance(each, Record)]
    assert [each.inside for each in one.media] == ["roof.png"]
    with open_bundle(path) as bundle:
        assert bundle.read("roof.png") == PIXEL


@pytest.mark.parametrize("inner", [b"PK\x03\x04 broken", locked(zipped({"rain.md": RAIN}), [b"rain.md"]), zipped({"a.zip": zipped({"b.zip": zipped({"rain.md": RAIN})})})])
def test_a_zip_within_a_zip_that_cannot_be_read_so_is_named(tmp_path: Path, inner: bytes):
    found = list(read(given(tmp_path, "x.zip", zipped({"Export-1.zip": inner}))))
    assert [str(one.why) for one in found if isinstance(one, Left)] == ["Archives within it: 1. Bring each in by itself."]


def test_two_zips_within_a_zip_are_read_as_one(tmp_path: Path):
    found = list(read(given(tmp_path, "x.zip", zipped({"1.zip": zipped({"rain.md": RAIN}), "2.zip": zipped({"wind.md": RAIN})}))))
    assert [one.place for one in found if isinstance(one, Record)] == ["x/rain.md", "x/wind.md"]
    assert not [one for one in found if isinstance(one, Left)]
