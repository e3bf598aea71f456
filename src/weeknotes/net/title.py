"""The title that a page elsewhere gives itself."""

import re

from selectolax.lexbor import LexborHTMLParser

from weeknotes.net.fetch import Fetched

LONGEST = 200  # characters
PAGES = {"text/html", "application/xhtml+xml"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)


def title_of(page: Fetched) -> str:
    """The title of a page, one line of at most LONGEST characters; empty where what came is no page or has none.

    What it says of itself for sharing (Open Graph's og:title) has no site's name in it, and so comes before <title>.
    """
    if page.media not in PAGES:
        return ""
    tree = LexborHTMLParser(_text(page))
    shared = tree.css_first('meta[property="og:title"], meta[name="og:title"]')
    own = tree.css_first("title")
    for words in ((shared.attributes.get("content") if shared else ""), (own.text() if own else "")):
        line = " ".join("".join(sign for sign in words or "" if sign.isprintable() or sign.isspace()).split())
        if line:
            return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
    return ""


def _text(page: Fetched) -> str:
    """The letters of a page: read as its answer says, else as it says itself near its start, else as UTF-8 (WHATWG HTML, 13.2.3)."""
    said = _CHARSET.search(page.data, 0, 2048)
    for name in (page.charset, said[1].decode("ascii") if said else ""):
        try:
            if name:
                return page.data.decode(name, "replace")
        except (LookupError, ValueError):
            continue
    return page.data.decode("utf-8", "replace")
