"""What can be put in the place of a finding by one click: where something is only to be taken out, a name was heard wrongly, a heading
has another level than its place asks for, or a picture has no words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Literal

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
ALT = re.compile(r' alt="[^"]*"')
PICTURE = re.compile(r'^<img\b(?: src="[^"]*")?')
HEADING = re.compile(r"(</?h)[1-6]((?: [^>]*)?>)")
ADDRESS = re.compile(r'<a [^>]*?href="([a-z]+:)')


@dataclass(frozen=True, slots=True)
class Mend:
    """What one click does: `out` takes something out and leaves `words` in its place, `name` puts a name there, `level` gives a heading the level `words`,
    `alt` gives a picture `words`, which are the writer's to say ("" for decoration)."""

    how: Literal["out", "name", "level", "alt"]
    words: str


def mend(finding: Finding, gettext: Callable[[str], str] = str) -> Mend | None:
    """What can be done about `finding` by one click, or None where there is no plain way, or where it has no place in the text."""
    if finding.start >= finding.end:
        return None
    values = dict(finding.values)
    if finding.rule == "misheard" and "name" in values:
        return Mend("name", values["name"])
    if finding.rule == "heading_order" and "want" in values:
        return Mend("level", values["want"])
    if finding.rule == "image_no_alt":
        return Mend("alt", "")
    return Mend("out", gettext(TAKEN_OUT[finding.rule])) if finding.rule in TAKEN_OUT else None


def mended(html: str, finding: Finding, what: Mend) -> str:
    """Canonical `html` with `what` done about `finding`. Tags inside it stay; a link that mails to it or rings it is one no more.

    It comes back as it is where the place is not one of words.
    """
    start, end, words = finding.start, finding.end, what.words
    if what.how == "level":
        return html[:start] + HEADING.sub(rf"\g<1>{words}\g<2>", html[start:end]) + html[end:]
    if what.how == "alt":
        picture = ALT.sub("", html[start:end])
        return html[:start] + PICTURE.sub(lambda head: f'{head[0]} alt="{escape(words)}"', picture, count=1) + html[end:]
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
