"""The languages of a static site: what its settings say of them, which one the place of a text states, and what it has in common with the same text in another."""

import re
from dataclasses import dataclass
from typing import Any

from weeknotes.transfer.front_matter import says, text

HUGO = "en"  # the first language of a site of Hugo's that names none
_SUFFIX = re.compile(r"\.([a-z]{2})(?:-[A-Za-z]{2})?$")
_FOLDER = re.compile(r"(?:^|(?<=/))(en|cy)/")
_MOST = 50


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of a site: the folder that its texts lie in, "" where it is everybody's, and its own web address, "" where it has none."""

    lang: str
    folder: str
    base: str


@dataclass(frozen=True, slots=True)
class Tongues:
    """All of them as the settings name them (none: they do not), which is the first, and whether that too has a folder in its addresses."""

    every: tuple[Tongue, ...] = ()
    first: str = ""
    first_apart: bool = False

    def of(self, lang: str) -> Tongue | None:
        """What is said of a language; of the first for none."""
        return next((one for one in self.every if one.lang == (lang or self.first)), None)


def tongues_of(table: dict[str, Any], languages: object) -> Tongues:
    """What Hugo's settings say; `languages` is their table of languages, whatever stands there."""
    every = []
    for name, about in list(languages.items())[:_MOST] if isinstance(languages, dict) else ():
        said = {str(key).lower(): value for key, value in about.items()} if isinstance(about, dict) else {}
        folder = text(said, "contentdir").strip("/")
        every.append(Tongue(str(name)[:2].lower(), f"{folder}/" if folder and folder != "content" else "", text(said, "baseurl")))
    first = text(table, "defaultcontentlanguage")[:2].lower() or (HUGO if every else "")
    return Tongues(tuple(every), first, bool(says(table, "defaultcontentlanguageinsubdir")))


def place_of(tongues: Tongues, below: str) -> tuple[str, str]:
    """The language that the place of a text states, "" for none, and its path without that and without an ending."""
    lang, rest = "", below.removeprefix("content/")
    apart = sorted((one for one in tongues.every if one.folder and below.startswith(one.folder)), key=lambda one: -len(one.folder))
    if apart:
        lang, rest = apart[0].lang, below[len(apart[0].folder) :]
    elif found := _FOLDER.search(rest):
        lang, rest = found[1], rest[: found.start()] + rest[found.end() :]
    folder, slash, name = rest.rpartition("/")
    stem = name.rpartition(".")[0] or name
    if found := _SUFFIX.search(stem):
        lang, stem = found[1], stem[: found.start()]
    return lang, f"{folder}{slash}{stem}"
