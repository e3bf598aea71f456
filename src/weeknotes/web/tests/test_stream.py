"""Parts of long files (RFC 9110, 14)."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.web.stream import part_of, pieces

BODY = bytes(range(256)) * 2000
NAME = "0" * 32


@pytest.mark.parametrize(
    ("asked", "status", "start", "length"),
    [
        (None, 200, 0, 100), ("bytes=0-", 206, 0, 100), ("bytes=10-19", 206, 10, 10), ("bytes=90-500", 206, 90, 10), ("bytes=-5", 206, 95, 5),
        ("bytes=-500", 206, 0, 100), ("bytes=100-", 416, 0, 0), ("bytes=-0", 416, 0, 0), ("bytes=5-2", 200, 0, 100), ("bytes=0-1,5-6", 200, 0, 100),
        ("items=0-1", 200, 0, 100), ("bytes=-", 200, 0, 100),
    ],
)  # fmt: skip
def test_the_part_that_is_asked_for_is_sent(asked: str | None, status: int, start: int, length: int) -> None:
    part = part_of(100, '"a"', asked, None)
    assert (part.status, part.start, part.length) == (status, start, length)


def test_a_part_of_another_version_is_answered_by_the_whole() -> None:
    assert part_of(100, '"a"', "bytes=5-", '"b"').status == 200
    assert part_of(100, '"a"', "bytes=5-", '"a"').status == 206


@settings(deadline=None)
@given(st.text("bytes=-,0123456789 ", max_size=20))
def test_whatever_is_asked_no_more_than_there_is_is_sent(asked: str) -> None:
    part = part_of(50, '"a"', asked, None)
    assert 0 <= part.start <= 50
    assert b"".join(pieces(lambda: BytesIO(BODY[:50]), part)) == BODY[part.start : part.start + part.length]
