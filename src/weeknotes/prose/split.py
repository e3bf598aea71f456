"""One file cut into its posts where the text honestly shows where one ends and the next begins; otherwise one post, and why.

A wrong cut is worse than a question: what may be several but is not sure comes back as one, with `sure` False.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from weeknotes.prose.alike import fingerprint, overlap, same
from weeknotes.prose.closing import closing
from weeknotes.prose.front import front, pairs
from weeknotes.prose.logbook import FENCE, log
from weeknotes.prose.shapes import Outline, Why

__all__ = ["Post", "Split", "fingerprint", "overlap", "same", "split", "title_of"]

N_ = str  # marks a sentence for translation where it is shown

A_PAGE = N_("A web page is one post.")
DOCUMENTS = N_("%(count)s posts have front matter of their own.")
CLOSED = N_("“%(line)s” ends each of %(count)s posts.")
CLOSES = N_("“%(line)s” stands %(count)s times and ends the file. Does it end a post?")
ONE = N_("Nothing shows more than one post.")

PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|article|main|div|section|p|h[1-6]|ul|ol|table|\?xml)\b", re.IGNORECASE)
KEY = re.compile(r"[A-Za-z][\w-]{0,40}:(?:\s|$)")
DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
DATES = ("date", "published", "pubdate", "created", "publishdate")
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its place in the source, its text, what the file says of its title and date (nothing is made up), why it is one."""

    start: int
    end: int
    text: str
    title: str | None
    dated: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Split:
    """The posts of a file. Where not `sure`, it is one post, `why` is the question to ask, and `offers` the places at which posts
    would begin if the answer is yes. `heading` is the file's own, if any."""

    posts: tuple[Post, ...]
    sure: bool
    why: Why
    heading: str = ""
    offers: tuple[int, ...] = ()


def post_at(source: str, start: int, end: int, why: str, title: str | None = None, dated: date | None = None) -> Post:
    """The post between `start` and `end`, blank lines around it left out."""
    space = len(source[start:end]) - len(source[start:end].lstrip())
    start += source.rfind("\n", start, start + space) + 1 - start if "\n" in source[start : start + space] else 0
    text = source[start:end].rstrip()
    return Post(start, start + len(text), text, title, dated, why)


def split(source: str) -> Split:
    """The posts of one file (line ends are `\\n`): by front matter, by a repeated closing line, by dated headings; else one."""
    one = post_at(source, 0, len(source), "the whole file")
    if PAGE.match(source):
        return Split((one,), sure=True, why=Why(A_PAGE))
    documents = tuple(_documents(source))
    if len(documents) > 1:
        return Split(documents, sure=True, why=Why(DOCUMENTS, {"count": len(documents)}))
    head = front(source)
    closed = closing(source[head.start : head.end])
    if closed and closed.sure and not head.meta:
        why = f"ends with “{closed.line}”"
        posts = tuple(post_at(source, head.start + piece[0].start, head.start + piece[-1].end, why) for piece in closed.pieces)
        heading = "\n".join(line.text for line in closed.head)
        return Split(posts, sure=True, why=Why(CLOSED, {"line": closed.line, "count": len(posts)}), heading=heading)
    entries = log(source, published=any(key in head.meta for key in DATES))
    if entries and entries.sure:
        parts = zip(entries.headings, entries.ends, strict=True)
        posts = tuple(post_at(source, entry.start, end, f"under the heading “{entry.text}”", dated=entry.dated) for entry, end in parts)
        return Split(posts, sure=True, why=entries.why, heading=source[: entries.headings[0].start].strip())
    if entries:
        return Split((one,), sure=False, why=entries.why, offers=tuple(entry.start for entry in entries.headings))
    if closed:
        offers = tuple(head.start + piece[0].start for piece in closed.pieces)
        return Split((one,), sure=False, why=Why(CLOSES, {"line": closed.line, "count": len(closed.pieces)}), offers=offers)
    return Split((one,), sure=True, why=Why(ONE))


def title_of(post: Post, shape: Outline, cut: Split) -> str | None:
    """The title of a post that was cut from a file: what the file says it is, else what `shape` (its outline) states; None where nothing does.

    Where posts of plain text follow each other, a short first line may be a section's heading or a caption as well as a title.
    """
    unsure = len(cut.posts) > 1 and shape.syntax == "text"
    return post.title or (None if unsure else shape.title) or None


def _documents(source: str) -> Iterator[Post]:
    """Each document that has front matter of its own, in a file that begins with one."""
    rows = source.split("\n")
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    heads: list[tuple[int, dict[str, str]]] = []
    fenced = False
    skip = -1
    for i, row in enumerate(rows):
        if i <= skip:
            continue
        if FENCE.match(row):
            fenced = not fenced
        if row.rstrip() != "---" or fenced:
            if not heads and row.strip("\ufeff \t"):
                return
            continue
        last = next((j for j in range(i + 1, min(i + LONGEST, len(rows))) if rows[j].rstrip() == "---"), -1)
        meta = _meta(rows[i + 1 : last]) if last > 0 else {}
        if meta and (not heads or set(meta) & set(heads[0][1])):
            heads.append((i, meta))
            skip = last
        elif not heads:
            return
    for n, (i, meta) in enumerate(heads):
        end = starts[heads[n + 1][0]] if n + 1 < len(heads) else len(source)
        yield post_at(source, starts[i], end, "has front matter of its own", meta.get("title") or None, _dated(meta))


def _meta(rows: list[str]) -> dict[str, str]:
    """The front matter in `rows`, empty where a row is no part of any."""
    if not rows or not KEY.match(rows[0]):
        return {}
    if not all(not row.strip() or row[0] in " \t#-" or KEY.match(row) for row in rows):
        return {}
    return pairs(rows)


def _dated(meta: dict[str, str]) -> date | None:
    found = next((day for key in DATES if (day := DAY.match(meta.get(key, "")))), None)
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None
