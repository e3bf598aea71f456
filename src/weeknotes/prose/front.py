"""What stands before (or after) a note and says something about it: YAML, TOML, plain `key: value` headers and those of dots."""

import re
import tomllib
from typing import NamedTuple

_KEY = re.compile(r"[ \t]*[\"']?([A-Za-z][\w .-]{0,40}?)[\"']?[ \t]*[:=](?:[ \t]+(.*)|[ \t]*)$")
_PLAIN = re.compile(r"([A-Za-z][\w -]{0,30}?)[ \t]*(:|=)[ \t]+(\S.*)$")
_COLON = re.compile(r":([A-Za-z][\w-]{0,30}):[ \t]*(.*)$")
_DOTTED = re.compile(r"\.\.[ \t]+([A-Za-z][\w-]{0,30}):(?:[ \t]+(.*)|[ \t]*)$")
_LIST = re.compile(r"[ \t]*-[ \t]+(.*)$")
_BARE = re.compile(r"([A-Za-z][\w -]{0,30}?):[ \t]*$")
_MORE = re.compile(r"(?: {4}|\t)[ \t]*[^\s-]")
_NAMES = frozenset(
    [
        "title",
        "date",
        "slug",
        "author",
        "authors",
        "category",
        "categories",
        "tag",
        "tags",
        "status",
        "summary",
        "description",
        "lang",
        "language",
        "layout",
        "published",
        "updated",
        "draft",
        "permalink",
    ]
)
_WORD = re.compile(r"\S")
_LONGEST = 200  # lines; a longer "header" is a note that opens with a rule
_LONGEST_ROW = 2000  # characters of a row that is still read as TOML
_DEEPEST = 8  # lists within lists


class Front(NamedTuple):
    """Keys (lower-cased) with their values as written, and where the note itself starts and ends."""

    meta: dict[str, str]
    start: int
    end: int


def front(source: str) -> Front:
    """Read what is written about a note around it; the offsets bound the note itself. Never raises."""
    start = len(source) - len(source.lstrip("\ufeff \t\r\n"))
    first = source[start : start + 3]
    found = None
    if first in {"---", "+++"}:
        found = _fenced(source, start, first)
    elif source[start : start + 1].isalpha():
        found = _header(source, start)
    elif first == ".. " or source.startswith("<!--", start):
        found = _dotted(source, start)
    meta, body = found or ({}, start)
    trailer, end = _trailer(source, body)
    return Front({**trailer, **meta}, body, end)


def _line(source: str, at: int) -> tuple[str, int]:
    end = source.find("\n", at)
    return (source[at:], len(source)) if end < 0 else (source[at:end], end + 1)


def _fenced(source: str, start: int, fence: str) -> tuple[dict[str, str], int] | None:
    line, at = _line(source, start)
    if line.rstrip() != fence:
        return None
    opened, rows = at, list[str]()
    while at < len(source) and len(rows) < _LONGEST:
        here = at
        line, at = _line(source, at)
        if line.rstrip() == fence or (fence == "---" and line.rstrip() == "..."):
            if fence == "+++":
                return _toml(source[opened:here], rows), at
            meta = pairs(rows)
            return (meta, at) if meta or not any(row.strip() for row in rows) else None
        rows.append(line)
    return None


def _toml(text: str, rows: list[str]) -> dict[str, str]:
    if any(len(row) > _LONGEST_ROW for row in rows):
        return pairs(rows)  # the parser's time grows with the square of a row of dotted keys
    try:
        table = tomllib.loads(text)
        groups = table.pop("taxonomies", None)
        table = {**groups, **table} if isinstance(groups, dict) else table  # Zola has tags in a table of their own
        return {key.lower(): _value(value) for key, value in table.items() if not isinstance(value, dict)}
    except (ValueError, RecursionError):  # no TOML; a number longer than Python writes out
        return pairs(rows)


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def pairs(rows: list[str]) -> dict[str, str]:
    """Read the plain part of YAML that front matter uses: scalars, quoted scalars, lists and folded text, all as strings."""
    meta: dict[str, str] = {}
    key = ""
    for row in rows:
        indented = row[:1] in {" ", "\t"}
        found = None if indented else _KEY.match(row)
        if found:
            key = found[1].strip().lower()
            meta[key] = _scalar(found[2] or "")
        elif key and row.strip() and not row.lstrip().startswith("#"):
            entry = _LIST.match(row)
            if entry:
                meta[key] = f"{meta[key]}, {_scalar(entry[1])}" if meta[key] else _scalar(entry[1])
            elif indented:
                meta[key] = f"{meta[key]} {row.strip()}".strip()
    return meta


