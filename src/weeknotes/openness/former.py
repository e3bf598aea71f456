"""Names that somebody asked to be forgotten, as keyed hashes: what is looked for can be found in a text, and read by nobody who looks into the list."""

import unicodedata
from hashlib import blake2b

from weeknotes.openness.finding import KEY_BYTES
from weeknotes.prose import tokens

HASH_BYTES = 16
# Signs that people write in one another's place in a name.
ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})


def folded(name: str) -> str:
    """`name` without case and accents, with one space between its words: what two ways of writing one name have alike."""
    # Some signs have one of the others within them: ŉ is an apostrophe and an n.
    apart = unicodedata.normalize("NFKD", name.translate(ALIKE)).translate(ALIKE)
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).casefold().split())


def former_hash(name: str, key: bytes) -> str:
    """A keyed hash (BLAKE2b, 32 hexadecimal digits) of a name without case, accents, spaces, hyphens and apostrophes, for `Context.former`.

    Raises ValueError for a key that is empty or longer than 64 bytes (RFC 7693), and for a name without letters.
    """
    plain = "".join(tokens.folded(name))
    if not plain:
        raise ValueError("A name has letters; this one has none.")
    if not usable(key):
        raise ValueError(f"A key of 1 to {KEY_BYTES} bytes is needed, not {len(key)}.")
    return blake2b(plain.encode(), key=key, digest_size=HASH_BYTES).hexdigest()


def usable(key: bytes) -> bool:
    """Whether a key can be used for the hashes."""
    return 0 < len(key) <= KEY_BYTES
