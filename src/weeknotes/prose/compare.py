"""Two texts compared in words: what was added, what was taken out, and what became of headings, lists and links, said and not shown as tags."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from weeknotes.prose.edits import align, edits
from weeknotes.prose.html import parse
from weeknotes.prose.tree import Node, Run, text_of, write_runs

KINDS = {
    "h2": "heading", "h3": "subheading", "p": "paragraph", "pre": "code", "hr": "rule", "td": "cell", "th": "cell", "caption": "caption",
    "figcaption": "caption", "figure": "paragraph",
}  # fmt: skip
SAME, TAKEN, ADDED = "same", "taken", "added"
AROUND = 1
LEAST_FOLDED = 3
_LINK = re.compile(r'<a href="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Line:
    """A block of a text: its kind (title, heading, subheading, paragraph, item, numbered, quote, code, rule, cell, caption, picture), its words,
    the audience its heading gives it, its language, and how its words are dressed (inline HTML)."""

    kind: str
    words: tuple[str, ...]
    audience: str = ""
    lang: str = ""
    dress: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both (same), only in the old text (taken) or only in the new (added)."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A line as it was and as it is, None where it was not there; and its words in pieces."""

    was: Line | None
    now: Line | None
    pieces: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Whether nothing about the line changed."""
        return self.was == self.now

    @property
    def line(self) -> Line:
        """The line as it is, or as it last was."""
        return self.now or self.was or Line("paragraph", ())

    @property
    def also(self) -> tuple[str, ...]:
        """What changed beside the words: kind, audience, lang, links, dress. Nothing for a line that is new or gone."""
        was, now = self.was, self.now
        if was is None or now is None:
            return ()
        found = [what for what in ("kind", "audience", "lang") if getattr(was, what) != getattr(now, what)]
        links = _LINK.findall(was.dress) != _LINK.findall(now.dress)
        if links:
            found.append("links")
        elif was.words == now.words and was.dress != now.dress:
            found.append("dress")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages that follow each other; `folded` where all of them stayed the same and are of no interest."""

    passages: tuple[Passage, ...]
    folded: bool


def lines_of(html: str, *, title: str = "") -> tuple[Line, ...]:
    """A text as lines, its title first where it has one."""
    head = [Line("title", tuple(title.split()))] if title.split() else []
    return (*head, *_walk(parse(html), ""))


def _walk(nodes: Iterable[Node], inside: str) -> Iterator[Line]:
    for node in nodes:
        kind = _kind(node, inside)
        words = tuple(text_of(node.runs).split())
        if words or node.audience or node.tag == "hr":
            yield Line(kind, words, node.audience, node.lang, _dress(node.runs))
        for run in node.runs:
            if run.picture:
                yield Line("picture", tuple((run.picture.alt or run.picture.src).split()), dress=run.picture.src)
        yield from _walk(node.children, node.tag if node.tag in {"ul", "ol", "blockquote"} else inside if node.tag != "li" else "")


def _kind(node: Node, inside: str) -> str:
    if node.tag == "li":
        return "numbered" if inside == "ol" else "item"
    if inside == "blockquote" or node.tag == "blockquote":
        return "quote"
    return KINDS.get(node.tag, "paragraph")


def _dress(runs: Sequence[Run]) -> str:
    return " ".join(write_runs([run for run in runs if run.picture is None]).split())


def compare(old: Sequence[Line], new: Sequence[Line]) -> tuple[Passage, ...]:
    """What became of `old` in `new`. The `was` of all passages in order are `old`, the `now` are `new`; so are the words of their pieces."""
    pairs = align([(line, line.words) for line in old], [(line, line.words) for line in new])
    return tuple(_passage(None if i is None else old[i], None if j is None else new[j]) for i, j in pairs)


def _passage(was: Line | None, now: Line | None) -> Passage:
    if was is None or now is None:
        line = was or now
        words = " ".join(line.words) if line else ""
        return Passage(was, now, (Piece(TAKEN if was else ADDED, words),) if words else ())
    return Passage(was, now, tuple(_pieces(was.words, now.words)))


def _pieces(was: Sequence[str], now: Sequence[str]) -> Iterator[Piece]:
    """Pieces of a line. A short word alone between two changes is part of them: read one by one, such scraps say nothing."""
    found = edits(was, now)
    taken: list[str] = []
    added: list[str] = []
    for n, edit in enumerate(found):
        words = was[edit.old_start : edit.old_end]
        scrap = 0 < n < len(found) - 1 and len(words) == 1 and len(words[0]) <= 3
        if edit.same and not scrap:
            yield from _changed(taken, added)
            taken, added = [], []
            yield Piece(SAME, " ".join(words))
        else:
            taken += words
            added += now[edit.new_start : edit.new_end]
    yield from _changed(taken, added)


def _changed(taken: Sequence[str], added: Sequence[str]) -> Iterator[Piece]:
    if taken:
        yield Piece(TAKEN, " ".join(taken))
    if added:
        yield Piece(ADDED, " ".join(added))


def stretches(passages: Sequence[Passage]) -> tuple[Stretch, ...]:
    """Passages with long unchanged stretches folded, one line left in sight on each side of a change."""
    near = [False] * len(passages)
    for n, passage in enumerate(passages):
        if not passage.same:
            near[max(n - AROUND, 0) : n + AROUND + 1] = [True] * len(near[max(n - AROUND, 0) : n + AROUND + 1])
    found: list[Stretch] = []
    start = 0
    for end in range(1, len(passages) + 1):
        if end < len(passages) and near[end] == near[start]:
            continue
        group = tuple(passages[start:end])
        folded = not near[start] and len(group) >= LEAST_FOLDED
        if found and not folded and not found[-1].folded:
            found[-1] = Stretch(found[-1].passages + group, folded=False)
        else:
            found.append(Stretch(group, folded))
        start = end
    return tuple(found)
