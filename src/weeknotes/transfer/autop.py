"""Text as the older editor of WordPress keeps it: paragraphs are parted by empty lines, and lines end where they end."""

import re
from collections.abc import Iterator

_BLOCKS = (
    "address article aside blockquote caption col colgroup dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "iframe legend li main map math menu nav noscript object ol p pre section style script summary svg table tbody td textarea tfoot th thead tr ul "
    "audio video"
)
_NAMES = "|".join(sorted(_BLOCKS.split(), key=lambda name: -len(name)))
_AROUND = re.compile(rf"(</?(?:{_NAMES})(?:[\s/][^<>]*)?>)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_BROKEN_MARK = re.compile(r"<[A-Za-z/!][^<>\n]*\n[^<>]*>")
_RAW = re.compile(r"<(pre|script|style|textarea|svg)(?=[\s>])", re.IGNORECASE)
_EMPTY = re.compile(r"\n[ \t]*\n\s*")
_BROKEN = re.compile(r"(?:<br\s*/?>)?[ \t]*\n[ \t]*")
# Words stand in these as they are; a paragraph of their own would be too many.
_HOLDS = frozenset([
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "caption", "figcaption", "summary", "legend", "address",
    "figure", "object", "audio", "video", "iframe",
])  # fmt: skip


def autop(text: str) -> str:
    """`text` with its paragraphs and line ends as HTML. Words inside blocks stay in them; what is preformatted stays as it is."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<" not in text:
        return "\n".join(map(_paragraph, _parts(text)))
    made: list[str] = []
    holding: list[str] = []
    at = 0
    for start, end in preformatted(text):
        _blocks(text[at:start], made, holding)
        made.append(text[start:end])
        at = end
    _blocks(text[at:], made, holding)
    return "\n".join(made)


def preformatted(text: str) -> Iterator[tuple[int, int]]:
    """Where what is preformatted, or is no text, begins and ends; what never ends is none."""
    if not _RAW.search(text):
        return
    low = text.lower()
    at = 0
    endless: set[str] = set()
    while found := _RAW.search(text, at):
        name = found[1].lower()
        closing = -1 if name in endless else low.find(f"</{name}", found.end())
        end = low.find(">", closing) if closing >= 0 else -1
        if end < 0:
            endless.add(name)
            at = found.end()
        else:
            yield found.start(), end + 1
            at = end + 1


def _blocks(text: str, made: list[str], holding: list[str]) -> None:
    if "<" in text:
        text = _BROKEN_MARK.sub(lambda found: found[0].replace("\n", " "), text)  # where a mark is written over several lines, none of them ends there
    for number, piece in enumerate(_AROUND.split(text)):
        if number % 2:
            made.append(piece)
            found = _TAG.match(piece)
            name = found[2].lower() if found else ""
            if name not in _HOLDS or found is None:
                continue
            if not found[1]:
                holding.append(name)
            elif name in holding:
                while holding.pop() != name:
                    pass
        elif not piece.strip():
            continue
        elif holding:
            made.append("<br>\n<br>\n".join(map(_lines, _parts(piece))))
        else:
            made.extend(map(_paragraph, _parts(piece)))


def _parts(text: str) -> list[str]:
    return [part for part in _EMPTY.split(text.strip()) if part.strip()]


def _lines(text: str) -> str:
    return _BROKEN.sub("<br>\n", text.strip()) if "\n" in text else text.strip()


def _paragraph(text: str) -> str:
    return f"<p>{_lines(text)}</p>"
