"""Texts in the folder of a static site of which it makes no page by where they lie or what they are called, whatever they say of themselves."""

import re
from collections.abc import Callable, Iterator

from weeknotes.transfer.bundle import Bundle
from weeknotes.transfer.front_matter import says, several, text
from weeknotes.transfer.site_address import Site
from weeknotes.transfer.site_langs import place_of

_MOST = 200
# Jekyll: what a post is called, and how the names begin and end of which nothing is made ("Directory Structure"; EntryFilter).
_DATED_POST = re.compile(r"(?:^|/)_posts/(?:[^/]+/)*\d{2,4}-\d{1,2}-\d{1,2}-[^/]*$")
_UNSEEN = re.compile(r"(?:^|/)[_.#~][^/]*$|~$")
# Hexo has settings of the same name, and posts that are called anyhow.
_HEXO = ("source_dir", "public_dir", "new_post_name")
_BUNDLE = re.compile(r"index(?:\.[a-z]{2}(?:-[A-Za-z]{2})?)?\.\w+$")


def unmade_in(bundle: Bundle, site: Site) -> Callable[[str], bool]:
    """Whether no page is made of the text at a place below the site's own folder."""
    if site.maker == "hugo":
        return _hugo(bundle, site)
    return _jekyll if site.maker == "jekyll" and not any(name in site.said for name in _HEXO) else lambda _below: False


def _jekyll(below: str) -> bool:
    """Of texts of its posts that are not called by their day, and others whose name is a hidden one's."""
    if below.startswith("source/"):
        return False  # Hexo's, without its settings
    in_posts = "_posts/" in below
    return (in_posts and not _DATED_POST.search(below)) or ("_drafts/" not in below and not in_posts and bool(_UNSEEN.search(below)))


def _hugo(bundle: Bundle, site: Site) -> Callable[[str], bool]:
    """Of texts outside the folders of its content, those that lie beside the text of a page's own folder, and those in a language that is put by."""
    folders = tuple(_folders(site))
    off = frozenset(_put_by(site))
    pages = {below.rpartition("/")[0] + "/" for name in bundle.names() if _BUNDLE.match((below := name.removeprefix(site.root)).rpartition("/")[2])}

    def unmade(below: str) -> bool:
        parts = below.split("/")
        above = ["/".join(parts[:count]) + "/" for count in range(1, len(parts))]
        own = bool(_BUNDLE.match(parts[-1]))
        beside = any(one in pages for one in (above[:-1] if own else above))
        return not below.startswith(folders) or beside or (place_of(site.tongues, below)[0] or site.tongues.first) in off

    return unmade


def _folders(site: Site) -> Iterator[str]:
    """Where the texts of a site of Hugo's lie: where its settings say, for all or for a language, or what they mount there."""
    yield f"{text(site.said, 'contentdir').strip('./') or 'content'}/"
    yield from (one.folder for one in site.tongues.every if one.folder)
    module = site.said.get("module")
    mounts = module.get("mounts") if isinstance(module, dict) else None
    for one in mounts[:_MOST] if isinstance(mounts, list) else ():
        if isinstance(one, dict) and text(one, "target").startswith("content") and (source := text(one, "source").strip("./")):
            yield f"{source}/"


def _put_by(site: Site) -> Iterator[str]:
    """The languages that a site of Hugo's says it is made without."""
    yield from (one[:2].lower() for one in several(site.said, "disablelanguages"))
    languages = site.said.get("languages")
    for name, about in list(languages.items())[:_MOST] if isinstance(languages, dict) else ():
        if isinstance(about, dict) and says({str(key).lower(): value for key, value in about.items()}, "disabled"):
            yield str(name)[:2].lower()
