"""The host's own words: for the reading, from the file that WEEKNOTES_VOCABULARY names; in two languages, from WEEKNOTES_GLOSSARY;
and where things stand that a card shows, from WEEKNOTES_EMBEDS."""

import sys
import tomllib
from pathlib import Path

from environ import ImproperlyConfigured

from weeknotes.config import environment
from weeknotes.prose.embed import add_forms
from weeknotes.prose.extend import extend
from weeknotes.prose.glossary import keep_glossary, read_glossary


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


def add_glossary() -> None:
    """Take the host's names and labels in both languages; nothing where none are set. Raises ImproperlyConfigured with a sentence."""
    named = environment.text("WEEKNOTES_GLOSSARY")
    if named is None:
        return
    try:
        keep_glossary(read_glossary(Path(named).expanduser().read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:  # not there, not UTF-8, a line without its other language
        why = error.strerror if isinstance(error, OSError) else error
        raise ImproperlyConfigured(f"WEEKNOTES_GLOSSARY is {named}, which cannot be used: {why}") from error


def add_embeds() -> None:
    """Add the host's places of films, maps and the like; nothing where none are set. Raises ImproperlyConfigured with a sentence."""
    named = environment.text("WEEKNOTES_EMBEDS")
    if named is None:
        return
    try:
        add_forms(tomllib.loads(Path(named).expanduser().read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:  # not there, not UTF-8, no TOML, no form of an address
        why = error.strerror if isinstance(error, OSError) else error
        raise ImproperlyConfigured(f"WEEKNOTES_EMBEDS is {named}, which cannot be used: {why}") from error


def add_or_exit() -> None:
    """The same for a command that needs no site: a sentence and exit 1 where they cannot be used."""
    try:
        add_words()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
