"""HTML of a post made ready to be cleaned: what the cleaning would drop with its address or its place becomes what it keeps.

Frames, sounds and films become links; a picture that a page would only load later shows where it is; the two ends of a footnote get the names
that a note's text may have. `media` says which pictures, sounds and films there are.
"""

import re
from collections.abc import Callable
from html import escape
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from weeknotes.prose.embed import unframed
from weeknotes.prose.grow import address as as_read
from weeknotes.transfer.neutral import Medium
from weeknotes.transfer.tree_html import body, first, get, inner, said

# Each begins with a letter of its own, so that a look at all the text is one look for that letter.
_SHOWS = re.compile(r"<(?:(?:iframe|audio|video|embed|object|noscript)[\s>/]|script\s[^<>]{0,300}//gist\.github\.com/)", re.IGNORECASE)
_GIST = re.compile(r"(?:https?:)?//gist\.github\.com/([\w./-]{1,200}?)(?:\.js)?(?:\?[^\s]{0,300})?", re.IGNORECASE)
_LATER = re.compile(r" data-(?:src|lazy-src|original)\s*=", re.IGNORECASE)
_SOUND = re.compile(r"\.(?:mp[34]|m4[av]|og[gav]|opus|wav|flac|webm|mov)", re.IGNORECASE)
_SOUNDS = (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".mp4", ".m4v", ".webm", ".mov", ".ogv")
_SIZES = re.compile(r"<img(?![^<>]*?\ssrc\s*=)[^<>]*?\ssrcset\s*=", re.IGNORECASE)
_LATE = ("data-src", "data-lazy-src", "data-original")
MOST_MEDIA, _MOST_NOTES, _NEAR, _UP = 1000, 2000, 2, 12


def kept(html: str) -> str:
    """`html` in which nothing with an address of its own is lost to the cleaning. What needs no such care is given back as it is."""
    root = body(html) if _shows(html) else None
    if root is None:
        return html
    for node in root.css(", ".join(f"img[{name}]" for name in _LATE)):
        late = next((value for name in _LATE if (value := get(node, name))), "")
        if late and (not get(node, "src") or get(node, "src").startswith("data:")):
            node.attrs["src"] = late
    for node in root.css("img[srcset]"):
        if not get(node, "src"):
            node.attrs["src"] = (get(node, "srcset").split() or [""])[0].rstrip(",")
    for node in root.css("audio, video, iframe, embed, object"):
        _as_link(node)
    for node in root.css("script[src]"):
        # Code that is kept at GitHub and shown by a program: the only thing of worth that a script shows.
        if (gist := _GIST.fullmatch(get(node, "src"))) and (link := first(link_to(f"https://gist.github.com/{gist[1]}"))) is not None:
            node.replace_with(link)
    for node in root.css("noscript"):
        # What stood there for browsers without scripts is what the page shows anyway, or a counter of visits.
        node.decompose()
    _galleries(root)
    _footnotes(root)
    return inner(root)


def _shows(html: str) -> bool:
    return _in_another(html) or '"#' in html or "'#" in html or "=#" in html or bool(_SHOWS.search(html) or _LATER.search(html) or _SIZES.search(html))


def _in_another(html: str) -> bool:
    """Whether a figure stands in another, as galleries are written."""
    at = html.find("<figure")
    while at >= 0:
        following, ends = html.find("<figure", at + 1), html.find("</figure", at)
        if following < 0 or ends < 0:
            return False
        if following < ends:
            return True
        at = following
    return False


def _galleries(root: LexborNode) -> None:
    """The pictures of a gallery one by one, as a figure that stands in another would lose the words under it to that; what is said of all stands below them."""
    for node in [one for one in root.css("figure figure") if one.parent is not None]:
        around = node.parent
        while around is not None and around.tag != "figure":
            around = around.parent
        if around is not None:
            of_all = around.last_child
            while of_all is not None and not of_all.is_element_node:
                of_all = of_all.prev
            if of_all is not None and of_all.tag == "figcaption" and (words := first(f"<p>{inner(of_all)}</p>")) is not None:
                of_all.replace_with(words)
            around.unwrap()


def _as_link(node: LexborNode) -> None:
    """A player or a frame as a paragraph with its address, which is how a note's text has one."""
    address = next((value for name in ("src", "data-src", "data") if (value := get(node, name))), "")
    if not address and (source := node.css_first("source[src]")) is not None:
        address = get(source, "src")
    if address.startswith("//"):
        address = f"https:{address}"
    elsewhere = address.startswith(("http:", "https:"))
    if not address or address.startswith(("data:", "javascript:", "about:", "blob:")) or (node.tag not in {"audio", "video"} and not elsewhere):
        node.decompose()
        return
    shown = f'<iframe src="{escape(address)}"></iframe>'
    known = unframed(shown).removesuffix(shown) if node.tag == "iframe" else ""
    link = first(known or link_to(address, get(node, "title") or get(node, "aria-label") or named_after(address)))
    if link is not None:
        node.replace_with(link)


