"""A feed that is asked for by its address, to bring in what it has: fetched as this site asks other sites, and kept while it is read."""

import uuid
from pathlib import Path
from urllib.parse import urlsplit

from weeknotes.net.fetch import fetch
from weeknotes.transfer.incoming import put_in

MOST = 20_000_000
SECONDS = 60


def fetch_feed(run_uid: uuid.UUID, address: str, *, number: int = 0) -> Path:
    """Fetch the feed at `address` for the run of that uid; where it is kept. NotFetched where it cannot be had, OSError where there is no room."""
    came = fetch(address.strip(), most=MOST, seconds=SECONDS)
    ending = ".json" if "json" in came.media else ".xml"
    return put_in(run_uid, f"{urlsplit(came.url).hostname or 'feed'}{ending}", [came.data], number)
