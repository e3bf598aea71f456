"""Styles and scripts in the public folder, held against the manifest that lists them. Names carry the sum of what they name."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from weeknotes.publishing import disk

MANIFEST = "staticfiles.json"


def manifest() -> dict[str, str] | None:
    """Given name to lasting name of each style and script, as `collectstatic` wrote it; None where it cannot be read."""
    try:
        held = json.loads((Path(settings.STATIC_ROOT) / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    paths = held.get("paths") if isinstance(held, dict) else None
    return {str(given): str(lasting) for given, lasting in paths.items()} if isinstance(paths, dict) else None


def prefix() -> str:
    """Where static files stand in the public folder: `static/`."""
    return disk.statics_at(settings.PUBLIC, settings.STATIC_ROOT)


def wrong() -> Iterator[tuple[str, str]]:
    """Path and what is wrong with it ("missing" or "different") for each style or script that the manifest lists."""
    listed = manifest()
    if listed is None:
        yield prefix() + MANIFEST, "missing"
        return
    for lasting in sorted(set(listed.values())):
        body = disk.read(prefix() + lasting)
        if body is None:
            yield prefix() + lasting, "missing"
        elif not carries_sum(lasting, body):
            yield prefix() + lasting, "different"


def strays() -> Iterator[str]:
    """Static files that nothing lists. Those of an earlier version stay: pages that somebody holds still ask for them."""
    listed = manifest() or {}
    known = {MANIFEST, *listed, *listed.values()}
    for path, plain in disk.files():
        if disk.is_static(path):
            name = path.removeprefix(prefix())
            if not plain:
                yield path
            elif name not in known:
                body = disk.read(path)
                if body is None or not carries_sum(name, body):
                    yield path


def carries_sum(name: str, body: bytes) -> bool:
    """Whether a name such as `weeknotes.0f3a….css` has the sum of `body` in it, as Django's manifest storage makes it."""
    parts = name.rsplit("/", 1)[-1].split(".")
    return hashlib.md5(body, usedforsecurity=False).hexdigest()[:12] in parts
