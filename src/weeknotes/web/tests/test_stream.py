"""Parts of long files (RFC 9110, 14)."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.web.baked import BakedFiles
from weeknotes.web.generation import Generation
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


def test_a_public_sound_is_sent_in_parts_from_its_folder_and_is_gone_when_its_file_is(tmp_path: Path) -> None:
    public = tmp_path / "public" / "media"
    public.mkdir(parents=True)
    (public / f"{NAME}.mp3").write_bytes(BODY)
    (public / "link.mp3").symlink_to(public / f"{NAME}.mp3")
    app = BakedFiles(lambda environ, respond: (respond("404 Not Found", []), [b""])[1], root=tmp_path / "public", memory=100, shared=Generation(tmp_path / "g"))

    def get(path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
        told: list[object] = []
        body = app({"REQUEST_METHOD": method, "PATH_INFO": path, **headers}, lambda status, fields: told.extend([status, dict(fields)]))
        return str(told[0]), told[1], b"".join(body)  # type: ignore[return-value]

    status, fields, body = get(f"/media/{NAME}.mp3")
    assert (status, body) == ("200 OK", BODY)
    assert (fields["Content-Type"], fields["Cache-Control"], fields["X-Content-Type-Options"]) == ("audio/mpeg", "no-cache", "nosniff")
    status, fields, body = get(f"/media/{NAME}.mp3", HTTP_RANGE="bytes=1000-1999")
    assert (status, body, fields["Content-Range"]) == ("206 Partial Content", BODY[1000:2000], f"bytes 1000-1999/{len(BODY)}")
    assert get(f"/media/{NAME}.mp3", HTTP_RANGE="bytes=9999999-")[0] == "416 Range Not Satisfiable"
    assert get(f"/media/{NAME}.mp3", HTTP_IF_NONE_MATCH=fields["ETag"])[0] == "304 Not Modified"
    assert get(f"/media/{NAME}.mp3", "HEAD")[2] == b""
    assert get("/media/link.mp3")[0] == get("/media/../g.mp3")[0] == "404 Not Found"
    (public / f"{NAME}.mp3").unlink()
    assert get(f"/media/{NAME}.mp3")[0] == "404 Not Found"
