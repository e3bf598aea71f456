"""Turning a template into the bytes of a page, with what every public page needs."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template import engines

from weeknotes.people.site import organisation
from weeknotes.prose.embed import FORMS
from weeknotes.publishing import addresses
from weeknotes.publishing.look import looks
from weeknotes.web.generation import generation

HERE = Path(__file__).resolve().parent
WEB = HERE.parent / "web"


def made(
    template: str,
    *,
    lang: str,
    here: str,
    canonical: str | None,
    others: dict[str, str],
    feed: str = "",
    forms: Iterable[str] = addresses.FEEDS,
    **more: object,
) -> bytes:
    """The page that `template` makes in `lang`, UTF-8. `here` is the nav entry; `others` the same page by language; `feed` its Atom feed,
    `forms` the formats in which there is one.

    A tree that has no such page is linked by its first page.
    """
    first = next(iter(addresses.langs()), lang)
    across = [(tree.lang, others.get(tree.lang, tree.top)) for tree in addresses.trees() if tree.lang != lang]
    context = {
        "organisation": organisation(),
        "theme": looks(),
        "top": addresses.top(lang),
        "sign_in": settings.LOGIN_URL,
        "here": here,
        "canonical": addresses.absolute(canonical) if canonical else None,
        "across": across,
        "across_langs": [{"lang": code} for code in others if code != lang],
        "alternates": [(code, addresses.absolute(at)) for code, at in sorted(others.items())] if len(others) > 1 else [],
        "first_of_several": addresses.absolute(others.get(first, canonical or "")) if len(others) > 1 else None,
        "feed": feed,
        "feeds": addresses.feeds_beside(feed, forms),
        **more,
    }
    return engines["jinja2"].get_template(template).render(context).encode()


@cache
def _program() -> str:
    seen = hashlib.sha256()
    sources = [*HERE.rglob("*.py"), *(HERE / "templates").rglob("*.html")]
    sources += [WEB / "templates" / "web" / "base.html", WEB / "dates.py", WEB / "pages.py"]
    sources += [HERE.parent / "prose" / "absolute.py", HERE.parent / "prose" / "pictures.py", HERE.parent / "prose" / "fitted.py", HERE.parent / "notes" / "showing.py"]
    sources += [HERE.parent / "prose" / "embed.py", HERE.parent / "prose" / "players.py", WEB / "cards.py"]
    # Kinds of page, and parts of pages, that other rooms give.
    others = {path.split(".")[1] for path in (*settings.BAKED, *settings.ON_TEAM_PAGES)} - {HERE.name}
    sources += [file for room in others for file in [*(HERE.parent / room).glob("*.py"), *(HERE.parent / room / "templates").rglob("*.html")]]
    sources += [words for folder in settings.LOCALE_PATHS for words in Path(folder).rglob("*.mo")]
    for path in sorted(sources):
        if "tests" not in path.parts:
            seen.update(f"{path.name}\0".encode() + path.read_bytes())
    return seen.hexdigest()


_held: dict[str, tuple[int, str]] = {}


def made_from() -> str:
    """A hash of all that stands on every page beside notes: templates and program, styles by name, organisation, address of the site, hub."""
    now = generation().value
    at, known = _held.get("made_from", (-1, ""))
    if at != now:
        here = organisation()
        said = [settings.SITE_URL, settings.WEBSUB_HUB]
        if here is not None:
            said += [here.name_en, here.name_cy, here.languages, here.timezone, str(here.sample), here.contact, settings.EMAIL_BACKEND]
        said += [f"{form.provider} {form.page} {form.frame}" for form in FORMS]
        now_so = looks()
        said += [now_so.style, now_so.logo.src if now_so.logo else ""]
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        seen = hashlib.sha256("\0".join(said).encode())
        seen.update(_program().encode())
        seen.update(manifest.read_bytes() if manifest.is_file() else b"")
        known = seen.hexdigest()
        _held["made_from"] = (now, known)
    return known
