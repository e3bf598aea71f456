"""Names and labels in both languages: a host's own list, what two texts of one note call the same thing, and what of it to offer."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache

from weeknotes.prose.html import plain
from weeknotes.prose.label import label_of
from weeknotes.prose.outline import outline
from weeknotes.prose.parity import parity
from weeknotes.prose.wording import fold

Pair = tuple[str, str]  # the English, the Welsh
LONGEST = 100  # characters: more is a sentence, and sentences are not offered
MOST = 12

_HOST: list[Pair] = []


def read_glossary(text: str) -> tuple[Pair, ...]:
    """The pairs of a host's file: TOML with a table `[words]` of "English" = "Cymraeg", or a line for each pair, parted by a tab.

    ValueError with a sentence that says which line or entry cannot be used.
    """
    if any(line.strip().startswith("[words]") for line in text.splitlines()):
        return tuple(_pair(one, other, f"the entry {one!r}") for one, other in _table(text).items())
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 2:
            raise ValueError(
                f"line {number} has no English and Welsh parted by one tab. It looks like: Ones to watch<tab>Pethau i’w gwylio"
            )
        found.append(_pair(parts[0], parts[1], f"line {number}"))
    return tuple(found)


def _table(text: str) -> dict[str, object]:
    words = tomllib.loads(text).get("words")
    if not isinstance(words, dict):
        raise ValueError('[words] is no table. It has lines such as "Ones to watch" = "Pethau i’w gwylio".')  # noqa: TRY004 - a file that cannot be used
    return words


def _pair(one: object, other: object, where: str) -> Pair:
    if not isinstance(one, str) or not isinstance(other, str) or not one.strip() or not other.strip():
        raise ValueError(f"{where} lacks the words of one language.")
    if max(len(one), len(other)) > LONGEST:
        raise ValueError(f"{where} is longer than {LONGEST} characters. A glossary has names and labels, no sentences.")
    return " ".join(one.split()), " ".join(other.split())


def keep_glossary(pairs: Iterable[Pair]) -> None:
    """Make these the host's pairs, for this process."""
    _HOST[:] = pairs


def host_glossary() -> tuple[Pair, ...]:
    """The host's pairs."""
    return tuple(_HOST)


@lru_cache(maxsize=512)
def paired(en: str, cy: str) -> tuple[Pair, ...]:
    """What the two clean HTML texts of one note call the same thing: headings that answer each other, and the labels of what answers each other."""
    texts = (outline(en, syntax="html"), outline(cy, syntax="html"))
    held = parity(*texts)
    labels = [{b.start: label.text for b in text.blocks if b.kind in {"item", "paragraph"} and (label := label_of(b))} for text in texts]
    found: list[Pair] = []
    for i, j in held.rows:
        if i is None or j is None:
            continue
        one, other = held.sides[0].units[i], held.sides[1].units[j]
        words = (
            (one.text, other.text)
            if one.kind == other.kind == "heading"
            else (labels[0].get(one.start, ""), labels[1].get(other.start, ""))
        )
        if all(words) and fold(words[0]) != fold(words[1]) and max(map(len, words)) <= LONGEST:
            found.append(words)
    return tuple(dict.fromkeys(found))


def offers(pairs: Sequence[Pair], *, theirs: str, ours: str, lang: str) -> tuple[Pair, ...]:
    """What to offer whoever writes `lang`: (words of the other text, words for them), in the order they stand there, each once.

    `theirs` and `ours` are clean HTML. Of several for the same words the first pair is taken; what stands in `ours` already is not offered.
    """
    there, here = f" {fold(plain(theirs))} ", f" {fold(plain(ours))} "
    found: dict[str, tuple[int, Pair]] = {}
    for en, cy in pairs:
        source, wanted = (en, cy) if lang == "cy" else (cy, en)
        name = fold(source)
        at = there.find(f" {name} ")
        if at >= 0 and name not in found:
            found[name] = (at, (source, wanted))
    waiting = sorted((at, pair) for at, pair in found.values() if f" {fold(pair[1])} " not in here)
    return tuple(pair for _at, pair in waiting[:MOST])
