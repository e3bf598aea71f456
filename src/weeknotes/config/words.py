"""The host's own words for the reading, from the file that WEEKNOTES_VOCABULARY names."""

import sys
import tomllib
from pathlib import Path

from environ import ImproperlyConfigured

from weeknotes.config import environment
from weeknotes.prose.extend import extend


def add_words() -> None:
    """Add the host's headings and phrases to this process; nothing where none are set. Raises ImproperlyConfigured with a sentence."""
    named = environment.text("WEEKNOTES_VOCABULARY")
    if named is None:
        return
    try:
        extend(tomllib.loads(Path(named).expanduser().read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:  # not there, not UTF-8, no TOML, no such table
        why = error.strerror if isinstance(error, OSError) else error
        raise ImproperlyConfigured(f"WEEKNOTES_VOCABULARY is {named}, which cannot be used: {why}") from error


def add_or_exit() -> None:
    """The same for a command that needs no site: a sentence and exit 1 where they cannot be used."""
    try:
        add_words()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
