"""A static site's folder (Jekyll, Hugo, Eleventy or alike), or a zip of it: texts with front matter, their drafts and their pictures."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from weeknotes.prose.decode import Unreadable, decoded
from weeknotes.prose.markdown import rendered
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bare_links import linked
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.dating import days_in
from weeknotes.transfer.front_matter import NO_FRONT, Broken, has_front, lowered, parted, several, text
from weeknotes.transfer.importers.mastodon import outbox_of
from weeknotes.transfer.inner_links import Texts, filed, inner
from weeknotes.transfer.instants import instant, named
from weeknotes.transfer.keep import figure, kept, media
from weeknotes.transfer.leaving import GROUPS, PAGE, beside, left, other_files
from weeknotes.transfer.markdoc import CONDITION, has_condition, tags_shown
from weeknotes.transfer.markdoc import ENDING as MDOC
from weeknotes.transfer.markdoc import as_markdown as of_markdoc
from weeknotes.transfer.mdx import COMPONENTS, as_markdown, components_in
from weeknotes.transfer.mdx import ENDING as MDX
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.obsidian import COMMENTS, vault_texts, without_comments
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.site_address import Site, address_of, folders_of, old_addresses, site_of
from weeknotes.transfer.site_langs import HUGO, place_of
from weeknotes.transfer.site_marks import has_logic, shown
from weeknotes.transfer.site_shown import Around, shown_to
from weeknotes.transfer.trouble import text_trouble, trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "site"
NAME = "Jekyll, Hugo, Eleventy"

TEMPLATES = N_("Pages that the site makes of others (lists, layouts, templates): %(count)s.")
ABOUT_SITE = N_("It is about the site’s own folder, and no post.")
MARKS = N_("The site puts something in the place of these words, and only there: %(what)s. They stand in the text as words.")
OLD = N_("Old addresses that cannot be told as they are written, so that nothing leads from there to the note: %(count)s.")
ARCHIVE = N_("It is an archive of Mastodon’s beside the site’s own posts. Bring it in by itself.")
BLANK_TEXT = N_("It has no words of its own.")

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", MDOC, MDX)
_TEXTS = (*_MARKDOWN, ".html", ".htm")
# Languages of templates. Whole posts are written in the first ones at times; the others are programs that nothing here runs.
_FILLED = (".njk", ".liquid", ".webc", ".hbs", ".mustache")
_RUN = (".haml", ".ejs", ".pug", *(f".11ty.{ending}" for ending in ("js", "cjs", "mjs", "ts", "jsx", "tsx")))
# What generators keep for themselves: folders of these names wherever they are, and of these where the site's own begins.
_MADE = re.compile(r"(?:^|/)(?:_layouts|_includes|_sass|_site|_data|\w*\.cache|resources/_gen)/", re.IGNORECASE)
_MADE_FIRST = re.compile(r"(?:[^/]+/)?(?:layouts|themes|archetypes|scaffolds|assets|static|i18n|vendor)/", re.IGNORECASE)
_ABOUT = re.compile(r"(?:^|/)(?:readme|license|licence|changelog|contributing|code_of_conduct|security)(?:\.\w+)?$", re.IGNORECASE)
_JEKYLLS = re.compile(r"(?:^|/)_(?:posts|drafts)/")
_POST_NAME = re.compile(r"(?:^|/)_posts/(?:[^/]+/)*\d{4}-\d{1,2}-\d{1,2}-([^/]{1,200})\.\w+$")
_LOOKED_AT = 30
_MOST_PHOTOS = 100


def recognises(bundle: Bundle) -> bool:
    texts = [name for name in bundle.names() if name.lower().endswith(_TEXTS) and not _is_made(name)]
    if not texts:
        return False
    if site_of(bundle).maker or any("_posts/" in name or "_drafts/" in name for name in texts):
        return True
    if any(vault_texts(name, bundle.hidden) for name in texts):
        return False  # notes of Obsidian's, most of which have front matter as well
    plain = [name for name in texts if name.lower().endswith(_MARKDOWN)][:_LOOKED_AT]
    return len(plain) > 1 and 2 * sum(has_front(bundle.begins(name).decode("utf-8", "replace")) for name in plain) > len(plain)


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The texts, in the order of their names."""
    site = site_of(bundle)
    around = Around(bundle, site)
    used: set[str] = set()
    output = _output(site)
    endings = (*_TEXTS, *_FILLED) if site.maker == "eleventy" else _TEXTS
    texts = [name for name in bundle.names() if name.lower().endswith(endings) and not _is_made(name.removeprefix(site.root), output)]
    known = Texts((one.removeprefix(site.root) for one in texts), ("content/", "_posts/"))
    several: dict[str, set[str]] = {}
    for lang, common in (place_of(site.tongues, name.removeprefix(site.root)) for name in texts):
        several.setdefault(common, set()).add(lang)
    for name in bundle.names():
        low = name.lower()
        if low.endswith((*_TEXTS, *_FILLED, *_RUN)) and (not low.endswith(endings) or _is_made(name.removeprefix(site.root), output)):
            used.add(name)
            yield left(name, TEMPLATES)
        elif low.endswith(endings):
            used.add(name)
            made = _one(bundle, name, site, around, known, several)
            post, untold = made if isinstance(made, tuple) else (made, ())
            if isinstance(post, Post):
                used.update(each.inside for each in post.media)
            yield post
            yield from untold
    if archive := outbox_of(bundle):
        used.add(archive)
        yield left(archive, ARCHIVE)
    yield from other_files(bundle, used)


