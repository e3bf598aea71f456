"""What else stands on a team's public page, from rooms above this one: `settings.ON_TEAM_PAGES` lists who says it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page as HTML, and the notes whose words are in it."""

    html: Markup
    notes: frozenset[int]


def parts_of_team(team: str, lang: str) -> list[Part]:
    """The parts of the page of the team with this slug. Each is asked with the slug and the language, and is the same every time."""
    asks: list[Callable[[str, str], Part | None]] = [import_string(path) for path in settings.ON_TEAM_PAGES]
    return [part for ask in asks if (part := ask(team, lang)) is not None]
