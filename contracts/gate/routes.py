"""Every address of the site, and how the gate is tried on it (`rows_*.py`, by what it is about). A route that is not here fails the contract."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from contracts.gate.rows_law import LAW, LAW_TAKES
from contracts.gate.rows_notes import NOTES
from contracts.gate.rows_programs import PROGRAMS, PROGRAMS_TAKE
from contracts.gate.rows_site import SITE
from contracts.gate.rows_teams import TEAMS
from contracts.gate.rows_threads import THREADS

ROWS = NOTES | THREADS | TEAMS | SITE | PROGRAMS | LAW

# Routes of a picture, a sound or a film, and the page of what its owner says of it: `pictures` asks each of them for every picture, as everybody. Those of drafts that are
# shown before they are published are tried beside their code (notes/tests/test_share.py), on drafts that have pictures, and those of
# private feeds in desk/tests/test_private_feeds.py.
PICTURES = {
    "shared/<str:secret>/<uuid:uid>/",
    "asked/<uuid:uid>/<uuid:picture>/",
    "feeds/private/<str:secret>/media/<uuid:uid>/<int:width>.<slug:ending>",
    "media/<uuid:uid>",
    "media/<uuid:uid>/<int:width>.<slug:ending>",
    "media/<uuid:uid>/original",
    # Captions and the page of a sound: tried beside their code (notes/tests/test_sound.py).
    "media/<uuid:uid>/<slug:key>.vtt",
    "media/<uuid:uid>/words/",
    "media/<picture:file>",
    "people/<slug:person>/<slug:note>/preview.png",
    "<tree:lang>/people/<slug:person>/<slug:note>/preview.png",
}

# Routes that only take: a GET of them gives no page.
TAKES = PROGRAMS_TAKE | LAW_TAKES | {
    "settings/site/how/mail/",
    "write/link/",
    "write/start/",
    "write/quiet/",
    "write/team/<slug:slug>/",
    "write/<uuid:uid>/<slug:lang>/save/",
    "write/<uuid:uid>/<slug:lang>/about/",
    "write/<uuid:uid>/<slug:lang>/lesson-seen/",
    "write/<uuid:uid>/<slug:lang>/add/",
    "write/<uuid:uid>/<slug:lang>/picture/",
    "write/<uuid:uid>/<slug:lang>/sound/",
    "write/<uuid:uid>/<slug:lang>/comfort/",
    "write/<uuid:uid>/<slug:lang>/kind/",
    "write/<uuid:uid>/<slug:lang>/considered/",
    "write/<uuid:uid>/<slug:lang>/right/",
    "write/<uuid:uid>/<slug:lang>/links/",
    "write/<uuid:uid>/<slug:lang>/choose/",
    "write/<uuid:uid>/<slug:lang>/delete/",
    "write/deleted/<uuid:uid>/back/",
    "write/<uuid:uid>/<slug:lang>/ask/",
    "write/<uuid:uid>/<slug:lang>/comment/",
    "write/<uuid:uid>/<slug:lang>/publish/",
    "write/<uuid:uid>/<slug:lang>/withdraw/",
    "write/<uuid:uid>/<slug:lang>/plan/",
    "write/<uuid:uid>/<slug:lang>/unplan/",
    "yes/<uuid:uid>/",
    "media/<uuid:uid>/agreed/",
    "jot/<uuid:uid>/",
    "threads/<uuid:uid>/change/",
    "friday/<str:week>/answer/",
    "reviews/<uuid:uid>/choose/",
    "reviews/<uuid:uid>/answer/",
    "reviews/<uuid:uid>/with/",
    "returns/<uuid:uid>/",
    "import/<uuid:uid>/take/",
    "import/<uuid:uid>/nothing/",
    "import/parts/",
    "import/parts/<uuid:uid>/",
    "import/run/<uuid:uid>/take/",
    "import/run/<uuid:uid>/alike/",
    "import/run/<uuid:uid>/nothing/",
    "import/run/<uuid:uid>/stop/",
    "import/run/<uuid:uid>/on/",
    "import/run/<uuid:uid>/undo/",
    "settings/yours/<uuid:uid>/away/",
    "settings/site/leaving/",
    "settings/records/class/<uuid:uid>/end/",
    "settings/records/holds/<uuid:uid>/end/",
    "settings/records/list/make/",
    "settings/records/list/<uuid:uid>/hold/",
    "settings/records/list/<uuid:uid>/answer/<uuid:line>/",
    "settings/records/list/<uuid:uid>/confirm/",
    "settings/records/list/<uuid:uid>/away/",
    "settings/kept/<uuid:uid>/ask/",
    "sign-out/",
    "settings/comfort/",
    "sign-in/passkey/",
    "settings/passkeys/again/",
    "settings/passkeys/<int:pk>/remove/",
    "settings/away/",
    "settings/former/",
    "settings/following/change/",
    "settings/people/<slug:slug>/link/",
    "settings/people/<slug:slug>/leave/",
    "settings/people/<slug:slug>/out/",
    "settings/teams/<slug:slug>/rota/",
    "sample/begin/",
    "sample/enter/",
    "sample/remove/",
}

PUBLIC = (
    "/",
    "/feed.xml",
    "/rss.xml",
    "/feed.json",
    "/people/author/",
    "/people/author/feed.xml",
    "/people/author/rss.xml",
    "/people/author/feed.json",
    "/people/co-writer/",
    "/people/author/years/2026/",
    "/teams/repairs/",
    "/teams/repairs/years/2026/",
    "/teams/repairs/2026/w47/",
    "/teams/repairs/feed.xml",
    "/tags/",
    "/tags/rain/",
    "/tags/rain/feed.xml",
    "/series/rain-diary/",
    "/series/rain-diary/feed.xml",
    "/2026/",
    "/2026/feed.xml",
    "/2026/w47/",
    "/2026/w47/feed.xml",
    "/about/",
    "/robots.txt",
    "/feeds/",
    "/feeds.opml", "/cy/feeds.opml",
    "/sitemap.xml",
    "/404.html",
)


def patterns() -> Iterator[tuple[str, object]]:
    """Every pattern of the site's own map, with its view; the public tree is left out: its pages are the files on disk."""

    def inner(resolver: URLResolver, before: str) -> Iterator[tuple[str, object]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from inner(entry, before + str(entry.pattern))
            elif isinstance(entry, URLPattern):
                yield before + str(entry.pattern), entry.callback

    yield from inner(get_resolver(), "")
