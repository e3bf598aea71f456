"""What a backup says of itself: the names of what stands in it, and `about.json`, which is read before anything is put back."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# What stands in a backup, in this order; `media/` and `public/` have many files.
READ_ME, ABOUT, SECRET, SUMS = "READ-ME.txt", "about.json", "secret", "SHA256SUMS"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
MEDIA, PUBLIC = "media", "public"
FORMAT = 1

_MEDIUM = re.compile(r"media/(?:original|shown)/[0-9a-f]{2}/[0-9a-f]{64}")
_SINGLE = frozenset({READ_ME, ABOUT, SECRET, SUMS, *DATABASES.values()})

WORDS = """This file holds a whole Weeknotes site: every note, private ones and drafts among them, every
version of each, the addresses of people, pictures, sounds and films, and the site's secret,
with which anybody could sign in as anybody. Keep it as you would keep the keys to the building.

To bring the site back, into an empty place:

    weeknotes restore FILE --into FOLDER

SHA256SUMS has the sum of every other file (`sha256sum -c SHA256SUMS`), and about.json says which
version made it. The database is an SQLite file, or what pg_dump wrote (`pg_restore` reads it).
"""


class KeepingError(Exception):
    """Something could not be kept or brought back; the message is a sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class About:
    """A backup: when and by which version it was made (times in UTC), of which site, its tables and how many rows each has."""

    made_at: str
    version: str
    url: str
    vendor: str
    migrations: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]
    settings: tuple[str, ...] = ()  # names of the settings that were made in the environment, never what they say
    public: bool = False
    format: int = FORMAT

    def text(self) -> str:
        """As it stands in the backup."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, body: bytes) -> "About":
        """What `text` wrote. KeepingError with a sentence for anything else, and for a form that is not known yet."""
        try:
            held: dict[str, Any] = json.loads(body)
            form = int(held["format"])
            if form == FORMAT:
                return cls(
                    made_at=str(held["made_at"]),
                    version=str(held["version"]),
                    url=str(held["url"]),
                    vendor=str(held["vendor"]),
                    migrations=tuple((str(app), str(name)) for app, name in held["migrations"]),
                    counts={str(table): int(count) for table, count in held["counts"].items()},
                    settings=tuple(str(name) for name in held["settings"]),
                    public=bool(held["public"]),
                )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeepingError("What this backup says of itself (about.json) cannot be read. Take another one.") from error
        raise KeepingError(f"This backup has form {form}, and this version of Weeknotes knows form {FORMAT} alone. Restore it with a newer version.")

    @property
    def database(self) -> str:
        """The name of the database's file in the backup."""
        return DATABASES[self.vendor]


def belongs(name: str) -> bool:
    """Whether a file of this name may stand in a backup: nothing that leads out of the folder it is put into, and nothing else than is known."""
    if name in _SINGLE or _MEDIUM.fullmatch(name):
        return True
    first, *parts = name.split("/")
    return first == PUBLIC and bool(parts) and not any(part in {"", ".", ".."} or part.startswith(".") or set(part) & set("\0\\") for part in parts)
