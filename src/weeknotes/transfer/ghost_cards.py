"""What Ghost keeps a post's text as (lexical since 5, mobiledoc before, Markdown at first), as HTML: its cards as what they show."""

from collections.abc import Iterator
from html import escape
from typing import Any

from weeknotes.prose.markdown import rendered
from weeknotes.transfer.gates import as_ghost_marks, mail_only
from weeknotes.transfer.json_items import rows, text, told
from weeknotes.transfer.keep import figure, link_to, named_after

_BOLD, _ITALIC, _STRUCK, _UNDER, _CODE, _SUB, _SUP = 1, 2, 4, 8, 16, 32, 64
_FORMATS = ((_CODE, "code"), (_SUB, "sub"), (_SUP, "sup"), (_STRUCK, "s"), (_ITALIC, "em"), (_BOLD, "strong"))
_DEEPEST = 60
_MARKUPS = {"b", "strong", "i", "em", "a", "s", "code", "sub", "sup", "u", "del"}
_LISTS = {"ul", "ol"}


def from_lexical(source: str) -> str:
    """HTML of lexical's JSON; "" where it is none."""
    made = told(source)
    root = made.get("root") if isinstance(made, dict) else None
    return "\n".join(_node(one, 0) for one in rows(root.get("children"))) if isinstance(root, dict) else ""


def _inside(node: dict[str, Any], depth: int) -> str:
    return "".join(_node(one, depth + 1) for one in rows(node.get("children"))) if depth < _DEEPEST else ""


def _node(node: dict[str, Any], depth: int) -> str:
    kind = text(node, "type")
    if kind in {"text", "extended-text"}:
        return _words(node)
    if kind in {"linebreak", "tab"}:
        return "<br>" if kind == "linebreak" else "\t"
    inner = _inside(node, depth)
    if kind in {"paragraph"}:
        return f"<p>{inner}</p>"
    if kind in {"heading", "extended-heading"}:
        tag = text(node, "tag")
        return f"<{tag}>{inner}</{tag}>" if tag in {"h1", "h2", "h3", "h4", "h5", "h6"} else f"<h2>{inner}</h2>"
    if kind in {"quote", "extended-quote", "aside"}:
        return f"<blockquote><p>{inner}</p></blockquote>"
    if kind == "list":
        return _list(node, depth)
    if kind == "listitem":
        return f"<li>{inner}</li>"
    if kind in {"link", "autolink"}:
        return f'<a href="{escape(text(node, "url"))}">{inner}</a>'
    return as_ghost_marks(card(kind, node) + inner, node.get("visibility"))


def _list(node: dict[str, Any], depth: int) -> str:
    """A list with its first number. One that stands in a list stands there in an item of its own, and belongs to the item before."""
    tag = text(node, "tag") if text(node, "tag") in _LISTS else "ul"
    start = node.get("start")
    items: list[str] = []
    for one in rows(node.get("children")) if depth < _DEEPEST else ():
        inside = rows(one.get("children"))
        if items and inside and all(text(each, "type") == "list" for each in inside):
            items[-1] += _inside(one, depth + 1)
        else:
            items.append(_inside(one, depth + 1))
    first = f' start="{start}"' if tag == "ol" and isinstance(start, int) and start > 1 else ""
    return f"<{tag}{first}>{''.join(f'<li>{one}</li>' for one in items)}</{tag}>"


def _words(node: dict[str, Any]) -> str:
    made = escape(text(node, "text"), quote=False)
    flags = node.get("format")
    for flag, tag in _FORMATS:
        if isinstance(flags, int) and flags & flag and made:
            made = f"<{tag}>{made}</{tag}>"
    return made


def card(kind: str, said: dict[str, Any]) -> str:
    """A card of either form as HTML. What it says and where it leads is kept; how it looks is not."""
    name = kind.removeprefix("card-")
    caption = text(said, "caption")
    if name in {"html", "markdown", "card-markdown"}:
        return text(said, "html") or rendered(text(said, "markdown"))
    if name == "image":
        return figure(text(said, "src"), text(said, "alt") if "alt" in said or "altText" in said else None, caption, text(said, "href"))
    if name == "gallery":
        shown = "".join(figure(text(one, "src"), text(one, "alt") if "alt" in one else None, text(one, "caption")) for one in rows(said.get("images")))
        return shown + (f"<p>{caption}</p>" if caption else "")
    if name in {"hr", "horizontalrule", "paywall"}:
        return "" if name == "paywall" else "<hr>"
    if name in {"email", "email-cta"}:
        return mail_only(text(said, "html") + text(said, "buttonText"))
    if name in {"code", "codeblock"}:
        return f"<pre><code>{escape(text(said, 'code'), quote=False)}</code></pre>" + (f"<p>{caption}</p>" if caption else "")
    if name == "embed":
        return link_to(text(said, "url")) + (f"<p>{caption}</p>" if caption else "") if text(said, "url") else text(said, "html")
    if name == "bookmark":
        return _bookmark(said)
    if name == "callout":
        emoji = text(said, "calloutEmoji")
        return f"<blockquote><p>{escape(emoji)}{' ' if emoji else ''}{text(said, 'calloutText')}</p></blockquote>"
    if name == "toggle":
        return f"<h3>{text(said, 'heading')}</h3>{text(said, 'content')}"
    if name == "button":
        address = text(said, "buttonUrl")
        return link_to(address, text(said, "buttonText")) if address else ""
    if name in {"audio", "video", "file"}:
        return _file(said, caption)
    return "".join(_others(said))


