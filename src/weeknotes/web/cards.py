"""What is no plain text on a page: the site's own sounds and films (prose/players.py), and what stands elsewhere, as cards
(prose/embed.py). The words are in the language of the text that they stand in."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.prose import embed, players
from weeknotes.web.spoken import speaking


def cards(html: str, lang: str, played: Mapping[str, players.Played]) -> Markup:
    """`html` of a text in `lang`, already made for readers, with its players and cards; `played` are the sounds and films it has."""
    with speaking(lang):
        elsewhere = embed.Says(
            show=_("Show it here"),
            asks=_("Pressing this asks {host} for it. {name} then learns the address of your device, and that you come from this site."),
        )
    return Markup(embed.cards(with_players(html, lang, played), elsewhere))  # noqa: S704 - what came is clean, and what is added is escaped  # nosec B704


def with_players(html: str, lang: str, played: Mapping[str, players.Played]) -> str:
    """The same without cards, for pages that are read where nothing of this site is."""
    if not played:
        return str(html)
    with speaking(lang):
        here = players.Says(
            states={"automatic": _("Transcript, made by a program and not checked"), "checked": _("Transcript, checked by a person")},
            none=_("There is no transcript yet."),
            captions={"en": _("English captions"), "cy": _("Welsh captions")},
        )
    return players.play(str(html), played, here, lang)
