"""Joplin's notes, in a folder or in its archive: each is its writer's alone, and what they are not shown as notes there does not come as one."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read
from weeknotes.transfer.inner_links import inner
from weeknotes.transfer.joplin_items import above, item_in
from weeknotes.transfer.neutral import Left
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tests.exports import SECRET, joplin_files, joplin_item, tarred, zipped
from weeknotes.transfer.tests.given import given, laid, posts

PICTURE = f"resources/{9:032x}.png"


@pytest.fixture(params=["folder", "zip", "jex", "within"])
def notes(request: pytest.FixtureRequest, seen: Path) -> list[Any]:
    """What is read of the same notes, however they are packed."""
    files = joplin_files()
    path = {
        "folder": lambda: laid(seen / "x", files), "zip": lambda: given(seen, "x.zip", zipped(files)), "jex": lambda: given(seen, "x.jex", tarred(files, "w")),
        "within": lambda: given(seen, "y.zip", zipped({f"My notes/{name}": data for name, data in files.items()})),
    }[request.param]()  # fmt: skip
    return list(read(path, asked=Asked(out=True)))


def test_a_note_comes_with_its_title_day_tags_picture_and_links(notes: list[Any]):
    found = posts(notes)
    rain, wind = found["Rain"], found["Wind"]
    assert set(found) == {"Rain", "Wind"}
    assert (str(rain.dated)[:10], rain.how_dated, rain.author, rain.tags) == ("2021-03-18", "stated", "Nerys", ("weather",))
    assert [(one.alt, one.inside.endswith(PICTURE)) for one in rain.media] == [("A roof", True)]
    assert f'href="{inner("joplin", wind.source_id)}"' in rain.html
    assert "<b>blew</b>" in wind.html
    assert [str(one) for one in rain.warnings] == ["It stood in other groups there, which did not come: Work."]


def test_a_note_is_its_writers_alone_whatever_is_said_of_the_whole(notes: list[Any]):
    assert {(one.status, one.reach) for one in posts(notes).values()} == {("draft", "me")}


def test_conflicts_what_is_encrypted_and_the_bin_are_named_and_do_not_come(notes: list[Any]):
    why = {str(one.why).partition(":")[0] for one in notes if isinstance(one, Left)}
    assert {"Copies that Joplin kept of notes that were changed in two places", "Notes that Joplin has encrypted", "Posts in the bin"} <= why
    assert {one.place for one in notes if isinstance(one, Left)} >= {"Twice", "Binned"}
    assert not any(isinstance(one, Trouble) for one in notes)
    assert SECRET not in repr(notes)


def test_a_note_in_a_folder_that_is_in_the_bin_is_in_it_too(seen: Path):
    files: dict[str, bytes | str] = {
        f"{1:032x}.md": joplin_item(1, "Rain", "It rained.", parent_id=f"{2:032x}"), f"{2:032x}.md": joplin_item(2, "In", kind=2, parent_id=f"{3:032x}"),
        f"{3:032x}.md": joplin_item(3, "Out", kind=2, parent_id=f"{2:032x}", deleted_time=1616148000000),
    }  # fmt: skip
    assert not posts(read(laid(seen / "x", files)))


def test_a_text_whose_name_is_a_number_and_that_says_nothing_at_its_end_is_a_text(seen: Path):
    found = posts(read(laid(seen / "x", {f"{1:032x}.md": "# Rain\n\nIt rained.\n\nid: 3\n"})))
    assert found["Rain"].kind == "file"


@pytest.mark.parametrize(
    ("source", "title", "body"),
    [
        (joplin_item(1, "Rain", "It rained.\n\nid: none of mine\n\nMore."), "Rain", "It rained.\n\nid: none of mine\n\nMore."),
        (joplin_item(1, "Rain", "It rained.").replace("\n", "\r\n") + "\r\n\r\n", "Rain", "It rained."),
        (joplin_item(1, "", ""), "", ""),
        (joplin_item(1, "Rain", ""), "Rain", ""),
    ],
)
def test_the_first_line_is_the_title_and_the_last_ones_are_no_words(source: str, title: str, body: str):
    item = item_in(source)
    assert item is not None
    assert (item.title, item.body) == (title, body)


@given_any(st.text(max_size=200), st.integers(0, 400))
def test_whatever_a_file_holds_it_is_an_item_or_none(text: str, cut: int):
    for source in (text, text + joplin_item(1, text, text), joplin_item(1, "Rain", text)[:cut], f"{text}\n\nid: {1:032x}\ntype_: {text}"):
        item = item_in(source)
        assert item is None or (item.kind and item.id and above(item, {item.id: item}) is not None)
