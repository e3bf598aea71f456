"""Waking a worker that waits for its next round: somebody looks at a page that says how far the work is."""

from pathlib import Path

from django.conf import settings


def wake() -> None:
    """Have a worker begin its next round at once. To be called after what it is to find is committed."""
    _file().touch()


def woken() -> bool:
    """Whether somebody asked for a round; asked once, answered once."""
    try:
        _file().unlink()
    except FileNotFoundError:
        return False
    return True


def _file() -> Path:
    return Path(settings.DATA) / "wake"
