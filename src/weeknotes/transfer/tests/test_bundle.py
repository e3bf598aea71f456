"""What was given to bring in is read, whatever was done to it: nothing is written, nothing outside is opened, and no more comes out than may."""

import io
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from weeknotes.transfer import bundle as limits
from weeknotes.transfer import packed, packed_tar
from weeknotes.transfer.bundle import Bundle, Refused, Spoilt
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.tests.exports import tarred, wxr, wxr_item, zipped
from weeknotes.transfer.tests.given import given


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with override("en"):
        yield tmp_path


def why(bundle: Bundle) -> dict[str, str]:
    return {name: str(reason) for name, reason in bundle.left}


def test_a_file_a_folder_a_zip_and_a_tar_are_read_alike(folder: Path):
    files: dict[str, bytes | str] = {"a.txt": "one", "b/c.txt": "two"}
    (folder / "f" / "b").mkdir(parents=True)
    (folder / "f" / "a.txt").write_text("one")
    (folder / "f" / "b" / "c.txt").write_text("two")
    paths = [folder / "f", given(folder, "x.zip", zipped(files))]
    paths += [given(folder, f"x.{mode}", tarred(files, mode=f"w:{mode}")) for mode in ("gz", "bz2", "xz")]
    paths.append(given(folder, "x.tar", tarred(files, mode="w:")))
    for path in paths:
        with open_bundle(path) as bundle:
            assert bundle.names() == ("a.txt", "b/c.txt")
            assert [bundle.size(name) for name in bundle.names()] == [3, 3]
            # Twice and backwards: a packed tar has to be read anew.
            assert [bundle.read(name) for name in ("b/c.txt", "a.txt", "b/c.txt")] == [b"two", b"one", b"two"]
            assert bundle.begins("a.txt", 2) == b"on"
            with pytest.raises(Spoilt):
                bundle.open("none.txt")
    with open_bundle(folder / "f" / "a.txt", "given.txt") as bundle:
        assert (bundle.name, bundle.names(), bundle.read("given.txt")) == ("given.txt", ("given.txt",), b"one")


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt", "a/" * 30 + "out.txt", "n" * 2000])
def test_names_that_lead_outside_or_very_deep_are_left_and_said(folder: Path, name: str):
    for path in (given(folder, "x.zip", zipped({name: "out", "in.txt": "in"})), given(folder, "x.tar", tarred({name: "out", "in.txt": "in"}, mode="w:"))):
        with open_bundle(path) as bundle:
            assert bundle.names() == ("in.txt",)
            assert len(bundle.left) == 1
    assert sorted(each.name for each in folder.iterdir()) == ["x.tar", "x.zip"]


def test_links_lead_nowhere(folder: Path):
    secret = given(folder, "secret.txt", b"secret")
    inside = folder / "f"
    inside.mkdir()
    (inside / "in.txt").write_text("in")
    (inside / "link.txt").symlink_to(secret)
    (inside / "loop").symlink_to(inside)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, str(secret))
        archive.writestr("in.txt", "in")
    tarball = io.BytesIO()
    with tarfile.open(fileobj=tarball, mode="w") as tar:
        for kind, name in ((tarfile.SYMTYPE, "link.txt"), (tarfile.LNKTYPE, "hard.txt"), (tarfile.FIFOTYPE, "pipe"), (tarfile.CHRTYPE, "device")):
            one = tarfile.TarInfo(name)
            one.type, one.linkname = kind, str(secret)
            tar.addfile(one)
        one = tarfile.TarInfo("in.txt")
        one.size = 2
        tar.addfile(one, io.BytesIO(b"in"))
    for path in (inside, given(folder, "x.zip", out.getvalue()), given(folder, "x.tar", tarball.getvalue())):
        with open_bundle(path) as bundle:
            assert bundle.names() == ("in.txt",)
            assert "is a link to another place" in why(bundle)["link.txt"]


def test_a_file_that_becomes_a_link_after_it_was_looked_at_is_not_followed(folder: Path):
    secret = given(folder, "secret.txt", b"secret")
    inside = folder / "f"
    inside.mkdir()
    (inside / "in.txt").write_text("in")
    with open_bundle(inside) as bundle:
        (inside / "in.txt").unlink()
        (inside / "in.txt").symlink_to(secret)
        with pytest.raises(Spoilt):
            bundle.read("in.txt")
        (inside / "in.txt").unlink()
        os.mkfifo(inside / "in.txt")
        with pytest.raises(Spoilt):
            bundle.read("in.txt")


