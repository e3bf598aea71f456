"""HTML that is read away from its page: every address in it made whole.

Takes canonical HTML (`html.clean`), its pictures dressed or not, in which a tag is written one way only: no reading of it can go wrong.
"""

import re
from html import escape, unescape
from urllib.parse import urljoin

# What has no scheme; what has one is whole, and stays as it was written.
PART = re.compile(r'(<(?:a|img) (?:[a-z-]+="[^"]*" )*?(?:href|src)=")(?![A-Za-z][A-Za-z0-9+.-]*:)([^"]*)(?=")')
IMAGE = re.compile(r'<img (?:[a-z-]+="[^"]*" )*?src="([^"]*)"')


def absolute(html: str, base: str) -> str:
    """`html` in which each link and picture has a whole address, as it would be followed from the page `base` (RFC 3986, 5)."""
    return PART.sub(lambda found: f"{found[1]}{escape(_joined(base, unescape(found[2])))}", html)


def first_image(html: str) -> str:
    """The address of the first picture in `html`, "" where it has none."""
    found = IMAGE.search(html)
    return unescape(found[1]) if found else ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address  # no address at all, and followed nowhere