def link_to(address: str, words: str = "") -> str:
    """A paragraph that is one link."""
    return f'<p><a href="{escape(address)}">{escape(words or address)}</a></p>'


def named_after(address: str) -> str:
    """What a sound or film is called where nothing says: its file's name; anything else by its address."""
    try:
        last = unquote(urlsplit(address).path.rpartition("/")[2])
    except ValueError:
        return address
    return last if last.lower().endswith(_SOUNDS) else address


def figure(src: str, alt: str | None, caption: str = "", leads: str = "") -> str:
    """A picture with its words, and where it `leads`. `caption` is HTML."""
    described = "" if alt is None else f' alt="{escape(alt)}"'
    under = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    shown = f'<img src="{escape(src)}"{described}>'
    linked = f'<a href="{escape(leads)}">{shown}</a>' if leads else shown
    return f"<figure>{linked}{under}</figure>"


def _footnotes(root: LexborNode) -> None:
    """The two ends of each footnote, named alike: a link to a place in the text that holds a link back."""
    links = [node for node in root.css("a[href]") if get(node, "href").startswith("#")][:_MOST_NOTES]
    if not links:
        return
    places: dict[str, LexborNode] = {}
    for node in root.css("[id], a[name]"):
        places.setdefault(get(node, "id") or get(node, "name"), node)
    back: dict[str, LexborNode] = {}
    for link in reversed(links):
        back[get(link, "href")[1:]] = link
    done: set[int] = set()
    for call in links:
        target = places.get(get(call, "href")[1:])
        answer = None if target is None or call.mem_id in done else _answer(target, call, back)
        if answer is None or answer.mem_id in done:
            continue
        done.update((call.mem_id, answer.mem_id))
        number = len(done) // 2
        call.attrs["href"], call.attrs["id"] = f"#fn-{number}", f"fnref-{number}"
        answer.attrs["href"], answer.attrs["id"] = f"#fnref-{number}", f"fn-{number}"


def _answer(target: LexborNode, call: LexborNode, back: dict[str, LexborNode]) -> LexborNode | None:
    """The link in a footnote that leads back to `call`: to it, or to what stands around or in it."""
    near = [call, *call.css("[id]")]
    around = call.parent
    for _ in range(_NEAR):
        if around is not None:
            near.append(around)
            around = around.parent
    for node in near:
        answer = back.get(get(node, "id") or get(node, "name"))
        if answer is not None and answer.mem_id != call.mem_id and _holds(target, answer):
            return answer
    return None


def _holds(target: LexborNode, answer: LexborNode) -> bool:
    """Whether a link is `target`, stands in it, or stands in the block that begins with it."""
    places = {target.mem_id}
    if target.tag in {"a", "sup", "span"} and target.parent is not None:
        places.add(target.parent.mem_id)
    node: LexborNode | None = answer
    for _ in range(_UP):
        if node is None:
            return False
        if node.mem_id in places:
            return True
        node = node.parent
    return False


def media(html: str, inside: Callable[[str], str] | None = None) -> tuple[Medium, ...]:
    """The pictures of a post, and its links to sounds and films, each once, by the address that clean HTML has; `inside` finds the file of one."""
    root = body(html) if "<img" in html or "<IMG" in html or _SOUND.search(html) else None
    if root is None:
        return ()
    found: dict[str, Medium] = {}
    for node in root.css("img, a[href]"):
        picture = node.tag == "img"
        named = get(node, "src" if picture else "href")
        src = as_read(named, "http", "https")
        if not src or src in found or len(found) >= MOST_MEDIA:
            continue
        if picture:
            alt = (node.attributes["alt"] or "") if "alt" in node.attributes else None
            found[src] = Medium(src, inside(named) if inside else "", alt, _caption(node))
        elif src.partition("?")[0].lower().endswith(_SOUNDS):
            found[src] = Medium(src, inside(named) if inside else "")
    return tuple(found.values())


def _caption(node: LexborNode) -> str:
    around = node.parent
    for _ in range(2 * _NEAR):
        if around is None:
            return ""
        if around.tag == "figure":
            return said(around.css_first("figcaption"))
        around = around.parent
    return ""


def whole(base: str, address: str) -> str:
    """`address` as a whole web address, seen from `base`; "" where it is none."""
    try:
        made = urljoin(base, address.strip())
        return made if urlsplit(made).scheme in {"http", "https"} and urlsplit(made).netloc else ""
    except ValueError:
        return ""
