"""What Obsidian writes into its texts beside Markdown: comments between two %%, which it shows to nobody but whoever writes, and tags within the words.
A note is called there as its file is.

All of it is told in its vaults alone, the folders in which it keeps a folder of its own (help.obsidian.md, "Basic formatting syntax" and "Tags"): elsewhere they may be words.
"""

import re
from collections import Counter

from weeknotes.prose.front import front
from weeknotes.prose.tree import escape
from weeknotes.transfer.bare_links import in_words

N_ = str  # marks a sentence for translation where it is shown

COMMENTS = N_("Comments that Obsidian shows to nobody but their writer: %(count)s. They stay there.")
MAYBE = N_("What stands between %(mark)s in it is a comment in Obsidian, for its writer alone. It came as words, so it is for you alone, until you choose.")
MARK = "%%"

_OWN = ".obsidian"
_TEXT = (".md", ".markdown")
# Code first, in which nothing is a comment; then a comment, and one that begins a line and has no end, with which Obsidian hides all that follows.
_PARTS = re.compile(
    r"^[ \t>]{0,40}(`{3,}+|~{3,}+)[^\n]*+\n(?s:.*?)(?:^[ \t>]{0,40}\1|\Z)|(?<!`)(`{1,20})(?!`)(?s:.{1,1000}?)(?<!`)\2(?!`)"
    r"|((?:^[ \t]*)?%%(?s:.*?)%%|^[ \t]*%%(?s:.*)\Z)",
    re.MULTILINE,
)
_TAG = re.compile(r"(?<!\S)#([\w/-]{1,200})")
_ESCAPED = re.compile(r"(?<!\S)\\#([\w/-]{1,200})")
_DAY = re.compile(r"^\d{4}[-_. ]?(?:\d\d[-_. ]?\d\d|[Ww]\d\d)(?!\d)[\s_.–—-]*|[\s_.–—-]*(?<!\d)\d{4}[-_. ]?(?:\d\d[-_. ]?\d\d|[Ww]\d\d)$")
_LETTER = re.compile(r"[^\W\d_]")


def vault_texts(name: str, hidden: frozenset[str]) -> bool:
    """Whether the file `name` is a text of a vault's, where `hidden` are the folders that programs keep for themselves."""
    roots = (one.removesuffix(_OWN) for one in hidden if f"/{one}".endswith(f"/{_OWN}"))
    return name.lower().endswith(_TEXT) and any(name.startswith(root) for root in roots)


def without_comments(source: str) -> tuple[str, int]:
    """`source`, a text of a vault's, without its comments, and how many there were."""
    if MARK not in source:
        return source, 0
    count = 0

    def away(found: re.Match[str]) -> str:
        nonlocal count
        if found[3] is None:
            return found[0]
        count += 1
        return ""

    start = front(source).start
    made = _PARTS.sub(away, source[start:])
    return source[:start] + made, count


def may_have_comments(source: str) -> bool:
    """Whether words of a text that is in no vault stand where a comment would."""
    found = _PARTS.finditer(source, front(source).start) if MARK in source else ()
    return any(one[3] is not None and one[3].strip("% \t\n") and one[3].count(MARK) > 1 for one in found)


def title_in(name: str) -> str | None:
    """What the file of a note says that it is called, which is its title there: without the day or the week that stands before or after. None where it says no more."""
    called = name.rpartition("/")[2].rpartition(".")[0]
    return _DAY.sub("", called).strip() or None


def tags_in(title: str, html: str, source: str = "") -> list[str]:
    """The tags among the words of a title and of HTML, in their order: none in code or in links, and no number, which is none in Obsidian.

    `source` is what the HTML was made of: what has a stroke before its sign there is words, as often as it has.
    """
    found: list[str] = []

    def gather(piece: str) -> str:
        found.extend(one.strip("/-") for one in _TAG.findall(piece) if _LETTER.search(one))
        return piece

    in_words(f"<h1>{escape(title)}</h1>{html}", gather)
    bare = _PARTS.sub(lambda part: part[0] if part[3] is not None else "", source) if "\\#" in source else ""
    words = Counter(one.strip("/-") for one in _ESCAPED.findall(bare))
    often = Counter(found)
    return [one for one in found if often[one] > words[one]]
