"""A heading whose part is for fewer people than the note says so beside it, in the language of the page."""

import re

from django.utils.html import escape
from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.web.spoken import spoken

_NARROWED = re.compile(r'(<h([23]) data-audience="(me|named|team|organisation)"[^>]*>.*?)(</h\2>)', re.DOTALL)


def chips(html: str) -> Markup:
    """`html` of a text, already made for readers who may know, with the audience of each narrowed heading behind its words."""
    words = {"me": _("only me"), "named": _("people named only"), "team": _("team only"), "organisation": _("organisation only")}
    lang = spoken()
    # What came is clean, and what is added is escaped.
    return Markup(_NARROWED.sub(lambda found: f'{found[1]} <span class="chip" lang="{lang}">{escape(words[found[3]])}</span>{found[4]}', str(html)))  # noqa: S704  # nosec B704
