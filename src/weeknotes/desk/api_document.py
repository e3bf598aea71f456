"""What programs can ask, and how, as one OpenAPI 3.1 document. It is served, kept as docs/openapi.json, and held true by tests: to the addresses there
are, to their scopes, and to what they answer. In English alone: it is for whoever writes programs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from weeknotes.desk.api_shapes import LANG, SHAPES, STATES, TEXT, UID, WEEK, WHOLE, Shape, ref
from weeknotes.desk.kinds import ONE
from weeknotes.notes.levels import WORDS

SCOPES = {
    "read": "Read what the person may read, and their threads.",
    "jot": "Read and add their jottings, and say what becomes of them.",
    "write": "Read and change the texts that they write. Shows nothing to anybody.",
    "publish": "Publish their notes as far as they said that this program may, and withdraw them.",
}


@dataclass(frozen=True, slots=True)
class Does:
    """What one method of an address does: its name, a sentence, the scope it takes, what it takes and answers by the names of shapes, what else it may answer."""

    name: str
    about: str
    scope: str
    answers: Mapping[int, str]
    takes: str = ""
    asks: tuple[str, ...] = ()


QUERIES: Mapping[str, tuple[Shape, str]] = {
    "week": (WEEK, "Notes about this week alone."),
    "person": (TEXT, "What this person wrote, by their name in addresses."),
    "team": (TEXT, "What stands on this team, by its name in addresses."),
    "tag": (TEXT, "What has this tag, by its name in addresses."),
    "lang": (LANG, "The language whose text comes first."),
    "after": (TEXT, "What stood in `next` of the page before."),
    "most": (WHOLE, "How many at once."),
    "fate": ({"type": "string", "enum": ["open", "kept", "thrown", "used"]}, "What became of it."),
    "kind": ({"type": "string", "enum": list(ONE)}, "Of this kind alone."),
    "state": ({"type": "string", "enum": STATES}, "Open ones, or closed ones."),
    "q": (TEXT, "With these words in it."),
    "page": (WHOLE, "Which page, from 1 on."),
}
PLACES: Mapping[str, Shape] = {"uid": UID, "lang": LANG}

ADDRESSES: Mapping[str, Mapping[str, Does]] = {
    "/api/1/me": {"get": Does("me", "The person, their teams, and what they allowed this program.", "", {200: "Me"})},
    "/api/1/notes": {
        "get": Does(
            "listNotes",
            "Published notes that the person may read, the newest first, without their texts.",
            "read",
            {200: "Notes"},
            asks=("week", "person", "team", "tag", "lang", "after", "most"),
        )
    },
    "/api/1/notes/{uid}": {
        "get": Does("note", "One published note as the person may read it, with the text of each of its languages.", "read", {200: "Note"}, asks=("lang",))
    },
    "/api/1/drafts": {
        "get": Does(
            "listDrafts",
            "The texts of notes that the person writes, published or not, the one saved last first.",
            "write",
            {200: "Drafts"},
            asks=("after", "most"),
        ),
        "post": Does(
            "beginNote",
            "Begin a note. Nobody but its writer sees it until it is published; `audience` is the one that is wanted then. The same `save_key` twice is one note (200).",
            "write",
            {200: "Draft", 201: "Draft"},
            "Begun",
        ),
    },
    "/api/1/drafts/{uid}/withdraw": {"post": Does("withdraw", "Take a published note back, at once and everywhere.", "publish", {200: "Withdrawn"}, "Nothing")},
    "/api/1/drafts/{uid}/{lang}": {
        "get": Does(
            "draft", "One text as it was saved last, what would be remembered of it, and what the check before publishing notices.", "write", {200: "Draft"}
        ),
        "put": Does(
            "save",
            "Save a text as the next version, if `version` is still the one in force; else both are kept, and both are in the answer (409). The same `save_key` twice is one save.",
            "write",
            {200: "Saved", 409: "Conflict"},
            "Save",
        ),
    },
    "/api/1/drafts/{uid}/{lang}/publish": {
        "post": Does(
            "publish",
            (
                "Publish a note. `seen` says that what will be remembered of it was in sight: it comes with the draft, and with the refusal of a request that lacks it (409). "
                "Rules that stop a note, and a second person's yes where it is wanted, are as on the page (422)."
            ),
            "publish",
            {200: "Published", 409: "NotYet"},
            "Publish",
        )
    },
    "/api/1/jottings": {
        "get": Does("listJottings", "The person's jottings, the newest first.", "jot", {200: "Jottings"}, asks=("fate", "after", "most")),
        "post": Does("jot", "Keep a line. The same `save_key` twice is one jotting (200).", "jot", {200: "Jotting", 201: "Jotting"}, "Jot"),
    },
    "/api/1/jottings/{uid}": {
        "patch": Does("decideJotting", "Throw a jotting away, put it by for good (kept), or open it again.", "jot", {200: "Jotting"}, "Fate")
    },
    "/api/1/threads": {
        "get": Does(
            "listThreads",
            "The person's threads, or those of a team they are in; 25 a page.",
            "read",
            {200: "Threads"},
            asks=("team", "kind", "state", "q", "page"),
        )
    },
    "/api/1/threads/{uid}": {"get": Does("thread", "One thread as the person may see it.", "read", {200: "Thread"})},
}
REFUSALS = {
    400: "What came cannot be read.", 401: "No token, or one that opens nothing.", 403: "The program was not allowed this.", 404: "Nothing there that the person may see.",
    410: "The note is among the deleted.", 413: "Too long.", 415: "Not marked as JSON.", 422: "A part of it is not as it has to be, or the note cannot be published so.",
    429: "Asked too often; Retry-After says when to ask again.", 503: "The site cannot do this just now; nothing that was saved is lost.",
}  # fmt: skip
TAKING = {413, 415, 422}


def document() -> dict[str, object]:
    """The whole of it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Weeknotes",
            "version": "1",
            "description": "What a program may do in a person's stead, with a token that they made under “Programs that may use your account”, sent as `Authorization: Bearer`. "
            f"Every refusal is `{{error, sentence, what_to_do}}` in the person's language. Audiences: {', '.join(WORDS)}; each includes those before it.",
        },
        "servers": [{"url": settings.SITE_URL}],
        "security": [{"token": []}],
        "paths": {path: {method: _operation(path, does) for method, does in methods.items()} for path, methods in ADDRESSES.items()},
        "components": {
            "schemas": dict(SHAPES),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token has one or more of these scopes. " + " ".join(f"`{scope}`: {words}" for scope, words in SCOPES.items()),
                }
            },
        },
    }


def _operation(path: str, does: Does) -> dict[str, object]:
    refusals = {
        status: words
        for status, words in REFUSALS.items()
        if (does.takes or status not in TAKING or (status == 422 and does.asks)) and ("{" in path or status not in {404, 410})
    }
    made: dict[str, object] = {
        "operationId": does.name,
        "summary": does.about,
        "description": f"Takes the scope `{does.scope}`." if does.scope else "Takes any token.",
        "parameters": [
            *({"name": name, "in": "path", "required": True, "schema": shape} for name, shape in PLACES.items() if f"{{{name}}}" in path),
            *({"name": name, "in": "query", "schema": QUERIES[name][0], "description": QUERIES[name][1]} for name in does.asks),
        ],
        "responses": {
            **{str(status): {"description": "As asked." if status < 300 else "Not yet.", "content": _json(shape)} for status, shape in does.answers.items()},
            **{str(status): {"description": words, "content": _json("Refusal")} for status, words in refusals.items()},
        },
    }
    if does.takes:
        made["requestBody"] = {"required": True, "content": _json(does.takes)}
    return made


def _json(shape: str) -> dict[str, object]:
    return {"application/json": {"schema": ref(shape)}}
