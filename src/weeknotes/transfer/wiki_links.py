"""Links and embeds as Obsidian and wikis write them (`[[Week 12#Goals|the week]]`, `![[roof.png|A wet roof]]`), as HTML has them."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import quote

from weeknotes.prose.tree import attribute, escape
from weeknotes.transfer.bare_links import in_words

_WIKI = re.compile(r"(!?)\[\[([^\[\]|#^<>\n]{1,300})(?:[#^]([^\[\]|<>\n]{0,300}))?(?:\\?\|([^\[\]<>\n]{0,300}))?\]\]")
_SIZE = re.compile(r"\d{1,5}(?:x\d{1,5})?")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$", re.IGNORECASE)
_MOST = 2_000


def wiki_links(html: str, text: Callable[[str], str], file: Callable[[str], str]) -> str:
    """`html` with a link for what names a text, and a picture, or a link, for what shows a file: `text` gives the address of a text, `file` the path of a
    file, each "" where there is none. What names neither stays as it was written, as does what stands in code."""

    def made(found: re.Match[str]) -> str:
        named = unescape(found[2]).strip()
        said = [one.strip() for one in unescape(found[4] or "").split("|")]
        words = " ".join(one for one in said if one and not _SIZE.fullmatch(one))
        if found[1] and (path := file(named)):
            if _PICTURE.search(path):
                return f"<img{attribute('src', quote(path))}{attribute('alt', words) if words else ''}>"
            return f"<a{attribute('href', quote(path))}>{escape(words or named)}</a>"
        if address := text(named):
            part = unescape(found[3] or "").strip()
            return f"<a{attribute('href', address)}>{escape(words or (f'{named} › {part}' if part and not part.startswith('^') else named))}</a>"
        return found[0]

    return in_words(html, lambda piece: _WIKI.sub(made, piece, count=_MOST)) if "[[" in html else html
