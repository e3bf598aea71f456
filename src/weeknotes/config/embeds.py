"""Where things stand that a card shows, beside those that are known: from the file that WEEKNOTES_EMBEDS names. Apart from other words: the front needs it too."""

import tomllib

from weeknotes.config import environment
from weeknotes.prose.embed import add_forms


def add_embeds() -> None:
    """Add the host's places of films, maps and the like; nothing where none are set. Raises ImproperlyConfigured with a sentence."""
    environment.from_file("WEEKNOTES_EMBEDS", lambda text: add_forms(tomllib.loads(text)))
