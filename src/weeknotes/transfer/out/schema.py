"""The published schema of an export's data (JSON Schema 2020-12), made from the same declarations that write it. docs/export.schema.json is this."""

from typing import Any

from django.db import models

from weeknotes.notes.levels import WORDS
from weeknotes.transfer.out import shapes
from weeknotes.transfer.out.shape import Shape

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_UID: Schema = {"type": "string", "format": "uuid"}
_NO = {"type": "null"}
_WHAT = {"tag": _TEXT, "series": _TEXT}


def schema() -> Schema:
    """One schema for every file of `data/` and for `weeknotes.json`: each holds one of these."""
    own_note = _of(
        shapes.OWN_NOTE, editions=_list(_of(shapes.OWN_EDITION)), writing=_list(_of(shapes.BODY)), saves=_list(_save()), languages=_list(_of(shapes.LANGUAGE)),
        corrections=_list(_of(shapes.CORRECTION)), considered=_list(_of(shapes.CONSIDERED)), addresses=_list(_list(_TEXT)),
    )  # fmt: skip
    note = _of(
        shapes.NOTE, level={"enum": list(WORDS)}, writers=_list(_UID), named=_list(_UID), teams=_list(_UID), tags=_list(_TEXT), edition=_or_not(_of(shapes.EDITION)),
        series=_or_not(_object(series=_TEXT, season=_or_not({"type": "integer"}), number={"type": "integer"})),
        texts=_list(_object(lang=_TEXT, title=_TEXT, slug=_TEXT, html=_TEXT)), own=_or_not(own_note),
    )  # fmt: skip
    file = _object(file=_TEXT, kind=_TEXT, sha256=_TEXT, size={"type": "integer"}, width={"type": "integer"}, height={"type": "integer"})
    media = {"files": _list(file), "original": _or_not(file), "about": _or_not(_of(shapes.ABOUT_MEDIA)), "transcripts": _list(_of(shapes.TRANSCRIPT, captions=_or_not(file)))}
    replaces = _or_not({"type": "integer", "minimum": 0})
    outcomes = _list(_of(shapes.OUTCOME, replaces=replaces))
    reading = {"anyOf": [_of(shapes.SAID_READING, replaces=replaces), _of(shapes.READING, replaces=replaces)]}
    tables: Schema = {
        "note": note,
        "threads": _list({"anyOf": [
            _of(shapes.OWN_THREAD, whole={"const": True}, appearances=_list(_of(shapes.OWN_APPEARANCE)), outcomes=outcomes),
            _of(shapes.THREAD, whole={"const": False}, appearances=_list(_of(shapes.APPEARANCE)), outcomes=outcomes),
            _of(shapes.HEARD_THREAD, whole={"const": False}, appearances={"type": "array", "maxItems": 0}, outcomes=outcomes),
        ]}),
        "measures": _list(_of(shapes.MEASURE, partners=_list(_UID), readings=_list(reading))),
        "hearings": _list(_of(shapes.HEARING)),
        "focuses": _list(_of(shapes.FOCUS)),
        "questions": _list({"anyOf": [_of(shapes.OWN_QUESTION, whole={"const": True}), _of(shapes.QUESTION, whole={"const": False})]}),
        "reviews": _list(_of(
            shapes.REVIEW, previous=_or_not(_UID), evidence=_list(_of(shapes.EVIDENCE)), signatures=_list(_of(shapes.SIGNATURE, edition={"type": "integer"}))
        )),
        "media": _list({"anyOf": [_of(shapes.OWN_MEDIA, **media), _of(shapes.MEDIA, **media)]}),
        "tags": _list(_of(shapes.TAG)),
        "series": _list(_of(shapes.SERIES)),
        "teams": _list(_of(shapes.TEAM, rhythm=_or_not(_of(shapes.RHYTHM)), people=_list(_of(shapes.STINT)), weeks=_list(_of(shapes.TEAM_PAGE)))),
        "people": _list(_of(shapes.PERSON)),
        "person": _person(),
    }  # fmt: skip
    about = _object(
        format={"const": "weeknotes-export"}, version={"const": 1}, of={"enum": ["person", "team", "site"]}, whose=_or_not(_UID), by=_or_not(_UID), language=_TEXT,
        place=_object(name_en=_TEXT, name_cy=_TEXT, languages=_TEXT, timezone=_TEXT),
    )  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Weeknotes export, version 1",
        "description": "weeknotes.json says what this is an export of; each file in data/ is an object of one field, which is one of these.",
        "oneOf": [about, *({"type": "object", "additionalProperties": False, "required": [name], "properties": {name: one}} for name, one in tables.items())],
    }


def _person() -> Schema:
    jotting = _of(shapes.JOTTING, photo=_or_not(_object(media=_UID, alt=_TEXT)))
    return _of(
        shapes.MYSELF, rhythm=_or_not(_of(shapes.RHYTHM)), teams=_list(_of(shapes.STINT)), away=_list(_of(shapes.AWAY)), follows=_list(_of(shapes.FOLLOW)),
        habits=_list(_of(shapes.HABIT)), headings=_list(_of(shapes.TEMPLATE)), refused=_list(_of(shapes.REFUSAL)), returns=_list(_of(shapes.RETURN)), jottings=_list(jotting),
    )  # fmt: skip


def _save() -> Schema:
    return _object(
        lang=_TEXT, version={"type": "integer"}, save_key=_UID, state={"enum": ["kept", "aside", "published", "restored"]}, at={"type": "string", "format": "date-time"},
        settled={"type": "boolean"}, by=_or_not(_UID), title=_TEXT, html=_TEXT,
    )  # fmt: skip


def _of(shape: Shape, **more: Schema) -> Schema:
    """The schema of what a shape writes, and of what stands beside it."""
    plain = {name: _column(shape.model._meta.get_field(name)) for name in shape.plain}
    refs = {name: _or_not(_WHAT.get(what, _UID)) for name, what in shape.refs.items()}
    return _object(**plain, **refs, **more)


def _column(column: Any) -> Schema:
    found: Schema
    match column:
        case models.UUIDField():
            found = _UID
        case models.DateTimeField():
            found = {"type": "string", "format": "date-time"}
        case models.DateField():
            found = {"type": "string", "format": "date"}
        case models.BooleanField():
            found = {"type": "boolean"}
        case models.DecimalField():
            found = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
        case models.IntegerField():
            found = {"type": "integer"}
        case models.JSONField():
            found = {"type": ["object", "array"]}
        case _:
            found = _TEXT
    return _or_not(found) if column.null else found


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "required": sorted(properties), "properties": properties}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _or_not(one: Schema) -> Schema:
    return {"anyOf": [one, _NO]}
