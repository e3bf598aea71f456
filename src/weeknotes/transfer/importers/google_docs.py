"""Documents of Google's, saved as a web page (.html, or a zip with its pictures): what its styles mean is kept, comments stay behind."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborNode

from weeknotes.prose.decode import Unreadable, decoded
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.cut_off import LAST, page_is_cut
from weeknotes.transfer.importers.docx import BLANK, COMMENTS, titled
from weeknotes.transfer.instants import named
from weeknotes.transfer.keep import kept, media
from weeknotes.transfer.leaving import left, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tree_html import body, first, get, inner, said
from weeknotes.transfer.trouble import text_trouble, trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "google-docs"
NAME = "Google Docs"

NO_PAGE = N_("“%(name)s” could not be read as a page. Save it from Google Docs once more, as a web page.")

_MARKS = (b"doc-content", b"google.com/url?q=", b"themes.googleusercontent.com/fonts", b"lst-kix_")
_RULE = re.compile(r"\.(c\d{1,5})\s*\{([^{}]{0,2000})\}")
_LEVEL = re.compile(r"lst-kix_[\w]+-(\d)")
_MEANS = (
    (re.compile(r"vertical-align:\s*super"), "sup"),
    (re.compile(r"vertical-align:\s*sub\b"), "sub"),
    (re.compile(r"text-decoration:[^;]{0,60}line-through"), "s"),
    (re.compile(r"font-style:\s*italic"), "em"),
    (re.compile(r"font-weight:\s*(?:bold|[6-9]00)"), "strong"),
    (re.compile(r"font-family:[^;]{0,80}(?:Courier|Consolas|Mono)", re.IGNORECASE), "code"),
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def recognises(bundle: Bundle) -> bool:
    pages = [name for name in bundle.names() if name.lower().endswith((".html", ".htm"))]
    return 0 < len(pages) <= 200 and not any(name.lower().endswith((".md", ".txt", ".docx")) for name in bundle.names()) and all(
        is_page(bundle.begins(name, 65_536)) for name in pages
    )


def is_page(head: bytes) -> bool:
    """Whether a page that begins so was saved from Google Docs."""
    return any(mark in head for mark in _MARKS) and b"<style" in head


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """A post for each page."""
    used: set[str] = set()
    for name in bundle.names():
        if name.lower().endswith((".html", ".htm")):
            used.add(name)
            for one in document(bundle, name):
                if isinstance(one, Post):
                    used.update(each.inside for each in one.media)
                yield one
    yield from other_files(bundle, used)


def document(bundle: Bundle, name: str) -> Iterator[Post | Left | Trouble]:
    """What one page gives."""
    try:
        source = decoded(bundle.read(name)).text
    except Spoilt as why:
        yield trouble(name, why)
        return
    except Unreadable as why:
        yield text_trouble(name, why)
        return
    root = body(source)
    if root is None:
        yield trouble(name, Spoilt(NO_PAGE, name=name))
        return
    comments = _without_comments(root)
    _meant(root, _classes(source))
    _links(root)
    _nested(root)
    for node in root.css("p, h1, h2, h3, h4, h5, h6"):
        if not said(node) and node.css_first("img, hr") is None:
            node.decompose()
    html, title = titled(kept(inner(root)))
    day = named(name.rpartition("/")[2])
    if not html.strip() and not title:
        yield left(name, BLANK)
    else:
        yield Post(
            kind=KIND,
            source_id=name,
            place=name,
            title=title or None,
            html=html,
            dated=day,
            how_dated="name" if day else "unknown",
            media=media(html, lambda src: bundle.near(src, name)),
            warnings=(Why(LAST),) if page_is_cut(source) else (),
        )
    if comments:
        yield left(name, COMMENTS, comments, name=name)


def _classes(source: str) -> dict[str, list[str]]:
    """What each class of the page's own style means, as the tags that say the same."""
    sheet = source[source.find("<style") : source.find("</style>")]
    return {found[1]: [tag for means, tag in _MEANS if means.search(found[2])] for found in _RULE.finditer(sheet)}


def _without_comments(root: LexborNode) -> int:
    """Take out comments and their marks; how many there were."""
    comments = root.css('a[id^="cmnt"]')
    count = 0
    for link in comments:
        name = get(link, "id")
        if name.startswith("cmnt_ref"):
            around = link.parent
            (around if around is not None and around.tag == "sup" else link).decompose()
            continue
        count += 1
        block: LexborNode | None = link.parent
        while block is not None and block.tag not in {"div", "body"}:
            block = block.parent
        if block is not None and block.tag == "div" and len(block.css('a[id^="cmnt"]')) == 1:
            block.decompose()
        elif link.parent is not None:
            link.parent.decompose()
    return count


def _meant(root: LexborNode, classes: dict[str, list[str]]) -> None:
    """Words whose style means something, in the tags that say so."""
    for node in root.css("span[class], span[style]"):
        own = get(node, "style")
        tags = {tag for one in get(node, "class").split() for tag in classes.get(one, ())} | {tag for means, tag in _MEANS if own and means.search(own)}
        around = node.parent
        heading = around is not None and around.tag in _HEADINGS
        words = inner(node)
        if not said(node) or (heading and tags <= {"strong", "code"}):
            continue
        for _means, tag in _MEANS:
            if tag in tags and not (heading and tag == "strong"):
                words = f"<{tag}>{words}</{tag}>"
        if tags and (made := first(f"<span>{words}</span>")) is not None:
            node.replace_with(made)


def _links(root: LexborNode) -> None:
    """Links that go by way of Google, straight to where they lead."""
    for link in root.css("a[href]"):
        address = get(link, "href")
        try:
            split = urlsplit(address)
        except ValueError:
            continue
        if split.netloc in {"www.google.com", "google.com"} and split.path == "/url" and (straight := parse_qs(split.query).get("q")):
            link.attrs["href"] = straight[0]


def _nested(root: LexborNode) -> None:
    """Lists that Google sets beside each other, as deep as they are: each in the last item of the one above it."""
    open_now: list[tuple[int, LexborNode]] = []
    last: LexborNode | None = None
    for node in root.css("ul, ol"):
        found = _LEVEL.search(get(node, "class"))
        if found is None:
            continue
        level = int(found[1])
        if last is None or not _follows(node, last):
            open_now, last = [(level, node)], node
            continue
        while len(open_now) > 1 and open_now[-1][0] > level:
            open_now.pop()
        above, into = open_now[-1]
        if above == level and into.tag == node.tag:
            for item in node.css("li"):
                into.insert_child(item)
        elif above < level and (items := [one for one in into.css("li") if one.parent is not None and one.parent.mem_id == into.mem_id]):
            items[-1].insert_child(node)
            if (inside := items[-1].last_child) is not None:
                open_now.append((level, inside))
        else:
            open_now, last = [(level, node)], node
            continue
        node.decompose()


def _follows(node: LexborNode, last: LexborNode) -> bool:
    """Whether a list stands right after another."""
    before = node.prev
    while before is not None and before.is_text_node and not (before.text() or "").strip():
        before = before.prev
    return before is not None and before.mem_id == last.mem_id
