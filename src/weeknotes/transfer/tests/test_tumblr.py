"""Posts of Tumblr's: their words, days, tags and pictures come, for their writer alone, and nothing of what else it keeps."""

from pathlib import Path

import pytest

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read, recognised
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tests.exports import PIXEL, SECRET, zipped
from weeknotes.transfer.tests.given import given, laid


def page(words: str, when: str = " March 4th, 2015 3:05pm ", *tags: str) -> str:
    marks = "".join(f'<span class="tag">{tag}</span>' for tag in tags)
    return f'<!DOCTYPE HTML><html><head><title></title></head><body>{words}<div id="footer"><span id="timestamp">{when}</span>{marks}</div></body></html>'


PAGES: dict[str, bytes | str] = {
    "html/99.html": page("<h1>Rain</h1><p>It <b>rained</b>.</p>", " March 4th, 2015 3:05pm ", "rain", "two words"),
    "html/100.html": page('<img src="../../media/100.png"/><div class="caption"><p>A roof</p></div>'),
    "html/101.html": page("", "soon"),
    "posts_index.html": SECRET,
}
BESIDE: dict[str, bytes | str] = {"media/100.png": PIXEL, "messaging/messages.json": SECRET, "payload-0.json": SECRET}
WAYS: dict[str, dict[str, bytes | str]] = {
    "as it comes": {"posts/posts.zip": zipped(PAGES), **BESIDE},
    "unpacked": {**{f"posts/{name}": data for name, data in PAGES.items()}, **BESIDE},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("packed", [True, False])
def test_posts_come_with_day_tags_and_pictures_however_they_are_packed(seen: Path, way: str, packed: bool):
    path = given(seen, "x.zip", zipped(WAYS[way])) if packed else laid(seen / "x", WAYS[way])
    found = list(read(path, asked=Asked(out=True)))
    rain, roof = (one for one in found if isinstance(one, Post))
    assert (rain.title, rain.source_id, rain.tags, str(rain.dated), rain.status, rain.reach) == ("Rain", "99", ("rain", "two words"), "2015-03-04 15:05:00+00:00", "draft", "me")
    assert "<p>It <b>rained</b>.</p>" in rain.html
    assert "March" not in rain.html
    assert "Rain" not in rain.html
    with open_bundle(path) as bundle:
        assert recognised(bundle).KIND == "tumblr"
        assert bundle.read(roof.media[0].inside) == PIXEL
    assert sorted(one.place.rpartition("/")[2] for one in found if isinstance(one, Left)) == ["101.html", "messages.json", "payload-0.json"]
    assert SECRET not in repr(found)
    assert not any(isinstance(one, Trouble) for one in found)


def test_a_zip_of_posts_that_is_damaged_is_named_and_what_lies_beside_it_is_read(seen: Path):
    found = list(read(laid(seen / "x", {"posts/html/99.html": PAGES["html/99.html"], "posts/posts.zip": b"PK\x03\x04", "posts/html/98.html": b""})))
    assert [one.title for one in found if isinstance(one, Post)] == ["Rain"]
    assert [one.place for one in found if isinstance(one, Left)] == ["posts/posts.zip"]
    assert [one.place for one in found if isinstance(one, Trouble)] == ["posts/html/98.html"]


def test_a_page_that_stops_before_its_end_is_said_to(seen: Path):
    whole = str(PAGES["html/99.html"])
    (post,) = [one for one in read(laid(seen / "x", {"html/1.html": whole, "html/2.html": whole.removesuffix("</div></body></html>")})) if isinstance(one, Post) and len(one.warnings) > 1]
    assert post.source_id == "2"
