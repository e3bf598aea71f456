"""A post as its source has it, read: clean HTML, the language, the week, what tells it from others. Time grows with its length alone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from weeknotes.notes.tags import MOST, key_of
from weeknotes.prose.excerpt import words_of
from weeknotes.prose.html import cleaned
from weeknotes.prose.items import items
from weeknotes.prose.outline import outline
from weeknotes.prose.says import says
from weeknotes.prose.shapes import Outline, Week, Why
from weeknotes.prose.week import week_and_warnings
from weeknotes.transfer import fits
from weeknotes.transfer.gates import HIDDEN
from weeknotes.transfer.inner_links import joined, seen_from
from weeknotes.transfer.instants import day_of
from weeknotes.transfer.leaving import BLANK, left
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.picture_titles import pointed
from weeknotes.transfer.record import Record, told_by
from weeknotes.transfer.unseen_html import without_unseen

N_ = str  # marks a sentence for translation where it is shown

LANGS = ("en", "cy")
WORDLESS = N_("In the other language it has no words of its own there, so that did not come.")
UNTRANSLATED = N_("In the other language it has the same words there, so they came once.")


def read_post(post: Post, *, otherwise: str, whole: bool = True) -> Record | Left:
    """What is read of a post; Left where it has no words of its own. `otherwise` is the language where nothing tells.

    Unless `whole`, its statements are not counted: that is a third of the work, and wanted only where it is shown before it comes in.
    """
    if post.twin is not None:
        return _both(replace(post, twin=None), post.twin, otherwise, whole)
    if post.status == "published" and post.dated is not None and post.dated > datetime.now(UTC):
        post = replace(post, status="scheduled", reach="me")  # the place itself would not have shown it yet
    title, begins, cut = fits.title(post.title)
    seen, hidden = without_unseen(post.html)
    unseen = (Why(HIDDEN),) if hidden and Why(HIDDEN) not in post.warnings else ()
    html, words = cleaned(begins + seen)
    html, words = _without_title(html, words, title)
    if not words.strip() and "<img" not in html:
        return left(post.place, BLANK)
    base, media = post.base or post.address, post.media
    if base:
        html = seen_from(html, base)
        media = tuple(replace(one, src=joined(one.src, base)) for one in media)
    shape = replace(outline(html, syntax="html"), title=title)
    dated = day_of(post.dated) if post.dated else None
    week, slips = week_and_warnings(shape, published=dated)
    if post.covers is not None:
        week, slips = Week(start=post.covers[0], end=post.covers[1], sure=True), ()
    sha, marks = told_by(words, html, post.source_id)
    tags, without = fits.tags(one.replace(",", " ") for one in post.tags)
    return Record(
        source_id=post.source_id,
        place=post.place,
        fingerprint=sha,
        title=title,
        dated=dated,
        lang=_lang(post.lang, shape, otherwise),
        week=week,
        html=html,
        words=words_of(words),
        items=len(items(shape)) if whole else 0,
        says=says(shape) if whole else (),
        warnings=(*post.warnings, *unseen, *cut, *without, *pointed(post.html, words), *(Why(slip.sentence, {"words": slip.words}) for slip in slips)),
        tags=tags,
        kind=post.kind,
        text=words,
        marks=marks,
        address=post.address[:600] if len(post.address) <= 600 else "",
        status=post.status,
        reach=post.reach,
        how_dated=post.how_dated,
        moment=post.dated,
        media=media,
        old=tuple(dict.fromkeys(one for one in post.old if len(one) <= 600 and one != post.address)),
        uid=post.uid,
    )


def _both(post: Post, other: Post, otherwise: str, whole: bool) -> Record | Left:
    """A text in two languages as one, with the week of whichever says it surely; by itself where the other has no words, or the same."""
    one, twin = (read_post(each, otherwise=otherwise, whole=whole) for each in (post, other))
    if isinstance(one, Left) or isinstance(twin, Left):
        alone = twin if isinstance(one, Left) else one
        return alone if isinstance(alone, Left) else replace(alone, warnings=(*alone.warnings, Why(WORDLESS)))
    if one.fingerprint == twin.fingerprint:
        where = tuple(filter(None, (twin.address, *twin.old)))
        return replace(one, old=tuple(dict.fromkeys([*one.old, *where])), warnings=(*one.warnings, Why(UNTRANSLATED)))
    week = twin.week if twin.week.sure and not one.week.sure else one.week
    # They are one note's: those that both have count once.
    more = [tag for tag in twin.tags if key_of(tag) not in set(map(key_of, one.tags))]
    most = MOST - len(one.tags)
    told = (*(each for each in twin.warnings if each not in one.warnings), *fits.tags_left(more[most:]))
    return replace(one, week=week, warnings=(*one.warnings, *told), twin=replace(twin, tags=tuple(more[:most])))


def read_several(posts: Iterable[Post], otherwise: str, whole: bool) -> list[Record | Left]:
    """The same for many, as another process is asked for it."""
    return [read_post(one, otherwise=otherwise, whole=whole) for one in posts]


def _without_title(html: str, words: str, title: str | None) -> tuple[str, str]:
    """A first heading that only repeats the title goes: it would stand there twice. One that says for whom its part is stays."""
    first, _, rest = words.partition("\n")
    if title and html.startswith("<h2") and " data-audience=" not in html.partition("\n")[0] and first == " ".join(title.split()):
        return html.partition("\n")[2], rest
    return html, words


def _lang(said: str | None, shape: Outline, otherwise: str) -> str:
    told = (said or "").lower()[:2]
    if told in LANGS:
        return told
    return shape.language if shape.language in LANGS else otherwise