def _scalar(value: str, depth: int = 0) -> str:
    value = value.strip()
    if value[:1] in {'"', "'"}:
        close = value.find(value[0], 1)
        while 0 < close < len(value) - 1 and (value[close + 1] == value[0] == "'" or value[close - 1] == "\\"):
            close = value.find(value[0], close + 1 + (value[0] == "'"))
        if close > 0:
            inner = value[1:close]
            return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"').replace("\\\\", "\\")
        return value
    if value.startswith("[") and value.endswith("]") and depth < _DEEPEST:
        return ", ".join(_scalar(one, depth + 1) for one in value[1:-1].split(",") if one.strip())
    if value in {">", "|", ">-", "|-", ">+", "|+", "null", "~"}:
        return ""
    comment = value.find(" #")
    return value[:comment].rstrip() if comment >= 0 else value


def _header(source: str, start: int) -> tuple[dict[str, str], int] | None:
    """A header of `Key: value` lines up to a blank line, or up to a rule that closes what none opened (Hexo), or `key = value` lines up to a line of `===`.

    What a line goes on with may stand below it, further in (MultiMarkdown). Lists, and keys of any name without a value, only where a rule closes them:
    a note may open with a word, a colon and a list.
    """
    rows: list[str] = []
    loose = False
    at = start
    for _ in range(_LONGEST):
        here = at
        line, at = _line(source, at)
        bare = line.strip()
        if rows and len(bare) >= 3 and not bare.strip("="):
            return pairs(rows), at
        closed = line.rstrip() == "---"
        if closed or not bare:
            meta = pairs(rows)
            known = _NAMES.intersection(meta) if (closed or not loose) and _WORD.search(source, at if closed else here) else None
            return (meta, at if closed else here) if known and (len(meta) > 1 or len(known) == len(meta)) else None
        if not _PLAIN.match(line) and not (rows and _MORE.match(line)):
            named = _BARE.match(line)
            if not named and not (rows and _LIST.match(line)):
                return None
            loose = loose or not named or named[1].lower() not in _NAMES
        rows.append(line)
        if at >= len(source):
            return None
    return None


def _dotted(source: str, start: int) -> tuple[dict[str, str], int] | None:
    """A header of `.. key: value` lines (Nikola), in a comment of HTML that holds nothing else, or up to the first other line. There a tag may say that a text
    is a draft, or private, where its status does not."""
    at = start
    commented = source.startswith("<!--", start)
    if commented:
        line, at = _line(source, start)
        if line.strip() != "<!--":
            return None
    meta: dict[str, str] = {}
    for _ in range(_LONGEST):
        here = at
        line, at = _line(source, at)
        if found := _DOTTED.match(line.rstrip()):
            meta.setdefault(found[1].lower(), (found[2] or "").strip())
        elif line.strip() or not commented or at >= len(source):
            at = at if commented else here
            break
    if (commented and line.strip() != "-->") or not _NAMES.intersection(meta):
        return None
    kept = [one for one in meta.get("tags", "").lower().replace(" ", "").split(",") if one in {"draft", "private"}]
    return (meta | {"status": kept[0]} if kept and meta.get("status", "") in {"", "published", "featured"} else meta), at


def _trailer(source: str, start: int) -> tuple[dict[str, str], int]:
    """`:key: value` lines at the very end of a text."""
    end = len(source)
    meta: dict[str, str] = {}
    for _ in range(_LONGEST):
        body = len(source[max(start, end - 4000) : end].rstrip()) + max(start, end - 4000)
        if body <= start:
            break
        line_start = max(source.rfind("\n", start, body) + 1, start)
        found = _COLON.match(source[line_start:body])
        if not found:
            break
        meta[found[1].lower()] = found[2].strip()
        end = line_start
    return meta, end
