"""Jinja2 for every page: what templates may call."""

import unicodedata
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from weeknotes.prose.embed import has_cards
from weeknotes.web import dates
from weeknotes.web.cards import cards
from weeknotes.web.chips import chips
from weeknotes.web.spoken import spoken

_VOWELS = set("aeiouwy")


def address(name: str, *args: object, **kwargs: object) -> str:
    """The path of the view `name`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def and_before(name: str) -> str:
    """The word "and" as it stands before `name`: Welsh has another one before a vowel."""
    first = unicodedata.normalize("NFD", name.lstrip())[:1].lower()
    return translation.pgettext("before a vowel", "and") if first in _VOWELS else translation.gettext("and")


def _said(message: str, /, **variables: object) -> Markup:
    """`message` in the language of the page, as Jinja's own newstyle gettext has it, without a context of its own for each: a page says forty."""
    return Markup(translation.gettext(message)) % variables if variables else _alone(message, spoken())  # noqa: S704 - our own words  # nosec B704


@lru_cache(maxsize=5_000)
def _alone(message: str, lang: str) -> Markup:  # noqa: ARG001 - the language that is in force
    return Markup(translation.gettext(message)) % {}  # noqa: S704 - our own words  # nosec B704


def _counted(singular: str, plural: str, count: int, /, **variables: object) -> Markup:
    return Markup(translation.ngettext(singular, plural, count)) % {"num": count, **variables}  # noqa: S704 - our own words  # nosec B704


@lru_cache(maxsize=4_000)
def _as_before(macro: Macro, lang: str, *said: object) -> Markup:  # noqa: ARG001 - the language that is in force
    return Markup(macro(*said))  # noqa: S704 - what a template of ours makes  # nosec B704


def kept(macro: Macro, *said: object) -> Markup:
    """What `macro`, which knows nothing but its arguments, makes of these, which can be hashed; what it made of them before in this language is kept."""
    return _as_before(macro, spoken(), *said)


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend asks for. A name that is not there is an error, not an empty string."""
    options["undefined"] = StrictUndefined
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do"]
    options["trim_blocks"] = options["lstrip_blocks"] = True
    made = Environment(**options)  # noqa: S701 - Django's backend passes autoescape=True  # nosec B701
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(
        _=_said,
        gettext=_said,
        ngettext=_counted,
        url=address,
        static=static,
        site_url=settings.SITE_URL,
        lang=lambda: spoken()[:2],
        dates=dates,
        kept=kept,
    )
    made.filters.update(
        and_before=and_before,
        day=dates.day,
        day_month=dates.day_month,
        weekday=dates.weekday,
        short_weekday=dates.short_weekday,
        clock=dates.clock,
        iso=dates.iso,
        cards=cards,
        chips=chips,
        has_cards=lambda html: has_cards(str(html)),
    )
    return made
