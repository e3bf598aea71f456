"""Django made ready for a command, with a sentence when a setting is wrong."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from weeknotes.config import environment


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
