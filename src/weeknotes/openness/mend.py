"""What can be put in the place of a finding by one click: where something is only to be taken out, and where a name was heard wrongly."""

import re
from collections.abc import Callable
from html import escape

from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import SPOKEN
from weeknotes.openness.words import N_

NUMBER = N_("[number taken out]")
TAKEN_OUT = {
    "email": N_("[address taken out]"),
    "secret": N_("[taken out]"),
    **dict.fromkeys(("phone", "nhs", "nino", "card", "bank"), NUMBER),
}
TAG = re.compile(r"(<[^>]*>)")
ADDRESS = re.compile(r'<a [^>]*?href="([a-z]+:)')


def instead(finding: Finding, gettext: Callable[[str], str] = str) -> str:
    """The words to put in the place of `finding`, or "" where there is no plain way, or where it has no place in the text."""
    if finding.start >= finding.end:
        return ""
    if finding.rule == "misheard":
        return dict(finding.values).get("name", "")
    return gettext(TAKEN_OUT[finding.rule]) if finding.rule in TAKEN_OUT else ""


def mended(html: str, finding: Finding, words: str) -> str:
    """Canonical `html` with `words` in the place of `finding`. Tags inside it stay; a link that mails to it or rings it is one no more.

    It comes back as it is where the place is not one of words.
    """
    start, end = finding.start, finding.end
    opening, closing = _link_around(html, start, end)
    if opening is not None:
        # Whatever is found in the words of such a link, or in its address: the words stay but for it, and the address goes.
        head, inner, tail = html[: opening[0]], html[opening[1] : closing[0]], html[closing[1] :]
        if opening[1] <= start and end <= closing[0]:
            inner = _replaced(inner, start - opening[1], end - opening[1], words)
        return head + (inner if inner.strip() else escape(words, quote=False)) + tail
    if html.rfind("<", 0, start) > html.rfind(">", 0, start):
        return html[:start] + escape(words) + html[end:]  # in the words of a picture
    return _replaced(html, start, end, words)


def _replaced(html: str, start: int, end: int, words: str) -> str:
    pieces = TAG.split(html[start:end])
    texts = [at for at, piece in enumerate(pieces) if at % 2 == 0 and piece]
    if not texts:
        return html
    kept = [piece if at % 2 else escape(words, quote=False) if at == texts[0] else "" for at, piece in enumerate(pieces)]
    return html[:start] + "".join(kept) + html[end:]


def _link_around(html: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int]]:
    """From where to where the tags go that open and close a link to an address of a person, around the place or being it; None where there is none."""
    opens = html.rfind("<a ", 0, start + len("<a "))
    past = html.find(">", opens) + 1
    closes = html.find("</a>", past)
    address = ADDRESS.match(html, opens) if opens >= 0 else None
    if not address or address[1] not in SPOKEN or not past or closes < 0 or start >= closes or end > closes + len("</a>"):
        return None, (0, 0)
    return (opens, past), (closes, closes + len("</a>"))
