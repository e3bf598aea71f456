"""Parts of a page's HTML that it hides from everybody who reads it there: what is not seen at its source is not words of the note."""

import re

from weeknotes.prose.tags_html import Tag, tags

# What hides has one of these in it, so that a text without them is looked at no further.
_MAY_HIDE = ("hidden", "display", "mso-hide")
_STYLE = re.compile(r"(?:^|[;\s])(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|mso-hide\s{0,5}:\s{0,5}all)", re.IGNORECASE)
_WHOLE = frozenset(("html", "body"))  # a page that a program shows once it is ready
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
# Elements whose end may be left out: the next of their name is not in them.
_NEXT_ENDS = frozenset(("p", "li", "dd", "dt", "tr", "td", "th", "option"))


def without_unseen(html: str) -> tuple[str, bool]:
    """`html` without what its own tags hide, and whether words or pictures went with that. One that never ends is hidden to the end."""
    small = html.lower()
    if not any(sign in small for sign in _MAY_HIDE):
        return html, False
    kept: list[str] = []
    at = depth = 0
    around, said = "", False
    for tag in tags(html, 0, len(html)):
        if not around:
            if tag.shut or not _hides(tag):
                continue
            kept.append(html[at : tag.start])
            at, around, depth = tag.end, "" if tag.name in _VOID else tag.name, 1
        elif tag.name == around:
            depth += -1 if tag.shut else 1
            if not tag.shut and around in _NEXT_ENDS:
                at, depth = tag.start, 0
            elif depth == 0:
                at = tag.end
            around = around if depth else ""
        else:
            said = said or tag.name == "img" or (not tag.name and bool(html[tag.start : tag.end].strip()))
    return "".join([*kept, "" if around else html[at:]]), said


def _hides(tag: Tag) -> bool:
    if tag.name in _WHOLE or not tag.attributes:
        return False
    hidden = tag.attributes.get("hidden")
    return (hidden is not None and hidden.lower() != "until-found") or _STYLE.search(tag.attributes.get("style", "")) is not None