def _bookmark(said: dict[str, Any]) -> str:
    about = said.get("metadata") if isinstance(said.get("metadata"), dict) else {}
    address = text(said, "url") or text(about, "url")
    words = text(about, "description") or text(said, "description")
    shown = link_to(address, text(about, "title") or text(said, "title")) if address else ""
    return shown + (f"<p>{escape(words)}</p>" if words else "") + (f"<p>{text(said, 'caption')}</p>" if text(said, "caption") else "")


def _file(said: dict[str, Any], caption: str) -> str:
    address = text(said, "src")
    if not address:
        return ""
    words = text(said, "title") or text(said, "fileTitle") or text(said, "fileName") or named_after(address)
    about = text(said, "fileCaption") or caption
    return link_to(address, words) + (f"<p>{about}</p>" if about else "")


def _others(said: dict[str, Any]) -> Iterator[str]:
    """The words of a card that is not known here (product, header, signup …): what it says, and where it leads."""
    for key, value in said.items():
        if not isinstance(value, str) or not value.strip():
            continue
        low = key.lower()
        if low.endswith(("title", "description", "heading", "header", "subheading", "text", "textvalue", "content", "caption", "disclaimer")) and "color" not in low:
            yield f"<p>{value}</p>"
        elif low.endswith(("imagesrc", "image")) and value.startswith(("http", "__GHOST", "/")):
            yield figure(value, None)
        elif low.endswith("url") and value.startswith(("http", "__GHOST", "/")):
            yield link_to(value)


def from_mobiledoc(source: str) -> str:
    """HTML of mobiledoc's JSON (0.3); "" where it is none."""
    made = told(source)
    if not isinstance(made, dict):
        return ""
    sections = made.get("sections")
    return "\n".join(_section(one, made) for one in (sections if isinstance(sections, list) else []) if isinstance(one, list) and one)


def _section(section: list[Any], doc: dict[str, Any]) -> str:
    kind = section[0]
    if kind == 1 and len(section) > 2:
        tag = section[1] if section[1] in {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside"} else "p"
        inner = _markers(section[2], doc)
        return f"<blockquote><p>{inner}</p></blockquote>" if tag in {"blockquote", "aside"} else f"<{tag}>{inner}</{tag}>"
    if kind == 2 and len(section) > 1 and isinstance(section[1], str):
        return figure(section[1], None)
    if kind == 3 and len(section) > 2 and isinstance(section[2], list):
        tag = section[1] if section[1] in _LISTS else "ul"
        return f"<{tag}>{''.join(f'<li>{_markers(one, doc)}</li>' for one in section[2])}</{tag}>"
    if kind == 10 and len(section) > 1:
        found = _at(doc.get("cards"), section[1])
        if isinstance(found, list) and len(found) > 1 and isinstance(found[0], str) and isinstance(found[1], dict):
            return as_ghost_marks(card(found[0], found[1]), found[1].get("visibility"))
    return ""


def _at(value: Any, index: Any) -> Any:
    return value[index] if isinstance(value, list) and isinstance(index, int) and 0 <= index < len(value) else None


def _markers(markers: Any, doc: dict[str, Any]) -> str:
    made: list[str] = []
    open_now: list[str] = []
    for marker in markers if isinstance(markers, list) else []:
        if not isinstance(marker, list) or len(marker) < 4:
            continue
        for index in marker[1] if isinstance(marker[1], list) else []:
            markup = _at(doc.get("markups"), index)
            tag = markup[0] if isinstance(markup, list) and markup and markup[0] in _MARKUPS else "span"
            address = markup[1][1] if tag == "a" and len(markup) > 1 and isinstance(markup[1], list) and len(markup[1]) > 1 else ""
            made.append(f'<a href="{escape(str(address))}">' if tag == "a" else f"<{tag}>")
            open_now.append(tag)
        if marker[0] == 0:
            made.append(escape(str(marker[3]), quote=False))
        else:
            atom = _at(doc.get("atoms"), marker[3])
            words = atom[1] if isinstance(atom, list) and len(atom) > 1 else ""
            made.append("<br>" if isinstance(atom, list) and atom and atom[0] == "soft-return" else escape(str(words), quote=False))
        closing = min(marker[2], len(open_now)) if isinstance(marker[2], int) else 0
        made.extend(f"</{open_now.pop()}>" for _ in range(closing))
    made.extend(f"</{tag}>" for tag in reversed(open_now))
    return "".join(made)
