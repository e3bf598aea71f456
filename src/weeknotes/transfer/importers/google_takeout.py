"""Google's Takeout: the blogs of Blogger, the documents of Drive, and (by `importing`, as beside everything) the mails that lie in it. All else is named or counted."""

from collections.abc import Iterator
from dataclasses import replace

from weeknotes.transfer.bundle import Bundle
from weeknotes.transfer.files import ENDINGS
from weeknotes.transfer.importers import blogger, documents, google_docs
from weeknotes.transfer.leaving import other_files
from weeknotes.transfer.packed_part import part_of
from weeknotes.transfer.record import Thing

KIND = "takeout"
NAME = "Google Takeout"

_ROOT = "Takeout/"
_ABOUT = "archive_browser.html"
_DRIVE = ("drive", "google drive")
_PAGES = (".html", ".htm", ".xhtml")
_TEXTS = tuple(ENDINGS.difference(_PAGES))
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")


def recognises(bundle: Bundle) -> bool:
    names = bundle.names()
    if any(name in {_ABOUT, f"{_ROOT}{_ABOUT}"} for name in names):
        return True
    # The page about it has a name of each language's own, and lies in the last of several parts alone. What one product gave is that product's.
    return all(name.startswith(_ROOT) for name in names) and len({name.split("/")[1] for name in names if name.count("/") > 1}) > 1


def posts(bundle: Bundle) -> Iterator[Thing]:
    """What each product's folder gives, in the order of their names."""
    asked = replace(bundle.asked, out=False)  # what lies in Drive may be anybody's
    folders: dict[str, list[str]] = {}
    for name in bundle.names():
        product, slash, _rest = name.removeprefix(_ROOT).partition("/")
        if product == _ABOUT and not slash:
            continue
        folders.setdefault(product if slash else "", []).append(name)
    for product, names in folders.items():
        part = part_of(bundle, names, asked)
        if blogger.recognises(part):
            yield from blogger.posts(part)
            continue
        docs = [name for name in names if _is_document(part, name, product)]
        known = [*docs, *(name for name in names if docs and name.lower().endswith(_PICTURES))]
        if docs:
            yield from documents.posts(part_of(part, known))
        yield from other_files(part, known)


def _is_document(part: Bundle, name: str, product: str) -> bool:
    """Whether a file is one that somebody wrote: pages and texts lie there of what a person watched and searched for, too."""
    low = name.lower()
    if low.endswith(_PAGES):
        return google_docs.is_page(part.begins(name, 65_536))
    return low.endswith(".docx") or (product.lower() in _DRIVE and low.endswith(_TEXTS))
