"""Medium's export (a zip of HTML): published posts and drafts. Answers to other people's posts, claps, bookmarks and the rest stay behind."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from weeknotes.prose.decode import Unreadable, decoded
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.instants import instant, named
from weeknotes.transfer.keep import kept, media, whole
from weeknotes.transfer.leaving import Tally, left, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tree_html import body, get, inner, said
from weeknotes.transfer.trouble import text_trouble, trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "medium"
NAME = "Medium"

ANSWER = N_("It reads as an answer to somebody else’s post, which means little without that post.")
MAYBE = N_("It may be an answer to somebody else’s post: it has no heading of its own there.")
ABOUT = N_("Files about your reading and your account (%(what)s): %(count)s.")
NO_POST = N_("“%(name)s” is no post of Medium’s: its text was not found in it.")

_NAME = re.compile(r"(?:^|/)posts/(draft_|\d{4}-\d{2}-\d{2}_)?[^/]*\.html$")
_ID = re.compile(r"-+([0-9a-f]{6,16})\.html$")
_ABOUT = ("bookmarks", "claps", "highlights", "blocks", "interests", "ips", "lists", "profile", "pubs-following", "sessions", "social-accounts", "twitter",
          "users-following", "topics-following", "partner-program", "memberships", "applications")  # fmt: skip
_FEW_WORDS = 150


def recognises(bundle: Bundle) -> bool:
    names = [name for name in bundle.names() if _NAME.search(name)]
    return any(b"h-entry" in head and b"p-name" in head for head in (bundle.begins(name, 16_384) for name in names[:10])) or (
        len(bundle.names()) == 1 and _is_post(bundle.begins(bundle.names()[0], 16_384))
    )


def _is_post(begins: bytes) -> bool:
    """Whether a file by itself that begins so may be a post: others mark their pages in the same way, and not all of them mark the text."""
    return b'<article class="h-entry">' in begins and b"e-content" in begins


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts, in the order of their names, which begin with their dates."""
    used: set[str] = set()
    tally = Tally()
    for name in bundle.names():
        kind = next((each for each in _ABOUT if f"/{each}/" in f"/{name}"), "")
        if kind:
            used.add(name)
            tally.add(ABOUT, what=kind)
        elif _NAME.search(name) or len(bundle.names()) == 1:
            used.add(name)
            made = _one(bundle, name)
            if isinstance(made, Post):
                used.update(each.inside for each in made.media)
            yield made
    yield from tally.told()
    yield from other_files(bundle, used)


def _one(bundle: Bundle, name: str) -> Post | Left | Trouble:
    try:
        text = decoded(bundle.read(name)).text
    except Spoilt as why:
        return trouble(name, why)
    except Unreadable as why:
        return text_trouble(name, why)
    root = body(text)
    content = root.css_first(".e-content, section[data-field=body]") if root is not None else None
    if root is None or content is None:
        return trouble(name, Spoilt(NO_POST, name=name))
    title = said(root.css_first(".p-name"))
    heading = content.css_first(".graf--title, h1, h3")
    headed = heading is not None and (heading.any_css_matches((".graf--title",)) or said(heading) == title)
    words = said(content).split()
    stated = root.css_first("time.dt-published, time[datetime]")
    dated = instant(get(stated, "datetime")) if stated is not None else None
    canonical = root.css_first("a.p-canonical")
    # What came out there has a day or an address.
    draft = name.rpartition("/")[2].startswith("draft_") or (stated is None and canonical is None)
    tags = tuple(dict.fromkeys(said(one) for one in root.css("a.p-category, .p-tags a, a.u-tag") if said(one)))
    # An answer has no heading, no picture and no tags, and is called by its own first words.
    begins = " ".join(words).startswith(" ".join(title.rstrip("…. ").split()))
    answers = not draft and not headed and not tags and begins and not content.css("h1, h2, h3, h4, img")
    if answers and len(words) < _FEW_WORDS:
        return left(name, ANSWER)
    if headed and heading is not None and said(heading) == title:
        heading.decompose()
    html = kept(inner(_unwrapped(content)))
    written = root.css_first(".p-author")
    found = _ID.search(name)
    day = dated or (None if draft else named(name.rpartition("/")[2]))
    return Post(
        kind=KIND,
        source_id=found[1] if found else name,
        place=title or name,
        title=title or None,
        html=html,
        address=whole("", get(canonical, "href")) if canonical is not None and not draft else "",
        dated=day,
        how_dated="stated" if dated else ("name" if day else "unknown"),
        status="draft" if draft else "published",
        reach="me" if draft else "everyone",
        author=said(written),
        tags=tags,
        media=media(html, bundle.near),
        warnings=(Why(MAYBE),) if answers else (),
    )


def _unwrapped(content: LexborNode) -> LexborNode:
    """The text without the rule that Medium sets before each of its sections, without the boxes around a link's card, and with an address where only
    the link to what stood there is left (a tweet)."""
    for number, rule in enumerate(content.css(".section-divider")):
        if number == 0:
            rule.decompose()
    for box in content.css(".graf--mixtapeEmbed"):
        link = box.css_first("a[href]")
        if link is not None:
            for picture in box.css(".mixtapeImage"):
                picture.decompose()
    for link in content.css(".graf--iframe a[href]"):
        if not said(link) and link.css_first("img") is None:
            link.insert_child(get(link, "href"))
    return content
