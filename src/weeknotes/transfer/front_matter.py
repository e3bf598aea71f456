"""What stands before a text of a static site: YAML, TOML, JSON or JavaScript, in the values it means (a day is a day, a list a list)."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import yaml

from weeknotes.prose.front import front
from weeknotes.transfer.js_literals import literals

N_ = str  # marks a sentence for translation where it is shown

NO_FRONT = N_("The lines before the text of “%(name)s” cannot be read: look at the first of them. Mend them, and bring the file in again.")

# The first fence may name what it is written in (Eleventy, "Front matter data").
_FENCED = re.compile(r"\ufeff?---[ \t]*([a-z]*)[ \t]*\n(.*?)(?:^---|^\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE | re.IGNORECASE)
_FENCE = re.compile(r"\ufeff?---[ \t]*([a-z]+)[ \t]*\n", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z][\w .-]{0,40}")
_FORMS = {"": "yaml", "yaml": "yaml", "yml": "yaml", "toml": "toml", "json": "json", "js": "js", "javascript": "js", "node": "js"}
_BRACE = re.compile(r"\ufeff?\{\s*[\"}]")
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# What opens like front matter and never ends: a file that was cut. A rule above a text has an empty line after it, or words.
_OPEN = re.compile(r"\ufeff?(?:---[ \t]*\n[A-Za-z_][\w-]{0,40}[ \t]*:(?:[ \t\n]|\Z)|\+\+\+[ \t]*\n[A-Za-z_][\w.-]{0,40}[ \t]*=)")
_LONGEST = 50_000  # characters
_LONGEST_ROW = 5_000  # the TOML parser's time grows with the square of a row of dotted keys
_MOST = 200
_YES_OR_NO = {"true": True, "yes": True, "on": True, "1": True, "t": True, "y": True, "false": False, "no": False, "off": False, "0": False, "f": False, "n": False}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Broken(ValueError):
    """What stands before the text begins like front matter and cannot be read."""


def has_front(head: str) -> bool:
    """Whether a file that begins so has any."""
    fence = re.match(r"\ufeff?(?:---[ \t]*([a-z]*)|\+\+\+)[ \t]*\r?\n", head, re.IGNORECASE)
    return bool(fence and (fence[1] or "").lower() in _FORMS) or bool(_BRACE.match(head))


def parted(source: str) -> tuple[dict[str, Any], str]:
    """The values (keys lower-cased) and the text after them; no values where none stand before it. Raises Broken."""
    if (found := _FENCED.match(source)) and found[1].lower() in _FORMS:
        return lowered(values(found[2], _FORMS[found[1].lower()])), source[found.end() :]
    if found := _TOML.match(source):
        return lowered(values(found[1], "toml")), source[found.end() :]
    if _BRACE.match(source):
        bare = source.removeprefix("\ufeff")
        try:
            made, end = json.JSONDecoder().raw_decode(bare[:_LONGEST])
        except (ValueError, RecursionError):
            return {}, source  # a text may begin with a brace
        return (lowered(made), bare[end:]) if isinstance(made, dict) else ({}, source)
    if _OPEN.match(source):
        raise Broken
    head = front(source)
    # Rows that nothing opens: Hexo closes them with a rule, Pelican with an empty line.
    return (dict(head.meta), source[head.start :]) if source[: head.start].strip("\ufeff \t\r\n") else ({}, source)


def told(source: str) -> dict[str, Any]:
    """Everything that is said before (or after) a text: the rows of `prose.front`, in the values that they mean where those can be read. Never raises."""
    try:
        table = parted(source)[0]
    except Broken:
        table = {}
    return {**front(source).meta, **table}


def in_rows(source: str) -> str:
    """`source`, of which what stands before it in a program's language is written in rows of `key: value`, as it is read on. Raises Broken."""
    fence = _FENCE.match(source)
    named = bool(fence and fence[1].lower() in _FORMS)
    if not named and not _BRACE.match(source):
        return source
    table, body = parted(source)
    if body == source:
        raise Broken  # it begins like front matter, and would come as words of the text
    rows = [f"{key}: {row}" for key, value in table.items() if _KEY.fullmatch(key) and (row := _row(value))]
    return "\n".join(["---", *rows, "---", body]) if rows else body


def _row(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(filter(None, (_row(one) for one in value[:_MOST] if not isinstance(one, list))))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        bare = " ".join(value[:_LONGEST].split()).rstrip("\\").replace('"', '\\"')
        return f'"{bare}"' if bare else ""
    return str(value) if isinstance(value, int | float | date) else ""


def values(text: str, form: str) -> dict[str, Any]:
    """The table that a text in YAML, TOML, JSON or JavaScript ("js") holds. Raises Broken."""
    if len(text) > _LONGEST or (form == "toml" and any(len(row) > _LONGEST_ROW for row in text.splitlines())):
        raise Broken
    try:
        if form == "yaml":
            # A safe loader: it makes plain values and nothing else.
            made = yaml.load(text, Loader=_LOADER)  # noqa: S506  # nosec B506
        else:
            made = tomllib.loads(text) if form == "toml" else literals(text) if form == "js" else json.loads(text)
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as why:
        raise Broken from why
    if made is None:
        return {}
    if not isinstance(made, dict):
        raise Broken
    return made


def lowered(table: dict[Any, Any]) -> dict[str, Any]:
    """A table by its keys in small letters."""
    return {str(key).lower() if isinstance(key, str | int) else "": value for key, value in list(table.items())[:_MOST]}


def text(table: Mapping[str, Any], *names: str) -> str:
    """The first plain value under one of `names`, as a text; "" where there is none."""
    for name in names:
        value = table.get(name)
        if isinstance(value, str | int | float | date | datetime) and not isinstance(value, bool) and len(made := str(value).strip()) < _LONGEST and made:
            return made
    return ""


def several(table: Mapping[str, Any], *names: str) -> Iterator[str]:
    """The plain values under `names`, in lists or alone; words apart by commas where one text holds several."""
    for name in names:
        value = table.get(name)
        for one in value[:_MOST] if isinstance(value, list) else value.split(",") if isinstance(value, str) else [value]:
            if isinstance(one, str | int | float) and not isinstance(one, bool) and str(one).strip():
                yield str(one).strip()[:200]


def says(table: Mapping[str, Any], name: str) -> bool | None:
    """Whether `name` is said to be so; None where nothing is said of it."""
    value = table.get(name)
    if isinstance(value, str):
        return _YES_OR_NO.get(value.strip().lower())
    return bool(value) if isinstance(value, int) else None