def _one(bundle: Bundle, name: str, site: Site, around: Around, known: Texts, several: Mapping[str, Collection[str]]) -> tuple[Post, Sequence[Left]] | Left | Trouble:
    """What a file gives, and what of it is left: comments, and the old addresses it states that cannot be told."""
    below = name.removeprefix(site.root)
    a_post = _in_posts(below) or below.startswith("content/")
    if _ABOUT.search(below) and not a_post:
        return left(name, ABOUT_SITE)
    try:
        source = decoded(bundle.read(name)).text
        made = as_markdown(source) if name.lower().endswith(MDX) else of_markdoc(source) if name.lower().endswith(MDOC) else source
        table, body = parted(made)
    except Spoilt as why:
        return trouble(name, why)
    except Unreadable as why:
        return text_trouble(name, why)
    except Broken:
        return trouble(name, Spoilt(NO_FRONT, name=name))
    if name.lower().endswith(_FILLED) and not (a_post and text(table, "title") and not has_logic(body)):
        return left(name, TEMPLATES)
    if not table and site.maker and not a_post:
        return left(name, ABOUT_SITE)
    body, comments = without_comments(body) if vault_texts(name, bundle.hidden) else (body, 0)
    # A note may talk of templates, or use them; a page beside the notes that lists them is made of them.
    if (not a_post and has_logic(body)) or (below.rpartition("/")[2].startswith("_index.") and not body.strip()):
        return left(name, TEMPLATES)

    def find(named: str) -> str:
        found = known.find(named, below)
        return inner(KIND, found) if found else ""

    marked, others = shown(body, site.maker, find) if not name.lower().endswith(MDOC) else (body, ())
    if name.lower().endswith(_MARKDOWN):
        marked = linked(rendered(marked)) if site.maker == "hugo" else rendered(marked)
    html = filed(kept(marked), find)
    title = text(table, "title") or None
    picture = _picture(table)
    if picture and picture[0] not in html:
        html = f"{figure(*picture)}\n{html}"
    for photo in _photos(table):
        if photo[0] not in html:
            html = f"{html.rstrip()}\n{figure(*photo)}"
    if not html.strip() and title is None:
        return left(name, BLANK_TEXT)
    title = title or _of_name(below, site, html)
    post, untold = _post(bundle, name, site, around, table, html, title, others)
    lost = [left(f"{name}: {old}", OLD) for old in untold] + ([left(name, COMMENTS, comments)] if comments else [])
    return _of_a_pair(post, table, site, several), lost


def _of_a_pair(post: Post, table: dict[str, Any], site: Site, several: Mapping[str, Collection[str]]) -> Post:
    """`post` with what it has in common with the same text in another language: what it says of that itself, or its place where two have the same."""
    lang, common = place_of(site.tongues, post.source_id)
    stated = text(table, "translationkey")
    if not stated and len(several[common]) < 2:
        return post
    first = site.lang or HUGO
    return replace(post, pair=f"stated {stated}" if stated else f"place {common}", lang=post.lang or lang or first, leads=(post.lang or lang or first) == first)


def _post(bundle: Bundle, name: str, site: Site, around: Around, table: dict[str, Any], html: str, title: str | None, others: tuple[str, ...]) -> tuple[Post, Sequence[str]]:
    below = name.removeprefix(site.root)
    dated, how = _dated(table, below)
    known = around.known(below, table)
    status, reach, warnings = shown_to(known, below, site, dated, left_out=around.leaves_out(below))
    if name.lower().endswith(MDOC) and reach != "me" and has_condition(html):
        status, reach, warnings = "draft", "me", [*warnings, Why(CONDITION)]
    if components := components_in(html) if name.lower().endswith(MDX) else tags_shown(html) if name.lower().endswith(MDOC) else ():
        warnings.append(Why(COMPONENTS, {"what": ", ".join(components)}))
    warnings += _not_come(table, html)
    if others:
        warnings.append(Why(MARKS, {"what": ", ".join(others)}))
    if site.maker and not _in_posts(below) and dated is None:
        warnings.append(Why(PAGE))
    address = address_of(site, name, table, dated) if status == "published" else ""
    # A text that nobody was shown had no address, and none that led there.
    old, untold = old_addresses(site, table, address) if status == "published" else ([], [])
    written = known.get("author", known.get("authors"))
    writers = [text(written, "name")] if isinstance(written, dict) else list(several(known, "author", "authors"))
    post = Post(
        kind=KIND,
        source_id=below,
        place=name,
        title=title,
        html=html,
        address=address,
        dated=dated,
        how_dated=how,  # type: ignore[arg-type]
        status=status,
        reach=reach,
        lang=_lang(known) or place_of(site.tongues, below)[0] or site.lang,
        author=", ".join(writers),
        tags=tuple(dict.fromkeys(_tags(known, site, below))),
        media=media(html, lambda src: bundle.near(src, name)),
        warnings=tuple(warnings),
        old=tuple(old),
        base=address or site.base,
    )
    return post, untold


