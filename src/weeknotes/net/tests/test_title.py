"""The title that a page gives itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.net.fetch import Fetched
from weeknotes.net.title import LONGEST, title_of


def page(data: bytes, media: str = "text/html", charset: str = "") -> Fetched:
    return Fetched("https://example.org/", media, charset, data)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Bins\n in  Glanderw</title>", "Bins in Glanderw"),
        ("<title>Bins &amp; lorries</title>", "Bins & lorries"),
        ("<title>Bins | Council</title><meta property='og:title' content='Bins'>", "Bins"),
        ("<title>Bins</title><meta property='og:title' content='  '>", "Bins"),
        ("<title>Bins</title><meta property='og:title'>", "Bins"),
        ("<body><svg><title>A picture</title></svg></body>", "A picture"),
        ("<title>\u202eBins\x00\x07</title>", "Bins\ufffd"),
        ("<p>Words</p>", ""),
        ("<title>   </title>", ""),
        ("", ""),
    ],
)
def test_a_page_gives_its_title_in_one_line(html: str, title: str):
    assert title_of(page(html.encode())) == title


def test_a_long_title_ends_with_three_points():
    title = title_of(page(b"<title>" + b"word " * 100 + b"</title>"))
    assert len(title) <= LONGEST
    assert title.endswith("word…")


@pytest.mark.parametrize(("data", "charset"), [("tŷ".encode("iso8859-14"), "iso-8859-14"), ("tŷ".encode(), ""), ("tŷ".encode(), "no-such"), ("tŷ".encode(), "rot13"), ("tŷ".encode(), "undefined"), ("tŷ".encode(), "idna")])
def test_the_letters_are_read_as_the_answer_says(data: bytes, charset: str):
    assert title_of(page(b"<title>" + data + b"</title>", charset=charset)) == "tŷ"


def test_the_letters_are_read_as_the_page_says_where_its_answer_does_not():
    assert title_of(page(b'<meta charset="iso-8859-14"><title>' + "tŷ".encode("iso8859-14") + b"</title>")) == "tŷ"


def test_what_the_page_says_counts_where_its_answer_says_what_nobody_knows_and_only_near_its_start():
    welsh = b'<meta charset="iso-8859-14"><title>' + "tŷ".encode("iso8859-14") + b"</title>"
    assert title_of(page(welsh, charset="no-such")) == "tŷ"
    late = b"<!--" + b"a" * 3000 + b'--><meta charset="iso-8859-14"><title>' + "tŷ".encode() + b"</title>"
    assert title_of(page(late)) == "tŷ"


def test_bytes_that_are_no_letters_are_shown_as_such_and_the_rest_is_kept():
    assert title_of(page("<title>Bins tŷ</title>".encode(), charset="ascii")) == "Bins t\ufffd\ufffd"
    assert title_of(page(b"<title>Bins \xff</title>")) == "Bins \ufffd"


@pytest.mark.parametrize("media", ["application/pdf", "text/plain", ""])
def test_what_is_no_page_has_no_title(media: str):
    assert title_of(page(b"<title>Bins</title>", media)) == ""


@given(st.binary(), st.text(max_size=20))
def test_no_bytes_make_it_raise(data: bytes, charset: str):
    title = title_of(page(b"<title>" + data, charset=charset))
    assert title == " ".join(title.split())


def test_a_title_is_cut_only_where_it_is_longer_than_may_be():
    for length in (LONGEST - 1, LONGEST):
        assert title_of(page(f"<title>{'w' * length}</title>".encode())) == "w" * length
    assert title_of(page(f"<title>{'w' * (LONGEST + 1)}</title>".encode())) == "w" * (LONGEST - 1) + "…"
    assert title_of(page(f"<title>{'w' * (LONGEST - 2)} more</title>".encode())) == "w" * (LONGEST - 2) + "…"
