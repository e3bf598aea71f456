"""A browser's reading of HTML that came from elsewhere; what no honest page has, and no parser reads in good time, is not read."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^>]*)")
_NEVER_DEEP = frozenset(
    ("p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "br", "hr", "img", "input", "meta", "link", "wbr", "col", "source", "embed",
     "param", "area", "base")
)  # fmt: skip
LARGEST = 5_000_000  # characters; beyond it a tree would take more memory than there is
_DEEP, _MANY, _FEW, _CROWDED = 150, 5_000, 100, 300
_IN_TITLE = re.compile(r"<!--[^<>]{0,500}-->|<(?:(/?)([A-Za-z][A-Za-z0-9]{0,20})(?:[\s/][^<>]{0,500})?>)?")
_ALONE = frozenset(("br", "wbr", "img", "hr"))
_OF_TITLES = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "center", "cite", "code", "del", "dfn", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd",
     "mark", "p", "q", "s", "samp", "script", "small", "span", "strike", "strong", "style", "sub", "sup", "time", "tt", "u", "var")
)  # fmt: skip
_SPACES = re.compile(r"\s+")


def body(html: str) -> LexborNode | None:
    """The body of `html` as a tree; None where it is too large, nested beyond all use, or has tags with hundreds of attributes."""
    if len(html) > LARGEST or not _honest(html):
        return None
    return LexborHTMLParser(html).body


def head(html: str) -> LexborNode | None:
    """The head of a page as a tree; None where the page is as `body` would not read it."""
    begins = html[:LARGEST].lower().partition("<body")[0]
    return LexborHTMLParser(html[: len(begins)]).head if _honest(begins) else None


def _honest(html: str) -> bool:
    """An HTML5 parser's time grows with the square of depth, and of the attributes of one tag."""
    if html.count("<") <= _FEW and len(html) < _MANY:
        return True
    depth = 0
    for found in _TAG.finditer(html):
        shut, name, rest = found.groups()
        if len(rest) > _MANY and (rest.count(" ") + rest.count("\n") + rest.count("/") // 20) > _CROWDED * 10 and " data:" not in rest[:200]:
            return False
        if name.lower() in _NEVER_DEEP:
            continue
        if shut:
            depth -= depth > 0
        elif not rest.endswith("/"):
            depth += 1
            if depth > _DEEP:
                return False
    return True


def inner(node: LexborNode) -> str:
    """The HTML inside a node."""
    return node.inner_html or ""


def said(node: LexborNode | None) -> str:
    """The bare words of a node, on one line."""
    return _SPACES.sub(" ", node.text()).strip() if node is not None else ""


def words_of(html: str) -> str:
    """The bare words of a little HTML, on one line."""
    return said(body(html)) if "<" in html or "&" in html else _SPACES.sub(" ", html).strip()


def get(node: LexborNode, name: str) -> str:
    """An attribute's value; "" where there is none."""
    return (node.attributes.get(name) or "").strip()


def first(html: str) -> LexborNode | None:
    """The first element of a piece of HTML of our own making, to be put somewhere."""
    made = LexborHTMLParser(html).body
    return made.child if made is not None else None


def title_words(html: str) -> str:
    """The bare words of a title. Older exports and feeds have taken the tags out, and wrote what only looks like one as what it looks like: what is no
    element that a title has, or is one without its other end, is words."""
    names = {(shut, name.lower()) for shut, name in _IN_TITLE.findall(html) if name}

    def meant(found: re.Match[str]) -> str:
        name = (found[2] or "").lower()
        is_tag = name in _ALONE or (name in _OF_TITLES and {("", name), ("/", name)} <= names)
        return found[0] if is_tag or found[0].startswith("<!--") else f"&lt;{found[0][1:]}"

    return words_of(_IN_TITLE.sub(meant, html)) if "<" in html else words_of(html)
