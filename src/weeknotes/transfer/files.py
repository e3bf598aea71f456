"""The text of a file (plain, Markdown, HTML) into records: what each post of it says of itself, and its words as clean HTML."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from weeknotes.prose.decode import Unreadable, decode
from weeknotes.prose.excerpt import words
from weeknotes.prose.front import front
from weeknotes.prose.html import clean, plain
from weeknotes.prose.items import items
from weeknotes.prose.markdown import blocks_to_html, rendered
from weeknotes.prose.outline import outline
from weeknotes.prose.page_html import page
from weeknotes.prose.says import says
from weeknotes.prose.shapes import Outline, Why
from weeknotes.prose.split import Split, fingerprint, title_of
from weeknotes.prose.vocabulary import CHROME
from weeknotes.prose.week import week_and_warnings
from weeknotes.transfer import fits
from weeknotes.transfer.bundle import Refused
from weeknotes.transfer.dating import is_only_begun, stated_day
from weeknotes.transfer.front_matter import NO_FRONT, Broken, in_rows, told
from weeknotes.transfer.gates import HIDDEN
from weeknotes.transfer.markdoc import CONDITION, has_condition, tags_shown
from weeknotes.transfer.markdoc import ENDING as MDOC
from weeknotes.transfer.markdoc import as_markdown as of_markdoc
from weeknotes.transfer.mdx import COMPONENTS, as_markdown
from weeknotes.transfer.mdx import ENDING as MDX
from weeknotes.transfer.neutral import HowDated
from weeknotes.transfer.notion import as_stated
from weeknotes.transfer.obsidian import MARK, MAYBE, may_have_comments
from weeknotes.transfer.picture_titles import pointed
from weeknotes.transfer.record import Record, Trouble, told_by
from weeknotes.transfer.shown_there import kept_back
from weeknotes.transfer.trouble import text_trouble, trouble
from weeknotes.transfer.unseen_html import without_unseen

N_ = str  # marks a sentence for translation where it is shown

OUTLOOK = N_("Mails in Outlook’s own form (.msg): %(count)s. Open each in Outlook on the web, in the new Outlook or on a Mac, save it as .eml there, and bring those in.")

ENDINGS = {".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", MDOC, MDX, ".html", ".htm", ".xhtml"}
LARGEST = 20_000_000  # bytes of a file, which may hold a whole blog
LONGEST_POST = 300_000  # letters of a post: a short novel, and what reads it may take half a minute for so many lines
LANGS = {"en", "cy"}
_PAGES = (".html", ".htm", ".xhtml")


def text_of(data: bytes, name: str) -> str | Trouble:
    """The text in the bytes of a file, with what stands before it in rows, or why they are none."""
    try:
        text = in_rows(decode(data))
        if name.lower().endswith(MDOC):
            return of_markdoc(text)
        return as_markdown(text) if name.lower().endswith(MDX) else as_stated(text, name)
    except Unreadable as why:
        return trouble(name, Refused(OUTLOOK, count=1)) if name.lower().endswith(".msg") else text_trouble(name, why)
    except Broken:
        return trouble(name, Refused(NO_FRONT, name=name))


def too_large(name: str) -> Trouble:
    """What is said of a file that is larger than LARGEST."""
    return Trouble(name, _("%(name)s is larger than %(most)s MB. Split it, and bring in the parts.") % {"name": name, "most": LARGEST // 1_000_000})


def records_in(source: str, name: str, *, cut: Split, otherwise: str = "en") -> Iterator[Record | Trouble]:
    """A record for each post of `cut`, in its order; Trouble for one that has no words of its own, nor a picture. `name` tells its file from others."""
    several = len(cut.posts) > 1
    seen: Counter[str] = Counter()
    keywords = ("keywords",) if name.lower().endswith(_PAGES) else ()  # other texts have them for what they are about, beside their tags
    begins = front(source).start
    # What stands before the first post is said of all of them.
    of_all = told(source) if cut.posts and begins and cut.posts[0].start >= begins else {}
    for number, post in enumerate(cut.posts):
        text = source[post.start : post.end]
        if len(text) > LONGEST_POST:
            yield Trouble(name, _too_long(name, number + 1, several=several))
            continue
        shape = outline(text)
        own = "" if several else PurePosixPath(name).name
        dated = post.dated or stated_day(shape.meta, own)
        week, slips = week_and_warnings(shape, published=dated)
        whole = title_of(post, shape, cut)
        title, opening, cut_short = fits.title(whole)
        own_html, hidden = _html(shape, whole)
        html = opening + own_html
        unseen = (Why(HIDDEN),) if hidden else ()
        said = plain(html)
        if not said.strip() and "<img" not in html:
            sentence = _("%(name)s has no words of its own (post %(number)s). Nothing was taken from it.")
            yield Trouble(name, sentence % {"name": name, "number": number + 1})
            continue
        tags, without = fits.tags(shape.meta.get(key, "") for key in ("tags", "tag", "categories", "category", *keywords))
        status = {"status": shape.meta["status"]} if "status" in shape.meta else {}
        kept = kept_back({**status, **told(text)}, name, dated) or kept_back(of_all, name, dated)
        if kept is None and not post.dated and is_only_begun(shape.meta, own):
            kept = "draft", ()
        if shape.syntax == "markdown" and may_have_comments(text):
            kept = kept[0] if kept else "draft", (*(kept[1] if kept else ()), Why(MAYBE, {"mark": MARK}))
        if name.lower().endswith(MDOC):
            kept = (kept or ("draft", (Why(CONDITION),))) if has_condition(text) else kept
            unseen = (*unseen, *((Why(COMPONENTS, {"what": ", ".join(shows)}),) if (shows := tags_shown(html)) else ()))
        sha, marks = told_by(said, html, name)
        ends = _ends(text) if several else "0"
        seen[ends] += 1
        yield Record(
            source_id=f"{name}#{ends}" if seen[ends] == 1 else f"{name}#{ends}.{seen[ends]}",
            place=_("%(name)s, post %(number)s") % {"name": name, "number": number + 1} if several else name,
            fingerprint=sha,
            text=said,
            marks=marks,
            title=title,
            dated=dated,
            lang=shape.language if shape.language in LANGS else otherwise,
            week=week,
            html=html,
            words=words(html),
            items=len(items(shape)),
            says=says(shape),
            warnings=(*(kept[1] if kept else ()), *unseen, *cut_short, *without, *pointed(text, said), *(Why(slip.sentence, {"words": slip.words}) for slip in slips)),
            question=None if cut.sure else cut.why,
            tags=tags,
            status=kept[0] if kept else "published" if dated else "draft",
            reach="everyone" if dated and not kept else "me",
            how_dated=_how_dated(dated, post.dated, shape.meta),
        )


def _too_long(name: str, number: int, *, several: bool) -> str:
    values = {"name": name, "number": number, "most": LONGEST_POST // 1000}
    if several:
        return _("%(name)s, post %(number)s is longer than %(most)s thousand letters, which no note is, so it was not read.") % values
    return _("%(name)s is longer than %(most)s thousand letters, which no note is, so it was not read. Split it, and bring in the parts.") % values


def _how_dated(dated: date | None, of_the_post: date | None, meta: dict[str, str]) -> HowDated:
    """What said the day: the post, or the name of its file."""
    if dated is None:
        return "unknown"
    return "stated" if of_the_post or stated_day(meta, "") else "name"


def _ends(text: str) -> str:
    """What tells a post from the others of its file: the lines it begins and ends with.

    Its number would not do: the next post on top of a blog, or a cut that was moved, gives every number to other words.
    """
    rows = text.strip().split("\n")
    return fingerprint(f"{rows[0]}\n{rows[-1]}")[:16]


def _html(shape: Outline, title: str | None) -> tuple[str, bool]:
    """The words of a post as clean HTML, without front matter, page furniture, or a first heading that only repeats the title; and whether a part was hidden."""
    source = shape.source
    said = front(source)
    if shape.syntax == "text":
        blocks = shape.blocks
        if title and blocks and blocks[0].kind == "heading" and blocks[0].text == title and not blocks[0].audience:
            blocks = blocks[1:]
        return clean(blocks_to_html(blocks)), False
    if shape.syntax == "markdown":
        made, hidden = without_unseen(rendered(source[said.start : said.end]))
    else:
        whole = page(source, said.start, said.end)
        made, hidden = without_unseen("".join(source[tag.start : tag.end] for tag in whole.row))
    made = clean(made)
    lines = [line for line in made.split("\n") if not (line.startswith("<p>") and CHROME.match(plain(line).strip()))]
    if title and lines and lines[0].startswith("<h2") and " data-audience=" not in lines[0] and plain(lines[0]).strip() == title:
        lines = lines[1:]
    return clean("\n".join(lines)), hidden
