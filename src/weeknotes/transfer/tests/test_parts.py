"""A file too large for one form comes in parts, each where the one before ended; nobody else's, nothing twice, and nothing is kept of what is not taken."""

import shutil
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import now
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from weeknotes.notes.models import Note
from weeknotes.people.begin import add_person
from weeknotes.people.models import Person
from weeknotes.transfer import parts
from weeknotes.transfer.let_go import let_go_old
from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.parts import NotTaken, NotThere, add, begin, have
from weeknotes.transfer.tests.test_import_page import signed_in, text
from weeknotes.transfer.work_on import work_on_runs

OCTETS = "application/octet-stream"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    shutil.rmtree(Path(settings.DATA) / "incoming", ignore_errors=True)


@pytest.fixture
def browser(nerys: Person) -> Client:
    return signed_in(nerys)


def archive(folder: Path) -> bytes:
    """The posts of a folder as a zip."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for path in sorted(folder.glob("*.md")):
            packed.write(path, f"blog/_posts/{path.name}")
    return made.getvalue()


def asked(browser: Client, data: bytes, *, name: str = "blog.zip", stamp: str = "1") -> dict[str, object]:
    answer = browser.post("/import/parts/", {"name": name, "size": len(data), "stamp": stamp})
    assert answer.status_code == 200, answer.content
    told: dict[str, object] = answer.json()
    return told


def waiting() -> list[Path]:
    return [path for path in (Path(settings.DATA) / "incoming").rglob("*") if path.is_file()]


def test_parts_make_the_file_again_and_it_is_looked_through_as_any_other(browser: Client, folder: Path, nerys: Person):
    data = archive(folder)
    place = asked(browser, data)
    middle = len(data) // 3
    first = browser.post(f"{place['at']}?from=0", data[:middle], content_type=OCTETS)
    assert first.json() == {"have": middle}
    assert f"blog.zip is half-way here: 0 of {len(data) // 1_000_000} MB." in text(browser.get("/import/"))
    # Begun again another day, it goes on; a part that is sent twice is told where the file ends.
    assert asked(browser, data)["have"] == middle
    twice = browser.post(f"{place['at']}?from=0", data[:middle], content_type=OCTETS)
    assert (twice.status_code, twice.json()) == (409, {"have": middle})
    last = browser.post(f"{place['at']}?from={middle}", data[middle:], content_type=OCTETS)
    run = ImportRun.objects.get()
    assert last.json() == {"have": len(data), "next": f"/import/run/{run.uid}/"}
    assert (run.state, run.kind, run.person) == (ImportRun.LOOKING, "site", nerys)
    assert Path(run.inputs[0]["path"]).read_bytes() == data
    assert "half-way" not in text(browser.get("/import/"))
    while work_on_runs():
        pass
    assert "Rain" in text(browser.get(f"/import/run/{run.uid}/"))
    assert not Note.objects.exists()


@given(st.binary(min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=12))
@how(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_parts_come_in_whatever_order_the_file_is_never_anything_but_its_beginning(nerys: Person, data: bytes, tries: list[tuple[int, int]]):
    run = begin(person=nerys, name="a.zip", size=len(data), stamp=str(now()))
    for start, length in tries:
        try:
            there = add(run=run, start=start, pieces=[data[start : start + length]])
        except NotThere as why:
            assert why.have == have(run) != start
        else:
            assert there == have(run)
        assert Path(run.inputs[0]["path"]).read_bytes() == data[: have(run)]


def test_another_file_lets_the_one_before_go_and_the_same_name_with_other_words_is_another(browser: Client, folder: Path):
    data = archive(folder)
    first = asked(browser, data)
    browser.post(f"{first['at']}?from=0", data[:10], content_type=OCTETS)
    assert asked(browser, data, stamp="2")["have"] == 0
    assert len(waiting()) == ImportRun.objects.count() == 1
    gone = browser.post(f"{first['at']}?from=10", data[10:], content_type=OCTETS)
    assert gone.status_code == 404


def test_what_is_too_large_for_the_site_or_its_disk_is_answered_with_a_sentence_before_anything_is_sent(browser: Client, monkeypatch: pytest.MonkeyPatch):
    large = browser.post("/import/parts/", {"name": "ten years.zip", "size": parts.MOST + 1})
    assert large.status_code == 422
    assert large.json()["sentence"] == "ten years.zip is larger than 2 GB. Whoever keeps this site can bring it in with: weeknotes import."
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=parts.LEFT_FREE + 5))
    full = browser.post("/import/parts/", {"name": "blog.zip", "size": 6})
    assert full.status_code == 422
    assert full.json()["sentence"].startswith("There is not enough room on this server for blog.zip.")
    assert not ImportRun.objects.exists()
    assert waiting() == []


@pytest.mark.parametrize("size", ["", "-1", "0", "x", "1.5", "٣", "9" * 20])
def test_a_size_that_is_none_is_refused(browser: Client, size: str):
    assert browser.post("/import/parts/", {"name": "blog.zip", "size": size}).status_code == 400


@pytest.mark.parametrize("start", ["", "-1", "x", "٣", "9" * 20])
def test_a_place_that_is_none_is_refused(browser: Client, start: str):
    place = asked(browser, b"12345")
    assert browser.post(f"{place['at']}?from={start}", b"1", content_type=OCTETS).status_code == 400


def test_more_than_the_file_was_said_to_have_is_not_taken(nerys: Person):
    run = begin(person=nerys, name="a.zip", size=4)
    with pytest.raises(NotTaken, match="More came"):
        add(run=run, start=0, pieces=[b"123", b"45"])
    assert have(run) <= 4


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\x", "/", "", "\0", "a/b/\0c.zip", "." * 300])
def test_no_name_leads_out_of_where_files_wait(nerys: Person, name: str):
    run = begin(person=nerys, name=name, size=3, stamp=name)
    add(run=run, start=0, pieces=[b"123"])
    assert [path.read_bytes() for path in waiting()] == [b"123"]


def test_what_is_no_archive_that_is_known_is_said_and_nothing_of_it_is_kept(browser: Client):
    data = b"only words " * 100
    place = asked(browser, data, name="diary.bin")
    answer = browser.post(f"{place['at']}?from=0", data, content_type=OCTETS)
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("diary.bin is no export or archive that is known here")
    assert not ImportRun.objects.exists()
    assert waiting() == []


def test_a_file_is_its_persons_alone(browser: Client, folder: Path):
    data = archive(folder)
    place = asked(browser, data)
    other = signed_in(add_person(name="Tomos"))
    assert other.post(f"{place['at']}?from=0", data, content_type=OCTETS).status_code == 404
    assert "half-way" not in text(other.get("/import/"))
    for path in ("/import/parts/", place["at"]):
        assert Client().post(str(path)).status_code == 302
    assert waiting()[0].stat().st_size == 0


def test_what_is_half_way_here_is_let_go_by_its_person_and_after_a_day_by_itself(browser: Client):
    for _round in range(2):
        place = asked(browser, b"12345")
        browser.post(f"{place['at']}?from=0", b"12", content_type=OCTETS)
        run = ImportRun.objects.get()
        assert browser.get(f"/import/run/{run.uid}/").headers["Location"] == "/import/"
        if _round:
            ImportRun.objects.update(at=now() - timedelta(days=1, minutes=1))
            assert let_go_old() == 1
        else:
            assert browser.post(f"/import/run/{run.uid}/nothing/").headers["Location"] == "/import/"
        assert not ImportRun.objects.exists()
        assert waiting() == []
