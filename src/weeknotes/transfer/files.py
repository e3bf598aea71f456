"""Plain text, Markdown and HTML, files and folders, into records. Adding an importer is a module like this one."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from weeknotes.prose.decode import Unreadable, decode
from weeknotes.prose.excerpt import words
from weeknotes.prose.front import front
from weeknotes.prose.html import clean, plain
from weeknotes.prose.markdown import blocks_to_html, to_html
from weeknotes.prose.outline import outline
from weeknotes.prose.page_html import page
from weeknotes.prose.read import read
from weeknotes.prose.shapes import Outline
from weeknotes.prose.split import fingerprint, split, title_of
from weeknotes.prose.vocabulary import CHROME
from weeknotes.transfer.dating import stated_day
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


def records(path: Path, name: str, *, otherwise: str = "en") -> Iterator[Record | Trouble]:
    """The posts of one file, or why it gives none. `otherwise` is the language where the text does not tell."""
    try:
        if path.stat().st_size > LARGEST:
            yield Trouble(name, f"{name} is larger than {LARGEST // 1_000_000} MB. Split it, and bring in the parts.")
            return
        source = decode(path.read_bytes())
    except FileNotFoundError:
        yield Trouble(name, f"{path} is not there. Look at the path.")
        return
    except Unreadable as why:
        yield Trouble(name, f"{name}: {why}")
        return
    except OSError as why:
        yield Trouble(name, f"{name} cannot be read: {why.strerror}.")
        return
    cut = split(source)
    for number, post in enumerate(cut.posts):
        text = source[post.start : post.end]
        shape = outline(text)
        dated = post.dated or stated_day(shape.meta, path.name if len(cut.posts) == 1 else "")
        reading = read(text, published=dated)
        title = title_of(post, shape, cut)
        html = _html(shape, title)
        if not plain(html).strip():
            yield Trouble(name, f"{name} has no words of its own (post {number + 1}). Nothing was taken from it.")
            continue
        yield Record(
            source_id=f"{name}#{number}",
            place=name if len(cut.posts) == 1 else f"{name}, post {number + 1}",
            fingerprint=fingerprint(plain(html)),
            title=title,
            dated=dated,
            lang=shape.language if shape.language in LANGS else otherwise,
            week=reading.week,
            html=html,
            words=words(html),
            items=len(reading.items),
            says=tuple(f"says {s.said} {s.what}; {s.found} here" for s in reading.says),
            warnings=reading.warnings if cut.sure else (*reading.warnings, cut.why),
        )


def _html(shape: Outline, title: str | None) -> str:
    """The words of a post as clean HTML, without front matter, page furniture, or a first heading that only repeats the title."""
    source = shape.source
    said = front(source)
    if shape.syntax == "text":
        blocks = shape.blocks
        if title and blocks and blocks[0].kind == "heading" and blocks[0].text == title:
            blocks = blocks[1:]
        return clean(blocks_to_html(blocks))
    if shape.syntax == "markdown":
        made = to_html(source[said.start : said.end])
    else:
        whole = page(source, said.start, said.end)
        made = clean("".join(source[tag.start : tag.end] for tag in whole.row))
    lines = [line for line in made.split("\n") if not (line.startswith("<p>") and CHROME.match(plain(line).strip()))]
    if title and lines and lines[0].startswith("<h2") and plain(lines[0]).strip() == title:
        lines = lines[1:]
    return clean("\n".join(lines))
