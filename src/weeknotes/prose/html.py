"""A note's HTML: the allow-list, the canonical stored form, what a public page may show, and the bare words."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import nh3

from weeknotes.prose.canonical import quick_words, sheltered
from weeknotes.prose.embed import linked, unframed
from weeknotes.prose.grow import grow
from weeknotes.prose.stray import TAG, spoken, worded
from weeknotes.prose.tree import Mark, Node, Run, lines, write

KEPT = {
    "h2", "h3", "p", "ul", "ol", "li", "a", "strong", "em", "s", "code", "pre", "blockquote", "hr", "figure", "img", "figcaption",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "sup", "sub", "br",
}  # fmt: skip
# Let through the sanitiser because they part or mark words; `grow` turns them into something kept.
TURNED = {
    "h1", "h4", "h5", "h6", "b", "i", "del", "strike", "kbd", "samp", "tt", "q", "input", "tfoot", "menu", "dir", "div", "section",
    "article", "main", "header", "footer", "aside", "nav", "address", "details", "summary", "dl", "dt", "dd", "form", "fieldset",
    "legend", "center", "hgroup", "search", "option",
}  # fmt: skip
DROPPED = {
    "script", "style", "iframe", "object", "embed", "noscript", "template", "title", "textarea", "svg", "math", "audio", "video", "canvas",
    "noembed", "noframes", "xmp", "plaintext", "frameset",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang"}, "a": {"href", "id"}, "img": {"src", "alt", "width", "height"}, "input": {"type", "checked"}, "ol": {"start"},
    **{f"h{rank}": {"data-audience"} for rank in range(1, 7)},
}  # fmt: skip
SANITISER = nh3.Cleaner(
    tags=KEPT | TURNED, clean_content_tags=DROPPED, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None
)
SURROGATES = re.compile("[\ud800-\udfff]")
NEVER_DEEP = frozenset(
    ["p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "br", "hr", "img", "input", "meta", "link", "wbr", "col"]
)
FORMATTING = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "span"])
DEEP, DEEP_FORMATTING = 200, 20
FORMATS = re.compile(rf"<(?:{'|'.join(sorted(FORMATTING))})(?![^\s/>])", re.IGNORECASE)
# Trees and sheltered texts that are kept, and characters of a text of which anything is.
KEPT_TREES, KEPT_SHELTERED, LONGEST = 32, 200, 30_000


def _bounded(html: str) -> str:
    """`html` with what no honest page has taken out: tags nested or left open beyond all use, tags with hundreds of attributes.

    An HTML5 parser's time grows with the square of both; bounded, it is linear.
    """
    if len(html) < 10_000 and html.count("<") <= DEEP and len(FORMATS.findall(html)) <= DEEP_FORMATTING:
        return html
    html = spoken(html)
    open_now: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    deep = {True: 0, False: 0}

    def bound(found: re.Match[str]) -> str:
        slash, name, attributes, rest, end = found.groups()
        name = name.lower()
        crowded = rest and (len(rest) >= 1000 or len(attributes) >= 200)
        short = f"<{slash}{name}{attributes}{end}" if crowded else found.group()
        if name in NEVER_DEEP:
            return short
        formats = name in FORMATTING
        if not slash:
            if deep[formats] >= (DEEP_FORMATTING if formats else DEEP):
                left_out[name] += 1
                return ""
            open_now[name] += 1
            deep[formats] += 1
        elif left_out[name]:
            left_out[name] -= 1
            return ""
        elif open_now[name]:
            open_now[name] -= 1
            deep[formats] -= 1
        return short

    return TAG.sub(bound, html)


def parse(html: str) -> tuple[Node, ...]:
    """The canonical tree of any `html`, sanitised. Kept for a while: on its way to its readers one text is asked for its tree by many."""
    return _kept(html) if len(html) <= LONGEST else _grown(html)


@lru_cache(maxsize=KEPT_TREES)
def _kept(html: str) -> tuple[Node, ...]:
    return _grown(html)


def _grown(html: str) -> tuple[Node, ...]:
    return linked(grow(SANITISER.clean(_bounded(worded(unframed(SURROGATES.sub("\ufffd", html).replace("\x00", "")))))))


def clean(html: str) -> str:
    """`html` cut down to the allow-list in its one canonical form, one block a line; `clean(clean(x)) == clean(x)`.

    h1 becomes h2, h4–h6 h3, b strong, i em, del and strike s, div and section paragraphs; scripts, styles and frames go with their
    contents, but for the address of a film or map that one shows (`embed`); what is empty goes. An unknown `data-audience` becomes "me",
    and no change of rank widens what a heading hides.
    """
    return write(parse(html))


def cleaned(html: str) -> tuple[str, str]:
    """`clean(html)` and `plain(html)`, parsed once: for many texts at a time."""
    nodes = parse(html)
    return write(nodes), _words(nodes)


def shelter(html: str) -> str:
    """`html` for a public page: no picture is asked of another host (a link with its description stands there), such links say noopener.

    What is said of a text is kept for a while: the newest notes stand in many feeds, and all of those are written at each change of one.
    """
    return _kept_sheltered(html) if len(html) <= LONGEST else _sheltered(html)


@lru_cache(maxsize=KEPT_SHELTERED)
def _kept_sheltered(html: str) -> str:
    return _sheltered(html)


def _sheltered(html: str) -> str:
    plainly = sheltered(html)
    return regrown(html) if plainly is None else plainly


def regrown(html: str) -> str:
    """The same for any HTML, by way of its tree."""
    return write(grow(write(_local(parse(html)))), rel=True)


def _local(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(replace(node, runs=tuple(map(_linked, node.runs)), children=_local(node.children)) for node in nodes)


def _linked(run: Run) -> Run:
    picture = run.picture
    if picture is None or not picture.src.startswith(("http:", "https:")):
        return run
    words = " ".join((picture.alt or picture.src).split())
    return Run(words, run.marks or (Mark("a", picture.src),))


def plain(html: str) -> str:
    """The words of `html`, one block (and one line of a block broken by br) a line, white space folded."""
    quick = quick_words(html)
    return _words(parse(html)) if quick is None else quick


def _words(nodes: Iterable[Node]) -> str:
    found = (" ".join(line.split()) for block in lines(nodes) for line in block.split("\n"))
    return "\n".join(line for line in found if line)
