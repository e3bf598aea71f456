"""Where a static site of Jekyll's or Hugo's shows each of its texts, as far as its settings say."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from weeknotes.prose.decode import Unreadable, decode
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.front_matter import Broken, text, values
from weeknotes.transfer.keep import whole
from weeknotes.transfer.site_langs import Tongues, place_of, tongues_of
from weeknotes.transfer.site_said import FORMS, hugo_said

_SETTINGS = {"_config.yml": "yaml", "_config.yaml": "yaml", "_config.toml": "toml"}
# Hugo's, by its newer name or its older one, in a folder for settings or where the site begins. The surest are first: other programs have a config, too.
_SETTINGS |= {f"{folder}{name}.{ending}": form for folder in ("config/_default/", "") for name in ("hugo", "config") for ending, form in FORMS.items()}
_SUREST = list(_SETTINGS)
_SHAPES = {
    "date": "/:categories/:year/:month/:day/:title.html", "pretty": "/:categories/:year/:month/:day/:title/", "none": "/:categories/:title.html",
    "ordinal": "/:categories/:year/:y_day/:title.html", "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
}  # fmt: skip
_DATED = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}-")
_LARGEST = 100_000
_WEB = re.compile(r"https?://", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"[\s<>\"\x00-\x1f\x7f{}]|^(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MOST_OLD, _LONGEST_OLD = 50, 600


@dataclass(frozen=True, slots=True)
class Site:
    """A site's folder inside what was given, what made it, its address ("" where its settings name none), Jekyll's form of addresses, its languages,
    and all that its settings say."""

    root: str
    maker: str
    base: str
    shape: str
    lang: str | None
    tongues: Tongues
    said: dict[str, Any] = field(default_factory=dict)


def site_of(bundle: Bundle) -> Site:
    """What is known of the site; `maker` is "" where no settings were found."""
    for root, found in sorted(filter(None, map(_settings, bundle.names())), key=lambda one: (one[0].count("/"), _SUREST.index(one[1]))):
        name = root + found
        maker = "jekyll" if found.startswith("_config") else "hugo"
        table = _said(bundle, name, _SETTINGS[found]) if maker == "jekyll" else hugo_said(bundle, root)
        if maker == "jekyll":
            base = text(table, "url").rstrip("/") + "/" + text(table, "baseurl").strip("/")
        else:
            base = text(table, "baseurl")
        tongues = tongues_of(table, table.get("languages")) if maker == "hugo" else Tongues()
        lang = text(table, "lang", "locale") if maker == "jekyll" else tongues.first
        shape = text(table, "permalink") if maker == "jekyll" else ("own" if table.get("permalinks") else "")
        return Site(root, maker, whole("", base), shape, lang[:2].lower() or None, tongues, table)
    return Site("", "eleventy" if _is_eleventy(bundle) else "", "", "", None, Tongues())


def _is_eleventy(bundle: Bundle) -> bool:
    """Whether a file is called after Eleventy, or the list of what the site is made with names it: its settings had a hidden name before version 3."""
    tops = {"", *(f"{name.partition('/')[0]}/" for name in bundle.names() if "/" in name)}
    if any(f"{top}{name}" in bundle for top in tops for name in (".eleventy.js", ".eleventyignore")):
        return True
    named = any("eleventy" in name or name.endswith((".11ty.js", ".11tydata.js", ".11tydata.json", ".11tydata.cjs", ".11tydata.mjs")) for name in bundle.names())
    lists = (name for name in bundle.names() if name.rpartition("/")[2] == "package.json" and name.count("/") <= 1)
    return named or any(b"@11ty/eleventy" in bundle.begins(name, _LARGEST) for name in islice(lists, 3))


def _settings(name: str) -> tuple[str, str] | None:
    """Where the site begins whose settings a file is by its name, and what they are called there; None for any other file."""
    found = next((each for each in _SETTINGS if name == each or name.endswith(f"/{each}")), "")
    root = name.removesuffix(found)
    return (root, found) if found and root.count("/") <= 1 else None


def _said(bundle: Bundle, name: str, form: str) -> dict[str, Any]:
    """What a file of settings says, by keys in small letters; nothing where it cannot be read."""
    try:
        return {str(key).lower(): value for key, value in values(decode(bundle.read(name, _LARGEST)), form).items()}
    except (Spoilt, Unreadable, Broken):
        return {}


def address_of(site: Site, name: str, table: dict[str, Any], dated: datetime | None) -> str:
    """The whole address of the text in the file `name`; "" where it cannot be told."""
    if not site.base:
        return ""
    stated = text(table, "permalink", "url")
    if stated and not stated.startswith(":") and "{{" not in stated and ":" not in stated.partition("://")[0].replace("http", "").replace("https", ""):
        return _joined(site, stated)
    below = name.removeprefix(site.root)
    if site.maker == "jekyll":
        return _jekyll(site, below, table, dated)
    return _hugo(site, below, table) if site.maker == "hugo" else ""


def old_addresses(site: Site, table: dict[str, Any], address: str) -> tuple[list[str], list[str]]:
    """The addresses that a text's own lines say it had, each whole, as Hugo (`aliases`) and Jekyll's redirects (`redirect_from`) read them; and those that
    cannot be told, as they stand there. Of Hugo's, one without a stroke at its beginning lies beside the text's own `address`."""
    told, untold = [], []
    for key in ("aliases", "alias", "redirect_from", "redirectfrom"):
        value = table.get(key)
        for one in value[:_MOST_OLD] if isinstance(value, list) else [] if value is None else [value]:
            stated = one.strip() if isinstance(one, str) else ""
            beside = key.startswith("alias") and not stated.startswith("/")
            base = re.sub(r"[^/]*/?$", "", address) if beside else site.base and site.base.rstrip("/") + "/"
            made = whole(base, stated if beside else stated.lstrip("/")) if stated and (base or _WEB.match(stated)) else ""
            if made and len(made) <= _LONGEST_OLD and not _NO_ADDRESS.search(stated) and _is_page(made, site):
                told.append(made)
            else:
                untold.append(str(one)[:80])
    return list(dict.fromkeys(told)), untold


def _is_page(address: str, site: Site) -> bool:
    """Whether it may be that of a text: the front of the site is not."""
    parts = urlsplit(address)
    return bool(parts.query) or (parts.path not in {"", "/"} and address.rstrip("/") != site.base.rstrip("/"))


def _joined(site: Site, path: str) -> str:
    return path if path.startswith(("http://", "https://")) else whole(site.base.rstrip("/") + "/", path.lstrip("/"))


def _stem(below: str) -> str:
    return below.rpartition("/")[2].rpartition(".")[0] or below


def folders_of(below: str) -> list[str]:
    """The categories that Jekyll gives a post by its place: the folders above the one of its posts, below the one that all texts are in (Hexo, Octopress)."""
    above, posts, _name = f"/{below.removeprefix('source/')}".partition("/_posts/")
    return [one for one in above.split("/") if one] if posts else []


def _jekyll(site: Site, below: str, table: dict[str, Any], dated: datetime | None) -> str:
    if "_posts/" not in f"/{below}".replace("/_posts/", "_posts/"):
        return ""
    shape = _SHAPES.get(site.shape, site.shape if ":" in site.shape else _SHAPES["date"])
    title = text(table, "slug") or _DATED.sub("", _stem(below))
    given = table.get("categories", table.get("category"))
    said = [str(one) for one in given if isinstance(one, str)] if isinstance(given, list) else str(given).split() if isinstance(given, str) else []
    categories = dict.fromkeys([*folders_of(below), *said])
    parts = {":title": title, ":slug": title, ":categories": "/".join(one.lower().replace(" ", "-") for one in categories), ":name": title, ":output_ext": ".html"}
    if dated is not None:
        parts |= {":year": f"{dated:%Y}", ":month": f"{dated:%m}", ":i_month": str(dated.month), ":day": f"{dated:%d}", ":i_day": str(dated.day), ":y_day": f"{dated:%j}"}
    path = re.sub(r":[a-z_]+", lambda found: parts.get(found[0], found[0]), shape)
    return "" if re.search(r"/:|:[a-z_]+", path) else _joined(site, re.sub(r"/{2,}", "/", path))


def _hugo(site: Site, below: str, table: dict[str, Any]) -> str:
    path, base = below.removeprefix("content/").rpartition(".")[0], ""
    if site.tongues.every:
        lang, path = place_of(site.tongues, below)
        tongue = site.tongues.of(lang)
        base = tongue.base if tongue else ""
        if not base and lang and (lang != site.tongues.first or site.tongues.first_apart):
            path = f"{lang}/{path}"
    if site.shape == "own" or not below.startswith("content/") or "." in path:
        return ""
    folder, _slash, last = path.rpartition("/")
    if last in {"index", "_index"}:
        folder, _slash, last = folder.rpartition("/")
    last = text(table, "slug") or last
    found = f"{folder}/{last}/".lstrip("/").lower().replace(" ", "-")
    return whole(base.rstrip("/") + "/", found) if base else _joined(site, found)
