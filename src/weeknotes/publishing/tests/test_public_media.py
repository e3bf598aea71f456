"""The file of a sound that everybody may have: in the part that is asked for, and gone when its file is."""

import pytest
from django.conf import settings

NAME = "0123456789abcdef0123456789abcdef"
AT = f"/media/{NAME}.mp3"
BODY = bytes(range(256)) * 40

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(organisation):
    made = settings.PUBLIC / "media"
    made.mkdir(parents=True, exist_ok=True)
    (made / f"{NAME}.mp3").write_bytes(BODY)
    return made


def test_it_is_sent_whole_or_in_the_part_that_is_asked_for(folder, client):
    whole = client.get(AT)
    assert (whole.status_code, whole.getvalue()) == (200, BODY)
    assert (whole["Content-Type"], whole["Cache-Control"], whole["X-Content-Type-Options"]) == ("audio/mpeg", "no-cache", "nosniff")
    part = client.get(AT, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.getvalue(), part["Content-Range"]) == (206, BODY[1000:2000], f"bytes 1000-1999/{len(BODY)}")
    assert client.get(AT, headers={"Range": "bytes=9999999-"}).status_code == 416
    assert client.get(AT, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    assert client.head(AT).getvalue() == b""


def test_a_link_is_not_followed_and_a_file_that_is_gone_is_gone(folder, client):
    (folder / f"{NAME[::-1]}.mp3").symlink_to(folder / f"{NAME}.mp3")
    assert client.get(f"/media/{NAME[::-1]}.mp3").status_code == 404
    (folder / f"{NAME}.mp3").unlink()
    assert client.get(AT).status_code == 404
