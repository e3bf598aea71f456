"""Where pages stand in the public folder, and what else is found there."""

import os
import resource
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.publishing import disk


@pytest.mark.parametrize("path", ["", "/", "/etc/passwd", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.b", ".well-known/x", "a\\b", "a\0", "a/b\0c", "a/.\n"])
def test_what_is_no_path_of_a_page_is_refused(path: str):
    with pytest.raises(ValueError, match="no path of a page"):
        disk.public(path)


@given(st.text("ab./\\\0-\né", max_size=12))
def test_no_path_leads_out_of_the_folder(path: str):
    try:
        found = disk.public(path)
    except ValueError:
        return
    assert os.path.normpath(found) == found
    assert Path(found).is_relative_to(settings.PUBLIC)
    assert Path(found) != Path(settings.PUBLIC)


def test_every_file_and_link_is_found_in_order_but_for_the_folder_of_the_web_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    top = tmp_path / "public"
    for name in ("b/c.html", "b/a.html", "b.html", "a/.hidden", ".well-known/security.txt", "a/.well-known/x", "static/s.css"):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("x")
    (top / "out").symlink_to(tmp_path)
    (top / "page").symlink_to(top / "b.html")
    (top / "b" / ".well-known").write_text("a file")
    monkeypatch.setattr(settings, "PUBLIC", top)
    monkeypatch.setattr(settings, "STATIC_ROOT", top / "static")
    found = list(disk.files())
    plain = ["b.html", "a/.hidden", "b/.well-known", "b/a.html", "b/c.html", "static/s.css"]
    assert found == [("b.html", True), ("out", False), ("page", False), *((path, True) for path in plain[1:])]
    assert [path for path, _plain in found if disk.is_static(path)] == ["static/s.css"]
    monkeypatch.setattr(settings, "PUBLIC", tmp_path / "none")
    assert list(disk.files()) == []


def test_a_file_that_is_replaced_stays_whole_for_whoever_waits_for_nothing_and_is_let_go_of_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "PUBLIC", tmp_path / "public")
    monkeypatch.setattr(settings, "STAGING", tmp_path / "staging")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "linked.html").symlink_to(tmp_path / "elsewhere")
    names = ["before.html", "linked.html", "new.html"]
    disk.swap(disk.put(b"old"), "before.html")
    asked: list[int] = []
    monkeypatch.setattr(disk, "_flushers", lambda: Asked(asked))
    with disk.freed_afterwards(names):
        for name in names:
            disk.swap(disk.put(name.encode()), name)
        assert asked == []
    assert [os.pread(held, 9, 0) for held in asked] == [b"old"]
    os.close(asked[0])
    assert [disk.read(name) for name in names] == [name.encode() for name in names]
    with disk.freed_afterwards(["before.html"] * (disk.HELD_OPEN + 1)):
        pass
    assert len(asked) == 1


def test_a_process_that_may_open_few_files_more_has_them_for_what_it_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "PUBLIC", tmp_path / "public")
    monkeypatch.setattr(settings, "STAGING", tmp_path / "staging")
    names = [f"{number}/index.html" for number in range(disk.HELD_OPEN)]
    for name in names:
        disk.swap(disk.put(b"old"), name)
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.open(os.devnull, os.O_RDONLY)  # the lowest number that is
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free + 4 * disk.AT_ONCE, most))
    try:
        with disk.freed_afterwards(names):
            for name in names:
                disk.swap(disk.put(b"new"), name)
            disk.sync(names)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))
    assert {disk.read(name) for name in names} == {b"new"}


@dataclass
class Asked:
    """Notes what was to be closed beside, and does not."""

    asked: list[int]

    def submit(self, do: Callable[[int], None], held: int) -> None:
        """The file that was to be closed."""
        assert do is os.close
        self.asked.append(held)


def test_threads_that_files_are_handed_to_can_be_begun_ahead():
    disk.have_hands()
    disk.have_hands()
    assert sum(one.name.startswith("flush") for one in threading.enumerate()) == disk.AT_ONCE


def test_where_fewer_threads_begin_than_wanted_they_are_not_kept_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "page"
    file.write_bytes(b"Rain")
    with ThreadPoolExecutor(2) as two:
        monkeypatch.setattr(disk, "_flushers", lambda: two)
        monkeypatch.setattr(disk, "PATIENCE", 0.2)
        disk.have_hands()
        (kept,) = disk.keep([str(file)]).values()
        assert kept.result() is None
