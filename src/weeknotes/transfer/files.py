"""Plain text, Markdown and HTML, files and folders, into records. Adding an importer is a module like this one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from weeknotes.notes.tags import LONGEST, MOST, names_in
from weeknotes.prose.alike import marks
from weeknotes.prose.decode import Unreadable, decode
from weeknotes.prose.excerpt import words
from weeknotes.prose.front import front
from weeknotes.prose.html import clean, plain
from weeknotes.prose.items import items
from weeknotes.prose.markdown import blocks_to_html, to_html
from weeknotes.prose.outline import outline
from weeknotes.prose.page_html import page
from weeknotes.prose.pieces import IllCut, pieces, place_of_line
from weeknotes.prose.says import says
from weeknotes.prose.shapes import Outline, Why
from weeknotes.prose.split import Split, fingerprint, split, title_of
from weeknotes.prose.vocabulary import CHROME
from weeknotes.prose.week import week_and_warnings
from weeknotes.transfer.dating import stated_day
from weeknotes.transfer.neutral import HowDated
from weeknotes.transfer.record import Record, Trouble

ENDINGS = {".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml"}
LARGEST = 20_000_000
LANGS = {"en", "cy"}


def found(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Files to read under `paths`, each with the name that tells it from the others; folders are walked in order, dotfiles left out."""
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                below = inner.relative_to(path)
                if inner.is_file() and inner.suffix.lower() in ENDINGS and not any(part.startswith(".") for part in below.parts):
                    yield inner, f"{path.resolve().name}/{below.as_posix()}"
        else:
            yield path, path.name


def records(path: Path, name: str, *, otherwise: str = "en", lines: Sequence[int] = ()) -> Iterator[Record | Trouble]:
    """The posts of one file, or why it gives none. `otherwise` is the language where the text does not tell; `lines` where posts begin."""
    source = text_at(path, name)
    if isinstance(source, Trouble):
        yield source
        return
    found = split(source)
    try:
        cut = pieces(source, found, [place_of_line(source, found, line) for line in sorted(set(lines))]) if lines else found
    except IllCut as ill:
        yield Trouble(name, _no_line(name, source, ill.place))
        return
    yield from records_in(source, name, cut=cut, otherwise=otherwise)


def text_at(path: Path, name: str) -> str | Trouble:
    """The text of a file on this machine, or why it has none."""
    try:
        if path.stat().st_size > LARGEST:
            return too_large(name)
        return text_of(path.read_bytes(), name)
    except FileNotFoundError:
        return Trouble(name, _("%(path)s is not there. Look at the path.") % {"path": path})
    except OSError as why:
        return Trouble(name, _("%(name)s cannot be read: %(why)s.") % {"name": name, "why": why.strerror})


def text_of(data: bytes, name: str) -> str | Trouble:
    """The text in the bytes of a file, or why they are none."""
    try:
        return decode(data)
    except Unreadable as why:
        return Trouble(name, f"{name}: {_(str(why))}")


def too_large(name: str) -> Trouble:
    """What is said of a file that is larger than LARGEST."""
    return Trouble(name, _("%(name)s is larger than %(most)s MB. Split it, and bring in the parts.") % {"name": name, "most": LARGEST // 1_000_000})


def records_in(source: str, name: str, *, cut: Split, otherwise: str = "en") -> Iterator[Record | Trouble]:
    """A record for each post of `cut`, in its order; Trouble for one that has no words of its own. `name` tells its file from others."""
    several = len(cut.posts) > 1
    seen: Counter[str] = Counter()
    for number, post in enumerate(cut.posts):
        text = source[post.start : post.end]
        shape = outline(text)
        dated = post.dated or stated_day(shape.meta, "" if several else PurePosixPath(name).name)
        week, slips = week_and_warnings(shape, published=dated)
        title = title_of(post, shape, cut)
        html = _html(shape, title)
        said = plain(html)
        if not said.strip():
            sentence = _("%(name)s has no words of its own (post %(number)s). Nothing was taken from it.")
            yield Trouble(name, sentence % {"name": name, "number": number + 1})
            continue
        ends = _ends(text) if several else "0"
        seen[ends] += 1
        yield Record(
            source_id=f"{name}#{ends}" if seen[ends] == 1 else f"{name}#{ends}.{seen[ends]}",
            place=_("%(name)s, post %(number)s") % {"name": name, "number": number + 1} if several else name,
            fingerprint=fingerprint(said),
            text=said,
            marks=marks(said),
            title=title,
            dated=dated,
            lang=shape.language if shape.language in LANGS else otherwise,
            week=week,
            html=html,
            words=words(html),
            items=len(items(shape)),
            says=says(shape),
            warnings=tuple(Why(slip.sentence, {"words": slip.words}) for slip in slips),
            question=None if cut.sure else cut.why,
            tags=_tags(shape),
            status="draft" if _is_draft(shape.meta) or not dated else "published",
            reach="everyone",
            how_dated=_how_dated(dated, post.dated, shape.meta),
        )


def _is_draft(meta: Mapping[str, str]) -> bool:
    """Whether the lines around a post say that it was not published: what most makers of sites take for a draft."""
    return meta.get("draft", "").strip().lower() in {"true", "yes", "1"} or meta.get("published", "").strip().lower() in {"false", "no"}


def _how_dated(dated: date | None, of_the_post: date | None, meta: dict[str, str]) -> HowDated:
    """What said the day: the post, or the name of its file."""
    if dated is None:
        return "unknown"
    return "stated" if of_the_post or stated_day(meta, "") else "name"


def _tags(shape: Outline) -> tuple[str, ...]:
    """The tags that stand around a post; a line that is too long to be one is none."""
    said = ",".join(shape.meta.get(key, "") for key in ("tags", "tag"))
    return tuple(name for name in names_in(said) if len(name) <= LONGEST)[:MOST]


def _ends(text: str) -> str:
    """What tells a post from the others of its file: the lines it begins and ends with.

    Its number would not do: the next post on top of a blog, or a cut that was moved, gives every number to other words.
    """
    rows = text.strip().split("\n")
    return fingerprint(f"{rows[0]}\n{rows[-1]}")[:16]


def _no_line(name: str, source: str, line: int) -> str:
    values = {"name": name, "line": line, "lines": source.rstrip().count("\n") + 1}
    return _("No post can begin at line %(line)s of %(name)s: give one of its %(lines)s lines that has words in it.") % values


def _html(shape: Outline, title: str | None) -> str:
    """The words of a post as clean HTML, without front matter, page furniture, or a first heading that only repeats the title."""
    source = shape.source
    said = front(source)
    if shape.syntax == "text":
        blocks = shape.blocks
        if title and blocks and blocks[0].kind == "heading" and blocks[0].text == title and not blocks[0].audience:
            blocks = blocks[1:]
        return clean(blocks_to_html(blocks))
    if shape.syntax == "markdown":
        made = to_html(source[said.start : said.end])
    else:
        whole = page(source, said.start, said.end)
        made = clean("".join(source[tag.start : tag.end] for tag in whole.row))
    lines = [line for line in made.split("\n") if not (line.startswith("<p>") and CHROME.match(plain(line).strip()))]
    if title and lines and lines[0].startswith("<h2") and " data-audience=" not in lines[0] and plain(lines[0]).strip() == title:
        lines = lines[1:]
    return clean("\n".join(lines))
