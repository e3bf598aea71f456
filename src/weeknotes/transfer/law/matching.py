"""Whether the words that were asked for stand in a text: cut, folded and in their other forms as the search of the site does it."""

import re
from dataclasses import dataclass
from html import unescape

from weeknotes.prose.html import plain
from weeknotes.prose.tokens import flat
from weeknotes.search.asked import Asked, Term, Trouble, asked
from weeknotes.search.excerpt import places

MOST_LINES = 10
_ALT = re.compile(r'<img\b[^>]*?\balt="([^"]*)"')
_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True, slots=True)
class Sought:
    """Searches, one of which a text has to answer."""

    lines: tuple[Asked, ...]

    @classmethod
    def read(cls, words: str) -> "Sought":
        """Of one search a line."""
        return cls(tuple(asked(line) for line in words.splitlines() if line.strip())[:MOST_LINES])

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that is looked for, to mark it in a text."""
        return tuple(dict.fromkeys(term for line in self.lines for term in line.terms))

    def stands_in(self, title: str, html: str, lang: str) -> bool:
        """Whether all terms of some line stand in a text, its title or what is said of its pictures, and none of those that must not."""
        # Most texts have nothing of it: they are neither read nor cut into words.
        bare = flat(f"{title}\n{unescape(_TAG.sub(_said, html))}")
        if not any(_may_answer(line, bare, lang) for line in self.lines):
            return False
        text = plain_words(title, html)
        return any(_answers(line, text, lang) for line in self.lines)


def plain_words(title: str, html: str) -> str:
    """A text as plain words, with what is said of its pictures."""
    return "\n".join((title, plain(html), *(unescape(one) for one in _ALT.findall(html))))


def _said(tag: re.Match[str]) -> str:
    """What a tag says itself: of a picture its words."""
    alt = _ALT.match(tag[0])
    return alt[1] if alt else ""


def troubles(words: str) -> list[tuple[str, Trouble]]:
    """Each line that is no search, with what is wrong with it."""
    return [(line.strip(), found.trouble) for line in words.splitlines() if line.strip() and (found := asked(line)).trouble]


def _may_answer(line: Asked, bare: str, lang: str) -> bool:
    return bool(line.terms) and all(any(word in bare for word in (term.words[0], *term.forms_in(lang))) for term in line.terms)


def _answers(line: Asked, text: str, lang: str) -> bool:
    def stands(term: Term) -> bool:
        return next(places(text, (term,), lang=lang), None) is not None

    return all(map(stands, line.terms)) and not any(map(stands, line.absent))
