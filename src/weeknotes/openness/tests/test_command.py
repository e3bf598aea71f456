import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness import command
from weeknotes.openness.command import check, words

KEYS = ["rule", "text", "start", "end", "line", "stop", "what", "why", "do", "source"]


def run(*files: Path, as_json: bool = False) -> int:
    return check(files=[str(file) for file in files], as_json=as_json)


def give(monkeypatch: pytest.MonkeyPatch, *lines: object) -> None:
    """Put these lines on standard input, as JSON where they are no bytes."""
    rows = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(rows))))


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


@pytest.mark.parametrize("name", ["note.md", "note.txt", "note"])
@pytest.mark.parametrize("head", ["## Suppliers {audience=team}", "Suppliers {audience=team}", "**Suppliers** {audience=team}"])
def test_a_part_that_is_marked_is_checked_as_one_for_those_alone(name: str, head: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What everybody reads must not name what is bought now; a team may."""
    said = "We are scoring the bids for the boiler contract this week."
    file = tmp_path / name
    for begins, found in ((head.partition(" {")[0], True), (head, False)):
        file.write_text(f"It rained all week, and the van was late.\n\n{begins}\n\n{said}\n", encoding="utf-8")
        assert run(file, as_json=True) == 0
        findings = json.loads(capsys.readouterr().out)["findings"]
        assert any(said in one["text"] or one["rule"] == "procurement" for one in findings) is found, findings


def test_json_is_one_object_a_file_and_each_place_holds_its_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, quiet = tmp_path / "note.html", tmp_path / "quiet.txt"
    source = "<p>Siân: 07700&nbsp;900123</p>\n<p><img src='a.png'></p>"
    file.write_text(source, encoding="utf-8")
    quiet.write_text("A quiet week.\n", encoding="utf-8")
    assert run(file, quiet, as_json=True) == 0
    noted, nothing = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert nothing == {"file": str(quiet), "findings": []}
    assert noted["file"] == str(file)
    phone, picture = noted["findings"]
    assert list(phone) == KEYS
    assert (phone["text"], source[phone["start"] : phone["end"]], phone["stop"]) == ("07700 900123", "07700&nbsp;900123", False)
    assert (picture["rule"], picture["text"], picture["line"]) == ("image_no_alt", "<img src='a.png'>", 2)


def test_a_line_of_json_is_checked_with_what_is_known_around_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    html = "<p>Mrs <b>Eirlys</b> Maddocks, 07700 900123</p>"
    known = {"people": ["Eirlys Maddocks"], "stops": ["phone"]}
    give(monkeypatch, {"id": "a", "lang": "en", "html": html, "context": known}, b" ", {"html": html, "lang": None}, {"id": 7, "html": "<p>A quiet week.</p>", "more": 1})
    assert run(as_json=True) == 0
    first, second, third = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["id"], [(one["rule"], one["stop"]) for one in first["findings"]]) == ("a", [("phone", True)])
    assert (second["id"], [(one["rule"], one["text"], one["stop"]) for one in second["findings"]]) == (
        3,
        [("named_person", "Mrs Eirlys Maddocks", False), ("phone", "07700 900123", False)],
    )
    name = second["findings"][0]
    assert html[name["start"] : name["end"]] == "Mrs <b>Eirlys</b> Maddocks"
    assert third == {"id": 7, "findings": []}


def test_a_line_says_the_language_of_its_note_where_its_context_does_not(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    html = "<p>I could not find the button that I was told about, and so I went home.</p>"
    give(monkeypatch, *({"lang": lang, "html": html, "context": context} for lang, context in (("cy", {}), ("cy", None), ("en", {}), ("en", {"lang": "cy"}))))
    assert run(as_json=True) == 0
    found = [[one["rule"] for one in json.loads(line)["findings"]] for line in capsys.readouterr().out.splitlines()]
    assert found == [["language_of_parts"], ["language_of_parts"], [], ["language_of_parts"]]


def test_a_line_is_read_for_people_as_well(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    give(monkeypatch, {"id": "a\x1b", "html": "<p>jo@glanderw.gov.uk</p>"}, {"id": "b", "html": ""})
    assert run() == 0
    assert capsys.readouterr().out.startswith("a\ufffd:\n  line 1: A mail address stands here.  “jo@glanderw.gov.uk”\n")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "This is no JSON."),
        (b"\xff", "This is no JSON."),
        (b"[" * 100_000, "This is no JSON."),
        ([], "This is no JSON object."),
        ({"id": []}, "“id” is no text and no number."),
        ({"id": True}, "“id” is no text and no number."),
        ({"id": 1}, "“html” is no text."),
        ({"html": "", "lang": 1}, "“lang” is no text."),
        ({"html": "", "context": {"level": 9}}, "“level” is no level."),
        ({"html": "", "context": {"references": ["(a+)+b"]}}, "“references[0]” cannot be used."),
    ],
)
def test_a_line_that_cannot_be_read_is_a_sentence_with_its_number_and_the_others_are_checked(
    line: object, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, {"id": "a", "html": ""}, line, {"id": "b", "html": ""})
    assert run(as_json=True) == 1
    said = capsys.readouterr()
    assert [json.loads(one)["id"] for one in said.out.splitlines()] == ["a", "b"]
    assert said.err.startswith(f"Line 2: {says}")


def test_a_line_longer_than_any_note_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "LARGEST", 1_000_000)
    give(monkeypatch, b'{"html": "' + b"x" * 1_000_000 + b'"}')
    assert run(as_json=True) == 1
    assert capsys.readouterr().err == "Line 1: It has 1 MB, more than any note; the most is 1 MB.\n"


def test_half_a_character_is_printed_as_json_says_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    give(monkeypatch, b'{"id": "\\ud800", "html": "<p>07700 900123</p>"}')
    assert run(as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "\ud800"


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


@given(st.text())
def test_the_words_of_a_piece_have_no_tags(quote: str) -> None:
    assert words(f"<b>{quote}</b>") is not None
    assert words("<b>a &amp;  b</b>") == "a & b"
