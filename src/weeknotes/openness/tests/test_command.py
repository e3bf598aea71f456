import json
from pathlib import Path

import pytest

from weeknotes.openness.command import check


def run(*files: Path, as_json: bool = False) -> int:
    return check(files=[str(file) for file in files], as_json=as_json)


def test_findings_are_printed_with_their_line_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "note.md"
    file.write_text(f"## Did\n\nRang 07700 900123. See [here](https://example.org/{'a' * 80}).\n", encoding="utf-8")
    assert run(file) == 0
    out = capsys.readouterr().out
    assert "  line 3: A phone number stands here.  “07700 900123”\n" in out
    assert "If it is a person’s own, readers could ring it. Take it out, or say why it stays. (ICO" in out
    assert "a…”" in out


def test_a_note_without_findings_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "note.txt"
    file.write_text("A quiet week.\n", encoding="utf-8")
    assert run(file) == 0
    assert capsys.readouterr().out == f"{file}: nothing to look at again.\n"


def test_json_is_one_object_a_finding_and_its_place_holds_the_quote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "note.html"
    source = "<p>Siân: 07700&nbsp;900123</p>\n<p><img src='a.png'></p>"
    file.write_text(source, encoding="utf-8")
    assert run(file, as_json=True) == 0
    phone, picture = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert list(phone) == ["file", "rule", "line", "start", "end", "quote", "what", "why", "source", "do"]
    assert source[phone["start"] : phone["end"]] == phone["quote"] == "07700&nbsp;900123"
    assert (picture["rule"], picture["line"]) == ("image_no_alt", 2)


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, empty, large, absent = (tmp_path / name for name in ("good.md", "empty.md", "large.md", "absent.md"))
    good.write_text("A quiet week.\n", encoding="utf-8")
    empty.write_bytes(b"")
    with large.open("wb") as file:
        file.truncate(50_000_000)
    assert run(absent, empty, large, tmp_path, good) == 1
    said = capsys.readouterr()
    assert said.out == f"{good}: nothing to look at again.\n"
    assert [line.partition(": ")[0] for line in said.err.splitlines()] == [str(absent), str(empty), str(large), str(tmp_path)]
    assert "This file has 50 MB, more than any note; the most is 10 MB." in said.err


def test_signs_that_would_steer_a_terminal_are_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "note.md"
    file.write_text("A [here](https://example.org/\x1b[31m) b\n", encoding="utf-8")
    run(file)
    assert "\x1b" not in capsys.readouterr().out
