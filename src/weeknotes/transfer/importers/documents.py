"""Files of text (Markdown, HTML, plain) and documents, in a folder, an archive or alone: a text that holds a whole blog is cut where its posts begin."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from django.utils.translation import gettext as _

from weeknotes.prose.front import front
from weeknotes.prose.html import clean
from weeknotes.prose.pieces import IllCut, pieces, place_of_line
from weeknotes.prose.shapes import Why
from weeknotes.prose.split import Split, split
from weeknotes.transfer import fits
from weeknotes.transfer.bundle import Bundle, Refused, Spoilt
from weeknotes.transfer.cut_off import page_is_cut, to_the_cut
from weeknotes.transfer.files import ENDINGS, LARGEST, records_in, text_of
from weeknotes.transfer.importers import docx, google_docs
from weeknotes.transfer.inner_links import Texts, filed, inner
from weeknotes.transfer.keep import media
from weeknotes.transfer.leaving import DATA, left, other_files
from weeknotes.transfer.mdx import COMPONENTS, components_in
from weeknotes.transfer.mdx import ENDING as MDX
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.obsidian import COMMENTS, tags_in, title_in, vault_texts, without_comments
from weeknotes.transfer.record import FILE, Record, Thing, Trouble
from weeknotes.transfer.trouble import trouble
from weeknotes.transfer.wiki_links import wiki_links
from weeknotes.transfer.xml_items import head

N_ = str  # marks a sentence for translation where it is shown

KIND = FILE
NAME = N_("files of text (Markdown, HTML, plain text)")

MUCH = N_("There are more than %(most)s MB of texts in “%(name)s”: those from “%(file)s” on were not read. Send it in parts.")
MOST = 100_000_000  # bytes of all texts of what is given at once: twice what ten thousand notes come to

_PROGRAMS = (*DATA, ".yaml", ".yml", ".toml", ".zip", ".gz", ".vcf", ".ics", ".log", ".ini", ".cfg", ".conf", ".env", ".py", ".js", ".css", ".php", ".sh")


def recognises(bundle: Bundle) -> bool:
    return bool(read_here(bundle))


def _structured(bundle: Bundle) -> bool:
    """Whether a file is some program's own: an export that no importer knows, or one so damaged that none did, may hold what nobody is to read."""
    (name,) = bundle.names()
    begins = head(bundle, name).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begins:
        return False  # an empty file is said to be that
    return name.lower().endswith(_PROGRAMS) or (begins.startswith((b"<?xml", b"<rss", b"<feed", b"{", b"[{")) and not begins.startswith(b"{\\rtf"))


def _is_text(name: str) -> bool:
    return name.lower().endswith(tuple(ENDINGS))


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def _is_word(name: str) -> bool:
    return name.lower().endswith(".docx")


def read_here(bundle: Bundle) -> list[str]:
    """The files that are read, in the order of their names: one that was given by itself whatever it is called, unless it is a program's own."""
    texts = [name for name in bundle.names() if _is_text(name) or _is_word(name)]
    return texts or ([*bundle.names()] if bundle.form == "file" and not _structured(bundle) else [])


def posts(bundle: Bundle) -> Iterator[Thing]:
    """The posts of each file, in the order of the files' names."""
    used: set[str] = set()
    come = 0
    texts = Texts(name for name in read_here(bundle) if _is_text(name))
    for name in read_here(bundle):
        come += 0 if _is_word(name) else bundle.size(name)
        if come > MOST:
            yield trouble(name, Refused(MUCH, name=bundle.name, file=name, most=MOST // 1_000_000))
            used.update(read_here(bundle))
            break
        if _is_word(name):
            made: Iterator[Thing] = docx.document(bundle, name)
        elif name.lower().endswith((".html", ".htm")) and google_docs.is_page(bundle.begins(name, 65_536)):
            made = google_docs.document(bundle, name)
        else:
            made = _texts(bundle, name, texts)
        used.add(name)
        for one in made:
            if isinstance(one, Post | Record):
                used.update(each.inside for each in one.media)
            yield one
    yield from other_files(bundle, used)


def _texts(bundle: Bundle, name: str, texts: Texts) -> Iterator[Record | Left | Trouble]:
    try:
        source = text_of(bundle.read(name, LARGEST), name)
    except Spoilt as why:
        yield trouble(name, why)
        return
    if isinstance(source, Trouble):
        yield source
        return
    called = _called(bundle, name)
    of_vault = vault_texts(name, bundle.hidden)
    if of_vault:
        source, comments = without_comments(source)
        if comments:
            yield left(name, COMMENTS, comments)
    cut = _cut(source, name, bundle.asked.cuts)
    if isinstance(cut, Trouble):
        yield cut
        return
    for one in to_the_cut(records_in(source, called, cut=cut, otherwise=bundle.asked.otherwise), lambda: _is_page(name) and page_is_cut(source)):
        if isinstance(one, Trouble):
            yield one
            continue
        record = _as_given(bundle, name, _linked(bundle, name, one, texts))
        if name.lower().endswith(MDX) and (components := components_in(record.html)):
            record = replace(record, warnings=(*record.warnings, Why(COMPONENTS, {"what": ", ".join(components)})))
        yield _of_vault(record, source, "" if len(cut.posts) > 1 else name) if of_vault else record


def _called(bundle: Bundle, name: str) -> str:
    return name if bundle.form == "file" else f"{bundle.name.removesuffix('.zip')}/{name}"


def _linked(bundle: Bundle, name: str, record: Record, texts: Texts) -> Record:
    """A record whose links to files that came with it name what they give, until that is known. A text of several posts is none of them: what names it leads nowhere."""

    def found(named: str) -> str:
        text = texts.find(named, name)
        return inner(KIND, f"{_called(bundle, text)}#0") if text else ""

    html = filed(record.html, found)
    if not _is_page(name):
        html = wiki_links(html, found, lambda named: bundle.near(quote(named), name))
    return record if html == record.html else replace(record, html=clean(html))


def _of_vault(record: Record, source: str, name: str) -> Record:
    """A record of a vault's with the tags that stand among its words (in a title that was stated beside them none does), called as its file is where it is not
    called otherwise. `name` is "" where the file holds several."""
    words = "" if front(source).meta.get("title") else record.title or ""
    tags, without = fits.tags([*record.tags, *tags_in(words, record.html, source)])
    return replace(record, title=record.title or title_in(name), tags=tags, warnings=(*record.warnings, *without))


def _cut(source: str, name: str, lines: Sequence[int]) -> Split | Trouble:
    """A text as it is cut, at `lines` where those are given."""
    found = split(source)
    if not lines:
        return found
    try:
        return pieces(source, found, [place_of_line(source, found, line) for line in sorted(set(lines))])
    except IllCut as ill:
        values = {"name": name, "line": ill.place, "lines": source.rstrip().count("\n") + 1}
        return Trouble(name, _("No post can begin at line %(line)s of %(name)s: give one of its %(lines)s lines that has words in it.") % values)


def _as_given(bundle: Bundle, name: str, record: Record) -> Record:
    """A record with its pictures. Nothing in a text says that it was out: unless whoever gave it does, it is its writer's, as is what may be no text of theirs."""
    narrowed = record if (bundle.asked.out and _is_text(name)) or record.status != "published" else replace(record, status="draft", reach="me")
    return replace(narrowed, media=media(record.html, lambda src: bundle.near(src, name)))
