"""Addresses that stand in a text as words, where the place that showed it made links of them by itself."""

import re
from collections.abc import Callable

_PIECE = re.compile(r"(<[^<>]*>)")
_TAG = re.compile(r"<(/?)(a|pre|code|script|style|textarea|button)(?=[\s>/])", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w/@.:=+-])https?://[^\s<>\"]{2,2000}", re.IGNORECASE)
_AFTER = re.compile(r"(?:&(?:quot|#39|gt|lt);.*|[?!.,:;*_~'’”\]]+)$")
_MOST = 2_000


def linked(html: str) -> str:
    """`html` with a link for each bare address of its words, as GitHub, Hugo and WriteFreely make one; those in links and in code stay words."""
    return in_words(html, lambda piece: _BARE.sub(_link, piece, count=_MOST)) if "://" in html else html


def in_words(html: str, change: Callable[[str], str]) -> str:
    """`html` with each piece of its words changed, but for those in links and in code."""
    made: list[str] = []
    within: list[str] = []
    for number, piece in enumerate(_PIECE.split(html)):
        if number % 2 == 0:
            made.append(piece if within else change(piece))
            continue
        made.append(piece)
        if (found := _TAG.match(piece)) and not piece.endswith("/>"):
            name = found[2].lower()
            if not found[1]:
                within.append(name)
            elif name in within:
                while within.pop() != name:
                    pass
    return "".join(made)


def _link(found: re.Match[str]) -> str:
    """An address as a link, without the marks of the sentence that end it: a bracket that opens before it is one of these."""
    address = found[0]
    while True:
        short = _AFTER.sub("", address)
        if short.endswith(")") and short.count(")") > short.count("("):
            short = short[:-1]
        if short == address:
            break
        address = short
    return f'<a href="{address}">{address}</a>{found[0][len(address) :]}' if address.partition("://")[2] else found[0]
