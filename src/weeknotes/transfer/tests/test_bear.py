"""Bear's notes and bundles of text: each is its writer's alone, and what lies in the bin or the archive there is named and does not come."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_any
from hypothesis import strategies as st

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tests.exports import SECRET, bear_files, zipped
from weeknotes.transfer.tests.given import given, laid, posts


@pytest.mark.parametrize("packed", [False, True])
def test_notes_of_bears_come_with_their_tags_and_pictures(seen: Path, packed: bool):
    path = given(seen, "notes.bear2bk", zipped(bear_files())) if packed else laid(seen / "x", bear_files())
    said = list(read(path, asked=Asked(out=True)))
    found = posts(said)
    assert set(found) == {"Rain", "Wind"}
    assert {(one.status, one.reach) for one in found.values()} == {("draft", "me")}
    rain = found["Rain"]
    assert (rain.source_id, str(rain.dated)[:10], rain.tags) == ("AB-1", "2021-03-19", ("weather/wet",))
    assert [one.inside for one in rain.media] == ["Notes/Rain.textbundle/assets/roof one.png"]
    left = {one.place: str(one.why).partition(":")[0] for one in said if isinstance(one, Left)}
    assert left == {"Binned": "Posts in the bin", "Put by": "Notes in Bear’s archive"}
    assert SECRET not in repr(said)


@pytest.mark.parametrize(("name", "packed"), [("Rain.textbundle", False), ("Rain.textpack", True)])
def test_one_bundle_by_itself_is_one_note(seen: Path, name: str, packed: bool):
    files: dict[str, bytes | str] = {"text.md": "It rained.\n", "info.json": '{"version": 2}'}
    (made,) = read(given(seen, name, zipped(files)) if packed else laid(seen / name, files))
    assert isinstance(made, Post)
    assert (made.kind, made.title, made.reach) == ("bear", "Rain", "me")


def test_a_folder_of_texts_of_which_one_is_called_text_is_none(seen: Path):
    found: dict[str, Any] = posts(read(laid(seen / "x", {"text.md": "# Rain\n\nIt rained.\n", "sun.md": "# Sun\n\nIt shone.\n"})))
    assert {one.kind for one in found.values()} == {"file"}
    beside = {"rain/text.md": "# Rain\n\nIt rained.\n", "rain/info.json": '{"camera": "old"}', "sun.md": "# Sun\n\nIt shone.\n"}
    assert {one.kind for one in posts(read(laid(seen / "y", beside))).values()} == {"file"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given_any(st.text(max_size=100), st.text(max_size=100) | st.sampled_from(['{"net.shinyfrog.bear": 3}', '{"net.shinyfrog.bear": {"trashed": []}}', "[]"]))
def test_whatever_stands_in_a_bundle_it_ends_in_notes_and_sentences(tmp_path: Path, text: str, info: str):
    for one in read(given(tmp_path, "x.zip", zipped({"a.textbundle/text.md": text.encode("utf-8", "replace"), "a.textbundle/info.json": info.encode("utf-8", "replace")}))):
        assert isinstance(one, Left | Trouble) or (isinstance(one, Post) and one.reach == "me")
