"""What stands about a note around it is read and set apart."""

import pytest

from weeknotes.prose.front import front


@pytest.mark.parametrize(
    ("source", "meta"),
    [
        ('---\ntitle: "Week: \\"one\\""\ndate: 2021-03-26 # Friday\n---\nBody', {"title": 'Week: "one"', "date": "2021-03-26"}),
        ("---\ntitle: 'It''s on'\ntags:\n  - a\n  - 'b'\n---\nBody", {"title": "It's on", "tags": "a, b"}),
        ('---\ntags: [a, "b"]\nsummary: >\n  folded\n  text\nempty:\n...\nBody', {"tags": "a, b", "summary": "folded text", "empty": ""}),
        ("---\n# said\ntitle: 'open\n- stray\nwords\n---\nBody", {"title": "'open, stray"}),
        ('+++\ntitle = "Week"\ntags = ["a", "b"]\n[extra]\nx = 1\n+++\nBody', {"title": "Week", "tags": "a, b"}),
        ("+++\ntitle = Week\n+++\nBody", {"title": "Week"}),
        ("Title: Week\nDate: 2021-03-26\n\nBody", {"title": "Week", "date": "2021-03-26"}),
        ("title: Week\ndate: 2021-03-26 10:00:00\ntags:\n- rain\n- roofs\nmine:\n---\nBody", {"title": "Week", "date": "2021-03-26 10:00:00", "tags": "rain, roofs", "mine": ""}),
        ("Title: Week\nSummary:\n    Two lines\n    of words.\nTags:\n\nBody", {"title": "Week", "summary": "Two lines of words.", "tags": ""}),
        ("title = Week\ndate = 2021\n=====\nBody", {"title": "Week", "date": "2021"}),
        ("Body\n\n:title: Week\n:date: 2021-03-26\n", {"title": "Week", "date": "2021-03-26"}),
        ("\ufeff\n---\ntitle: A\n---\nBody", {"title": "A"}),
        ("---\n\n---\nBody", {}),
        ("<!--\n.. title: Week\n.. slug: week\n.. tags: rain, roofs\n.. link:\n-->\n\nBody", {"title": "Week", "slug": "week", "tags": "rain, roofs", "link": ""}),
        (".. title: Week\n.. date: 2021-03-26 10:00:00 UTC\n\nBody", {"title": "Week", "date": "2021-03-26 10:00:00 UTC"}),
        ("<!--\n.. title: Week\n\n.. slug: week\n-->\nBody", {"title": "Week", "slug": "week"}),
        ("<!--\n.. title: Week\n.. tags: rain, draft\n-->\nBody", {"title": "Week", "tags": "rain, draft", "status": "draft"}),
        ("<!--\n.. title: Week\n.. tags: Private\n.. status: published\n-->\nBody", {"title": "Week", "tags": "Private", "status": "private"}),
    ],
)
def test_headers_of_every_kind_are_read(source: str, meta: dict[str, str]) -> None:
    found = front(source)
    assert found.meta == meta
    assert source[found.start : found.end].strip() == "Body"


@pytest.mark.parametrize(
    "source",
    ["---\nA rule first, and words.\n---\nBody", "---\ntitle: never closed", "---x\ntitle: a\n---", "Note: this is words\n\nBody", "Title: only this", "Title: only this\n---\n",
     "Title: Week\nGoals:\n- the tap\n\nBody", "Title: Week\nGoals:\n\nBody", "Goals:\n- the tap\n---\nBody",
     "Dear all: hello\nWords", "+++\nnever", "", "---\n" + "a: b\n" * 300 + "---\n", "a: b\n" * 300, ":only: this"],
)  # fmt: skip
def test_words_that_only_look_like_a_header_stay_words(source: str) -> None:
    found = front(source)
    assert found.start == len(source) - len(source.lstrip("\ufeff \t\r\n"))
    assert set(found.meta) <= {"only"}


def test_a_trailer_without_end_is_cut_off() -> None:
    assert front("x\n" + ":a: b\n" * 300).end > 500


@pytest.mark.parametrize("source", ["<!-- .. title: Week -->\nBody", "<!--\n.. title: Week\nBody", "<!--\n.. title: Week\nwords\n-->\nBody", "<!--\n.. note: x\n-->\nBody", "<!--\n" + ".. title: Week\n" * 200 + "-->\nBody", ".. note:: Mind this\n\nBody", "<!--", ".. "])
def test_a_comment_or_dots_that_say_nothing_of_the_note_are_no_header(source: str) -> None:
    assert front(source) == ({}, 0, len(source))
