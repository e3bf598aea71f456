"""Django made ready for a command, with a sentence when a setting is wrong."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.module_loading import import_string

from weeknotes.config import environment
from weeknotes.web.full import TAKES_NOTHING, said


def on_site() -> None:
    """Set Django up for a command that works on a site: where none was ever started, or a newer version was, a sentence and exit 1, and nothing is made."""
    lacking = environment.lacks_site()
    if lacking:
        sys.exit(lacking)
    setup()
    import_string("weeknotes.config.tables.stop_where_newer")()


def setup() -> None:
    """Set Django up on this site's settings. A setting or a data folder that cannot be used is a sentence on stderr and exit 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weeknotes.config.settings")
    try:
        django.setup()
    except (ImproperlyConfigured, OSError) as error:
        sys.exit(str(error))


def done(verb: Callable[..., int], words: Mapping[str, Any]) -> int:
    """The exit code of a verb that works on a site; where the database does not answer or the disk has no room, a sentence on stderr and 1."""
    try:
        return verb(**words)
    except (DatabaseError, InterfaceError) as error:
        # Of another kind, it is our mistake, and what it says may be words of a row.
        if not isinstance(error, OperationalError | InterfaceError) and type(error) is not DatabaseError:
            raise
        why = (str(error).splitlines() or ["it does not say why"])[0].removesuffix(".")
        sys.stderr.write(f"The database could not do this: {why}. See that it runs and has room; weeknotes doctor looks at it.\n")
    except OSError as error:
        if error.errno not in TAKES_NOTHING:
            raise
        sys.stderr.write(f"{said(error)}, and call it again.\n")
    return 1
