"""A `Context` read from JSON, as `weeknotes check` takes it with each note."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast

from weeknotes.openness.context import EVERYONE, Context, Profile, Reference, Window
from weeknotes.openness.former import HASH_BYTES, former_hash, usable
from weeknotes.openness.own_pattern import UnsafeError, own_pattern

LEVELS = {"me": 0, "named": 1, "people": 1, "team": 2, "organisation": 3, "everyone": EVERYONE}
KINDS = {"pre_election": "pre_election", "preelection": "pre_election", "holiday": "holiday", "public_holiday": "holiday"}
PROFILES = ("strict", "assess", "free")
NAMES = ("people", "members", "suppliers", "acronyms", "internal", "langs", "untold", "placed", "unasked", "ungiven", "dead", "stops")
REFERENCES = ("references", "patterns", "case_references")
FIRST, LAST = ("first", "from", "start", "date"), ("last", "to", "end", "date")
HEX = re.compile(rf"[0-9a-f]{{{HASH_BYTES * 2}}}")
# Names given in plain are hashed and forgotten in one reading, so that their key need be no secret.
READING_KEY = b"weeknotes check"
MOST = 100_000  # entries of one list
MOST_REFERENCES = 100


class UnusableError(ValueError):
    """Something in the JSON that cannot be used; its text is a sentence that begins with the key."""


def read_context(given: object, *, lang: str = "") -> Context:
    """The context that a JSON value says; `lang` where it names no language of its own. None is nothing known.

    Raises UnusableError, with a sentence that names the key. Keys that are not known are passed over, and a key whose value is null is as if it were not there.
    """
    if given is None:
        return Context(lang=lang)
    if not isinstance(given, dict):
        raise UnusableError("“context” is no JSON object. Write it with braces, or leave it out.")
    known = {key: value for key, value in given.items() if value is not None}
    key = _key(known)
    made: dict[str, Any] = {name: _names(known[name], name) for name in NAMES if name in known}
    readers: dict[str, Callable[[Any], Any]] = {"lang": _lang, "moment": _moment, "level": _level, "profile": _profile}
    made |= {name: read(known[name]) for name, read in readers.items() if name in known}
    references = tuple(one for name in REFERENCES if name in known for one in _references(known[name], name))
    windows = tuple(_window(one, f"windows[{at}]") for at, one in enumerate(_list(known.get("windows", []), "windows")))
    former = _hashes(known) | _hashed(known, key)
    return Context(**{"lang": lang, **made}, references=references, windows=windows, former=former, former_key=key)


def _list(given: object, key: str, most: int = MOST) -> list[Any]:
    if not isinstance(given, list):
        raise UnusableError(f"“{key}” is no list. Write it in square brackets.")
    if len(given) > most:
        raise UnusableError(f"“{key}” has {len(given)} entries; the most is {most}.")
    return given


def _names(given: object, key: str) -> frozenset[str]:
    """A list of words, or of objects with a “name”."""
    return frozenset(word for at, one in enumerate(_list(given, key)) if (word := _name(one, f"{key}[{at}]")))


def _name(given: object, where: str) -> str:
    word = given.get("name") if isinstance(given, dict) else given
    if not isinstance(word, str):
        raise UnusableError(f"“{where}” is no text. Write it in quotation marks.")
    return word.strip()


def _lang(given: object) -> str:
    if not isinstance(given, str):
        raise UnusableError("“lang” is no text. Write “en” or “cy”.")
    return given


def _moment(given: object) -> datetime:
    day = _parsed(given)
    if day is None:
        raise UnusableError("“moment” is no time. Write it as 2025-03-14T09:30.")
    return day


def _parsed(given: object) -> datetime | None:
    """A day or a time as ISO 8601 writes it; None for anything else."""
    try:
        return datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None


def _level(given: object) -> int:
    if isinstance(given, str) and given.strip().lower() in LEVELS:
        return LEVELS[given.strip().lower()]
    if type(given) is not int or not 0 <= given <= EVERYONE:
        raise UnusableError("“level” is no level. Write a number from 0 to 4, or me, people, team, organisation or everyone.")
    return given


def _profile(given: object) -> Profile:
    if given not in PROFILES:
        raise UnusableError("“profile” is not known. Write strict, assess or free.")
    return cast(Profile, given)


def _references(given: object, key: str) -> list[Reference]:
    return [_reference(one, f"{key}[{at}]") for at, one in enumerate(_list(given, key, MOST_REFERENCES))]


def _reference(given: object, where: str) -> Reference:
    name, pattern = (given.get("name", ""), given.get("pattern")) if isinstance(given, dict) else ("", given)
    if not isinstance(pattern, str) or not isinstance(name, str):
        raise UnusableError(f"“{where}” is no pattern. Write it in quotation marks, or as an object with a “name” and a “pattern”.")
    try:
        return Reference(name, own_pattern(pattern))
    except UnsafeError as why:
        raise UnusableError(f"“{where}” cannot be used. {why}") from why


def _window(given: object, where: str) -> Window:
    if not isinstance(given, dict):
        raise UnusableError(f"“{where}” is no JSON object. Write a “kind”, a “first” and a “last” day.")
    kind = str(given.get("kind", "")).strip().lower().replace("-", "_").replace(" ", "_")
    if kind not in KINDS:
        raise UnusableError(f"“{where}.kind” is not known. Write pre_election or holiday.")
    first, last = _day(given, FIRST, f"{where}.first"), _day(given, LAST, f"{where}.last")
    if last < first:
        raise UnusableError(f"“{where}.last” comes before its first day.")
    name = given.get("name") or ""
    if not isinstance(name, str):
        raise UnusableError(f"“{where}.name” is no text. Write it in quotation marks.")
    return Window("holiday" if KINDS[kind] == "holiday" else "pre_election", first, last, name)


def _day(given: Mapping[str, object], keys: tuple[str, ...], where: str) -> date:
    said = next((given[key] for key in keys if given.get(key) is not None), None)
    day = _parsed(said)
    if day is None:
        raise UnusableError(f"“{where}” is no day. Write it as 2025-03-14.")
    return day.date()


def _key(known: Mapping[str, object]) -> bytes:
    """The key of the hashes, in hexadecimal digits; b"" where none is needed."""
    given = known.get("former_key")
    if given is None:
        if known.get("former"):
            raise UnusableError("“former” has hashes without their key. Write “former_key” in hexadecimal digits, or give “former_names”.")
        return READING_KEY if known.get("former_names") else b""
    try:
        key = bytes.fromhex(given) if isinstance(given, str) else b""
    except ValueError:
        key = b""
    if not usable(key):
        raise UnusableError("“former_key” is no key. Write 1 to 64 bytes in hexadecimal digits.")
    return key


def _hashes(known: Mapping[str, object]) -> frozenset[str]:
    hashes = {one.lower() for one in _names(known.get("former", []), "former")}
    if not all(HEX.fullmatch(one) for one in hashes):
        raise UnusableError(f"“former” has an entry that is no hash. Each has {HASH_BYTES * 2} hexadecimal digits.")
    return frozenset(hashes)


def _hashed(known: Mapping[str, object], key: bytes) -> frozenset[str]:
    try:
        return frozenset(former_hash(one, key) for one in _names(known.get("former_names", []), "former_names"))
    except ValueError as why:
        raise UnusableError("“former_names” has an entry without letters. Write each name in full.") from why
