"""The host's own words: for the reading, from the file that WEEKNOTES_VOCABULARY names; in two languages, from WEEKNOTES_GLOSSARY."""

import sys
import tomllib

from environ import ImproperlyConfigured

from weeknotes.config import environment
from weeknotes.prose.extend import extend
from weeknotes.prose.glossary import keep_glossary, read_glossary


def add_words() -> None:
    """Add the host's headings and phrases to this process; nothing where none are set. Raises ImproperlyConfigured with a sentence."""
    environment.from_file("WEEKNOTES_VOCABULARY", lambda text: extend(tomllib.loads(text)))


def add_glossary() -> None:
    """Take the host's names and labels in both languages; nothing where none are set. Raises ImproperlyConfigured with a sentence."""
    environment.from_file("WEEKNOTES_GLOSSARY", lambda text: keep_glossary(read_glossary(text)))


def add_or_exit() -> None:
    """The same for a command that needs no site: a sentence and exit 1 where they cannot be used."""
    try:
        add_words()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
