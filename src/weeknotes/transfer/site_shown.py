"""Whether a static site showed a text to everyone: by what the text says of itself, and what its folder and the site's settings say of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from typing import Any

from django.utils.timezone import now

from weeknotes.prose.decode import Unreadable, decode
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.front_matter import Broken, lowered, parted, says, several, text, values
from weeknotes.transfer.neutral import Reach, Status
from weeknotes.transfer.shown_there import UNPUBLISHED, kept_back
from weeknotes.transfer.site_address import Site
from weeknotes.transfer.site_ignored import WITHOUT, ignored_in
from weeknotes.transfer.site_unmade import unmade_in

_LARGEST, _MOST = 100_000, 200
_LISTS = frozenset({"all", "nav", "post", "posts", "page", "pages", "blog"})
_DATA = {".json": "json", ".11tydata.json": "json", ".11tydata.js": "js", ".11tydata.cjs": "js", ".11tydata.mjs": "js"}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of the texts whose place (below the site's own folder) begins with `under` and has the folder `within`, or is `only`."""

    under: str
    values: Mapping[str, Any]
    only: str = ""
    within: str = ""

    def of(self, below: str) -> bool:
        """Whether it is said of that text."""
        return below == self.only if self.only else below.startswith(self.under) and f"/{self.within}" in f"/{below}"


class Around:
    """What the settings of a site and its folders say of texts that say nothing of it themselves."""

    def __init__(self, bundle: Bundle, site: Site) -> None:
        said = {"hugo": _hugo, "jekyll": _jekyll, "eleventy": _eleventy}.get(site.maker)
        every = list(said(bundle, site)) if said else []
        # The nearer to the text, the more its word counts.
        self._said = sorted(every, key=lambda one: (bool(one.only), len(one.under)))
        excluded = site.said.get("exclude") if site.maker == "jekyll" else None
        self._excluded = [one.strip("/") for one in excluded[:_MOST] if isinstance(one, str)] if isinstance(excluded, list) else []
        self._made = frozenset(_made(site.said)) if site.maker == "jekyll" else None
        self._adds = site.maker == "eleventy"
        self._unmade, self._ignored = unmade_in(bundle, site), ignored_in(bundle, site)

    def known(self, below: str, table: Mapping[str, Any]) -> dict[str, Any]:
        """What is said of the text at `below`, by itself (`table`) or about it."""
        made: dict[str, Any] = {}
        tags: list[str] = []
        for one in self._said:
            if one.of(below):
                made |= one.values
                tags += several(one.values, "tags")
        if self._adds and tags:
            # Eleventy puts tags to tags. Its lists are named so too: the folder's own is no tag of its posts.
            lists = _LISTS.union(below.lower().split("/")[:-1])
            table = {**table, "tags": [*several(table, "tags"), *(tag for tag in tags if tag.lower() not in lists)]}
        return {**made, **table}

    def leaves_out(self, below: str) -> str:
        """The sentence that says that the site is, or may be, made without the file, by its settings or by where it lies and what it is called; "" where it is not."""
        if self._unmade(below):
            return WITHOUT
        # Jekyll makes nothing of a folder whose name begins so, unless it is told to.
        hidden = self._made is not None and any(one.startswith("_") and one not in self._made for one in below.split("/")[:-1])
        if hidden or any(below.startswith(f"{one}/") or fnmatch(below, one) for one in self._excluded):
            return WITHOUT
        return self._ignored(below)


def shown_to(table: Mapping[str, Any], below: str, site: Site, dated: datetime | None, *, left_out: str = "") -> tuple[Status, Reach, list[Why]]:
    """For everyone only what a site of this kind would have shown; a text that no site is known to have shown is its writer's."""
    if kept := kept_back(table, below, dated.date() if dated else None):
        return kept[0], "me", list(kept[1])
    if left_out or _unmade(table):
        return "private", "me", [Why(left_out or UNPUBLISHED)]
    if dated is not None and dated > now():
        return "scheduled", "me", []
    shown_there = bool(site.maker) or "_posts/" in f"/{below}" or says(table, "published") or says(table, "draft") is False
    return ("published", "everyone", []) if shown_there else ("draft", "me", [])


