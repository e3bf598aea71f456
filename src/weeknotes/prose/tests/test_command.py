import json
from pathlib import Path

import pytest

from weeknotes.prose.command import read

NOTE = """# Weeknote: 15 to 19 March 2021

## Goals for the week

- Finish the rota
- Talk to the library

## Ones to watch

**Boiler**: still cold on Mondays.
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "note.md"
    file.write_text(NOTE, encoding="utf-8")
    return file


def test_what_is_read_is_printed_for_a_person(note: Path, capsys: pytest.CaptureFixture[str]):
    assert read(files=[str(note)]) == 0
    out = capsys.readouterr().out
    assert f"{note}, note: Weeknote: 15 to 19 March 2021\n" in out
    assert "  week 2021-W11, 15 March 2021 to 19 March 2021 · English\n" in out
    assert "  Goals\n    - Finish the rota\n    - Talk to the library\n" in out


def test_json_is_one_object_a_note_with_places_in_the_file(note: Path, capsys: pytest.CaptureFixture[str]):
    assert read(files=[str(note)], as_json=True) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert list(found) == ["file", "post", "title", "language", "week", "sections", "items", "says", "warnings"]
    assert list(found["week"]) == ["iso", "start", "end", "from", "sure", "offers"]
    assert (found["file"], found["post"]) == (str(note), 0)
    rota = next(item for item in found["items"] if item["text"] == "Finish the rota")
    assert list(rota) == ["kind", "text", "label", "section", "start", "end"]
    assert NOTE[rota["start"] : rota["end"]] == "Finish the rota"


def test_a_week_that_is_only_published_takes_the_day_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "note.txt"
    file.write_text("What I did\n\nI rang the library.\n", encoding="utf-8")
    assert read(files=[str(file)], published="2021-03-19", as_json=True) == 0
    week = json.loads(capsys.readouterr().out)["week"]
    assert (week["iso"] or week["offers"][0], week["from"]) == ("2021-W11", "published")


@pytest.mark.parametrize("day", ["19/03/2021", "2021-02-31", "Friday"])
def test_a_day_that_is_none_is_a_sentence_and_2(note: Path, capsys: pytest.CaptureFixture[str], day: str):
    assert read(files=[str(note)], published=day) == 2
    assert capsys.readouterr().err == f"{day} is no date. Write it as year, month and day, such as 2021-03-19.\n"


def test_a_file_that_cannot_be_read_is_a_sentence_and_the_others_are_read(note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    empty, binary, large = tmp_path / "empty.md", tmp_path / "picture.md", tmp_path / "large.md"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 8)
    with large.open("wb") as file:
        file.truncate(50_000_000)
    names = [str(tmp_path / "none.md"), str(empty), str(binary), str(large), str(tmp_path), str(note)]
    assert read(files=names, as_json=True) == 1
    said = capsys.readouterr()
    assert [json.loads(line)["file"] for line in said.out.splitlines()] == [str(note)]
    assert [line.startswith(name) for line, name in zip(said.err.splitlines(), names, strict=False)] == [True] * 5


def test_signs_that_would_steer_a_terminal_are_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "note.md"
    file.write_text("# A \x1b[31mred title\n\n## Goals\n\n- Paint it \x1b[2J\n", encoding="utf-8")
    read(files=[str(file)])
    assert "\x1b" not in capsys.readouterr().out


def test_the_posts_of_one_file_tile_it_and_each_place_is_in_the_file(shared: Path, capsys: pytest.CaptureFixture[str]):
    for file in sorted((shared / "seeds").glob("*.txt")):
        assert read(files=[str(file)], as_json=True) == 0
        source = file.read_bytes().decode().replace("\r\n", "\n")
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [row["post"] for row in rows] == list(range(len(rows)))
        places = [(item["start"], item["end"]) for row in rows for item in row["items"]]
        assert all(0 <= start < end <= len(source) for start, end in places)
        for row in rows:
            for item in row["items"]:
                assert item["text"].split()[0].strip("*_“") in source[item["start"] : item["end"]]


def test_the_first_line_of_one_of_several_plain_posts_is_no_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    words = "It rained on the market and the stalls stood empty until noon. " * 20
    posts = [f"{first}\n\n{words}\n\nFollow me on the square\n" for first in (words, "A picture of a stall", words)]
    file = tmp_path / "blog.txt"
    file.write_text("\n".join(posts), encoding="utf-8")
    assert read(files=[str(file)], as_json=True) == 0
    assert [json.loads(line)["title"] for line in capsys.readouterr().out.splitlines()] == [None, None, None]


def test_what_the_note_says_of_itself_and_what_cannot_be_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "note.md"
    file.write_text("# w/c 31 February\n\n## Focus\n\nI set five goals:\n\n- Ring\n- Rest\n", encoding="utf-8")
    assert read(files=[str(file)]) == 0
    out = capsys.readouterr().out
    assert "  The note says 5 goals; 2 are here.\n" in out
    assert "and there is no such day." in out
    assert "week not said" in out
    file.write_text("# Week beginning 15 March\n\nRain.\n\nWe identified six improvements.\n", encoding="utf-8")
    assert read(files=[str(file)]) == 0
    out = capsys.readouterr().out
    assert "is all it says" in out
    assert "no list of them is here" in out
    file.write_text("# Rain\n\nRain.\n", encoding="utf-8")
    assert read(files=[str(file)], published="2021-03-19") == 0
    assert "week not sure: 2021-W11 or 2021-W10?" in capsys.readouterr().out
