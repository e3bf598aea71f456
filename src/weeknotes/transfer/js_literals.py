"""What a few lines of JavaScript plainly set: the names that are given a text, a number, yes or no, or a list of these. Nothing is run."""

import re
from collections.abc import Sequence
from typing import Any

Token = tuple[str, str]  # kind (text, name, number, sign), as written

# What says that others are not to see a text: where it is worked out, it is taken to say so.
_GUARDS: dict[str, object] = {"draft": True, "private": True, "hidden": True, "unlisted": True, "published": False}
# What is not closed goes on to its end, so that each character is looked at once.
_TOKEN = re.compile(
    r"""(?P<note>//[^\n]*|/\*.*?(?:\*/|\Z)|[^\S\n]+)"""
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`(?:[^`\\]|\\.)*`?)"""
    r"""|(?P<name>[A-Za-z_$][\w$]*)|(?P<number>-?\d+(?:\.\d+)?)|(?P<sign>.)""",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "undefined": None}
_DECLARES = {"const", "let", "var"}
_OPEN, _CLOSE = {"{", "[", "("}, {"}", "]", ")"}
_END = {",", ";", "}", "\n", ""}
_WORKED_OUT = object()


def literals(source: str) -> dict[str, Any]:
    """The names that `source` gives a plain value: the keys of the one object that it is or exports, or its constants. A name that guards a text and is
    given a value that has to be worked out guards it."""
    tokens = _tokens(source)
    made: dict[str, Any] = {}
    ours = depth = 0  # how deep the keys are that count, and how deep we are
    before = ""
    for at, (kind, written) in enumerate(tokens):
        if written == "\n":
            continue
        if kind == "sign" and written in _OPEN:
            depth += 1
            if written == "{" and not ours and before in {"", "(", "=exports", "default"}:
                ours = depth
        elif kind == "sign" and written in _CLOSE:
            depth -= 1
            ours = ours if depth >= ours else 0
        elif kind in {"name", "text"}:
            name, sign = _plain(tokens, at) if kind == "text" else written, _after(tokens, at)
            set_here = (sign == "=" and depth == 0 and before in _DECLARES) or (sign == ":" and depth == ours > 0 and before in {"{", ","})
            if isinstance(name, str) and set_here and name not in made:
                value = _value(tokens, _next(tokens, _next(tokens, at + 1) + 1))
                value = _GUARDS.get(name.lower(), value) if value is _WORKED_OUT else value
                if value is not _WORKED_OUT:
                    made[name] = value
        before = f"={before}" if written == "=" and before == "exports" else written
    return made


def given_to(source: str, *path: str) -> list[Any]:
    """What `source` gives to each call of what `path` names (`ignores.add(…)`): the first thing where that is plain, None where it has to be worked out."""
    tokens = [token for token in _tokens(source) if token[1] != "\n"]
    sought = [one for name in path for one in (".", name)][1:]
    made = []
    for at, (_kind, written) in enumerate(tokens):
        end = at + len(sought)
        if written == sought[0] and [each for _kind, each in tokens[at:end]] == sought:
            called, then = (tokens[each][1] if each < len(tokens) else "" for each in (end, end + 2))
            value = _plain(tokens, end + 1) if called == "(" and then in {")", ","} else _WORKED_OUT
            made.append(None if value is _WORKED_OUT else value)
    return made


def _tokens(source: str) -> list[Token]:
    return [(str(found.lastgroup), found[0]) for found in _TOKEN.finditer(source) if found.lastgroup != "note"]


def _next(tokens: Sequence[Token], at: int) -> int:
    """The first place from `at` on that is no line's end."""
    while at < len(tokens) and tokens[at][1] == "\n":
        at += 1
    return at


def _after(tokens: Sequence[Token], at: int) -> str:
    """The sign that follows; of two that are one (`==`, `=>`) neither."""
    place = _next(tokens, at + 1)
    sign, then = (tokens[each][1] if each < len(tokens) else "" for each in (place, place + 1))
    return "" if sign == "=" and then in {"=", ">"} else sign


def _value(tokens: Sequence[Token], at: int) -> Any:
    """The value that begins at a place, where it is a plain one and nothing more."""
    if at < len(tokens) and tokens[at][1] == "[":
        several, at = [], _next(tokens, at + 1)
        while at < len(tokens) and tokens[at][1] != "]":
            several.append(_plain(tokens, at))
            at = _next(tokens, at + 1)
            if at < len(tokens) and tokens[at][1] == ",":
                at = _next(tokens, at + 1)
        value: Any = _WORKED_OUT if at >= len(tokens) or _WORKED_OUT in several else several
    else:
        value = _plain(tokens, at)
    then = tokens[at + 1][1] if at + 1 < len(tokens) else ""
    return value if then in _END else _WORKED_OUT


def _plain(tokens: Sequence[Token], at: int) -> Any:
    kind, written = tokens[at] if at < len(tokens) else ("", "")
    if kind == "text":
        closed = len(written) > 1 and written[-1] == written[0]
        return _ESCAPED.sub(_unescaped, written[1:-1]) if closed and not (written[0] == "`" and "${" in written) else _WORKED_OUT
    if kind == "number":
        return float(written) if "." in written else int(written[:20])
    return _WORDS.get(written, _WORKED_OUT) if kind == "name" else _WORKED_OUT


def _unescaped(found: re.Match[str]) -> str:
    said = found[1]
    return chr(int(said[1:], 16)) if len(said) > 1 else _SHORT.get(said, said)
