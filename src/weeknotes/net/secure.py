"""Addresses that secrets may be sent to."""

from urllib.parse import urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def safe(address: str) -> bool:
    """Whether what is said to and by this address is read by nobody on the way: https, or on this machine itself."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and "@" not in parts.netloc and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
    except ValueError:
        return False
