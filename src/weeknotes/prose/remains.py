"""What of a second language is still to be written: places kept open with dots, and words that still stand in the first language."""

import re
from collections.abc import Iterator

from weeknotes.prose.answers import LONGEST, Place
from weeknotes.prose.parity import Difference, Parity, in_order
from weeknotes.prose.wording import fold

DOTS = "…"
_OPEN = re.compile(r"(?<!\S)…(?!\S)")
_LETTER = re.compile(r"[^\W\d_]")
_FEW = 4  # words; a shorter line may be a name, which is the same in any language


def remains(held: Parity, side: int) -> tuple[Difference, ...]:
    """What the text of `side` has not yet said in its own language, in order: `unwritten` dots, and words `left` as the other side has them."""
    return in_order([*_unwritten(held, side), *_left(held, side)])


def _unwritten(held: Parity, side: int) -> Iterator[Difference]:
    for number, row in enumerate(held.rows):
        n, other = row[side], row[1 - side]
        if n is None:
            continue
        count = len(_OPEN.findall(held.sides[side].units[n].text))
        theirs = len(_OPEN.findall(held.sides[1 - side].units[other].text)) if other is not None else 0
        if count > theirs:
            places = [held.sides[side].places[n], held.sides[1 - side].places[other] if other is not None else None]
            yield _difference("unwritten", side, number, places, count=count - theirs)


def _left(held: Parity, side: int) -> Iterator[Difference]:
    for number, row in enumerate(held.rows):
        i, j = row
        if i is None or j is None:
            continue
        one, other = held.sides[0].units[i], held.sides[1].units[j]
        enough = one.kind == "heading" or len(one.text.split()) >= _FEW
        if enough and one.kind not in {"code", "image", "table"} and _same(one.text, other.text):
            places = [held.sides[n].places[at] for n, at in ((side, row[side] or 0), (1 - side, row[1 - side] or 0))]
            yield _difference("left", side, number, list(places))
    for answer in held.answers:
        words = answer.words[side]
        address = answer.what == "link" and (words == answer.address or "." in words.strip(".").split(" ")[0])
        if _same(*answer.words) and not address:
            yield _difference("left", side, answer.row, [answer.places[side], answer.places[1 - side]], said=words[:LONGEST])


def _same(one: str, other: str) -> bool:
    return bool(_LETTER.search(one)) and fold(one) == fold(other)


def _difference(what: str, side: int, row: int, places: list[Place | None], *, said: str = "", count: int = 1) -> Difference:
    own, other = places
    return Difference(what, side, row, (own, other) if side == 0 else (other, own), said, count)  # type: ignore[arg-type]
