"""The second half of `weeknotes restore`, in a process with the settings of the site that comes back: tables, pages, and a look through all of it.

Run as `python -m weeknotes.config.come_back DATA STEP`; the steps are the functions of `brought_back`.
"""

import sys
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils.module_loading import import_string

from weeknotes.config.setup import setup
from weeknotes.web.full import said

# The exit code where nothing came of it, so that what was put in place goes again.
NOTHING = 3
INTERRUPTED = 130
SQLITE, TOLD = "weeknotes.sqlite3", "restored.json"


def main(place: Path, step: str = "finish") -> int:
    """0 where everything is as it should be; 1, or NOTHING, with sentences otherwise."""
    setup()
    # Tables that were loaded into a database server stay there, and no site is brought back into a database that has any.
    emptied = "" if connection.vendor == "sqlite" else "empty the database that DATABASE_URL names, "
    try:
        return int(import_string(f"weeknotes.config.brought_back.{step}")(place))
    except KeyboardInterrupt:  # said by whoever runs this
        return INTERRUPTED
    except DatabaseError as error:
        why = str(error).strip().removesuffix(".")
        sys.stderr.write(f"The database cannot be used: {why}. Nothing was brought back. See that it runs and has room, {emptied}then run the same command again.\n")
        return NOTHING
    except BrokenPipeError:  # whoever read what is said here has gone
        raise
    except OSError as error:  # a full disk, most often: of the half that stands there nobody knows which
        sys.stderr.write(f"The site could not be put in its place: {said(error)}, {emptied}then run the same command again. Nothing was brought back.\n")
        return NOTHING


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
