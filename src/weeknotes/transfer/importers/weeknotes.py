"""An export of Weeknotes itself: the notes that the person wrote, each in its languages, with its pictures. The rest of what is theirs comes by the command."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from weeknotes.prose.pictures import asked
from weeknotes.prose.shapes import Why
from weeknotes.transfer.back.bundle import ABOUT, FORMAT, VERSION
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.instants import instant
from weeknotes.transfer.leaving import Tally, left
from weeknotes.transfer.neutral import Left, Medium, Post, Reach, Status
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.trouble import trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "weeknotes"
NAME = "Weeknotes"

OTHERS = N_("Notes that others wrote: %(count)s. They stay theirs.")
REST = N_("Earlier versions, threads, jottings, sounds and films stay in the file. Whoever keeps this site can bring those in too, with: weeknotes import.")
SINCE = N_("It was written in since it was published there, so it comes as a draft, as it was last.")
NEWER = N_("“%(name)s” is an export of another version of Weeknotes than this one, so it was not read. Whoever keeps this site can bring that up to date.")
NOT_ONE = N_("“%(name)s” does not hold what it should. Make the export once more.")

_MOST_WEEKS = 8


def recognises(bundle: Bundle) -> bool:
    return _root(bundle) is not None


def _root(bundle: Bundle) -> str | None:
    """The folder of the export within what was given."""
    for root in ("", *(f"{name.partition('/')[0]}/" for name in bundle.names()[:1])):
        if f"{root}{ABOUT}" in bundle and f'"{FORMAT}"'.encode() in bundle.begins(f"{root}{ABOUT}"):
            return root
    return None


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The notes, in the order of their uids."""
    root = _root(bundle) or ""
    about = _json(bundle, f"{root}{ABOUT}")
    if about.get("version") != VERSION:
        yield trouble(bundle.name, Spoilt(NEWER, name=bundle.name))
        return
    whose = about.get("whose") if about.get("of") == "person" else about.get("by")
    tags = {row.get("slug"): row for row in _rows(bundle, root, "tags")}
    pictures = {str(row.get("uid")): path for row in _rows(bundle, root, "media") if (path := _picture(row))}
    tally = Tally()
    for name in bundle.names():
        if not name.startswith(f"{root}data/notes/"):
            continue
        try:
            row = _json(bundle, name)["note"]
            if whose is None or (row["author"] != whose and whose not in row["writers"]):
                tally.add(OTHERS)
                continue
            yield from _post(row, name, tags, {uid: f"{root}{path}" for uid, path in pictures.items()})
        except (Spoilt, KeyError, TypeError, ValueError, AttributeError):
            yield trouble(name, Spoilt(NOT_ONE, name=name))
    yield from tally.told()
    yield left("", REST)


def _json(bundle: Bundle, name: str) -> dict[str, Any]:
    """What a file holds. Raises Spoilt where that is no table."""
    try:
        held = json.loads(bundle.read(name))
    except (ValueError, RecursionError) as why:
        raise Spoilt(NOT_ONE, name=name) from why
    if not isinstance(held, dict):
        raise Spoilt(NOT_ONE, name=name)
    return held


def _rows(bundle: Bundle, root: str, what: str) -> list[Mapping[str, Any]]:
    name = f"{root}data/{what}.json"
    held = _json(bundle, name).get(what) if name in bundle else []
    return [row for row in held if isinstance(row, dict)] if isinstance(held, list) else []


def _picture(row: Mapping[str, Any]) -> str:
    """The best file there is of a picture; "" for what is none."""
    files = [row["original"]] if row.get("original") else sorted(row.get("files") or (), key=lambda file: (file["width"], file["kind"]), reverse=True)
    return str(files[0]["file"]) if files and str(files[0]["kind"]).startswith("image/") else ""


def _post(row: Mapping[str, Any], name: str, tags: Mapping[Any, Mapping[str, Any]], pictures: Mapping[str, str]) -> Iterator[Post | Left]:
    """A note, with its other language as its twin."""
    own, out = row["own"] or {}, row["texts"] or []
    writing = [text for text in own.get("writing", ()) if str(text["html"]).strip() or str(text["title"]).strip()]
    since = bool(out) and bool(writing) and {_words(text) for text in writing} != {_words(text) for text in out}
    status: Status = "published" if row["edition"] and out and not since else "draft"
    reach: Reach = ("everyone" if row["level"] == "public" else "me" if row["level"] == "me" else "members") if status == "published" else "me"
    lead, uid = str(row["lead_lang"]), str(UUID(row["uid"]))
    texts = sorted(writing if writing else out, key=lambda text: (text["lang"] != lead, str(text["lang"])))
    first, last = (date.fromisoformat(row[field]) if row[field] else None for field in ("week_from", "week_to"))
    covers = (first, last + timedelta(days=6)) if first and last and last - first <= timedelta(weeks=_MOST_WEEKS) else None
    dated = instant(row["published_at"] if status == "published" else None) or instant(row["dated"])
    made = [
        Post(
            kind=KIND,
            source_id=uid if number == 0 else f"{uid} {text['lang']}",
            place=name,
            title=str(text["title"]) or None,
            html=str(text["html"]),
            dated=dated,
            how_dated="stated" if dated else "unknown",
            status=status,
            reach=reach,
            lang=str(text["lang"]),
            tags=() if number else _named(row["tags"], tags, lead),
            media=tuple(Medium(f"/media/{one}", pictures[one]) for one in sorted(asked(str(text["html"]))) if one in pictures),
            warnings=(Why(SINCE),) if since else (),
            uid=uid,
            covers=covers,
        )
        for number, text in enumerate(texts)
    ]
    if made:
        yield made[0] if len(made) == 1 else replace(made[0], twin=made[1])


def _named(slugs: list[str], tags: Mapping[Any, Mapping[str, Any]], lang: str) -> tuple[str, ...]:
    """Tags by their name in the note's language, or else in the other."""
    names = (tags[one].get(f"name_{lang}") or tags[one].get("name_en") or tags[one].get("name_cy") for one in slugs if one in tags)
    return tuple(str(name) for name in names if name)


def _words(text: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(text["lang"]), str(text["title"]), str(text["html"])
