"""What stands elsewhere, as cards on a page (prose/embed.py): the words, in the language of the text that they stand in."""

from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.prose import embed


def cards(html: str, lang: str) -> Markup:
    """`html` of a text in `lang`, already made for readers, with its cards."""
    with translation.override(lang):
        says = embed.Says(
            show=_("Show it here"),
            asks=_("Pressing this asks {host} for it. {name} then learns the address of your device, and that you come from this site."),
        )
    return Markup(embed.cards(str(html), says))  # noqa: S704 - what came is clean, and what is added is escaped
