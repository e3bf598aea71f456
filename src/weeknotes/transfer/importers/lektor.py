"""A site of Lektor's, as its folder holds it: a `contents.lr` for each page, in a folder of its own with its pictures."""

import re
from collections.abc import Iterator, Mapping

from weeknotes.prose.decode import Unreadable, decoded
from weeknotes.prose.markdown import rendered
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.dating import days_in
from weeknotes.transfer.front_matter import says
from weeknotes.transfer.instants import instant
from weeknotes.transfer.keep import kept, media
from weeknotes.transfer.leaving import PAGE, by_name, left, other_files
from weeknotes.transfer.lektor_fields import fields
from weeknotes.transfer.neutral import Left, Post, Status
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.shown_there import UNPUBLISHED, kept_back
from weeknotes.transfer.trouble import text_trouble, trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "lektor"
NAME = "Lektor"

NO_TEXT = N_("Pages of the site that hold no text of their own: %(count)s.")
FIELDS = N_("What else is said of it there did not come: %(names)s.")

_NAME = re.compile(r"(^|.*/)contents(?:\+([a-z]{2})(?:[_-]\w{1,10})?)?\.lr$")
_BODY = ("body", "text", "content", "main", "article")
_TAGS = ("tags", "tag", "categories", "category")
_KNOWN = {*_BODY, *_TAGS, "title", "author", "authors", "date", "published", "pub_date", "status", "draft"}
_BLOCK = re.compile(r"^####[ \t]+[\w-]{1,60}[ \t]+####[ \t]*$", re.MULTILINE)
_BLOCK_FIELD = re.compile(r"^(?:-{3,4}[ \t]*|[a-z_]{1,40}:[ \t]*)$", re.MULTILINE)
_LARGEST = 5_000_000


def recognises(bundle: Bundle) -> bool:
    return any(_NAME.match(name) for name in bundle.names())


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The pages that hold a text, in the order of their folders."""
    used: set[str] = set()
    for name in filter(_NAME.match, bundle.names()):
        used.add(name)
        made = _one(bundle, name)
        if isinstance(made, Post):
            used.update(each.inside for each in made.media)
        yield made
    yield from other_files(bundle, used)


def _one(bundle: Bundle, name: str) -> Post | Left | Trouble:
    said = _said(bundle, name)
    if isinstance(said, Trouble):
        return said
    found = _NAME.match(name)
    folder, lang = (found[1], found[2]) if found else ("", None)
    body = next((said[key] for key in _BODY if said.get(key)), "")
    if not body:
        return left(name, NO_TEXT)
    blocks = _BLOCK.search(body)
    html = kept(rendered(_BLOCK_FIELD.sub("", _BLOCK.sub("", body)) if blocks else body))
    dated = next((day for one in (said.get("pub_date"), *days_in(said)) if (day := instant(one))), None)
    hidden = kept_back(said, name, dated.date() if dated else None)
    if hidden is None and _hidden(bundle, folder, said):
        hidden = "private", (Why(UNPUBLISHED),)
    status: Status = hidden[0] if hidden else "published" if dated else "draft"
    warnings = [*(hidden[1] if hidden else ()), *(() if dated else (Why(PAGE),))]
    others = [key for key, value in said.items() if value and key not in _KNOWN and not key.startswith("_")]
    if others:
        warnings.append(Why(FIELDS, {"names": ", ".join(others[:20])}))
    title = said.get("title") or None
    return Post(
        kind=KIND,
        source_id=name,
        place=title or name,
        title=title,
        html=html,
        dated=dated,
        how_dated="stated" if dated else "unknown",
        status=status,
        reach="everyone" if status == "published" else "me",
        lang=lang,
        author=by_name(said.get("author", ""), said.get("authors", "")),
        tags=tuple(dict.fromkeys(tag for key in _TAGS for one in re.split(r"[,\n]", said.get(key, "")) if (tag := one.strip()))),
        media=media(html, lambda src: bundle.near(src, name)),
        warnings=tuple(warnings),
    )


def _said(bundle: Bundle, name: str) -> dict[str, str] | Trouble:
    try:
        return fields(decoded(bundle.read(name, _LARGEST)).text)
    except Spoilt as why:
        return trouble(name, why)
    except Unreadable as why:
        return text_trouble(name, why)


def _hidden(bundle: Bundle, folder: str, said: Mapping[str, str]) -> bool:
    """Whether the site hides a page from everybody or from its lists, or hides one above it, which counts for what lies below. What is not plainly a no hides."""
    if said.get("_discoverable") and says(said, "_discoverable") is not True:
        return True
    for told in (said, *_above(bundle, folder)):
        if told.get("_hidden"):
            return says(told, "_hidden") is not False
    return False


def _above(bundle: Bundle, folder: str) -> Iterator[Mapping[str, str]]:
    """What is said of a folder and of each above it, the nearest first; one that cannot be read hides."""
    parts = folder.split("/")[:-1]
    for count in range(len(parts), -1, -1):
        name = "/".join([*parts[:count], "contents.lr"])
        if name in bundle:
            told = _said(bundle, name)
            yield {"_hidden": "yes"} if isinstance(told, Trouble) else told
