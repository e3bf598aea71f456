"""A post of nothing but a picture is told from others by its picture: one without words is not another without words."""

import json
from pathlib import Path

import pytest

from weeknotes.people.models import Person
from weeknotes.transfer.command import run
from weeknotes.transfer.record import told_by
from weeknotes.transfer.tests.exports import PIXEL, wxr, wxr_item
from weeknotes.transfer.tests.given import given, laid


def fates(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert run(paths=[str(path)], person="nerys", as_json=True) == 0
    return [str(row["fate"]) for row in map(json.loads, capsys.readouterr().out.splitlines()) if "fate" in row]


def test_posts_of_one_day_that_show_other_pictures_are_two_and_the_same_picture_comes_once(seen: Path, nerys: Person, capsys: pytest.CaptureFixture[str]):
    path = given(seen, "blog.xml", wxr(*(wxr_item(number, "A photo", f'<img src="https://x.example/{name}.jpg">') for number, name in enumerate(("roof", "sky", "roof"), 1))))
    assert fates(path, capsys) == ["new", "new", "same as another"]
    assert "new" not in fates(path, capsys)


def test_a_text_that_is_a_picture_alone_comes_from_a_folder(seen: Path, nerys: Person, capsys: pytest.CaptureFixture[str]):
    folder = laid(seen / "notes", {f"{name}/note.md": f"# {name}\n\n![A picture](it.png)\n" for name in ("roof", "sky")} | {"roof/it.png": PIXEL, "sky/it.png": PIXEL})
    assert fates(folder, capsys) == ["new", "new"]


def test_words_tell_a_post_whatever_it_shows():
    first, second = ('<p>Rain.</p><img src="a.jpg">', '<p>Rain.</p><img src="b.jpg">')
    assert told_by("Rain.", first, "x") == told_by("Rain.", second, "y")
    assert told_by("", first, "x") != told_by("", first, "y")
    assert told_by("", first.replace("a.jpg", "https://x.example/a.jpg"), "x") == told_by("\n", '<img src="https://x.example/a.jpg" alt="A">', "y")
