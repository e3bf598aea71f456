"""Substack's export (a zip): posts.csv and the posts' HTML. Lists of subscribers and of who opened what are never looked at."""

import re
from collections.abc import Iterator
from html import escape, unescape

from weeknotes.prose.decode import Unreadable, decoded
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.gates import BY_MAIL, FREE, PAID, PART
from weeknotes.transfer.instants import instant
from weeknotes.transfer.keep import kept, link_to, media, named_after
from weeknotes.transfer.leaving import PAGE, Tally, other_files
from weeknotes.transfer.neutral import Left, Post, Reach, Status
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.rows import NO_TABLE, Table
from weeknotes.transfer.substack_boxes import open_box
from weeknotes.transfer.tree_html import body, inner
from weeknotes.transfer.trouble import text_trouble, trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "substack"
NAME = "Substack"

READERS = N_("Lists of subscribers and of who opened which mail: %(count)s. They are not looked at.")
THREADS = N_("Threads: %(count)s. Their words are other people’s comments.")
MISSING = N_("The text of “%(name)s” is not in the zip. Export it once more.")
LOST = N_("Substack shows something in a place of this, and only there: %(what)s. It did not come.")
UNLISTED = N_("It stands in no list of Substack’s, so nothing is known of when it was published, or for whom.")

_POST = re.compile(r"(?:^|/)posts/([^/]+)\.html$")
_READERS = re.compile(r"(?:^|/)(?:posts/[^/]+\.(?:opens|delivers|clicks)\.csv|[^/]*(?:email_list|subscribers?)[^/]*\.csv)$", re.IGNORECASE)
_WALL = re.compile(r"paywall-jump|PaywallToDOM")
_EXTRA = ".subscription-widget-wrap, .subscription-widget-wrap-editor, .subscribe-widget, .image-link-expand, .button-wrapper, .captioned-button-wrap, label.hide-text"


def recognises(bundle: Bundle) -> bool:
    listed = _list(bundle)
    return bool(listed) and b"post_id" in bundle.begins(listed, 400)


def _list(bundle: Bundle) -> str:
    return next((name for name in bundle.names() if name == "posts.csv" or name.endswith("/posts.csv")), "")


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts of the list in its order, then those that it does not name."""
    listed = _list(bundle)
    texts = {found[1]: name for name in bundle.names() if (found := _POST.search(name))}
    used = {listed} if listed else set()
    tally = Tally()
    try:
        for row in Table(bundle, listed) if listed else ():
            number = row.get("post_id", "")
            name = texts.pop(number, "") or texts.pop(number.partition(".")[0], "")
            used.add(name)
            if row.get("type") in {"thread", "restack"}:
                tally.add(THREADS)
            elif not name:
                called = row.get("title") or number
                yield trouble(called, Spoilt(MISSING if called else NO_TABLE, name=called or listed))
            else:
                made = _one(bundle, name, row)
                used.update(each.inside for each in made.media if isinstance(made, Post)) if isinstance(made, Post) else None
                yield made
    except Spoilt as why:
        yield trouble(listed, why)
    for number, name in texts.items():
        used.add(name)
        yield _one(bundle, name, {"post_id": number})
    readers = {name for name in bundle.names() if _READERS.search(name)}
    tally.add(READERS, len(readers))
    yield from tally.told()
    yield from other_files(bundle, used | readers)


def _one(bundle: Bundle, name: str, row: dict[str, str]) -> Post | Trouble:
    try:
        text = decoded(bundle.read(name)).text if bundle.size(name) else ""
    except Spoilt as why:
        return trouble(name, why)
    except Unreadable as why:
        return text_trouble(name, why)
    number, _dot, slug = row.get("post_id", "").partition(".")
    html, lost = _text(text)
    # Its list has the marks of a subtitle as HTML has them, and those of a title as they are.
    subtitle, sound = unescape(row.get("subtitle", "")).strip(), row.get("podcast_url", "").strip()
    if subtitle:
        html = f"<p><em>{escape(subtitle, quote=False)}</em></p>\n{html}"
    if sound.startswith("http"):
        html = f"{html}\n{link_to(sound, named_after(sound))}"
    status, reach, warnings = _reach(row, walled=bool(_WALL.search(text)))
    if lost:
        warnings.append(Why(LOST, {"what": ", ".join(lost)}))
    dated = instant(row.get("post_date"))
    if row.get("type") == "page":
        warnings.append(Why(PAGE))
    return Post(
        kind=KIND,
        source_id=number or name,
        place=row.get("title") or slug or name,
        title=row.get("title", "").strip() or None,
        html=html,
        dated=dated,
        how_dated="stated" if dated else "unknown",
        status=status,
        reach=reach,
        media=media(html, bundle.near),
        warnings=tuple(warnings),
    )


def _reach(row: dict[str, str], *, walled: bool) -> tuple[Status, Reach, list[Why]]:
    if "is_published" not in row:
        return "draft", "me", [Why(UNLISTED)]
    if row["is_published"].strip().lower() not in {"true", "1", "yes"}:
        return "draft", "me", []
    if row.get("type") == "adhoc_email":
        return "published", "members", [Why(BY_MAIL)]
    audience = row.get("audience", "").strip().lower()
    if audience == "everyone" and walled:
        return "published", "members", [Why(PART)]
    if audience == "everyone":
        return "published", "everyone", []
    return "published", "members", [Why(FREE if audience == "only_free" else PAID)]


def _text(html: str) -> tuple[str, tuple[str, ...]]:
    """A post's HTML without what asks for a subscription, and each picture once; and what is shown in it that is not known here."""
    root = body(html)
    if root is None:
        return html, ()
    for node in root.css(_EXTRA):
        if not (node.css_first("a[href]") and "button-wrap" in (node.attributes.get("class") or "")):
            node.decompose()
    for node in root.css("picture source"):
        node.decompose()
    lost = dict.fromkeys(name for node in root.css("[data-attrs]") if (name := open_box(node)))
    return kept(inner(root)), tuple(lost)[:10]
