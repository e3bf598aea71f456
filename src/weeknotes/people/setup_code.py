"""Who may begin on an empty site that the world can reach: whoever reads the code in its terminal."""

import secrets

from django.conf import settings


def needed() -> bool:
    """Whether the first run asks for a code: not on an address that only this machine has."""
    return not settings.LOCAL


def code() -> str:
    """The code of this site, made once and kept in its data folder: 128 bits, as nobody counts how often one is tried."""
    kept = settings.DATA / "setup-code"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(16), encoding="ascii")
    return str(kept.read_text(encoding="ascii"))


def right(typed: str) -> bool:
    """Whether `typed` is the code, or none is needed."""
    return not needed() or secrets.compare_digest(typed.strip(), code())
