"""Sets Django up and makes the data folder ready.

Run as `python -m weeknotes.config.prepare`: a process of its own, which gives its memory back.
"""

import sys

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from weeknotes.config.setup import setup

if __name__ == "__main__":
    setup()
    try:
        code = import_string("weeknotes.config.ready.ready")()
    except ImproperlyConfigured as error:  # such as a database whose library is not installed
        sys.exit(str(error))
    sys.exit(code)
