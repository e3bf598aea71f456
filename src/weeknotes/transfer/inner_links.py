"""Links between posts of one bringing in whose addresses are not known: each names the post by its kind and id, until it leads to the note that came of it.

Such a name is an address under `.invalid`, where nobody is (RFC 6761, 6.4). `relink` puts the note's own address in its place, and takes off the link
where nothing came.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from urllib.parse import quote, unquote, urljoin, urlsplit

from weeknotes.prose.html import clean
from weeknotes.prose.tree import escape
from weeknotes.transfer.references import joined as leads_to

KINDS = ("ghost", "site", "file", "joplin")  # whose importers name posts so
_LONE = re.compile(rf'<a (?:[a-z-]+="[^"]*" )*?href="https://(?:{"|".join(KINDS)})\.invalid/[^"]*"[^>]*>(.*?)</a>')
# What has a place to be seen from: no scheme, and no name in the text itself.
_PART = re.compile(r'(<(?:a|img) (?:[a-z-]+="[^"]*" )*?(?:href|src)=")(?![A-Za-z][A-Za-z0-9+.-]*:|#|")([^"]*)(?=")')
_TEXT = re.compile(r"\.(?:mdx?|mdoc|markdown|mdown|mkd|html?)$", re.IGNORECASE)
_FILE = re.compile(r"""(<a\s[^<>]{0,500}?href=["'])([^"'<>:?#]{1,500}\.(?:mdx?|mdoc|markdown|mdown|mkd|html?))(?=["'#])""", re.IGNORECASE)
_MOST = 100


def inner(kind: str, source_id: str) -> str:
    """The name of the post of that kind and id, as a link has it."""
    return f"https://{kind}.invalid/{quote(source_id, safe='/')}"


def unlinked(html: str) -> str:
    """Canonical `html` without links to posts that did not come; their words stay."""
    made = _LONE.sub(r"\1", html)
    return html if made == html else clean(made)


def seen_from(html: str, base: str) -> str:
    """Canonical `html` in which each address without a host is the one that it means at `base`; names of places in the text stay."""
    return _PART.sub(lambda found: f"{found[1]}{escape(joined(unescape(found[2]), base)).replace(chr(34), '&quot;')}", html)


def joined(address: str, base: str) -> str:
    """The whole address that `address` means at `base`; itself where it is whole, or none."""
    try:
        made = urljoin(base, address)
        return made if urlsplit(made).scheme in {"http", "https"} and urlsplit(made).netloc else address
    except ValueError:
        return address


class Texts:
    """The texts of a folder, and which of them a word in one names."""

    def __init__(self, names: Iterable[str], first: Iterable[str] = ()) -> None:
        self._ends: dict[str, list[str]] = {}
        self._first = tuple(first)
        for name in names:
            self._ends.setdefault(_stem(name).rpartition("/")[2], []).append(name)

    def find(self, named: str, beside: str) -> str:
        """The text that the one at `beside` names: from its own folder, from the first one, or by its own name where no other has it; "" for none."""
        wanted = _stem(unquote(named.strip()))
        last = wanted.rpartition("/")[2]
        among = {_stem(one): one for one in reversed(self._ends.get(last, [])[:_MOST])} if last else {}
        folder = beside.rpartition("/")[0]
        for root in ("", *self._first) if wanted.startswith("/") else (f"{folder}/" if folder else "", "", *self._first):
            if found := among.get(leads_to("", f"{root}{wanted.lstrip('/')}")):
                return found
        alike = [one for stem, one in among.items() if f"/{stem}".endswith(f"/{wanted.lstrip('/')}")]
        return alike[0] if len(alike) == 1 and ".." not in wanted else ""


def filed(html: str, find: Callable[[str], str]) -> str:
    """HTML in which a link to the file of a text is one to what `find` gives for it; where it gives nothing, it stays."""
    return _FILE.sub(lambda found: f"{found[1]}{escape(find(unescape(found[2])) or found[2])}", html)


def named_by(html: str, slugs: Mapping[str, str], place: str) -> str:
    """HTML in which an address that begins with `place`, or with no host, and ends with one of `slugs` is what that stands for; `place` goes from the rest."""

    def changed(found: re.Match[str]) -> str:
        last = found[3].rstrip("/").rpartition("/")[2]
        return f"{found[1]}{slugs.get(last) or found[3]}"

    return re.sub(rf"""(href=["'])({re.escape(place)})?(/[^"'<>\s?#]{{0,500}})""", changed, html).replace(place, "")


def _stem(name: str) -> str:
    """A path without its ending, and a page bundle's by its folder."""
    bare = _TEXT.sub("", name).rstrip("/")
    for index in ("/index", "/_index"):
        bare = bare.removesuffix(index)
    return bare
