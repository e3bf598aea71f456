"""Names that somebody asked to be forgotten, kept as keyed hashes alone."""

from hashlib import blake2b

from weeknotes.prose.tokens import folded

HASH_BYTES = 16
KEY_BYTES = 64


def former_hash(name: str, key: bytes) -> str:
    """A keyed hash (BLAKE2b, 32 hexadecimal digits) of a name without case, accents, spaces, hyphens and apostrophes, for `Context.former`.

    Raises ValueError for a key that is empty or longer than 64 bytes (RFC 7693), and for a name without letters.
    """
    plain = "".join(folded(name))
    if not plain:
        raise ValueError("A name has letters; this one has none.")
    if not usable(key):
        raise ValueError(f"A key of 1 to {KEY_BYTES} bytes is needed, not {len(key)}.")
    return blake2b(plain.encode(), key=key, digest_size=HASH_BYTES).hexdigest()


def usable(key: bytes) -> bool:
    """Whether a key can be used for the hashes."""
    return 0 < len(key) <= KEY_BYTES
