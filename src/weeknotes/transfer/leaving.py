"""What of a source does not come in, counted under its reason: nothing that was there goes without a word."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import PurePosixPath

from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import ARCHIVES, Bundle
from weeknotes.transfer.files import ENDINGS, OUTLOOK
from weeknotes.transfer.neutral import Left
from weeknotes.transfer.tree_html import words_of

N_ = str  # marks a sentence for translation where it is shown

_LETTERS, _CUT = re.compile(r"\W|_"), re.compile(r"…|\.{3}")
_ADDRESS = re.compile(r"[^\s()<>]*@[^\s()]*|[<>]")
# What several importers say.
NO_POSTS = N_("“%(name)s” holds no posts that could be read.")
BLANK = N_("Posts without a word: %(count)s.")
PAGE = N_("It was a page there, not a post.")
COMMENTS = N_("Comments: %(count)s. They are other people’s words, so they stay where they are.")
BIN = N_("Posts in the bin: %(count)s. Take one out of it there, and export once more, if you want it.")
ANSWERS = N_("Answers to other people: %(count)s. They are half of a conversation, and stay with it.")
OF_SITE = N_("Things of the site that are no posts (%(what)s): %(count)s.")
FILES = N_("Files that hold no posts: %(count)s. A picture that a post shows comes with its post.")
TEXTS = N_("Texts beside what was read: %(count)s. Bring them in by themselves, if they are notes.")
KINDS = N_("Documents of kinds that are not read here: %(count)s. Save them as .docx, .md or .html, and bring those in.")
PACKED = N_("Archives within it: %(count)s. Bring each in by itself.")
PROGRAMS = N_("Files of a program’s own that hold no notes, as far as is known here: %(count)s.")
EXPORT = N_("Other exports beside what was read (%(kind)s): %(count)s. Bring each in by itself.")

SUMMARY = N_("It has a summary beside its text, which did not come: “%(words)s”")
GROUPS = N_("It stood in other groups there, which did not come: %(names)s.")

DATA = (
    ".eml", ".emlx", ".mbox", ".xml", ".wxr", ".rss", ".atom", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".sql", ".bar", ".opml", ".plist", ".db", ".sqlite",
)  # fmt: skip
_TEXTS = (*ENDINGS, ".docx")
_KINDS = (
    ".odt", ".ott", ".fodt", ".rtf", ".doc", ".docm", ".dot", ".pdf", ".pages", ".wpd", ".epub", ".tex", ".org", ".rst", ".adoc", ".asciidoc", ".textile", ".wiki",
    ".rmd", ".qmd", ".ipynb", ".enex",
)  # fmt: skip
_NAMED = {OUTLOOK: (".msg",), TEXTS: _TEXTS, KINDS: _KINDS, PACKED: ARCHIVES, PROGRAMS: DATA}


def left(place: str, sentence: str, count: int = 1, **values: str | int) -> Left:
    """One thing that is left, or `count` of them; the sentence may name the count and the `values`."""
    return Left(place, Why(sentence, {"count": count, **values}), count)


def beside(summary: str, html: str) -> tuple[Why, ...]:
    """What is said of a summary that a post has beside its text, unless the text says it too: most are its beginning, and end in three dots."""
    words = words_of(summary)
    begins = _LETTERS.sub("", _CUT.split(words, maxsplit=1)[0]).lower()[:80]
    return (Why(SUMMARY, {"words": words[:500]}),) if begins and begins not in _LETTERS.sub("", words_of(html)).lower() else ()


def known_by(html: str, *names: str) -> str:
    """The first of `names` that is one; for a post that its source calls nothing, its words."""
    return next((name.strip()[:400] for name in names if name.strip()), "") or sha256(html.encode("utf-8", "replace")).hexdigest()


def by_name(*names: str) -> str:
    """The first of `names` that is a name, or holds one: an address for mail is none, and is not handed on."""
    bare = (" ".join(_ADDRESS.sub(" ", name[:300]).replace("(", " ").replace(")", " ").split()) if "@" in name else name.strip() for name in names)
    return next((name for name in bare if name), "")


class Tally:
    """Counts what is left for each reason; `told` says it at the end."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, tuple[tuple[str, str | int], ...]]] = Counter()

    def add(self, sentence: str, count: int = 1, **values: str | int) -> None:
        """So many more for this reason."""
        if count:
            self._counts[sentence, tuple(values.items())] += count

    def told(self) -> Iterator[Left]:
        """A sum for each reason."""
        for (sentence, values), count in self._counts.items():
            yield left("", sentence, count, **dict(values))


def other_files(bundle: Bundle, known: Collection[str]) -> Iterator[Left]:
    """The files in `bundle` that are none of the `known`: each that may be writing by its name, and how many there are of all others.

    A text with the ending of one that was read is something else of the same program's, and no note that lies beside. Data with such an ending is named
    all the same, for `importing` to ask whether it is an export by itself.
    """
    count = 0
    read = {_ending(name) for name in known}
    for name in bundle.names():
        if name in known:
            continue
        ending = _ending(name)
        sentence = next((said for said, endings in _NAMED.items() if ending in endings), "")
        if sentence == PROGRAMS and ending in read:
            yield left(name, FILES)
        elif sentence and ending not in read:
            yield left(name, sentence)
        else:
            count += 1
    if count:
        yield left("", FILES, count)


def _ending(name: str) -> str:
    path = PurePosixPath(name.lower())
    return path.suffix or (".mbox" if path.name == "mbox" else "")  # as Apple's Mail calls the file of a box
