"""Who may begin on an empty site that the world can reach: whoever reads the code in its terminal."""

import secrets

from django.conf import settings


def needed() -> bool:
    """Whether the first run asks for a code: not on an address that only this machine has."""
    return not settings.LOCAL


def code() -> str:
    """The code of this site, made once and kept in its data folder."""
    kept = settings.DATA / "setup-code"
    if not kept.exists():
        kept.write_text(f"{secrets.randbelow(10**8):08d}", encoding="ascii")
        kept.chmod(0o600)
    return str(kept.read_text(encoding="ascii"))


def right(typed: str) -> bool:
    """Whether `typed` is the code, or none is needed."""
    return not needed() or secrets.compare_digest(typed.strip(), code())
