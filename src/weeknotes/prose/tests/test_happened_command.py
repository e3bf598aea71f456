import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from weeknotes.cli import main

EARLIER = "# Week 11\n\n## Next week\n\n- Hang the key board in Maes Derw\n- Polish the bell\n"
LATER = "# Week 12\n\nŵ The key board hangs in Maes Derw. We finished on Tuesday.\n"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.md").write_text(EARLIER, encoding="utf-8")
    (tmp_path / "b.md").write_bytes(LATER.replace("\n", "\r\n").encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def line(start: str, b: str = "b.md") -> str:
    return json.dumps({"a": {"file": "a.md", "offset": EARLIER.index(start)}, "b": b})


def ask(monkeypatch: pytest.MonkeyPatch, lines: str | bytes, *words: str) -> int:
    given = lines if isinstance(lines, bytes) else lines.encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given)))
    return main(["happened", *words])


def test_each_line_is_answered_with_places_that_count_characters(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(monkeypatch, f"{line('Hang')}\n\n{line('Polish')}\n", "--json") == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    [one] = first["offers"]
    assert set(one) == {"start", "end", "text", "sure", "outcome", "why"}
    assert LATER[one["start"] : one["end"]] == one["text"]
    assert (one["outcome"], one["sure"]) == ("done", True)
    assert second == {"offers": []}


def test_bad_lines_get_a_sentence_and_their_number_and_nothing_is_lost(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (notes / "picture.md").write_bytes(b"\x89PNG")
    bad = [
        "nonsense", "[1]", "{}", '{"a": {"file": 3}, "b": "b.md"}', '{"a": {"file": "a.md"}, "b": ""}', '{"a": {"file": "a.md", "offset": -1}, "b": "b.md"}',
        '{"a": {"file": "a.md", "offset": true}, "b": "b.md"}', '{"a": {"file": "a.md", "offset": 9999}, "b": "b.md"}', line("Hang", "gone.md"), line("Hang", "picture.md"),
        line("Hang", "x\0y"), line("Hang", "x\udc80y"), line("Hang", "x" * 5000), "[" * 100_000,
    ]  # fmt: skip
    assert ask(monkeypatch, "\n".join([*bad, line("Hang")]).encode() + b"\n\xff\xfe", "--json") == 1
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert [row.get("line") for row in rows] == [*range(1, len(bad) + 1), None, len(bad) + 2]
    assert all(row["error"].strip() for row in rows if "line" in row)
    assert rows[len(bad)]["offers"]


def test_it_can_be_read_by_a_person(notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (notes / "c.md").write_text("The key board hangs in Maes Derw " + "and so on " * 40, encoding="utf-8")
    assert ask(monkeypatch, f"{line('Hang')}\n{line('Polish')}\n{line('Hang', 'c.md')}\nx\n") == 1
    out = capsys.readouterr().out
    assert "Line 1: it may say:\n  - ŵ The key board hangs in Maes Derw. (" in out
    assert "Line 2: nothing is said of it." in out
    assert "… (" in out
    assert "Line 4: This is no JSON." in out


def test_further_notes_are_read_and_one_that_cannot_be_is_said(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = notes / "more"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "one.md").write_text("We hung a lamp.", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert ask(monkeypatch, line("Hang"), "--json", "--notes", "more") == 0
    (folder / "broken.txt").write_bytes(b"%PDF")
    assert ask(monkeypatch, line("Hang"), "--json", "--notes", "more") == 1
    said = capsys.readouterr()
    assert "broken.txt: This is a PDF" in said.err
    assert all(json.loads(row)["offers"] for row in said.out.splitlines())
    assert ask(monkeypatch, line("Hang"), "--notes", "nowhere") == 2
    assert capsys.readouterr().err == "nowhere is no folder. Give a folder with further notes by the same person.\n"


def test_a_note_is_asked_about_itself_without_the_goal_being_its_own_answer(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(monkeypatch, line("Hang", "a.md"), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"offers": []}
