"""All that the settings of a site of Hugo's say together: the file where the site begins, and those of a folder, each of which may hold a part of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from weeknotes.prose.decode import Unreadable, decode
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.front_matter import Broken, lowered, values

FORMS = {"toml": "toml", "yaml": "yaml", "yml": "yaml", "json": "json"}
# What every making of the site has, and what that for everyone has besides (gohugo.io, "Configure Hugo", Configuration directory).
_FOLDERS = ("config/_default/", "config/production/")
_WHOLE = ("hugo", "config")
_LARGEST, _DEEPEST, _MOST = 100_000, 6, 200


def hugo_said(bundle: Bundle, root: str) -> dict[str, Any]:
    """What they say, by keys in small letters: the later file's word where two say the same, and both where they are lists or tables. Never raises."""
    made: dict[str, Any] = {}
    for name, key in _files(bundle, root):
        try:
            table = lowered(values(decode(bundle.read(name, _LARGEST)), FORMS[name.rpartition(".")[2]]))
        except (Spoilt, Unreadable, Broken):
            continue
        made = _with(made, table if key in _WHOLE else {key: table.get(key, table)})
    return made


def _files(bundle: Bundle, root: str) -> Iterator[tuple[str, str]]:
    """The files of settings, those for everyone last, and of what each is."""
    yield from ((f"{root}{key}.{ending}", key) for key in reversed(_WHOLE) for ending in FORMS if f"{root}{key}.{ending}" in bundle)
    for folder in _FOLDERS:
        under = f"{root}{folder}"
        names = [name for name in bundle.names() if name.startswith(under) and name.rpartition(".")[2] in FORMS and "/" not in name[len(under) :]]
        for name in sorted(names[:_MOST], key=lambda one: not one[len(under) :].startswith(_WHOLE)):
            yield name, name[len(under) :].rpartition(".")[0].lower()


def _with(one: Mapping[str, Any], other: Mapping[str, Any], deep: int = 0) -> dict[str, Any]:
    made = dict(one)
    for key, value in other.items():
        before = made.get(key)
        if isinstance(before, dict) and isinstance(value, dict) and deep < _DEEPEST:
            made[key] = _with(before, value, deep + 1)
        else:
            made[key] = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value
    return made
