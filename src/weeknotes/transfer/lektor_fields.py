"""The fields of a page of Lektor's, as its `contents.lr` has them (getlektor.com, "File Format"): a name and what it holds, parted by lines of three dashes."""

import re

_FIELD = re.compile(r"([A-Za-z_][\w.-]{0,60}):[ \t]*(.*)$")
_DASHES = re.compile(r"-{4,}$")
_MOST = 200


def fields(source: str) -> dict[str, str]:
    """The fields by their names in small letters; none where the text has no such form. Never raises."""
    made: dict[str, str] = {}
    lines: list[str] = []
    for line in [*source.removeprefix("\ufeff").split("\n"), "---"]:
        bare = line.rstrip()
        if bare != "---":
            # A line of more dashes is one of fewer in the text.
            lines.append(bare[1:] if _DASHES.match(bare) else line.rstrip("\r"))
            continue
        while lines and not lines[0].strip():
            del lines[0]
        found = _FIELD.match(lines[0].rstrip()) if lines else None
        if found is None and lines:
            return {}
        if found is not None and len(made) < _MOST:
            made[found[1].lower()] = "\n".join([found[2], *lines[1:]]).strip()
        lines = []
    return made
