"""The address that the public folder was made for. It stands in feeds, sitemaps and cards, so pages of one address are not those of another."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.template import engines

from weeknotes.publishing import disk

_SITEMAP = re.compile(rb"^Sitemap: (https?://[^\s/]+)/sitemap\.xml$", re.MULTILINE)


def made_for() -> str:
    """Scheme and host as robots.txt in the public folder has them; "" where it does not say."""
    found = _SITEMAP.search(disk.read("robots.txt") or b"")
    return found[1].decode("ascii", "replace") if found else ""


@contextmanager
def as_if_at(address: str) -> Iterator[None]:
    """Pages that are rendered inside are those of a site at `address`. For a process that does nothing else meanwhile, such as a command."""
    shared, own = engines["jinja2"].env.globals, settings.SITE_URL  # type: ignore[attr-defined]
    try:
        settings.SITE_URL = shared["site_url"] = address
        yield
    finally:
        settings.SITE_URL = shared["site_url"] = own
