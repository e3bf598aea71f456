"""Bytes become text, or a sentence says why not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.decode import Unreadable, decode, decoded


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_text_is_read_in_the_encoding_its_mark_names(encoding: str) -> None:
    data = "Nodiadau’r wythnos – tŷ".encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    assert decode(data) == "Nodiadau’r wythnos – tŷ"


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_a_windows_file_is_read_and_said_to_be_a_guess() -> None:
    found = decoded("It’s café".encode("cp1252"))
    assert (found.text, found.encoding, found.guessed) == ("It’s café", "cp1252", True)
    assert not decoded(b"plain").guessed


def test_bytes_that_windows_has_no_letter_for_fall_back_to_latin() -> None:
    assert decoded(b"caf\xe9 \x81 and more words here").encoding == "latin-1"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf  \n"])
def test_an_empty_file_is_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"empty.*Choose"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "zip or Office"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0rest", "old Word"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x89PNG\r\n", "picture"),
        (b"text\x00text", "something other than text"),
        (b"\xff\xfe\x00", "something other than text"),
        (bytes(range(1, 256)) * 4, "something other than text"),
    ],
)
def test_a_file_that_is_no_text_says_what_it_is_and_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as caught:
        decode(data)
    assert str(caught.value).count(".") >= 2


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_sentence(data: bytes) -> None:
    try:
        text = decode(data)
    except Unreadable as error:
        assert str(error).endswith(".")
    else:
        assert "\r" not in text
        assert "\x00" not in text
        assert text.strip()
