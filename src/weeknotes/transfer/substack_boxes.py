"""What Substack shows of other places (posts, pictures, formulas): boxes without a word, which say beside it what is in them."""

from html import escape
from typing import Any

from selectolax.lexbor import LexborNode

from weeknotes.transfer.json_items import rows, text, told
from weeknotes.transfer.keep import figure, link_to
from weeknotes.transfer.tree_html import first, get, said

_FILLED = "a[href], img[src], iframe, audio, video, source, embed, object"
_WHERE = ("url", "canonical_url", "href", "src")
_MOST = 100


def open_box(node: LexborNode) -> str:
    """Put what a box says that it shows in its place; the name of one that says nothing that is known, which goes. "" for every other."""
    if node.tag in {"img", "a", "source", "iframe"} or said(node) or node.css_first(_FILLED) is not None:
        return ""
    about = told(get(node, "data-attrs"))
    html = _shown(about) if isinstance(about, dict) else ""
    made = first(f"<div>{html}</div>") if html else None
    if made is not None:
        node.replace_with(made)
        return ""
    name = (get(node, "data-component-name") or get(node, "class") or node.tag or "")[:60]
    node.decompose()
    return name


def _shown(about: dict[str, Any]) -> str:
    gallery = about.get("gallery")
    if isinstance(gallery, dict):
        shown = "".join(figure(text(one, "src"), text(gallery, "alt") or None) for one in rows(gallery.get("images"))[:_MOST] if text(one, "src").startswith("http"))
        return shown + (f"<p>{escape(text(gallery, 'caption'))}</p>" if text(gallery, "caption") else "")
    if formula := text(about, "persistentExpression").strip():
        return f"<p><code>{escape(formula)}</code></p>"
    address = next((made for key in _WHERE if (made := text(about, key)).startswith(("http:", "https:"))), "")
    if film := text(about, "videoId"):
        address = f"https://www.youtube.com/watch?v={film}"
    words = text(about, "full_text").strip()
    quoted = f"<blockquote><p>{escape(words)}</p></blockquote>" if words else ""
    return quoted + (link_to(address, text(about, "title") or text(about, "name")) if address else "")
