"""A search that needs no server: the words of many pages in files that a browser reads by itself, also from a folder (`offline/find.js` reads them).

Scripts that call a function, because a page opened from a folder may fetch nothing else.
"""

import json
from array import array
from collections import defaultdict
from dataclasses import dataclass, replace

from weeknotes.prose.tokens import folded
from weeknotes.transfer.out.into import Into

_FIGURES = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be found: where it stands from the page of the search, its title, what stands under that, its language."""

    href: str
    title: str
    about: str
    lang: str


class Finding:
    """Gathers pages with their words, then writes them. The later a page comes, the later it stands among what is found."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._words: dict[str, array[int]] = defaultdict(lambda: array("L"))

    def add(self, page: Page, text: str) -> None:
        """Have `page` found by the words of its title and of `text`, whatever their case and accents."""
        number = len(self._pages)
        self._pages.append(page)
        for word in dict.fromkeys(folded(f"{page.title}\n{page.about}\n{text}")):
            self._words[word].append(number)

    def moved(self, before: str) -> "Finding":
        """The same for a search that stands elsewhere: `before` leads from there to where this one's addresses count from."""
        other = Finding()
        other._pages = [replace(one, href=f"{before}{one.href}") for one in self._pages]
        other._words = self._words
        return other

    def write(self, into: Into, folder: str) -> None:
        """Write the pages, and the words by their first letter."""
        pages = [[one.href, one.title, one.about, one.lang] for one in self._pages]
        shelves: dict[str, dict[str, str]] = defaultdict(dict)
        for word in sorted(self._words):
            shelves[shelf_of(word)][word] = _numbers(self._words[word])
        into.put(f"{folder}/pages.js", _call("pages", pages, sorted(shelves)))
        for name in sorted(shelves):
            into.put(f"{folder}/words-{name}.js", _call("words", name, shelves[name]))


def shelf_of(word: str) -> str:
    """The file that a word stands in: by its first letter, all that has none of ours in one."""
    return word[0] if word[0] in _FIGURES else "other"


def _numbers(of: "array[int]") -> str:
    """Numbers that rise, each as how much more it is than the one before, to the base 36."""
    return ".".join(_short(now - before) for before, now in zip([0, *of], of, strict=False))


def _short(number: int) -> str:
    out = _FIGURES[number % 36]
    while number := number // 36:
        out = _FIGURES[number % 36] + out
    return out


def _call(what: str, *given: object) -> bytes:
    return f"weeknotesFind.{what}({','.join(json.dumps(one, ensure_ascii=False, separators=(',', ':')) for one in given)});\n".encode()
