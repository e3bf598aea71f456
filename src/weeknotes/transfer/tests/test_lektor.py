"""A folder of Lektor's: the pages that hold a text come, those that it hides go no further than their writer."""

from pathlib import Path

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from weeknotes.transfer.importing import read
from weeknotes.transfer.lektor_fields import fields
from weeknotes.transfer.neutral import Left
from weeknotes.transfer.tests.exports import lektor_files
from weeknotes.transfer.tests.given import laid, posts

POST, AT = "title: Rain\n---\npub_date: 2021-03-19\n---\n{}body:\n\nIt rained.\n", "content/blog/rain/contents.lr"


def test_a_post_comes_with_its_day_tags_picture_and_writer(seen: Path):
    said = list(read(laid(seen / "x", lektor_files())))
    found = posts(said)
    rain = found["Rain"]
    assert set(found) == {"Rain", "Hidden"}
    assert (str(rain.dated)[:10], rain.status, rain.reach, rain.author, rain.tags) == ("2021-03-19", "published", "everyone", "Nerys", ("roof", "rain"))
    assert "<strong>rained</strong>" in rain.html
    assert "<hr" in rain.html
    assert [one.inside for one in rain.media] == ["content/blog/rain/roof.png"]
    assert [str(one) for one in rain.warnings] == ["What else is said of it there did not come: mood."]
    assert {one.place for one in said if isinstance(one, Left) and "no text of their own" in str(one.why)} == {"content/contents.lr", "content/blog/contents.lr"}


@pytest.mark.parametrize(
    ("files", "status", "reach"),
    [
        ({AT: POST.format("")}, "published", "everyone"),
        ({AT: POST.format("_hidden: no\n---\n")}, "published", "everyone"),
        ({AT: POST.format("_hidden: yes\n---\n")}, "private", "me"),
        ({AT: POST.format("_hidden: perhaps\n---\n")}, "private", "me"),
        ({AT: POST.format("_discoverable: no\n---\n")}, "private", "me"),
        ({AT: POST.format("_discoverable: yes\n---\n")}, "published", "everyone"),
        ({AT: POST.format("status: draft\n---\n")}, "draft", "me"),
        ({AT: POST.format("").replace("2021", "2099")}, "scheduled", "me"),
        ({AT: POST.format("").replace("pub_date", "x")}, "draft", "me"),
        ({AT: POST.format(""), "content/blog/contents.lr": "_hidden: yes\n"}, "private", "me"),
        ({AT: POST.format(""), "content/contents.lr": "_hidden: yes\n"}, "private", "me"),
        ({AT: POST.format("_hidden: no\n---\n"), "content/contents.lr": "_hidden: yes\n"}, "published", "everyone"),
        ({AT: POST.format(""), "content/about/contents.lr": "_hidden: yes\n"}, "published", "everyone"),
        ({"content/blog/rain/contents+cy.lr": POST.format(""), AT: "_hidden: yes\n"}, "private", "me"),
    ],
)
def test_what_lektor_hides_is_its_writers(seen: Path, files: dict[str, str], status: str, reach: str):
    rain = posts(read(laid(seen / "x", dict(files))))["Rain"]
    assert (rain.status, rain.reach) == (status, reach)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("title: Rain\n---\nbody:\n\nIt rained.\n\nTwice.\n", {"title": "Rain", "body": "It rained.\n\nTwice."}),
        ("title: Rain\r\n---\r\nbody: a\r\n-----\r\nb\r\n", {"title": "Rain", "body": "a\n----\nb"}),
        ("", {}),
        ("words\n---\ntitle: Rain\n", {}),
    ],
)
def test_fields_are_parted_by_three_dashes_and_more_are_one_fewer(source: str, made: dict[str, str]):
    assert fields(source) == made


@given_any(st.text(max_size=300) | st.lists(st.sampled_from(["---", "----", "a:", "b: c", "", "words", "\r"]), max_size=30).map("\n".join))
def test_whatever_a_page_holds_it_is_fields_or_none(source: str):
    assert all(name and isinstance(value, str) for name, value in fields(source).items())
