"""Ghost's export (JSON, of 1 to 5 and before), alone or in a zip with its pictures. Members, keys, settings and passwords are never looked at."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from weeknotes.prose.markdown import rendered
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.gates import BY_MAIL, MAILED, PART, of_ghost
from weeknotes.transfer.ghost_cards import from_lexical, from_mobiledoc
from weeknotes.transfer.inner_links import inner, named_by
from weeknotes.transfer.instants import instant
from weeknotes.transfer.json_items import picked, text, told
from weeknotes.transfer.keep import figure, kept, media
from weeknotes.transfer.leaving import BLANK, GROUPS, NO_POSTS, PAGE, Tally, known_by, left, other_files
from weeknotes.transfer.neutral import Left, Post, Reach, Status
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tree_html import body
from weeknotes.transfer.tree_html import inner as inner_html
from weeknotes.transfer.trouble import trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "ghost"
NAME = "Ghost"

ELSE = N_("What else stands in a Ghost export (members, settings, keys, statistics) is not looked at: only posts, pages, tags and the names of their writers are.")
PAID = N_("It was for members who pay there. Here it goes no further than the members of this site.")
MEMBERS = N_("It was for members there, not for everyone.")
OTHER_FORM = N_("Its text is kept in a form that is not known here, so its plain words came without links, lists and headings.")
DAMAGED = N_("Posts whose text is damaged in the export, so that nothing of it could be read: %(count)s.")
PLACE = "__GHOST_URL__"

_TABLES = re.compile(rb'\{"data":\{"[a-z_]{1,40}":\[')
_BUTTONS = re.compile(r"kg-(?:video|audio|file|signup)-card")
_EXTRA = ".kg-video-overlay, .kg-video-player-container, .kg-video-player, .kg-audio-player, .kg-audio-hide, .kg-file-card-metadata, .kg-file-card-icon, .kg-signup-card form"

_BASES = ("db.item.data", "data", "db.item", "")
_POST = frozenset(
    [
    "id", "uuid", "title", "slug", "html", "lexical", "mobiledoc", "markdown", "plaintext", "feature_image", "image", "feature_image_alt",
    "feature_image_caption", "status", "visibility", "type", "page", "created_at", "published_at", "custom_excerpt", "language", "locale",
    "author_id", "email_only",
]
)
_ROWS: dict[str, frozenset[str]] = {
    "posts": frozenset(("id", "uuid", "slug")),
    "tags": frozenset(("id", "name", "visibility")),
    "users": frozenset(("id", "name")),
    "posts_tags": frozenset(("post_id", "tag_id", "sort_order")),
    "posts_authors": frozenset(("post_id", "author_id", "sort_order")),
    "posts_meta": frozenset(("post_id", "feature_image_alt", "feature_image_caption", "email_only")),
}


@dataclass(slots=True)
class _Around:
    """What stands beside the posts: names of tags and writers, and which post has which."""

    tags: dict[str, str] = field(default_factory=dict)
    internal: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    posts_tags: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    posts_authors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    meta: dict[str, dict[str, Any]] = field(default_factory=dict)

    def take(self, what: str, row: dict[str, Any]) -> None:  # fmt: skip
        if what == "tags":
            ours = text(row, "visibility") == "internal" or text(row, "name").startswith("#")
            (self.internal if ours else self.tags)[text(row, "id")] = text(row, "name")
        elif what == "posts" and text(row, "slug"):
            self.slugs[text(row, "slug")] = inner(KIND, _number(row))
        elif what == "users":
            self.users[text(row, "id")] = text(row, "name")
        elif what == "posts_tags":
            self.posts_tags[text(row, "post_id")].append(text(row, "tag_id"))
        elif what == "posts_authors":
            self.posts_authors[text(row, "post_id")].append(text(row, "author_id"))
        elif what == "posts_meta":
            self.meta[text(row, "post_id")] = row


def recognises(bundle: Bundle) -> bool:
    return any(_is_export(bundle, name) for name in _json(bundle)[:20])


def _json(bundle: Bundle) -> list[str]:
    return [name for name in bundle.names() if name.lower().endswith(".json")]


def _is_export(bundle: Bundle, name: str) -> bool:
    head = bundle.begins(name, 4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    bare = b"".join(head.split())
    if bare.startswith(b'{"db":[{'):
        return True
    about = bare.startswith(b"{") and b'"meta":{' in bare[:200]
    # Much that lies in a site's folder begins so: what an export has is tables.
    return (about and (b'"exported_on"' in bare or (b'"version"' in bare[:300] and b'"data":{' in bare))) or _TABLES.match(bare) is not None


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The posts and pages, in the file's order."""
    files = [name for name in _json(bundle) if _is_export(bundle, name)]
    used = set(files)
    tally = Tally()
    any_read = False
    for name in files:
        some = False
        try:
            around = _around(bundle, name)
            for _where, row in picked(bundle, name, {_path(base, "posts"): _POST for base in _BASES}):
                some = True
                post = _post(row, around, bundle, name, tally) if isinstance(row, dict) else None
                if isinstance(post, Post):
                    used.update(each.inside for each in post.media)
                if post is not None:
                    yield post
            if not some:
                yield trouble(name, Spoilt(NO_POSTS, name=name))
        except Spoilt as why:
            yield trouble(name, why)
        any_read = any_read or some
    tally.add(ELSE, int(any_read))
    yield from tally.told()
    yield from other_files(bundle, used)


