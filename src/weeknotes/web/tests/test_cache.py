"""What is counted is counted by all processes together."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.cache import caches

from weeknotes.web.cache import Cache

PROGRAM = """
import sys, django
django.setup()
from django.core.cache import cache
from django.test import RequestFactory
from allauth.core import context
from allauth.core.internal import ratelimit
sys.stdin.readline()
asked = RequestFactory().post("/", REMOTE_ADDR=sys.argv[2])
what = sys.argv[1]
if what == "add":
    print(sum(cache.add(f"key-{n}", True, 60) for n in range(300)))
elif what == "count":
    print(max(cache.count("key", 60) for n in range(300)))
else:
    with context.request_context(asked):
        print(sum(bool(ratelimit.consume(asked, app="allauth.account", action="try", config={"try": "30/h/key"}, key="nerys@glanderw.example")) for n in range(60)))
"""


@pytest.fixture
def cache() -> Cache:
    """The one that the site has."""
    found = caches["default"]
    assert isinstance(found, Cache)
    return found


def in_two(what: str, folder: Path) -> list[int]:
    """What each of two processes on one data folder prints, begun together."""
    environment = {"DJANGO_SETTINGS_MODULE": "weeknotes.config.settings", "WEEKNOTES_DATA": str(folder), "PYTHONPATH": ":".join(sys.path)}
    both = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, what, f"192.0.2.{n}"], stdin=-1, stdout=-1, text=True, env=environment) for n in (1, 2)
    ]
    for one in both:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    with ThreadPoolExecutor() as pool:
        return [int(said) for said, _ in pool.map(lambda one: one.communicate(), both)]


def test_two_processes_that_add_the_same_entry_add_it_once(tmp_path: Path):
    assert sum(in_two("add", tmp_path)) == 300


def test_two_processes_count_together(tmp_path: Path):
    assert max(in_two("count", tmp_path)) == 600


def test_tries_at_one_address_are_counted_in_two_processes_together(tmp_path: Path):
    said = in_two("limit", tmp_path)
    assert sum(said) == 30


def test_many_other_entries_do_not_push_a_count_out(cache: Cache):
    cache.count("key", 60)
    for n in range(400):  # Django throws a third away from 300 on
        cache.add(f"another-{n}", 1, 60)
    assert cache.count("key", 60) == 2


def test_a_count_begins_anew_once_its_time_is_over(cache: Cache):
    assert [cache.count("key", 60), cache.count("key", 60)] == [1, 2]
    cache.delete("key")
    cache.set("key", 7, -1)
    assert cache.count("key", 60) == 1


def test_what_has_run_out_is_deleted_and_the_rest_stays(cache: Cache):
    cache.set("stays", 1, 60)
    with time_machine.travel(datetime(2020, 1, 1, tzinfo=UTC)):
        for n in range(5):
            cache.set(f"old-{n}", 1, 60)
    assert cache.forget_old() == 5
    assert (cache.get("stays"), len(cache._list_cache_files())) == (1, 1)  # type: ignore[attr-defined]  # one of Django's own, which its types leave out


def test_nothing_readable_by_others_is_written(tmp_path: Path):
    made = Cache(str(tmp_path / "cache"), {})
    made.set("key", 1, 60)
    assert oct((tmp_path / "cache").stat().st_mode & 0o777) == "0o700"


@pytest.mark.parametrize("key", ["a", "b" * 200])
def test_a_key_of_any_length_is_counted(cache: Cache, key: str):
    assert cache.count(key, 60) == 1


@pytest.mark.parametrize("before", [0, 2], ids=["at first", "later"])
@pytest.mark.parametrize("how", ["full", "read-only"])
def test_where_the_disk_takes_nothing_nobody_is_kept_from_what_is_counted(small_disk: Callable[[str], Path], how: str, before: int) -> None:
    """A search, a private feed, and above all a note that is to be for fewer people."""
    small = small_disk("size=64k,nr_inodes=8")
    cache = Cache(str(small / "cache"), {})
    for _ in range(before):
        cache.count("key", 60)
    if how == "full":
        with suppress(OSError), (small / "filler").open("ab", buffering=0) as file:
            while True:
                file.write(b"x")
    else:
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    assert [cache.count("key", 60), cache.count("other", 60)] == [before + 1, 1]
    cache.keep("kept", "x" * 10_000, 60)
    assert cache.get("kept") is None
    if how == "full":
        (small / "filler").unlink()
    else:
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
    assert [cache.count("other", 60), cache.count("other", 60)] == [1, 2]
