"""Which backups are kept, and when one is due; what is said of one that is damaged, and where there is no room for one."""

import errno
import io
import tarfile
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pyrage
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.transfer.keeping.about import SECRET, SUMS, KeepingError
from weeknotes.transfer.keeping.archive import Locked, written
from weeknotes.transfer.keeping.keep import Keep, clock, last_due
from weeknotes.transfer.keeping.unpack import Keys, unpack

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "keep"),
    [
        ("7 days, 4 weeks, 6 months", Keep(7, 4, 6)),
        ("30 days", Keep(30, 0, 0)),
        ("1 day and 1 month", Keep(1, 0, 1)),
        ("2 Weeks; 3 days", Keep(3, 2, 0)),
    ],
)
def test_how_long_is_said_in_words(text: str, keep: Keep):
    assert Keep.read(text) == keep


@pytest.mark.parametrize("text", ["", "for ever", "7", "7 years", "-1 days", "7 days, 3 days", "7 days,"])
def test_other_words_are_a_sentence(text: str):
    with pytest.raises(ValueError, match="It takes words such as: 7 days, 4 weeks, 6 months"):
        Keep.read(text)


def test_a_year_of_nights_leaves_the_newest_of_each_day_week_and_month():
    nights = [NOW - timedelta(days=days) for days in range(365)]
    kept = sorted(Keep(7, 4, 6).of(nights), reverse=True)
    assert kept[:7] == nights[:7]
    # Of weeks the last night of each (this week's is the newest of all), of months likewise.
    weeks, months = ["2026-11-15", "2026-11-08"], ["2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30"]
    assert [f"{one:%Y-%m-%d}" for one in kept[7:]] == weeks + months


@given(st.sets(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1))), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_newest_is_always_kept_and_nothing_is_made_up(made: set[datetime], days: int, weeks: int, months: int):
    kept = Keep(days, weeks, months).of(made)
    assert kept <= made
    assert not made or max(made) in kept
    assert len(kept) <= days + weeks + months + 1
    assert Keep(days, weeks, months).of(kept) == kept  # and the next night throws away none of them for being fewer


@given(st.text())
def test_any_text_is_read_or_refused(text: str):
    for read in (Keep.read, clock):
        try:
            read(text)
        except ValueError as error:
            assert "It takes" in str(error)


def test_what_is_due_is_the_last_time_that_the_clock_said_so():
    assert clock("3:05") == time(3, 5)
    assert last_due(NOW, time(3, 0)) == NOW
    assert last_due(NOW, time(3, 1)) == NOW.replace(day=25, minute=1)
    with pytest.raises(ValueError, match="no time of day"):
        clock("25:00")


class FullDisk(io.BytesIO):
    """A file on a disk that is full."""

    def write(self, _body: object, /) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_named_as_one_where_a_backup_is_locked_too():
    locked = Locked((str(pyrage.x25519.Identity.generate().to_public()),))
    with pytest.raises(OSError, match="No space left on device"), written(FullDisk(), locked) as archive:
        archive.add_bytes(SECRET, bytes(1_000))


def test_sums_that_are_damaged_are_a_sentence(tmp_path: Path):
    inside = io.BytesIO()
    with tarfile.open(mode="w", fileobj=inside) as tar:
        entry = tarfile.TarInfo(SUMS)
        entry.size = 3
        tar.addfile(entry, io.BytesIO(b"a\xb7c"))
    with pytest.raises(KeepingError, match="Take another one"):
        unpack(io.BytesIO(zstandard.compress(inside.getvalue())), tmp_path, keys=Keys(), accept=lambda _about: None)
