"""The three pages about this place itself: what it is, how accessible it is, what it keeps. A good default, or the host's own words."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template import engines
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.people.site import organisation
from weeknotes.prose.html import clean, shelter
from weeknotes.prose.markdown import to_html
from weeknotes.publishing import addresses
from weeknotes.publishing.alone import alone
from weeknotes.publishing.change import press_again
from weeknotes.publishing.kinds import Spot
from weeknotes.publishing.models import Statement
from weeknotes.web.spoken import speaking

ABOUT, ACCESSIBILITY, PRIVACY = KEYS = ("about", "accessibility", "privacy")
NAME = "statement"


def title_of(key: str) -> str:
    """What the page is called, in the language in force."""
    return {ABOUT: _("About these pages"), ACCESSIBILITY: _("Accessibility statement"), PRIVACY: _("Privacy")}[key]


def own_html(key: str, lang: str) -> str | None:
    """The host's own text, None where the default stands."""
    return Statement.objects.filter(key=key, lang=lang).values_list("html", flat=True).first()


def default_html(key: str, lang: str) -> str:
    """The text that follows from what the site is and how it is set."""
    here = organisation()
    assert here is not None
    shown = {
        "name": here.name_in(lang),
        "several": len(here.langs) > 1,
        "contact": here.contact,
        "contact_link": here.contact_link,
        "address": settings.SITE_URL + addresses.top(lang),
        "mail": "smtp" in settings.EMAIL_BACKEND,
    }
    with speaking(lang):
        return clean(engines["jinja2"].get_template(f"publishing/statements/{key}.html").render(shown))


def shown_html(key: str, lang: str) -> Markup:
    """What stands on the page."""
    own = own_html(key, lang)
    return Markup(shelter(default_html(key, lang) if own is None else own))  # noqa: S704 - cleaned on the way in, and here  # nosec B704


def keep_statement(*, key: str, lang: str, text: str | None, at: datetime | None = None) -> None:
    """Have the page `key` say `text` (Markdown or HTML), or the default where it is None or empty. The page says so before this returns.

    OSError when there is no room.
    """
    html = to_html(text or "")
    with alone():
        with transaction.atomic():
            Statement.objects.filter(key=key, lang=lang).delete()
            if html:
                Statement.objects.create(key=key, lang=lang, html=html)
        press_again([Spot(NAME, key, lang)], at=at or timezone.now(), doubt=True)
