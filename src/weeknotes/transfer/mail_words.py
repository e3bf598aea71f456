"""In which parts of a mail its text stands, which of them are files, and what the bytes of a text say (MIME: RFC 2045 to 2047, RFC 2183)."""

import codecs
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage

TEXTS = ("text/plain", "text/html")
SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
# What mail programs call one thing and mean another by (WHATWG Encoding, 4.2); who says ASCII, or nothing, may have sent UTF-8.
MEANT = {"iso8859-1": "cp1252", "ascii": ""}


def words_of(part: EmailMessage, *, rich: bool = False) -> list[EmailMessage]:
    """The parts in which the text stands, in their order. Of several that say the same, the plain one where it has words; the one in HTML where what is
    wanted is `rich`: headings, lists and links are in that alone."""
    kind = part.get_content_type()
    if part.is_attachment():
        return []
    if kind in TEXTS:
        return [part]
    if part.get_content_maintype() != "multipart":
        return []
    parts = [_after_first(one, rich) if kind == "multipart/mixed" and place else words_of(one, rich=rich) for place, one in enumerate(_parts(part))]
    if kind == "multipart/alternative":
        return _one_of(parts, "text/html" if rich else "text/plain")
    if kind == "multipart/related":
        return next((one for one in parts if one), [])
    return [one for several in parts for one in several]


def _after_first(part: EmailMessage, rich: bool) -> list[EmailMessage]:
    """The text of a part that stands behind another: one with the name of a file is a file, though it asks to be shown."""
    return [] if part.get_content_type() in TEXTS and part.get_filename() else words_of(part, rich=rich)


def _one_of(several: list[list[EmailMessage]], kind: str) -> list[EmailMessage]:
    said = [one for one in several if any(decoded(part).strip() for part in one)]
    wanted = [one for one in said if all(part.get_content_type() == kind for part in one)]
    return next(iter(wanted or said), [])


def beside(message: EmailMessage) -> Iterator[EmailMessage]:
    """What came with the text: what is attached, has the name of a file, or is no text; not what signs it. What lies in a mail that is attached is a
    part of that one."""
    text = words_of(message)
    for part in _leaves(message):
        if part not in text and part.get_content_type() not in SIGNATURES and (part.get_content_maintype() != "text" or part.is_attachment() or part.get_filename()):
            yield part


def answers_invitation(message: EmailMessage) -> bool:
    """Whether a calendar wrote it to say who comes (iTIP: RFC 5546, 3.2.3)."""
    return any(part.get_content_type() == "text/calendar" and str(part.get_param("method", "")).lower() == "reply" for part in _leaves(message))


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    if part.get_content_maintype() != "multipart":
        yield part
        return
    for one in _parts(part):
        yield from _leaves(one)


def _parts(part: EmailMessage) -> Iterator[EmailMessage]:
    return (one for one in part.iter_parts() if isinstance(one, EmailMessage)) if part.is_multipart() else iter(())


def bytes_of(part: EmailMessage) -> bytes:
    """What a part holds; b"" for a mail within a mail, out of which nothing is taken."""
    data = None if part.is_multipart() else part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def decoded(part: EmailMessage) -> str:
    """What the bytes of a text say, in the charset that it names; where nobody knows that, or it names none, in UTF-8, or the one that such programs use."""
    data = bytes_of(part)
    name = _known(part.get_content_charset(""))
    if name:
        with suppress(ValueError):  # of a codec that puts nothing in the place of what it cannot read
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _known(charset: str) -> str:
    """The charset as it is meant; "" for none, and for what is none."""
    try:
        name = codecs.lookup(charset).name
        "".encode(name)  # LookupError for codecs that are of no text
    except (LookupError, ValueError):
        return ""
    return MEANT.get(name, name)
