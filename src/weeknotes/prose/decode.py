"""Bytes to text: which encoding, which line ends, and a plain sentence where a file is not text."""

from typing import NamedTuple

N_ = str  # marks a sentence for translation where it is shown

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_KNOWN = (
    (b"PK\x03\x04", N_("This is a zip or Office file (such as .docx or .odt), not text. Save it as .txt, .md or .html and try that file.")),
    (b"%PDF", N_("This is a PDF, not text. Copy its words into a .txt or .md file and try that file.")),
    (b"\xd0\xcf\x11\xe0", N_("This is an old Word file, not text. Save it as .txt, .md or .html and try that file.")),
    (b"{\\rtf", N_("This is a rich text (RTF) file. Save it as .txt, .md or .html and try that file.")),
    (b"\x89PNG", N_("This is a picture, not text. Choose a .txt, .md or .html file.")),
    (b"\xff\xd8\xff", N_("This is a picture, not text. Choose a .txt, .md or .html file.")),
    (b"GIF8", N_("This is a picture, not text. Choose a .txt, .md or .html file.")),
)
EMPTY = N_("This file is empty. Choose a file with a note in it.")
BINARY = N_("This file holds something other than text. Choose a .txt, .md or .html file.")
GUESSED = N_(
    "This file is not in UTF-8, so its letters were read as Windows (cp1252). Check accents and quotation marks, or save it as UTF-8."
)


class Unreadable(ValueError):
    """The bytes are not a text; the message is a sentence for a person, saying what was found and what to do."""


class Decoded(NamedTuple):
    """A decoded text, the encoding it was read as, and whether that was a guess (then `GUESSED` says so to a person)."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes) -> str:
    """Give the text of a file, line ends as `\\n` and no byte order mark; raises Unreadable for binary or empty files."""
    return decoded(data).text


def decoded(data: bytes) -> Decoded:
    """Give the text with the encoding it was read in; raises Unreadable as `decode` does.

    Byte order mark first (Unicode 16, section 23.8), then UTF-8, then Windows-1252, which is a guess and says so.
    """
    if not data.strip():
        raise Unreadable(EMPTY)
    for start, sentence in _KNOWN:
        if data.startswith(start):
            raise Unreadable(sentence)
    text, encoding, guessed = _letters(data)
    if "\x00" in text:
        raise Unreadable(BINARY)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable(EMPTY)
    return Decoded(text, encoding, guessed)


def _letters(data: bytes) -> Decoded:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding, False)
            except UnicodeDecodeError as error:
                raise Unreadable(BINARY) from error
    try:
        return Decoded(data.decode("utf-8"), "utf-8", False)
    except UnicodeDecodeError:
        pass
    # A text in an 8-bit encoding has next to no control characters; a picture or a database is full of them.
    sample = data[:65536]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 200:
        raise Unreadable(BINARY)
    try:
        return Decoded(data.decode("cp1252"), "cp1252", True)
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1", True)