def test_what_unpacks_to_far_too_much_is_not_read(folder: Path):
    with open_bundle(given(folder, "x.zip", zipped({"bomb.txt": b"\0" * 10_000_000, "in.txt": "in"}))) as bundle:
        with pytest.raises(Spoilt, match="unpacks to far more"):
            bundle.read("bomb.txt")
        assert bundle.read("in.txt") == b"in"


def test_a_packed_tar_that_unpacks_to_far_too_much_is_refused(folder: Path):
    path = given(folder, "x.tar.gz", tarred({"bomb.txt": b"\0" * 60_000_000}))
    with pytest.raises(Refused, match="unpacks to far more"):
        open_bundle(path)


def test_all_told_no_more_comes_out_than_may(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "LARGEST_WHOLE", 1_000_000)
    data = os.urandom(300_000)
    with open_bundle(given(folder, "x.zip", zipped({f"{number}.bin": data for number in range(5)}))) as bundle:
        for name in bundle.names()[:3]:
            assert bundle.read(name) == data
        with pytest.raises(Refused) as refused:
            bundle.read(bundle.names()[3])
        assert not isinstance(refused.value, Spoilt)


def test_a_zip_that_lies_about_sizes_is_read_no_further_than_it_says_and_is_damaged(folder: Path):
    honest = zipped({"a.txt": b"word " * 10_000})
    at = honest.index(b"PK\x01\x02")
    for size in (10, 0xFFFFFFFE):
        lie = bytearray(honest)
        lie[at + 24 : at + 28] = struct.pack("<I", size)
        with open_bundle(given(folder, "x.zip", bytes(lie))) as bundle, pytest.raises(Spoilt):
            bundle.read("a.txt")


def test_files_of_more_than_two_gigabytes_are_not_opened(folder: Path):
    path = folder / "large.xml"
    with path.open("wb") as file:
        file.write(wxr()[:2000])
        file.truncate(2_100_000_000)
    with open_bundle(path) as bundle, pytest.raises(Spoilt, match="larger than 2000 MB"):
        bundle.open("large.xml")
    assert [one for one in read(path) if isinstance(one, Trouble)]
    path.unlink()


def test_more_files_than_are_read_are_refused_before_they_are_listed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    files: dict[str, bytes | str] = {f"{number}.txt": "x" for number in range(30)}
    lies = bytearray(zipped(files))
    at = lies.rindex(b"PK\x05\x06")
    lies[at + 12 : at + 16] = struct.pack("<I", 500_000_000)
    path = given(folder, "lies.zip", bytes(lies))
    with pytest.raises(Refused, match="more than"):
        open_bundle(path)
    for module in (packed, packed_tar):
        monkeypatch.setattr(module, "MOST_FILES", 20)
    for name, data in (("x.zip", zipped(files)), ("x.tar", tarred(files, mode="w:"))):
        path = given(folder, name, data)
        with pytest.raises(Refused, match="more than 20 files"):
            open_bundle(path)
    (folder / "f").mkdir()
    for number in range(30):
        (folder / "f" / f"{number}.txt").write_text("x")
    with pytest.raises(Refused, match="more than 20 files"):
        open_bundle(folder / "f")


def locked(data: bytes, names: list[bytes]) -> bytes:
    """A zip whose files of these names say that they are encrypted."""
    made = bytearray(data)
    for name in names:
        made[data.index(name) - 30 + 6] |= 1
        made[data.rindex(name) - 46 + 8] |= 1
    return bytes(made)


def test_what_is_behind_a_password_is_said(folder: Path):
    both = zipped({"a.txt": "one", "b.txt": "two"})
    with open_bundle(given(folder, "x.zip", locked(both, [b"a.txt"]))) as bundle:
        assert bundle.names() == ("b.txt",)
        assert "protected by a password" in why(bundle)["a.txt"]
    path = given(folder, "y.zip", locked(both, [b"a.txt", b"b.txt"]))
    with pytest.raises(Refused, match="protected by a password"):
        open_bundle(path)


