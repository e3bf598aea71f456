"""A host's own headings and phrases beside those of vocabulary.toml, in the same form."""

import re
from typing import Any

from weeknotes.prose import vocabulary
from weeknotes.prose.kinds import kind_of

# Tables that can be added to, with the lists that each kind in them may have ("" where a kind is a list itself).
_LISTS: dict[str, tuple[str, ...]] = {
    "heading": ("whole", "starts", "has"),
    "cue": ("says", "names"),
    "lead": ("",),
    "sentence": ("",),
    "sentence_cy": ("",),
}


def extend(more: dict[str, Any]) -> None:
    """Add phrases to the tables heading, cue, lead, sentence and sentence_cy, for this process; theirs come after ours.

    ValueError with a sentence that names the table, the kind and the phrase where one is not known or is no pattern; then nothing is added.
    """
    for table, kinds in more.items():
        if table not in _LISTS or not isinstance(kinds, dict):
            raise ValueError(f"[{table}] is no table that can be added to. There are: {', '.join(_LISTS)}.")
        for kind, given in kinds.items():
            if kind not in vocabulary.TABLE[table]:
                raise ValueError(f"[{table}] has no kind {kind!r}. There are: {', '.join(vocabulary.TABLE[table])}.")
            _look(table, kind, given if isinstance(given, dict) else {"": given})
    for table, kinds in more.items():
        for kind, given in kinds.items():
            _add(table, kind, given)
    vocabulary.compile_anew()
    kind_of.cache_clear()


def _look(table: str, kind: str, lists: dict[str, Any]) -> None:
    for name, phrases in lists.items():
        where = f"[{table}.{kind}] {name}".rstrip()
        if name not in _LISTS[table]:
            raise ValueError(f"{where} is no list of phrases. There are: {', '.join(one or kind for one in _LISTS[table])}.")
        if not isinstance(phrases, list) or not all(isinstance(one, str) and one for one in phrases):
            raise ValueError(f"{where} is no list of phrases in quotation marks.")
        for phrase in phrases:
            try:
                re.compile(vocabulary.choice([phrase]))
            except re.error as error:
                raise ValueError(f"{where} has {phrase!r}, which is no pattern: {error}.") from error


def _add(table: str, kind: str, given: Any) -> None:
    held = vocabulary.TABLE[table]
    if isinstance(given, dict):
        for name, phrases in given.items():
            held[kind][name] = [*held[kind].get(name, []), *phrases]
    else:
        held[kind] = [*held[kind], *given]
