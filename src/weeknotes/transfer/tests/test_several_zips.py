"""Somebody who has an export in parts packs the parts into one zip: all of them are read, as one export."""

from pathlib import Path

from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tests.exports import medium_page, wxr, wxr_item, zipped
from weeknotes.transfer.tests.given import given, posts

PICTURE = b"\x89PNG\r\n"


def wordpress_part(number: int) -> bytes:
    return zipped({f"glanderw.wordpress.2021-03-19.00{number}.xml": wxr(wxr_item(number, f"Part {number}", "<p>It rained.</p>"))})


def test_the_parts_of_an_export_that_lie_in_one_zip_all_come(seen: Path):
    found = list(read(given(seen, "parts.zip", zipped({"parts/one.zip": wordpress_part(1), "parts/two.zip": wordpress_part(2)}))))
    assert set(posts(found)) == {"Part 1", "Part 2"}
    assert not [one for one in found if isinstance(one, Left | Trouble)]


def test_a_text_in_one_part_finds_its_picture_in_the_other(seen: Path):
    texts, pictures = zipped({"Notes/rain.md": "# Rain\n\nIt rained.\n\n![Rain](img/rain.png)\n"}), zipped({"Notes/img/rain.png": PICTURE})
    path = given(seen, "parts.zip", zipped({"Export-Part-1.zip": texts, "Export-Part-2.zip": pictures}))
    (post,) = posts(read(path)).values()
    assert [each.inside for each in post.media] == ["Notes/img/rain.png"]
    with open_bundle(path) as bundle:
        assert bundle.read("Notes/img/rain.png") == PICTURE


def test_files_of_one_name_in_two_parts_lie_below_the_names_of_the_parts(seen: Path):
    page = medium_page("Rain", "<p class=graf>It rained.</p>")
    parts = {"a.zip": zipped({"posts/2021-03-19_rain-aaaaaaaaaaaa.html": page}), "b.zip": zipped({"posts/2021-03-19_rain-aaaaaaaaaaaa.html": page.replace("rained", "shone")})}
    with open_bundle(given(seen, "parts.zip", zipped(parts))) as bundle:
        assert bundle.names() == ("a/posts/2021-03-19_rain-aaaaaaaaaaaa.html", "b/posts/2021-03-19_rain-aaaaaaaaaaaa.html")
        assert b"shone" in bundle.read(bundle.names()[1])


def test_what_is_left_in_a_part_is_said(seen: Path):
    path = given(seen, "parts.zip", zipped({"a.zip": zipped({"rain.md": "# Rain\n\nIt rained."}), "b.zip": zipped({"../out.md": "Out.", "sun.md": "# Sun\n\nIt shone."})}))
    found = list(read(path))
    assert set(posts(found)) == {"Rain", "Sun"}
    assert [one.sentence for one in found if isinstance(one, Trouble)] == ["“../out.md” names a place outside what you gave, so it was left."]


def test_zips_that_cannot_be_read_or_lie_beside_texts_are_named_and_not_opened(seen: Path):
    good = zipped({"rain.md": "# Rain\n\nIt rained."})
    several: list[dict[str, bytes | str]] = [{"a.zip": good, "b.zip": b"no zip"}, {"a.zip": good, "b.zip": good, "sun.md": "# Sun\n\nIt shone."}]
    for files in several:
        found = list(read(given(seen, "x.zip", zipped(files))))
        assert "Rain" not in posts(found)
        assert [one.place for one in found if isinstance(one, Left)] == ["a.zip", "b.zip"]


def test_parts_that_unpack_to_far_too_much_are_not_opened(seen: Path):
    bomb = zipped({"bomb.md": b"\0" * 10_000_000})
    found = list(read(given(seen, "x.zip", zipped({f"{number}.zip": bomb for number in range(5)}))))
    assert not posts(found)
    assert [one for one in found if isinstance(one, Trouble)]
