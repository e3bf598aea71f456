"""What the check before publishing noticed, and the mark by which it is known again."""

from dataclasses import dataclass, field
from hashlib import blake2b

MARK_BYTES = 16
KEY_BYTES = 64


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed: the rule's name, its sentences (msgids for `say`), and the place in the source.

    `start`/`end` are offsets in the outline's source and `quote` is the source between them, "" where the words stand outside it
    (a title kept apart). `found` is the thing itself in one plain form, however it was written. `quote` and `found` stay out
    of `repr`, so that no log and no traceback repeats a number.
    """

    rule: str
    what: str
    why: str
    source: str
    do: str
    start: int
    end: int
    quote: str = field(repr=False)
    found: str = field(repr=False)
    values: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def mark(finding: Finding, key: bytes) -> str:
    """A keyed hash (BLAKE2b, 32 hexadecimal digits) of the rule and what it found, so that "considered" needs no copy of it.

    The same number written with other spaces has the same mark; without the key a mark cannot be tried against every number.
    Raises ValueError for a key that is empty or longer than 64 bytes (RFC 7693).
    """
    if not 0 < len(key) <= KEY_BYTES:
        raise ValueError(f"a key of 1 to {KEY_BYTES} bytes is needed, not {len(key)}")
    words = f"{finding.rule}\0{finding.found}".encode(errors="surrogatepass")
    return blake2b(words, key=key, digest_size=MARK_BYTES).hexdigest()
