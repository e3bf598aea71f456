"""Markdown with tags in it (Markdoc, markdoc.dev), as Markdown: what only sets out the page goes, the words between tags stay, and what is for whoever writes goes.

A tag that is told something shows something that is made where the page is: it stands in the text as it was written, as code.
"""

import re
from collections.abc import Iterator

from weeknotes.transfer.mdx import CODE

N_ = str  # marks a sentence for translation where it is shown

CONDITION = N_("A part of it was shown there only where a condition held. It came with the rest, so it is for you alone, until you choose.")
ENDING = ".mdoc"

_TAG = r"\{%(?P<told>[^%]{0,500}+(?:%(?!\})[^%]{0,500}+){0,20})%\}"
_PARTS = re.compile(rf"{CODE}|{_TAG}", re.MULTILINE)
_ENDS = re.compile(r"\{%\s{0,5}/\s{0,5}comment\s{0,5}%\}")
_NAME = re.compile(r"[A-Za-z][\w-]{0,60}\s*/?")
_IF = re.compile(r"\{%-?\s{0,5}/?\s{0,5}(?:if|else)\b")
_SHOWN = re.compile(r"<code>\{%\s?([$\w-]{1,60})")


def as_markdown(source: str) -> str:
    """`source` as Markdown. Never raises."""
    return "".join(_parts(source))


def has_condition(source: str) -> bool:
    """Whether a part of a text is shown only where something is so, which may be who reads it."""
    return bool(_IF.search(source))


def tags_shown(html: str) -> tuple[str, ...]:
    """The names of the tags that stand in the HTML of such a text as they were written."""
    return tuple(dict.fromkeys(_SHOWN.findall(html)))[:20]


def _parts(source: str) -> Iterator[str]:
    """The text in its parts, without what is a note for whoever writes; one that never ends is words."""
    at = 0
    endless = False
    while found := _PARTS.search(source, at):
        yield source[at : found.start()]
        at = found.end()
        told = (found["told"] or "").strip()
        if found["told"] is None:
            yield found[0]
        elif told == "comment":
            end = None if endless else _ENDS.search(source, at)
            endless = end is None
            at = end.end() if end else at
            yield "" if end else found[0]
        elif not told.startswith(("/", "#", ".")) and (not _NAME.fullmatch(told) or told.endswith("/")):
            yield f"`{{% {' '.join(told.split())} %}}`"
    yield source[at:]
