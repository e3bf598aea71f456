"""Parts of a large JSON file one by one, in little memory: only what is asked for is built, and nothing nests without end."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

import ijson

from weeknotes.transfer.bundle import LARGEST_READ, PIECE, Bundle, Spoilt

N_ = str  # marks a sentence for translation where it is shown

BROKEN = N_("“%(name)s” is damaged, or no JSON. What stood before the damage came; export it once more for the rest.")
DEEP = N_("“%(name)s” nests deeper than any export, so it was not read.")
_DEEPEST = 100
Wanted = Mapping[str, frozenset[str] | None]


class _Fed:
    """A file that is read for its events: Spoilt where one single value takes more than is held in memory."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file, self._name = file, name
        self.since = 0
        self._first = True

    def read(self, size: int = -1) -> bytes:
        if size == 0:
            return b""  # asked to learn whether bytes or text come
        data = self._file.read(PIECE if size < 0 else size)
        if self._first:
            data, self._first = data.removeprefix(b"\xef\xbb\xbf"), False
        self.since += len(data)
        if self.since > LARGEST_READ:
            raise Spoilt(DEEP, name=self._name)
        return data


def picked(bundle: Bundle, name: str, wanted: Wanted) -> Iterator[tuple[str, Any]]:
    """Each value of the file `name` that stands at one of the paths `wanted` (`db.item.data.posts.item`), with its path, in the file's order.

    Of an object only the keys that its path's set names are built (all where there is none). Raises Spoilt where the file breaks off.
    """
    starts = {".".join(path.split(".")[: count + 1]) for path in wanted for count in range(path.count(".") + 1)}
    with bundle.open(name) as file:
        fed = _Fed(file, name)
        events = _events(fed, name)
        stack: list[str] = []
        for event, value in events:
            if event == "map_key":
                stack[-1] = value
                continue
            if event in {"end_map", "end_array"}:
                stack.pop()
                continue
            path = ".".join(stack)
            if path in wanted:
                yield path, _built(event, value, events, wanted[path], name)
            elif event in {"start_map", "start_array"}:
                if path and path not in starts:
                    _skip(events)
                else:
                    stack.append("" if event == "start_map" else "item")
                    if len(stack) > _DEEPEST:
                        raise Spoilt(DEEP, name=name)


def _events(fed: _Fed, name: str) -> Iterator[tuple[str, Any]]:
    try:
        for event in ijson.basic_parse(fed, use_float=True, buf_size=PIECE):
            fed.since = 0
            yield event
    except (ijson.JSONError, ValueError, OverflowError) as why:
        raise Spoilt(BROKEN, name=name) from why


def _skip(events: Iterator[tuple[str, Any]]) -> None:
    depth = 1
    for event, _value in events:
        if event in {"start_map", "start_array"}:
            depth += 1
        elif event in {"end_map", "end_array"}:
            depth -= 1
            if not depth:
                return


def _built(event: str, value: Any, events: Iterator[tuple[str, Any]], keys: frozenset[str] | None, name: str) -> Any:
    if event not in {"start_map", "start_array"}:
        return value
    builder = ijson.ObjectBuilder()
    builder.event(event, value)
    depth = 1
    for inner, told in events:
        if inner == "map_key" and depth == 1 and keys is not None and told not in keys:
            following, _scalar = next(events, ("null", None))
            if following in {"start_map", "start_array"}:
                _skip(events)
            continue
        builder.event(inner, told)
        if inner in {"start_map", "start_array"}:
            depth += 1
            if depth > _DEEPEST:
                raise Spoilt(DEEP, name=name)
        elif inner in {"end_map", "end_array"}:
            depth -= 1
            if not depth:
                break
    return builder.value


def text(row: object, key: str) -> str:
    """The text (or number) under `key`; "" where there is none, or something else."""
    value = row.get(key) if isinstance(row, dict) else None
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def rows(value: object) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def told(value: str) -> Any:
    """The value of JSON that stands in a text; None where it is none."""
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
