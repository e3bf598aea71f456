"""The made-up export is one: it is read whole, and is the same every time."""

from pathlib import Path

from bench.invent_wxr import generate
from weeknotes.transfer.importing import read, recognised
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.packed import open_bundle


def test_an_invented_export_is_read_whole_and_is_the_same_every_time(tmp_path: Path) -> None:
    one, other = tmp_path / "one.xml", tmp_path / "other.xml"
    generate(one, 40)
    generate(other, 40)
    assert one.read_bytes() == other.read_bytes()
    with open_bundle(one) as bundle:
        assert recognised(bundle).KIND == "wordpress"
    found = list(read(one))
    posts = [each for each in found if isinstance(each, Post)]
    assert [post.title for post in posts] == [f"Note {number}" for number in range(1, 41)]
    assert sum(post.status == "draft" for post in posts) == 2
    assert sum(len(post.media) for post in posts) == 13
    assert len({post.html for post in posts}) == 40
    assert all(500 < len(post.html.split()) < 800 for post in posts)
    assert sum(each.count for each in found if isinstance(each, Left)) == 13 + 8
