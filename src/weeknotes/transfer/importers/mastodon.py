"""Mastodon's archive: the person's own posts. Direct messages never come; what was for followers is for members; boosts and other people's words stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.instants import instant
from weeknotes.transfer.json_items import picked, rows, text, told
from weeknotes.transfer.keep import figure, link_to, media, named_after, whole
from weeknotes.transfer.leaving import ANSWERS, BLANK, Tally, known_by, other_files
from weeknotes.transfer.neutral import Left, Post, Reach
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.site_address import site_of
from weeknotes.transfer.trouble import trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "mastodon"
NAME = "Mastodon"

DIRECT = N_("Direct messages: %(count)s. They were for those they named, and stay there.")
BOOSTS = N_("Boosts: %(count)s. They are other people’s words.")
OTHER = N_("Things done that are no posts (%(what)s): %(count)s.")
FOLLOWERS = N_("It was for followers there, not for everyone.")
QUIET = N_("It was readable by everyone there, but in no public list. Here it is for members until you choose.")
SENSITIVE = N_("What it shows was marked as sensitive there.")
LISTS = N_("Files of likes, bookmarks and the account: %(count)s.")

_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_ITEM = frozenset(("type", "object", "id", "actor"))
_LISTS = ("likes.json", "bookmarks.json", "actor.json")
_MOST = 200


def recognises(bundle: Bundle) -> bool:
    # A static site may have its writer's archive beside its own posts.
    return bool(outbox_of(bundle)) and not site_of(bundle).maker


def outbox_of(bundle: Bundle) -> str:
    """The file with the posts; "" where there is none."""
    name = _outbox(bundle)
    return name if name and b"rderedItems" in bundle.begins(name, 4096) else ""


def _outbox(bundle: Bundle) -> str:
    return next((name for name in bundle.names() if name == "outbox.json" or name.endswith("/outbox.json")), "") or (
        bundle.names()[0] if len(bundle.names()) == 1 and bundle.names()[0].endswith(".json") else ""
    )


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts, in the order of the archive."""
    outbox = _outbox(bundle)
    used = {outbox}
    tally = Tally()
    who = _who(bundle)
    try:
        for _path, item in picked(bundle, outbox, {"orderedItems.item": _ITEM}):
            post = _post(item, bundle, who, tally)
            if post is not None:
                used.update(each.inside for each in post.media)
                yield post
    except Spoilt as why:
        yield trouble(outbox, why)
    lists = {name for name in bundle.names() if name.rpartition("/")[2] in _LISTS}
    tally.add(LISTS, len(lists))
    yield from tally.told()
    yield from other_files(bundle, used | lists)


@dataclass(frozen=True, slots=True)
class _Who:
    """Whose archive it is: the name, the address, and the address of the list of their followers; each "" where the archive does not say."""

    name: str
    actor: str
    followers: str

    def of(self, actor: str) -> "_Who":
        """The same where a post says whose it is."""
        mine = self.actor or actor
        return _Who(self.name, mine, self.followers or (f"{mine.rstrip('/')}/followers" if mine else ""))


def _who(bundle: Bundle) -> _Who:
    name = next((each for each in bundle.names() if each.rpartition("/")[2] == "actor.json"), "")
    try:
        row = told(bundle.read(name, 1_000_000).decode("utf-8", "replace")) if name else None
    except Spoilt:
        row = None
    return _Who(text(row, "name") or text(row, "preferredUsername"), text(row, "id"), text(row, "followers").rstrip("/"))


def _list(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)][:_MOST]


def _reach(note: dict[str, Any], followers: str) -> tuple[Reach | None, str]:
    """For whom a post was, by whom it is addressed to and nothing else; None for a direct message."""
    to, cc = _list(note.get("to")), _list(note.get("cc"))
    if _PUBLIC.intersection(to):
        return "everyone", ""
    if _PUBLIC.intersection(cc):
        return "members", QUIET
    # The list of one's own alone: somebody may be called so, and be written to.
    if followers and any(one.rstrip("/") == followers for one in to):
        return "members", FOLLOWERS
    return None, ""


def _post(item: Any, bundle: Bundle, who: _Who, tally: Tally) -> Post | None:
    kind = text(item, "type")
    note = item.get("object") if isinstance(item, dict) else None
    if kind == "Announce":
        tally.add(BOOSTS)
        return None
    if kind != "Create" or not isinstance(note, dict) or text(note, "type") not in {"Note", "Question", "Article", "Page"}:
        tally.add(OTHER, what=kind[:40] or "–")
        return None
    who = who.of(text(item, "actor") or text(note, "attributedTo"))
    reach, why = _reach(note, who.followers)
    if reach is None:
        tally.add(DIRECT)
        return None
    answers = text(note, "inReplyTo")
    if answers and not (who.actor and answers.startswith(f"{who.actor}/")):
        tally.add(ANSWERS)
        return None
    html = _html(note)
    if not html.strip():
        tally.add(BLANK)
        return None
    warnings = [Why(why)] if why else []
    if note.get("sensitive") is True and rows(note.get("attachment")):
        warnings.append(Why(SENSITIVE))
    dated = instant(note.get("published"))
    content = note.get("contentMap")
    return Post(
        kind=KIND,
        source_id=known_by(html, text(note, "id"), text(item, "id")),
        place=text(note, "url") or text(note, "id") or who.name or NAME,
        title=text(note, "name").strip() or None,
        html=html,
        address=whole("", text(note, "url") or text(note, "id")) if reach == "everyone" else "",
        dated=dated,
        how_dated="stated" if dated else "unknown",
        status="published",
        reach=reach,
        lang=next(iter(content))[:2].lower() if isinstance(content, dict) and len(content) == 1 else None,
        author=who.name,
        tags=tuple(dict.fromkeys(text(one, "name").lstrip("#") for one in rows(note.get("tag")) if text(one, "type") == "Hashtag" and text(one, "name"))),
        media=media(html, bundle.near),
        warnings=tuple(warnings),
    )


def _html(note: dict[str, Any]) -> str:
    """A post with what stands before it (its warning), after it (a poll), and what it shows."""
    parts = [text(note, "content")]
    if warning := text(note, "summary").strip():
        parts.insert(0, f"<p><strong>{escape(warning, quote=False)}</strong></p>")
    choices = rows(note.get("oneOf")) or rows(note.get("anyOf"))
    if choices:
        items = (f"<li>{escape(text(one, 'name'), quote=False)}</li>" for one in choices)
        parts.append(f"<ul>{''.join(items)}</ul>")
    for one in rows(note.get("attachment"))[:_MOST]:
        address, words = text(one, "url"), text(one, "name")
        if address and text(one, "mediaType").startswith("image/"):
            parts.append(figure(address, words or None))
        elif address:
            parts.append(link_to(address, words or named_after(address)))
    return "\n".join(part for part in parts if part)
