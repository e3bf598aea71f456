"""The public site as a folder: its pages, pictures, styles and feeds, with a search that needs no server. It is read from the folder itself, or from any host of files."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from selectolax.lexbor import LexborHTMLParser

from weeknotes.publishing import addresses, disk
from weeknotes.publishing.bake import bake
from weeknotes.publishing.making import made
from weeknotes.publishing.models import Page as Baked
from weeknotes.transfer.offline_html import Offline
from weeknotes.transfer.out.finding import Finding, Page
from weeknotes.transfer.out.into import Into
from weeknotes.transfer.out.pages import OFFLINE
from weeknotes.web.spoken import speaking

Progress = Callable[[int, int], None]
# What speaks to programs that come to a site by its address, and of that address.
LEFT_OUT = frozenset({"robots.txt", "sitemap.xml", "404.html"})
NOTES = "note"


@dataclass(frozen=True, slots=True)
class Archived:
    """How many pages there are, and how many files in all."""

    pages: int
    files: int


def archive(*, into: Into, progress: Progress | None = None) -> Archived:
    """Write the public site as it stands now. What is out of date is baked first. LookupError where no site has begun."""
    if not addresses.langs():
        raise LookupError("there is no site yet")
    bake()
    every = sorted(path for path, plain in disk.files() if plain and path not in LEFT_OUT and not path.startswith("sitemap") and not path.endswith((".br", ".gz")))
    searches = {tree.lang: f"{tree.top}search/index.html".lstrip("/") for tree in addresses.trees()}
    offline = Offline(settings.SITE_URL, frozenset(every) | set(searches.values()) | {"find.js"})
    notes = set(Baked.objects.filter(kind=NOTES, gone_at=None).values_list("path", flat=True))
    finding, pages = Finding(), 0
    found: list[tuple[str, Page, str]] = []
    ours = [path for path in every if not disk.is_static(path)]
    for done, path in enumerate(ours, 1):
        body = disk.read(path)
        if body is None:
            continue
        if path.endswith(".html"):
            pages += 1
            html = body.decode()
            if path in notes:
                found.append(_found(path, html))
            body = offline.page(path, html).encode()
        into.put(path, body)
        if progress is not None:
            progress(done, len(ours))
    for _day, page, text in sorted(found, key=lambda one: (one[0], one[1].href), reverse=True):
        finding.add(Page(f"../{page.href}", page.title, page.about, page.lang), text)
    for lang, path in searches.items():
        # The trees of the languages stand at different depths, and what is found from each is said from there.
        folder = path.removesuffix("index.html") + "find"
        mine = finding if path.count("/") == 1 else finding.moved("../" * (path.count("/") - 1))
        mine.write(into, folder)
        into.put(path, offline.page(path, _search(lang, folder, searches)).encode())
    into.put("find.js", (OFFLINE / "find.js").read_bytes())
    static = _styles(offline, into)
    return Archived(pages + len(searches), len(ours) + len(searches) + 1 + static)


def _styles(offline: Offline, into: Into) -> int:
    """Write the styles and scripts that the pages lead to, and what those lead to; how many."""
    done: set[str] = set()
    while wanted := {path for path in offline.asked if disk.is_static(path)} - done:
        for path in sorted(wanted):
            body = disk.read(path) or b""
            into.put(path, offline.style(path, body.decode()).encode() if path.endswith(".css") else body)
        done |= wanted
    return len(done)


def _search(lang: str, folder: str, searches: dict[str, str]) -> str:
    with speaking(lang):
        others = {code: "/" + path.removesuffix("index.html") for code, path in searches.items()}
        return made("transfer/archive_search.html", lang=lang, here="search", canonical=None, others=others, folder=folder).decode()


def _found(path: str, html: str) -> tuple[str, Page, str]:
    """The day of a note's page, how it is shown when it is found, and its words."""
    tree = LexborHTMLParser(html)
    main, title, when = tree.css_first("main"), tree.css_first("h1"), tree.css_first("main time[datetime]")
    words = " ".join(main.text(separator=" ").split()) if main else ""
    said = tree.css_first('meta[name="description"]')
    about = (said.attributes.get("content") if said else "") or words[:160]
    root = tree.css_first("html")
    day = (when.attributes.get("datetime") or "") if when else ""
    return day, Page(path, title.text(strip=True) if title else path, about[:200], (root.attributes.get("lang") if root else "") or ""), words
