"""The shapes of what the interface for programs takes and answers (JSON Schema 2020-12, as OpenAPI 3.1 has it)."""

from collections.abc import Mapping

from weeknotes.desk.kinds import ONE
from weeknotes.memory.listed import CLOSED, OPEN
from weeknotes.notes.levels import WORDS
from weeknotes.people.programs import MICROPUB_SCOPES, OWN_SCOPES

Shape = Mapping[str, object]

TEXT: Shape = {"type": "string"}
WHOLE: Shape = {"type": "integer", "minimum": 0}
YES: Shape = {"type": "boolean"}
UID: Shape = {"type": "string", "format": "uuid"}
URL: Shape = {"type": "string", "format": "uri"}
MOMENT: Shape = {"type": "string", "format": "date-time"}
DAY: Shape = {"type": "string", "format": "date"}
WEEK: Shape = {"type": "string", "pattern": "^[0-9]{4}-W[0-9]{2}$", "description": "An ISO week: 2026-W47."}
LANG: Shape = {"type": "string", "enum": ["en", "cy"]}
AUDIENCE: Shape = {"type": "string", "enum": list(WORDS), "description": "How far it reaches; each includes those before it."}


def ref(name: str) -> Shape:
    """One of SHAPES by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(shape: Shape) -> Shape:
    """A list of it."""
    return {"type": "array", "items": shape}


def maybe(shape: Shape) -> Shape:
    """It, or null."""
    return {"anyOf": [shape, {"type": "null"}]}


def thing(parts: Mapping[str, Shape], *optional: str) -> Shape:
    """An object of these parts and no others; all are there but the optional ones."""
    return {"type": "object", "properties": dict(parts), "required": [name for name in parts if name not in optional], "additionalProperties": False}


NAMED = thing({"slug": TEXT, "name": TEXT})
WAYS = {"html": TEXT, "markdown": TEXT}
_ABOUT_DRAFT = {
    "uid": UID, "lang": LANG, "title": TEXT, "version": WHOLE, "saved_at": MOMENT, "kind": ref("Kind"), "week": maybe(WEEK), "published": YES,
    "audience": maybe(AUDIENCE), "wanted_audience": AUDIENCE, "write_url": URL,
}  # fmt: skip
KEPT_TO_FEWER = {
    **many(thing({"lang": LANG, "heading": TEXT, "audience": AUDIENCE, "sentence": TEXT})),
    "description": "Parts that publishing both languages keeps to fewer people in one of them, because the other does.",
}
_SEEN = {
    "remembered": many(thing({"kind": TEXT, "says": TEXT, "label": TEXT, "quote": TEXT, "because": TEXT})),
    "noticed": many(thing({"rule": TEXT, "what": TEXT, "quote": TEXT, "why": TEXT, "what_to_do": TEXT, "considered": TEXT, "stops": YES})),
    "seen": TEXT,
    "kept_to_fewer": KEPT_TO_FEWER,
    "differences": many(TEXT),
    "seen_two": maybe(TEXT),
}
_DRAFT = {**_ABOUT_DRAFT, **WAYS, "waiting": WHOLE, **_SEEN}
_THREAD = {
    "uid": UID, "url": URL, "kind": {"type": "string", "enum": list(ONE)}, "state": TEXT, "open": YES, "name": TEXT, "words": TEXT, "lang": maybe(TEXT), "weeks": many(WEEK),
}  # fmt: skip
_NOTE = {
    "uid": UID, "url": URL, "kind": ref("Kind"), "week": maybe(WEEK), "last_week": maybe(WEEK), "dated": maybe(DAY), "dated_precision": TEXT, "published_at": MOMENT,
    "updated_at": MOMENT, "edition": WHOLE, "correction": TEXT, "audience": AUDIENCE, "authors": many(NAMED), "teams": many(NAMED), "tags": many(NAMED),
    "texts": many(ref("Text")), "will_follow": many(LANG),
}  # fmt: skip
_REFUSED: Mapping[str, Shape] = {"error": TEXT, "sentence": TEXT, "what_to_do": TEXT}

SHAPES: Mapping[str, Shape] = {
    "Kind": {"type": "string", "enum": ["weeknote", "reflection", "review"]},
    "Refusal": {
        **thing({**_REFUSED, "part": TEXT, "scope": TEXT, "version": WHOLE}, "part", "scope", "version"),
        "description": "What happened and what to do, in the person's language.",
    },
    "Me": thing(
        {
            "uid": UID,
            "slug": TEXT,
            "name": TEXT,
            "lang": LANG,
            "writes": LANG,
            "teams": many(thing({"slug": TEXT, "name": TEXT, "role": {"type": "string", "enum": ["member", "lead", "gardener"]}})),
            "program": thing(
                {"name": TEXT, "scopes": many({"type": "string", "enum": [*OWN_SCOPES, *MICROPUB_SCOPES]}), "as_far_as": AUDIENCE, "ends_at": maybe(MOMENT)}
            ),
        }
    ),
    "Text": thing({"lang": LANG, "title": TEXT, "excerpt": TEXT, "words": WHOLE, "public_url": maybe(URL), **WAYS}, *WAYS),
    "Note": thing(_NOTE),
    "Notes": thing({"notes": many(ref("Note")), "next": maybe(TEXT)}),
    "Drafts": thing({"drafts": many(thing(_ABOUT_DRAFT)), "next": maybe(TEXT)}),
    "Draft": thing(_DRAFT),
    "Saved": thing({"state": {"const": "kept"}, **_DRAFT}),
    "Begun": thing(
        {
            "title": {**TEXT, "maxLength": 300},
            **WAYS,
            "lang": LANG,
            "week": WEEK,
            "last_week": WEEK,
            "dated": DAY,
            "audience": AUDIENCE,
            "teams": many(TEXT),
            "named": many(TEXT),
            "tags": many(TEXT),
            "save_key": UID,
        },
        "title",
        "html",
        "markdown",
        "lang",
        "week",
        "last_week",
        "dated",
        "audience",
        "teams",
        "named",
        "tags",
    ),
    "Save": thing({"title": {**TEXT, "maxLength": 300}, **WAYS, "version": WHOLE, "save_key": UID}, "title", "html", "markdown"),
    "Conflict": thing(
        {**_REFUSED, "version": WHOLE, "yours": thing({"title": TEXT, "html": TEXT}), "theirs": thing({"title": TEXT, "html": TEXT}), "write_url": URL}
    ),
    "Publish": thing(
        {
            "audience": AUDIENCE,
            "version": WHOLE,
            "seen": TEXT,
            "seen_two": TEXT,
            "languages": {"type": "string", "enum": ["both", "en", "cy"]},
            "correction": TEXT,
        },
        "seen",
        "seen_two",
        "languages",
        "correction",
    ),
    "NotYet": {"anyOf": [ref("Refusal"), thing({**_REFUSED, **_SEEN})]},
    "Published": thing({"uid": UID, "edition": WHOLE, "audience": AUDIENCE, "url": URL, "kept_to_fewer": KEPT_TO_FEWER}),
    "Withdrawn": thing({"uid": UID, "state": {"const": "withdrawn"}}),
    "Nothing": thing({}),
    "Jotting": thing(
        {
            "uid": UID,
            "at": MOMENT,
            "text": TEXT,
            "link": maybe(TEXT),
            "kind": maybe(TEXT),
            "fate": {"type": "string", "enum": ["open", "kept", "thrown", "used"]},
            "photo": YES,
            "note": maybe(UID),
        }
    ),
    "Jottings": thing({"jottings": many(ref("Jotting")), "next": maybe(TEXT)}),
    "Jot": thing({"text": {**TEXT, "maxLength": 2000}, "link": TEXT, "at": MOMENT, "save_key": UID}, "text", "link", "at"),
    "Fate": thing({"fate": {"type": "string", "enum": ["open", "kept", "thrown"]}}),
    "Threads": thing({"threads": many(thing(_THREAD)), "next_page": maybe(WHOLE)}),
    "Thread": thing(
        {
            **_THREAD,
            "mine": YES,
            "team": maybe(TEXT),
            "moments": many(thing({"week": WEEK, "part": TEXT, "label": TEXT, "words": TEXT, "lang": TEXT, "audience": AUDIENCE, "note": maybe(UID)})),
            "answers": many(thing({"word": TEXT, "because": TEXT, "week": WEEK, "by": TEXT})),
        }
    ),
}
STATES = [OPEN, CLOSED]
