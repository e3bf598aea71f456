"""`weeknotes version`."""

import sys
from importlib.metadata import version


def show() -> int:
    """Print the version that is installed."""
    sys.stdout.write(f"weeknotes {version('weeknotes')}\n")
    return 0