def test_a_file_that_was_changed_is_left_and_the_others_come(folder: Path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.md", "# Rain\n\nIt rained on the roof all day.")
        archive.writestr("b.md", "# Wind\n\nIt blew about the roof all day.")
    spoilt = out.getvalue().replace(b"It rained", b"It rainer")
    found = list(read(given(folder, "x.zip", spoilt)))
    assert [one.title for one in found if isinstance(one, Record)] == ["Wind"]
    assert [one.sentence for one in found if isinstance(one, Trouble)] == ["“a.md” is damaged, so it was not read. Download it once more, or make it again."]


@pytest.mark.parametrize("cut", [30, 200, -10, -30])
def test_a_zip_that_stops_in_the_middle_is_refused(folder: Path, cut: int):
    path = given(folder, "x.zip", zipped({f"{number}.txt": os.urandom(50) for number in range(20)})[:cut])
    with pytest.raises(Refused, match="stops in the middle"):
        open_bundle(path)


def test_a_packing_that_is_not_known_is_said(folder: Path):
    data = bytearray(zipped({"a.txt": "one", "b.txt": "two"}))
    for at in (data.index(b"PK\x03\x04") + 8, data.index(b"PK\x01\x02") + 10):
        data[at : at + 2] = struct.pack("<H", 97)
    with open_bundle(given(folder, "x.zip", bytes(data))) as bundle:
        with pytest.raises(Spoilt):
            bundle.read("a.txt")
        assert bundle.read("b.txt") == b"two"


def test_names_come_as_they_were_written_whatever_the_zip_says_of_them(folder: Path):
    data = zipped({"nodyn ŵ.txt": "one"})
    unsaid = bytearray(data)
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        unsaid[at : at + 2] = struct.pack("<H", 0)
    with open_bundle(given(folder, "x.zip", bytes(unsaid))) as bundle:
        assert bundle.names() == ("nodyn ŵ.txt",)
    (folder / "f").mkdir()
    Path(os.fsdecode(os.fsencode(folder / "f") + b"/caf\xe9.txt")).write_text("one")
    with open_bundle(folder / "f") as bundle:
        (name,) = bundle.names()
        assert name.encode()
        assert bundle.read(name) == b"one"


def test_two_files_of_one_name_both_come(folder: Path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "two")
    with open_bundle(given(folder, "x.zip", out.getvalue())) as bundle:
        assert {name: bundle.read(name) for name in bundle.names()} == {"a.txt": b"one", "a (2).txt": b"two"}


def test_what_programs_leave_is_not_looked_at(folder: Path):
    with open_bundle(given(folder, "x.zip", zipped({"a.txt": "x", "__MACOSX/._a.txt": "x", ".git/config": "x", "node_modules/a/readme.md": "x"}))) as bundle:
        assert bundle.names() == ("a.txt",)


def test_a_reference_finds_its_file_by_its_path_or_the_end_of_it(folder: Path):
    files: dict[str, bytes | str] = {"site/content/posts/rain/index.md": "x", "site/content/posts/rain/to ŵ.png": "x", "site/static/uploads/2021/roof.png": "x", "site/roof.png": "x"}
    with open_bundle(given(folder, "x.zip", zipped(files))) as bundle:
        beside = "site/content/posts/rain/index.md"
        assert bundle.near("to%20%C5%B5.png", beside) == "site/content/posts/rain/to ŵ.png"
        assert bundle.near("../../../roof.png?x=1", beside) == "site/roof.png"
        assert bundle.near("/uploads/2021/roof.png", beside) == "site/static/uploads/2021/roof.png"
        assert bundle.near("https://glanderw.example/wp-content/uploads/2021/roof.png") == "site/static/uploads/2021/roof.png"
        # On another host the same last name alone is no sign.
        assert bundle.near("https://other.example/roof.png") == ""
        assert bundle.near("data:image/png;base64,AAAA") == ""
        assert bundle.near("http://[bad/roof.png") == ""
        assert bundle.near("") == ""


def test_a_document_in_an_archive_is_looked_into_and_no_deeper(folder: Path):
    inner = zipped({"word/document.xml": "<x/>", "in.docx": zipped({"deep.txt": "x"})})
    with open_bundle(given(folder, "x.zip", zipped({"a.docx": inner, "b.docx": b"no zip"}))) as bundle:
        assert bundle.read("a.docx!/word/document.xml") == b"<x/>"
        with pytest.raises(Spoilt):
            bundle.read("a.docx!/in.docx!/deep.txt")
        with pytest.raises(Spoilt):
            bundle.read("b.docx!/word/document.xml")


def test_ten_thousand_notes_come_one_by_one(folder: Path):
    items = (wxr_item(number, f"Note {number}", "Words. " * 20) for number in range(3000))
    found = read(given(folder, "x.xml", wxr(*items)))
    first = next(found)
    assert isinstance(first, Post)
    assert first.title == "Note 0"
    assert sum(1 for _one in found) == 2999


def test_a_file_without_a_name_is_left_and_said(folder: Path):
    data = bytearray(zipped({"a.txt": "one", "b.txt": "two"}))
    # The list of contents says that the first name has no letters; they are taken for the comment that may stand after it.
    at = data.index(b"PK\x01\x02")
    data[at + 28 : at + 34] = struct.pack("<HHH", 0, 0, 5)
    with open_bundle(given(folder, "x.zip", bytes(data))) as bundle:
        assert bundle.names() == ("b.txt",)
        assert list(why(bundle)) == [""]
