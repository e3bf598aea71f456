"""A page of the public site made to stand in a folder: every link leads to a file beside it, and what needs the server is taken out."""

import posixpath
import re
from collections.abc import Container
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What a browser follows by itself or when somebody presses it.
_ADDRESSES = {"a": "href", "link": "href", "img": "src", "source": "src", "video": "poster", "audio": "src", "track": "src", "script": "src"}
_URL = re.compile(r"url\((['\"]?)(/[^)'\"]*)\1\)")


@dataclass(frozen=True, slots=True)
class Offline:
    """How pages of the site at `site` are made to stand in a folder that holds `files`; `asked` gathers what they lead to."""

    site: str
    files: Container[str]
    asked: set[str] = field(default_factory=set)

    def page(self, path: str, html: str) -> str:
        """The page that stands at `path`. A link to something that is not there leaves its words; one that is alone in its item goes with it."""
        tree = LexborHTMLParser(html)
        for form in tree.css("form:not(#find)"):
            form.decompose()
        for name, attribute in _ADDRESSES.items():
            for node in tree.css(f"{name}[{attribute}]"):
                self._lead(node, attribute, path)
        for node in tree.css("[srcset]"):
            node.attrs["srcset"] = ", ".join(self._size(one, path) for one in (node.attributes["srcset"] or "").split(", "))
        for node in tree.css("#find[data-folder]"):
            node.attrs["data-folder"] = self.relative(path, node.attributes["data-folder"] or "")
        return f"<!doctype html>\n{tree.root.html if tree.root else ''}\n"

    def style(self, path: str, css: str) -> str:
        """A style sheet with what it asks for beside it."""

        def beside(found: re.Match[str]) -> str:
            self.asked.add(found[2].lstrip("/"))
            return f"url({self.relative(path, found[2].lstrip('/'))})"

        return _URL.sub(beside, css)

    def relative(self, path: str, target: str) -> str:
        """How `target` is reached from the page at `path`; both are paths from the folder."""
        return posixpath.relpath(target, posixpath.dirname(path) or ".")

    def file_of(self, address: str, path: str) -> tuple[str, str] | None:
        """The file of the folder that an address on the page at `path` leads to, and what stands behind it (`#…`); "" for none, None for another site's."""
        if address.startswith(self.site):
            address = address.removeprefix(self.site) or "/"
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        behind = f"#{parts.fragment}" if parts.fragment else ""
        if not parts.path:
            return path, behind
        whole = posixpath.join("/", posixpath.dirname(path), unquote(parts.path))
        held = posixpath.normpath(whole).lstrip("/")
        if whole.endswith("/"):
            held = f"{held}/index.html".lstrip("/") if held not in {"", "."} else "index.html"
        if held not in self.files or parts.query:
            return "", behind
        self.asked.add(held)
        return held, behind

    def _lead(self, node: LexborNode, attribute: str, path: str) -> None:
        said = node.attributes
        if node.tag == "link" and (said.get("rel") == "canonical" or "hreflang" in said):
            node.decompose()  # they say where the page stands on the web, which this one does not
            return
        found = self.file_of(node.attributes[attribute] or "", path)
        if found is None:
            return
        held, behind = found
        if held:
            node.attrs[attribute] = behind if held == path and behind else self.relative(path, held) + behind
        elif node.tag == "a":
            _let_go(node)
        else:
            node.decompose()

    def _size(self, one: str, path: str) -> str:
        address, _space, width = one.partition(" ")
        found = self.file_of(address, path)
        return f"{self.relative(path, found[0])} {width}" if found and found[0] else one


def _let_go(link: LexborNode) -> None:
    """Take a link out that leads nowhere any more."""
    item = link.parent
    alone = item is not None and item.tag in {"li", "nav", "p"} and item.text(deep=True, strip=True) == link.text(deep=True, strip=True)
    if item is not None and alone and not link.css_first("img"):
        item.decompose()
    else:
        link.unwrap()
