"""Notes: reading, finding, writing, showing a draft, and jotting."""

from contracts.gate.row import Addresses, Row, each, one
from contracts.gate.world import marker
from weeknotes.notes.levels import WORDS, Level


def _searches(path: str, *parts: str) -> Addresses:
    """A search for each word that stands in one part of one note alone, by its beginning: the page says what was typed, and the excerpt all of it."""
    return lambda world: [f"{path}?q={marker(audience, part).removesuffix('qz')}*" for audience in world.notes for part in parts]


def _links(shown: Level) -> Addresses:
    return lambda world: [links[shown] for links in world.links.values()]


# The same links with the text for fewer people in it: more rows of one route.
NARROWER_LINKS = {
    f"shared/<str:secret>/ as {level.name.lower()}": Row(_links(level), shows=True, behind=level)
    for level in (Level.ORGANISATION, Level.TEAM)
}

NOTES: dict[str, Row] = {
    "write/<uuid:uid>/<slug:lang>/kept/": Row(each("/write/<uid>/en/kept/"), own=True, deleted=True),
    "notes/<uuid:uid>/": Row(each("/notes/<uid>/"), shows=True),
    "read/": Row(one("/read/")),
    # Where nothing of somebody's is out, it says at most their name (known_to_programs).
    "people/<slug:person>/": Row(one("/people/author/"), alike=True),
    "<tree:lang>/people/<slug:person>/": Row(one("/cy/people/author/"), alike=True),
    "search/": Row(_searches("/search/", "title", "lead", "goal", "watch", "mine", "team"), shows=True, finds=True),
    "<tree:lang>/search/": Row(_searches("/cy/search/", "team"), finds=True),
    "favicon.ico": Row(one("/favicon.ico")),
    "search/opensearch.xml": Row(one("/search/opensearch.xml")),
    "<tree:lang>/search/opensearch.xml": Row(one("/cy/search/opensearch.xml")),
    "write/": Row(one("/write/"), own=True),
    "write/team/<slug:slug>/section/": Row(one("/write/team/repairs/section/"), own=True),
    "write/questions/": Row(one("/write/questions/"), own=True),
    "write/<uuid:uid>/<slug:lang>/": Row(each("/write/<uid>/en/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/read/": Row(each("/write/<uid>/en/read/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/two/": Row(each("/write/<uid>/en/two/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/tags/": Row(each("/write/<uid>/en/tags/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/both/": Row(each("/write/<uid>/en/both/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/versions/": Row(each("/write/<uid>/en/versions/"), own=True, deleted=True),
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
    "write/<uuid:uid>/<slug:lang>/share/": Row(each("/write/<uid>/en/share/"), own=True, deleted=True),
    "write/<uuid:uid>/<slug:lang>/yes/": Row(each("/write/<uid>/en/yes/"), own=True, deleted=True),
    "write/who/": Row(lambda world: ["/write/who/", *(f"/write/who/?for={word}" for word in ("drafts", *WORDS))], own=True),
    "write/<uuid:uid>/<slug:lang>/who/": Row(
        lambda world: [f"/write/{note.uid}/en/who/{asked}" for note in world.notes.values() for asked in ("", "?of=draft&person=author")], own=True, deleted=True
    ),
    "write/<uuid:uid>/<slug:lang>/as/<slug:whom>/": Row(
        lambda world: [f"/write/{note.uid}/en/as/{whom}" for note in world.notes.values() for whom in ("public/", "public/?of=draft", "team/", "me/?of=draft")], own=True, deleted=True
    ),
    "shared/<str:secret>/": Row(_links(Level.PUBLIC), shows=True, behind=Level.PUBLIC),
    "asked/<uuid:uid>/": Row(lambda world: [f"/asked/{look.uid}/" for look in world.looks.values()], shows=True, asked=True),
    "media/": Row(one("/media/"), own=True),
    "jot/": Row(one("/jot/"), own=True),
    "jot/shell/": Row(one("/jot/shell/")),
    "jot/worker.js": Row(one("/jot/worker.js")),
    "jot/<slug:lang>.webmanifest": Row(one("/jot/en.webmanifest")),
    "jot/kept/": Row(one("/jot/kept/"), own=True),
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
    "write/deleted/": Row(one("/write/deleted/"), own=True, deleted=True),
    "write/deleted/<uuid:uid>/for-good/": Row(each("/write/deleted/<uid>/for-good/"), own=True, deleted=True),
    "notes/<uuid:uid>/pin/": Row(each("/notes/<uid>/pin/")),
}