def _not_come(table: dict[str, Any], html: str) -> Iterator[Why]:
    """What a text says of itself that has no place here: its summary, unless that is said in it too, and the series it stands in."""
    for summary in dict.fromkeys(text(table, key) for key in ("subtitle", "summary", "excerpt", "description")):
        yield from beside(summary, html)
    if names := [f"series: {one}" for one in several(table, "series")]:
        yield Why(GROUPS, {"names": ", ".join(names[:20])})


def _output(site: Site) -> str:
    """The folder that the site is put into when it is made, where that is Hugo's: the posts stand in it once more, as pages."""
    return f"{(text(site.said, 'publishdir') or 'public').strip('./')}/" if site.maker == "hugo" else ""


def _of_name(below: str, site: Site, html: str) -> str | None:
    """The title that Jekyll gives a post of its own that states none, and whose text does not begin with one: the words of its file's name."""
    found = _POST_NAME.search(below) if site.maker in {"", "jekyll"} and not html.lstrip().startswith("<h1") else None
    return " ".join(one.capitalize() for one in found[1].split("-") if one) or None if found else None


def _is_made(below: str, output: str = "") -> bool:
    return bool(output and below.startswith(output)) or bool(_MADE.search(below)) or bool(_MADE_FIRST.match(below) and not _in_posts(below.partition("/")[0] + "/"))


def _in_posts(below: str) -> bool:
    return bool(re.search(r"(?:^|/)(?:_posts|_drafts|posts?|blog|weeknotes|notes|articles)/", below))


def _dated(table: dict[str, Any], below: str) -> tuple[datetime | None, str]:
    for said in days_in(table):
        if found := instant(said):
            return found, "stated"
    parts = below.split("/")
    # The folder of a page bundle carries its name.
    day = named(parts[-1]) or (named(parts[-2]) if len(parts) > 1 and parts[-1].startswith("index.") else None)
    return (day, "name") if day else (None, "unknown")


def _lang(table: dict[str, Any]) -> str | None:
    stated = text(table, "lang", "language", "locale")[:2].lower()
    if stated.isalpha() and stated.isascii():
        return stated
    return None


def _tags(table: dict[str, Any], site: Site, below: str) -> Iterator[str]:
    """Tags and categories; Jekyll, whose posts are known by their folder too, parts those that stand in one text by spaces, and has some of the folders above."""
    apart = site.maker == "jekyll" or (not site.maker and bool(_JEKYLLS.search(below)))
    groups = table.get("taxonomies")  # Zola's: a table of them
    table = {**lowered(groups), **table} if isinstance(groups, dict) else table
    for key in ("tags", "tag", "categories", "category"):
        value = table.get(key)
        if apart and key.endswith("s") and isinstance(value, str) and "," not in value:
            yield from value[:2000].split()
        else:
            yield from several(table, key)
    if apart:
        yield from folders_of(below)


def _picture(table: dict[str, Any]) -> tuple[str, str | None, str] | None:
    """The picture that a text is said to be shown with, where its address is plainly one: that, what it shows, and what stands under it."""
    for key in ("image", "cover", "featured_image", "header", "banner"):
        value = table.get(key)
        about = lowered(value) if isinstance(value, dict) else {}
        if about:
            value = about.get("image") or about.get("src") or about.get("path") or about.get("url")
        if isinstance(value, str) and re.fullmatch(r"[^\s\"'<>&]{1,500}\.(?:jpe?g|png|gif|webp|avif|svg)", value, re.IGNORECASE):
            described = text(about, "alt", "image_alt") or text(table, f"{key}_alt", f"{key}alt")
            return value, described or None, escape(text(about, "caption", "image_description") or text(table, f"{key}_caption"), quote=False)
    return None


def _photos(table: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """The photos that a text of Micro.blog's, or of others that take posts by Micropub, has beside its words: each address, and what it shows."""
    described: dict[str, str | None] = {}
    for key in ("photos", "photo", "photos_with_metadata"):
        value = table.get(key)
        for one in value[:_MOST_PHOTOS] if isinstance(value, list) else [value]:
            about = lowered(one) if isinstance(one, dict) else {"url": one}
            address = text(about, "url", "value", "src")
            if re.fullmatch(r"[^\s\"'<>&]{1,1000}", address) and (address.startswith(("http:", "https:", "/")) or "." in address):
                described[address] = text(about, "alt", "description") or described.get(address)
    yield from described.items()
