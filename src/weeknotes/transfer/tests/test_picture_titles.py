"""What a picture says where somebody points at it is named, unless it says nothing that the text, the alternative text or its file's name does not."""

from pathlib import Path

import pytest

from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.picture_titles import pointed
from weeknotes.transfer.reading import read_post
from weeknotes.transfer.record import Record
from weeknotes.transfer.tests.exports import wxr, wxr_item
from weeknotes.transfer.tests.given import given

SAID = "Words that showed where somebody pointed at a picture did not come: “Aled mends the roof”."


def told(path: Path) -> list[str]:
    (one,) = [each for each in read(path) if isinstance(each, Post | Record)]
    record = read_post(one, otherwise="en") if isinstance(one, Post) else one
    assert isinstance(record, Record)
    return [str(each) for each in record.warnings if "pointed" in str(each)]


def test_the_title_of_a_picture_is_named(seen: Path):
    html = '<p>It rained.</p><img src="https://x.example/a.jpg" alt="A roof" title="Aled mends the roof">'
    assert told(given(seen, "blog.xml", wxr(wxr_item(1, "Rain", html)))) == [SAID]
    assert told(given(seen, "rain.md", '# Rain\n\nIt rained.\n\n![A roof](a.jpg "Aled mends the roof")\n')) == [SAID]
    assert told(given(seen, "rain.html", f"<html><body><h1>Rain</h1>{html}</body></html>")) == [SAID]


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="a.jpg" alt="A roof">', '<img src="a.jpg" alt="A roof" title="A Roof">', '<img src="roof-in-rain.jpg" title="roof in rain">',
        '<img src="x/IMG_2033.jpg" title="IMG_2033.JPG">', '<img src="a.jpg" title="DSC0012">', '<img src="a.jpg" title="OLYMPUS DIGITAL CAMERA">',
        '<img src="a.jpg" title="">', '<img src="a.jpg" title="It rained">', '<img src="a.jpg" data-title="Aled mends the roof">', '![A roof](a.jpg "a roof")',
        "![A roof](a.jpg)", '[A roof](a.html "Aled mends the roof")', '<a href="a" title="Aled mends the roof">x</a>',
    ],
)  # fmt: skip
def test_one_that_says_nothing_more_is_not(picture: str):
    assert pointed(picture, "It rained.") == ()


def test_many_are_named_to_a_length_that_can_be_read():
    (why,) = pointed("".join(f'<img src="a{number}.jpg" title="{"The roof " * 100}{"x" * number}">' for number in range(30)), "")
    assert len(str(why)) < 2500
    assert str(why).endswith("…”, ….")


@pytest.mark.parametrize("source", ["<img " * 50_000, "![" * 50_000, "![a](" * 50_000, '<img title="' * 50_000, "title" + "<img " + "title='" * 50_000 + ">"])
def test_what_nobody_writes_is_read_to_its_end(source: str):
    assert pointed(f"{source} title", "") == ()
