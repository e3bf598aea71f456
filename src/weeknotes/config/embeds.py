"""Where things stand that a card shows, beside those that are known: from the file that WEEKNOTES_EMBEDS names. Apart from other words: the front needs it too."""

import tomllib
from pathlib import Path

from environ import ImproperlyConfigured

from weeknotes.config import environment
from weeknotes.prose.embed import add_forms


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
