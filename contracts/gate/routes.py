"""Every address of the site, and how the gate is tried on it. A route that is not here fails the contract."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from contracts.gate.world import World, marker
from weeknotes.notes.levels import Level

Addresses = Callable[[World], list[str]]


@dataclass(frozen=True)
class Row:
    """A route: the addresses to ask for, and whether it must show what the truth table allows (else it only may not show more)."""

    addresses: Addresses
    shows: bool = False
    own: bool = False  # made of the viewer's own notes and threads only
    keeps: bool = False  # shows those who said something what they said, whatever became of the note, and others what the note says
    upload: bool = False  # a file that the author holds in their hand, whatever became of the notes in it
    deleted: bool = False  # says the title of a deleted note to those who wrote it
    behind: Level | None = None  # behind links to drafts, which show everybody who has one the text for this audience
    finds: bool = False  # may show what the viewer may see of what is published, nobody signed in too
    private: bool = False  # a feed by token, asked for without signing in: as its owner, and nothing that is for fewer than a team
    alike: bool = False  # answers everybody alike, signed in or not: with what is for everyone
    quotes: tuple[str, ...] = ()  # must show so much of what the truth table allows, whatever else it shows of that
    asked: bool = False  # shows the draft as everyone would see it to the one who was asked for a look, and nothing to anybody else


def _each(path: str) -> Addresses:
    return lambda world: [path.replace("<uid>", str(note.uid)) for note in world.notes.values()]


def _searches(path: str, *parts: str) -> Addresses:
    """A search for each word that stands in one part of one note alone, by its beginning: the page says what was typed, and the excerpt all of it."""
    return lambda world: [f"{path}?q={marker(audience, part).removesuffix('qz')}*" for audience in world.notes for part in parts]


def _one(path: str) -> Addresses:
    return lambda world: [path]


def _links(shown: Level) -> Addresses:
    return lambda world: [links[shown] for links in world.links.values()]


def _reviews(then: str) -> Addresses:
    """The one review there is, and the same address of every other note."""
    return lambda world: [f"/reviews/{uid}/{then}" for uid in (world.review, *(note.uid for note in world.notes.values()))]


def _measure(then: str) -> Addresses:
    """A page of the one measure there is."""
    return lambda world: [f"/teams/repairs/measures/{world.measure.uid}/{then}"] if world.measure else []


# The same links with the text for fewer people in it: more rows of one route.
NARROWER_LINKS = {
    f"shared/<str:secret>/ as {level.name.lower()}": Row(_links(level), shows=True, behind=level)
    for level in (Level.ORGANISATION, Level.TEAM)
}

def _threads(world: World, *kinds: str) -> list[str]:
    """The ids of what the notes say that lives on, of some kinds or all, each once."""
    writers = {note.author.pk: note.author for note in world.notes.values()}
    return [str(one.uid) for writer in writers.values() for one in writer.threads.order_by("pk") if not kinds or one.kind in kinds]


ROWS: dict[str, Row] = {
    "notes/<uuid:uid>/": Row(_each("/notes/<uid>/"), shows=True),
    "read/": Row(_one("/read/")),
    "search/": Row(_searches("/search/", "title", "lead", "goal", "watch", "mine", "team"), shows=True, finds=True),
    "<tree:lang>/search/": Row(_searches("/cy/search/", "team"), finds=True),
    "search/opensearch.xml": Row(_one("/search/opensearch.xml")),
    "<tree:lang>/search/opensearch.xml": Row(_one("/cy/search/opensearch.xml")),
    "write/": Row(_one("/write/"), own=True),
    "write/team/<slug:slug>/section/": Row(_one("/write/team/repairs/section/"), own=True),
    "write/questions/": Row(_one("/write/questions/"), own=True),
    "write/<uuid:uid>/<slug:lang>/": Row(_each("/write/<uid>/en/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/read/": Row(_each("/write/<uid>/en/read/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/two/": Row(_each("/write/<uid>/en/two/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/tags/": Row(_each("/write/<uid>/en/tags/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/both/": Row(_each("/write/<uid>/en/both/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/versions/": Row(_each("/write/<uid>/en/versions/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/versions/<int:version>/": Row(
        lambda world: [
            f"/write/{note.uid}/en/versions/{revision.pk}/"
            for note in world.notes.values()
            for body in note.bodies.all()
            for revision in body.revisions.all()
        ],
        own=True,
        deleted=True,
    ),
    "write/<uuid:uid>/<slug:lang>/share/": Row(_each("/write/<uid>/en/share/"), own=True, deleted=True),
    "shared/<str:secret>/": Row(_links(Level.PUBLIC), shows=True, behind=Level.PUBLIC),
    "asked/<uuid:uid>/": Row(lambda world: [f"/asked/{look.uid}/" for look in world.looks.values()], shows=True, asked=True),
    "media/": Row(_one("/media/"), own=True),
    "jot/": Row(_one("/jot/"), own=True),
    "jot/shell/": Row(_one("/jot/shell/")),
    "jot/worker.js": Row(_one("/jot/worker.js")),
    "jot/<slug:lang>.webmanifest": Row(_one("/jot/en.webmanifest")),
    "jot/kept/": Row(_one("/jot/kept/"), own=True),
    "write/<uuid:uid>/<slug:lang>/versions/<int:version>/<slug:against>/": Row(
        lambda world: [
            f"/write/{note.uid}/en/versions/{revision.pk}/{against}/"
            for note in world.notes.values()
            for body in note.bodies.all()
            for revision in body.revisions.all()
            for against in ("before", "now")
        ],
        own=True,
        deleted=True,
    ),
    "write/deleted/": Row(_one("/write/deleted/"), own=True, deleted=True),
    "write/deleted/<uuid:uid>/for-good/": Row(_each("/write/deleted/<uid>/for-good/"), own=True, deleted=True),
    "today/": Row(_one("/today/"), own=True),
    "monday/": Row(_one("/monday/")),
    "threads/": Row(_one("/threads/"), own=True),
    "questions/": Row(_one("/questions/"), own=True),
    "questions/<uuid:uid>/": Row(lambda world: [f"/questions/{question.uid}/" for question in world.questions.values()], own=True),
    "questions/team/<slug:slug>/": Row(_one("/questions/team/repairs/")),
    "notes/<uuid:uid>/ask/": Row(_each("/notes/<uid>/ask/")),
    "write/<uuid:uid>/<slug:lang>/focus/": Row(_each("/write/<uid>/en/focus/"), own=True, deleted=True),
    "focus/<uuid:uid>/": Row(lambda world: [f"/focus/{focus.uid}/" for focus in world.focuses.values()], own=True),
    "settings/chats/": Row(_one("/settings/chats/")),
    "threads/<uuid:uid>/": Row(
        lambda world: [f"/threads/{thread.uid}/" for thread in next(iter(world.notes.values())).author.threads.all()], keeps=True
    ),
    "friday/": Row(_one("/friday/"), own=True),
    "lessons/": Row(_one("/lessons/"), own=True),
    "lessons/new/": Row(lambda world: ["/lessons/new/", *(f"/lessons/new/?from={thread}" for thread in _threads(world, "goal", "watch"))], own=True),
    "lessons/from/<uuid:uid>/<slug:lang>/": Row(_each("/lessons/from/<uid>/en/"), own=True, deleted=True),
    "lessons/<uuid:uid>/": Row(lambda world: [f"/lessons/{world.lesson}/"], own=True),
    "lessons/<uuid:uid>/change/": Row(lambda world: [f"/lessons/{world.lesson}/change/"], own=True),
    "asks/": Row(_one("/asks/"), keeps=True),
    "asks/<uuid:uid>/": Row(lambda world: [f"/asks/{thread}/" for thread in _threads(world, "ask", "decision")], keeps=True),
    "hearings/": Row(_one("/hearings/")),
    "hearings/new/": Row(lambda world: ["/hearings/new/", *(f"/hearings/new/?note={note.uid}&lang=en" for note in world.notes.values())], own=True, deleted=True),
    "hearings/<uuid:uid>/": Row(lambda world: [f"/hearings/{world.hearing}/"]),
    "friday/<str:week>/": Row(lambda world: ["/friday/2026-W47/", "/friday/2026-W48/"], own=True),
    "year/": Row(_one("/year/"), own=True),
    "year/<int:year>/": Row(lambda world: ["/year/2026/", "/year/2027/"], own=True),
    "year/<int:year>/review/": Row(_one("/year/2026/review/"), own=True),
    "reviews/<uuid:uid>/": Row(_reviews(""), own=True),
    "reviews/<uuid:uid>/sign/": Row(_reviews("sign/")),
    "returns/": Row(_one("/returns/")),
    "returns/add/": Row(lambda world: [f"/returns/add/?note={note.uid}" for note in world.notes.values()]),
    "teams/<slug:slug>/measures/": Row(_one("/teams/repairs/measures/"), keeps=True),
    "teams/<slug:slug>/measures/<uuid:uid>/": Row(_measure(""), keeps=True),
    "teams/<slug:slug>/measures/new/": Row(_one("/teams/repairs/measures/new/")),
    "teams/<slug:slug>/measures/<uuid:uid>/change/": Row(_measure("change/")),
    "teams/<slug:slug>/measures/<uuid:uid>/readings/<int:pk>/": Row(
        lambda world: [f"/teams/repairs/measures/{one.measure.uid}/readings/{one.pk}/" for one in (world.measure.readings.all()[:3] if world.measure else [])]
    ),
    "my-teams/": Row(_one("/my-teams/?week=2026-W47")),
    "teams/<slug:slug>/<year:year>/<week:week>/": Row(lambda world: ["/teams/repairs/2026/w47/", "/teams/repairs/2026/w48/"], quotes=("goal", "watch")),
    "<tree:lang>/teams/<slug:slug>/<year:year>/<week:week>/": Row(_one("/cy/teams/repairs/2026/w47/")),
    "teams/<slug:slug>/<year:year>/<week:week>/signed-in/": Row(lambda world: [f"/teams/repairs/2026/{week}/signed-in/" for week in ("w46", "w47", "w48")], keeps=True, quotes=("goal", "watch")),
    "teams/<slug:slug>/<year:year>/<week:week>/document.docx": Row(_one("/teams/repairs/2026/w47/document.docx"), finds=True, quotes=("goal", "watch")),
    "teams/<slug:slug>/<year:year>/<week:week>/words/": Row(_one("/teams/repairs/2026/w47/words/")),
    "import/": Row(_one("/import/"), own=True),
    "import/<uuid:uid>/": Row(lambda world: [f"/import/{world.upload.uid}/"] if world.upload else [], upload=True),
    "settings/": Row(_one("/settings/")),
    "settings/following/": Row(_one("/settings/following/")),
    "mail/week/off/<str:signed>/": Row(_one("/mail/week/off/nothing/")),
    "calendar/<str:secret>/weeknotes.ics": Row(_one("/calendar/nothing/weeknotes.ics")),
    "settings/site/": Row(_one("/settings/site/")),
    "settings/site/look/": Row(_one("/settings/site/look/")),
    "settings/site/words/<slug:key>/<slug:lang>/": Row(_one("/settings/site/words/about/en/")),
    ".well-known/security.txt": Row(_one("/.well-known/security.txt")),
    "settings/people/": Row(_one("/settings/people/")),
    "settings/teams/": Row(_one("/settings/teams/")),
    "settings/teams/<slug:slug>/": Row(_one("/settings/teams/repairs/")),
    "notes/<uuid:uid>/pin/": Row(_each("/notes/<uid>/pin/")),
    "settings/tags/": Row(_one("/settings/tags/")),
    "settings/tags/<slug:slug>/": Row(lambda world: [f"/settings/tags/zq{audience}tagqz/" for audience in world.notes]),
    "settings/series/": Row(_one("/settings/series/")),
    "settings/feeds/": Row(_one("/settings/feeds/")),
    "feeds/private/<str:secret>/<str:file>": Row(
        lambda world: [f"{folder}{file}" for folder in world.asking for file in ("feed.xml", "rss.xml", "feed.json")], shows=True, private=True
    ),
    "oembed": Row(
        lambda world: [
            f"/oembed?format={'xml' if place else 'json'}&url={settings.SITE_URL}{path}"
            for note in world.notes.values()
            for place, path in enumerate([f"/notes/{note.uid}/", *note.addresses.values_list("path", flat=True)])
        ],
        alike=True,
    ),
    "<folder:folder><archive:archive>": Row(lambda world: ["/feed-1.xml", "/people/author/rss-1.xml", "/teams/repairs/feed-1.json"], alike=True),
    "welcome/": Row(_one("/welcome/")),
    "sign-in/": Row(_one("/sign-in/")),
    "sign-in/code/": Row(_one("/sign-in/code/")),
    "sign-in/link/<str:secret>/": Row(_one("/sign-in/link/nothing/")),
    "sample/": Row(_one("/sample/")),
}

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
TAKES = {
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
    "write/<uuid:uid>/<slug:lang>/choose/",
    "write/<uuid:uid>/<slug:lang>/delete/",
    "write/deleted/<uuid:uid>/back/",
    "write/<uuid:uid>/<slug:lang>/ask/",
    "write/<uuid:uid>/<slug:lang>/comment/",
    "write/<uuid:uid>/<slug:lang>/publish/",
    "write/<uuid:uid>/<slug:lang>/withdraw/",
    "write/<uuid:uid>/<slug:lang>/plan/",
    "write/<uuid:uid>/<slug:lang>/unplan/",
    "jot/<uuid:uid>/",
    "threads/<uuid:uid>/change/",
    "friday/<str:week>/answer/",
    "reviews/<uuid:uid>/choose/",
    "reviews/<uuid:uid>/answer/",
    "reviews/<uuid:uid>/with/",
    "returns/<uuid:uid>/",
    "import/<uuid:uid>/take/",
    "import/<uuid:uid>/nothing/",
    "sign-out/",
    "settings/comfort/",
    "settings/away/",
    "settings/following/change/",
    "settings/people/<slug:slug>/link/",
    "settings/people/<slug:slug>/leave/",
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
