"""Files of text (Markdown, HTML, plain) and documents, in a folder, a zip or alone: a text that holds a whole blog is cut where its posts begin."""

from collections.abc import Iterator
from datetime import date

from weeknotes.prose.decode import Unreadable, decode
from weeknotes.prose.split import split
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.files import ENDINGS, LARGEST, records_in
from weeknotes.transfer.importers import docx, google_docs
from weeknotes.transfer.instants import named, noon
from weeknotes.transfer.keep import media
from weeknotes.transfer.leaving import other_files
from weeknotes.transfer.neutral import HowDated, Left, Post
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.trouble import text_trouble, trouble
from weeknotes.transfer.xml_items import head

N_ = str  # marks a sentence for translation where it is shown

KIND = "file"
NAME = N_("files of text (Markdown, HTML, plain text)")


_PROGRAMS = (".xml", ".wxr", ".rss", ".atom", ".json", ".csv", ".tsv", ".sql", ".bar", ".zip", ".gz", ".opml")


def recognises(bundle: Bundle) -> bool:
    return any(_is_text(name) or name.lower().endswith(".docx") for name in bundle.names()) or (len(bundle.names()) == 1 and not _structured(bundle))


def _structured(bundle: Bundle) -> bool:
    """Whether a file is some program's own: an export that no importer knows, or one so damaged that none did, may hold what nobody is to read."""
    (name,) = bundle.names()
    begins = head(bundle, name).removeprefix(b"\xef\xbb\xbf").lstrip()
    return name.lower().endswith(_PROGRAMS) or begins.startswith((b"<?xml", b"<rss", b"<feed", b"{", b"[{"))


def _is_text(name: str) -> bool:
    return name.lower().endswith(tuple(ENDINGS))


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts of each file, in the order of the files' names."""
    used: set[str] = set()
    alone = len(bundle.names()) == 1
    for name in bundle.names():
        if name.lower().endswith(".docx"):
            made = docx.document(bundle, name)
        elif not _is_text(name) and not alone:
            continue
        elif name.lower().endswith((".html", ".htm")) and google_docs.is_page(bundle.begins(name, 65_536)):
            made = google_docs.document(bundle, name)
        else:
            made = _texts(bundle, name, alone=alone)
        used.add(name)
        for one in made:
            if isinstance(one, Post):
                used.update(each.inside for each in one.media)
            yield one
    yield from other_files(bundle, used)


def _texts(bundle: Bundle, name: str, *, alone: bool) -> Iterator[Post | Trouble]:
    try:
        source = decode(bundle.read(name, LARGEST))
    except Spoilt as why:
        yield trouble(name, why)
        return
    except Unreadable as why:
        yield text_trouble(name, why)
        return
    folder = bundle.name.removesuffix(".zip")
    for record in records_in(source, name if alone else f"{folder}/{name}", cut=split(source)):
        yield record if isinstance(record, Trouble) else _post(bundle, name, record)


def _how(dated: date | None, name: str) -> HowDated:
    """What said the day: the text before the file's name, as `dating` reads them."""
    if dated is None:
        return "unknown"
    day = named(name.rpartition("/")[2])
    return "name" if day is not None and day.date() == dated else "stated"


def _post(bundle: Bundle, name: str, record: Record) -> Post:
    """A record as a post: nothing in a text says for whom it was, so it is its writer's."""
    return Post(
        kind=KIND,
        source_id=record.source_id,
        place=record.place,
        title=record.title,
        html=record.html,
        dated=noon(record.dated) if record.dated else None,
        how_dated=_how(record.dated, name),
        lang=record.lang,
        tags=record.tags,
        media=media(record.html, lambda src: bundle.near(src, name)),
        warnings=(*record.warnings, *((record.question,) if record.question else ())),
    )
