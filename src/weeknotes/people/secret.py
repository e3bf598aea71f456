"""Secrets that stand in an address: made by chance, shown once, and kept as their hash alone."""

import hashlib
import secrets


def new_secret() -> str:
    """One that nobody guesses, as it may stand in an address."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of it. Whatever somebody asks with has one."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