def _path(base: str, rows: str) -> str:
    return f"{base}.{rows}.item" if base else f"{rows}.item"


def _around(bundle: Bundle, name: str) -> _Around:
    around = _Around()
    wanted = {_path(base, rows): keys for base in _BASES for rows, keys in _ROWS.items()}
    try:
        for path, row in picked(bundle, name, wanted):
            if isinstance(row, dict):
                around.take(path.split(".")[-2], row)
    except Spoilt:
        # Broken off: the posts before the break have what was found, and reading them says where the file breaks.
        return around
    return around


def _post(row: dict[str, Any], around: _Around, bundle: Bundle, file: str, tally: Tally) -> Post | Left | None:
    number = text(row, "id")
    beside = {**around.meta.get(number, {}), **{key: value for key, value in row.items() if value}}
    html, sure = _html(row)
    html, gated, mailed = of_ghost(html)
    html = _without_buttons(html)
    mailed = mailed or (bool(text(row, "html")) and of_ghost(_kept(row))[2])
    summary = text(row, "custom_excerpt").strip()
    picture = text(row, "feature_image") or text(row, "image")
    if picture:
        html = f"{figure(picture, text(beside, 'feature_image_alt') or None, text(beside, 'feature_image_caption'))}\n{html}"
    if summary:
        html = f"<p><em>{escape(summary, quote=False)}</em></p>\n{html}"
    title = text(row, "title").strip()
    if not html.strip() and _is_damaged(row):
        return left(title or text(row, "slug") or file, DAMAGED)
    if not html.strip() and title in {"", "(Untitled)"}:
        tally.add(BLANK)
        return None
    status, reach, warnings = _reach(row, beside)
    if gated and reach == "everyone":
        reach = "members"
        warnings.append(Why(PART))
    if mailed:
        warnings.append(Why(MAILED))
    if not sure:
        warnings.append(Why(OTHER_FORM))
    if text(row, "type") == "page" or row.get("page") in {True}:
        warnings.append(Why(PAGE))
    if internal := [name for one in around.posts_tags.get(number, ()) if (name := around.internal.get(one, ""))]:
        warnings.append(Why(GROUPS, {"names": ", ".join(internal[:20])}))
    # Ghost writes its own address so, whatever it was: what it names is a post of the export, or stands nowhere that is known.
    html = kept(named_by(html, around.slugs, PLACE))
    dated = instant(row.get("published_at"))
    writers = around.posts_authors.get(number) or [text(row, "author_id")]
    return Post(
        kind=KIND,
        source_id=known_by(html, _number(row)),
        place=title or text(row, "slug") or f"{file} {number}",
        title=None if title in {"", "(Untitled)"} else title,
        html=html,
        dated=dated,
        how_dated="stated" if dated else "unknown",
        status=status,
        reach=reach,
        lang=(text(row, "locale") or "")[:2].lower() or None,
        author=", ".join(name for one in writers if (name := around.users.get(one, ""))),
        tags=tuple(dict.fromkeys(name for one in around.posts_tags.get(number, ()) if (name := around.tags.get(one, "")))),
        media=media(html, bundle.near if len(bundle.names()) > 1 else None),
        warnings=tuple(warnings),
    )


def _number(row: dict[str, Any]) -> str:
    return text(row, "uuid") or f"{text(row, 'slug')}#{text(row, 'id')}".removesuffix("#").removeprefix("#")


def _html(row: dict[str, Any]) -> tuple[str, bool]:
    """A post's text, and whether it is whole: as Ghost made a page of it, else of what it keeps."""
    html = text(row, "html") or from_lexical(text(row, "lexical")) or from_mobiledoc(text(row, "mobiledoc"))
    if html.strip():
        return html, True
    if text(row, "markdown").strip():
        return rendered(text(row, "markdown")), True
    plain = text(row, "plaintext").strip()
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in plain.split("\n\n") if part.strip()), not plain


def _is_damaged(row: dict[str, Any]) -> bool:
    """Whether the export has a text that is not written as Ghost writes it."""
    return any(text(row, form).strip() and not isinstance(told(text(row, form)), dict) for form in ("lexical", "mobiledoc"))


def _without_buttons(html: str) -> str:
    """The HTML of a page, whose gates are seen to, without what players, files and forms have to press or to fill in, and say of themselves."""
    root = body(html) if _BUTTONS.search(html) else None
    if root is None:
        return html
    for node in root.css(_EXTRA):
        node.decompose()
    return inner_html(root)


def _kept(row: dict[str, Any]) -> str:
    """What a post is made of, where that may have a part for mails alone: on its page nothing says so."""
    lexical, mobiledoc = text(row, "lexical"), text(row, "mobiledoc")
    return (from_lexical(lexical) if "email" in lexical else "") or (from_mobiledoc(mobiledoc) if "email" in mobiledoc else "")


def _reach(row: dict[str, Any], beside: dict[str, Any]) -> tuple[Status, Reach, list[Why]]:
    state = text(row, "status")
    visibility = text(row, "visibility") or "public"
    if state == "sent" or beside.get("email_only") in {True}:
        return "published", "members", [Why(BY_MAIL)]
    if state != "published":
        return ("scheduled" if state == "scheduled" else "draft"), "me", []
    if visibility == "public":
        return "published", "everyone", []
    return "published", "members", [Why(MEMBERS if visibility == "members" else PAID)]
