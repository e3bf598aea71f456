"""The counter of this site's data folder, for what runs inside Django."""

from pathlib import Path

from django.conf import settings

from weeknotes.web.counter import Generation

_held: dict[Path, Generation] = {}


def generation() -> Generation:
    """The counter of this site's data folder."""
    path = settings.GENERATION
    found = _held.get(path)
    if found is None:
        found = _held[path] = Generation(Path(path))
    return found