def _unmade(table: Mapping[str, Any]) -> bool:
    """Whether a text says that no page is made of it (Hugo's `build`, Zola's `render`, Eleventy's `permalink: false`), or that no list names it."""
    if table.get("permalink") is False or says(table, "render") is False or says(table, "eleventyexcludefromcollections"):
        return True
    for key in ("build", "_build"):
        about = table.get(key)
        said = {str(name).lower(): str(value).lower() for name, value in about.items()} if isinstance(about, dict) else {}
        if said.get("render", "always") not in {"always", "true"} or said.get("list", "always") in {"never", "false"}:
            return True
    return False


def _hugo(bundle: Bundle, site: Site) -> Iterator[Said]:
    """What the fronts of its sections hand down (`cascade`), and its settings. For which of the texts in them is not looked at: it narrows more, never less."""
    yield from _handed_down(site.said, "")
    for name in bundle.names():
        below = name.removeprefix(site.root)
        if below.rpartition("/")[2].startswith("_index.") and below.startswith("content/"):
            yield from _handed_down(_front(bundle, name), below.rpartition("/")[0] + "/")


def _made(said: Mapping[str, Any]) -> Iterator[str]:
    """The folders with such names of which Jekyll makes pages: its posts, its drafts (which are told by that), what is included, collections that are put out."""
    yield from ("_posts", "_drafts")
    included, collections = said.get("include"), said.get("collections")
    yield from (one.strip("/") for one in included[:_MOST] if isinstance(one, str)) if isinstance(included, list) else ()
    for name, about in list(collections.items())[:_MOST] if isinstance(collections, dict) else ():
        if isinstance(about, dict) and about.get("output") is True:
            yield f"_{name}"


def _handed_down(table: Mapping[str, Any], under: str) -> Iterator[Said]:
    given = table.get("cascade")
    for one in given[:_MOST] if isinstance(given, list) else [given]:
        if isinstance(one, dict):
            yield Said(under, lowered(one))


def _jekyll(_bundle: Bundle, site: Site) -> Iterator[Said]:
    """What its settings say of all texts of a folder or a kind (`defaults`)."""
    given = site.said.get("defaults")
    for one in given[:_MOST] if isinstance(given, list) else ():
        scope, said = (one.get("scope"), one.get("values")) if isinstance(one, dict) else (None, None)
        if isinstance(scope, dict) and isinstance(said, dict):
            kind, folder = text(scope, "type"), text(scope, "path").partition("*")[0].strip("/")
            if kind in {"", "posts"} or folder:
                yield Said(f"{folder}/" if folder else "", lowered(said), within="_posts/" if kind == "posts" else "")


def _eleventy(bundle: Bundle, site: Site) -> Iterator[Said]:
    """What stands in a file of data that is called as a folder, or as a text."""
    for name in bundle.names():
        ending = next((each for each in sorted(_DATA, key=len, reverse=True) if name.endswith(each)), "")
        folder, _slash, last = name.removeprefix(site.root).removesuffix(ending).rpartition("/")
        if ending and (last == folder.rpartition("/")[2] or ending != ".json"):
            try:
                said = lowered(values(decode(bundle.read(name, _LARGEST)), _DATA[ending]))
            except (Spoilt, Unreadable, Broken):
                continue
            own = f"{folder}/{last}".lstrip("/")
            yield Said(f"{folder}/", said) if last == folder.rpartition("/")[2] else Said("", said, only=next(_texts(bundle, site, own), own))


def _texts(bundle: Bundle, site: Site, stem: str) -> Iterator[str]:
    return (f"{stem}{ending}" for ending in (".md", ".markdown", ".html", ".njk", ".liquid") if f"{site.root}{stem}{ending}" in bundle)


def _front(bundle: Bundle, name: str) -> dict[str, Any]:
    try:
        return parted(decode(bundle.read(name, _LARGEST)))[0]
    except (Spoilt, Unreadable, Broken):
        return {}
