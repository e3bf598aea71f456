"""Markdown cut into blocks by a scanner of lines of our own, because only places exact to the character lead back to the source."""

import re
from collections.abc import Mapping

from weeknotes.prose import lines_markdown as lines
from weeknotes.prose.blocks_html import html_blocks
from weeknotes.prose.inline_markdown import words
from weeknotes.prose.marked import headed, marked
from weeknotes.prose.shapes import Block, BlockKind

_LONGEST_LINE = 10_000  # characters of a line that are looked at to tell what it is
_PRINTED = re.compile(r"\S")


class _Scanner:
    """One pass over the lines; what is open (a paragraph, an item, a quotation) is closed by what follows."""

    def __init__(self, source: str, start: int, end: int, references: Mapping[str, str]) -> None:
        self.source, self.end, self.references = source, end, references
        self.at = start
        self.blocks: list[Block] = []
        self.kind: BlockKind | None = None  # what is open
        self.opened = self.closed = 0
        self.lines = 0
        self.item: tuple[int, bool, bool | None] = (0, False, None)  # level, ordered, checked of the open item
        self.indents: list[tuple[int, int]] = []  # of the lists we are in: the marker's column and the content's
        self.blank = True
        self.heading = 1

    def run(self) -> list[Block]:
        source, end = self.source, self.end
        while self.at < end:
            here = self.at
            stop = source.find("\n", here, end)
            stop = end if stop < 0 else stop
            self.at = stop + 1
            self._line(here, stop - source.endswith("\r", here, stop))
        self._flush()
        return self.blocks

    def _line(self, here: int, stop: int) -> None:
        source = self.source
        # The opening of a line says what it is; what is left of a very long one is cut again and again (comments in a row).
        bare = source[here : min(stop, here + _LONGEST_LINE)].strip(" \t\r\f\v")
        if not bare:
            if self.kind == "quote" or not self.indents:
                self._flush()
            self.blank = True
            return
        indent = 0
        start = here
        while source[start] in " \t":
            indent += 4 - indent % 4 if source[start] == "\t" else 1
            start += 1
        if not self._opens(here, start, stop, indent, bare):
            self._words(start, stop, indent)
        self.blank = False

    def _opens(self, here: int, start: int, stop: int, indent: int, bare: str) -> bool:
        """Deal with a line that is more than words; False if it is words."""
        source, first = self.source, bare[0]
        base = self.indents[-1][1] if self.indents else 0
        if indent >= base + 4 and self.blank and (not self.indents or indent >= base + 4) and first not in "-*+•":
            return self._indented(here, stop, base + 4)
        if first == "#" and (found := lines.ATX.match(source, start, stop)):
            self._leave()
            self.heading = len(found[1])
            title = source[found.end() : stop].rstrip()
            closing = title.rstrip("#")
            if closing != title and (not closing or closing[-1].isspace()):
                title = closing.rstrip()
            self._add("heading", start, stop, found.end(), found.end() + len(title), level=self.heading)
            return True
        if first in "`~" and (fence := lines.FENCE.match(source, start, stop)):
            return self._fence(fence[1], start)
        if first == ">":
            if self.kind != "quote":
                self._flush()
                if self.blank or indent < base:
                    self.indents = self.indents if indent >= base else []
                self._open("quote", start, stop)
            self.closed = stop
            return True
        if first in "=-" and self.kind == "paragraph" and self.lines == 1 and not self.blank and lines.SETEXT.match(source, start, stop):
            self.kind = None
            self._add("heading", self.opened, stop, self.opened, self.closed, level=1 if first == "=" else 2)
            self.heading = 1 if first == "=" else 2
            return True
        if first in "-*_" and lines.RULE.match(source, start, stop):
            self._leave()
            self._add("rule", start, start + len(bare), start, start)
            return True
        if (first in "-*+•‣◦" or first.isdigit()) and (marker := lines.MARKER.match(source, start, stop)):
            return self._marker(marker, stop, indent)
        if first == "<" and (found := lines.HTML.match(source, start, stop)):
            return self._html(found, start)
        if first == "|" or ((self.kind is None or self.kind == "paragraph") and "|" in bare):
            return self._table(start, stop)
        if first == "[" and self.kind != "paragraph" and lines.DEFINITION.match(source, start, stop):
            self._flush()
            return True
        if first == "[" and (note := lines.FOOTNOTE.match(source, start, stop)):
            self._leave()
            self._open("paragraph", note.end(), stop)
            return True
        if first in "{:i" and lines.TEMPLATE.match(bare):
            self._flush()
            return True
        return False

    def _words(self, start: int, stop: int, indent: int) -> None:
        """A line of words: it goes on with what is open, or opens a paragraph. One that says for whom a part is opens that part."""
        top = not indent or not self.indents or (self.blank and indent < self.indents[0][0] + 2)
        if top and (not indent or self.blank or self.kind in {None, "paragraph"}) and headed(self.source[start:stop]):
            self._leave()
            if lines.underlined(self.source, self.at, self.end):
                self._open("paragraph", start, stop)
                return
            self._add("heading", start, stop, start, stop, level=min(self.heading + 1, 6))
            return
        if self.kind == "item" or (self.kind == "paragraph" and not self.blank):
            inside = bool(self.indents) and indent >= min(self.indents[-1][0] + 2, self.indents[-1][1])
            if not self.blank or inside:
                self.closed = stop
                self.lines += 1
                return
        elif self.kind == "quote" and not self.blank:
            self.closed = stop
            return
        self._flush()
        if self.indents and self.blank and indent < self.indents[0][0] + 2:
            self.indents = []
        self._open("paragraph", start, stop)
        inner = lines.set_apart(self.source, start, stop)
        if inner:
            self.kind = None
            self._add("heading", start, stop, *inner, level=min(self.heading + 1, 6))

    def _open(self, kind: BlockKind, start: int, stop: int) -> None:
        self._flush()
        self.kind, self.opened, self.closed, self.lines = kind, start, stop, 1

    def _flush(self) -> None:
        kind, self.kind = self.kind, None
        if kind == "item":
            level, ordered, checked = self.item
            self._add(kind, self.opened, self.closed, self.opened, self.closed, level=level, ordered=ordered, checked=checked)
        elif kind:
            self._add(kind, self.opened, self.closed, self.opened, self.closed)

    def _leave(self) -> None:
        self._flush()
        self.indents = []

    def _add(
        self,
        kind: BlockKind,
        start: int,
        stop: int,
        inner: int,
        outer: int,
        *,
        level: int = 0,
        ordered: bool = False,
        checked: bool | None = None,
    ) -> None:
        end = start + len(self.source[start:stop].rstrip())
        found = marked(self.source[inner:outer]) if kind == "heading" else None
        if found:
            outer = inner + len(found[0])
        if kind in {"rule", "code"}:
            said = None
        else:
            said = words(self.source, inner, max(inner, min(outer, end)), references=self.references, quoted=kind == "quote")
            if not said.text and kind != "item" and not found:
                if said.images:
                    picture = said.images[0]
                    alt = picture.alt or ""
                    at = self.source.find(alt, picture.start, picture.end) if alt else -1
                    marks = ((0, at),) if at >= 0 else ()
                    self.blocks.append(Block("image", alt, start, end, marks=marks, links=said.links, images=said.images))
                return
        if said is None:
            text = self.source[inner:outer]
            block = Block(kind, text, start, end, marks=((0, inner),) if text else ())
        else:
            block = Block(kind, said.text, start, end, level, ordered, checked, said.lead, found[1] if found else None, said.marks, said.links, said.images)
        self.blocks.append(block)

    def _marker(self, marker: re.Match[str], stop: int, indent: int) -> bool:
        # A number in running text ("… in\n2019. Then") opens no list (CommonMark 5.2).
        if marker[1] and self.kind == "paragraph" and not self.blank and marker[1] != "1":
            return False
        if marker.end() == stop and self.kind == "paragraph" and not self.blank:
            return False
        self._flush()
        while self.indents and indent < self.indents[-1][1] and not (indent >= self.indents[-1][0] + 2):
            self.indents.pop()
        level = len(self.indents)
        self.indents.append((indent, indent + min(len(marker.group()), 5)))
        inner = marker.end()
        task = lines.TASK.match(self.source, inner, stop)
        checked = None
        if task:
            checked = task[1] != " "
            inner = task.end()
        while inner < stop and self.source[inner] in " \t":
            inner += 1
        self.item = level, bool(marker[1]), checked
        self._open("item", inner, stop)
        return True

    def _indented(self, here: int, stop: int, depth: int) -> bool:
        if self.kind == "item" or self.indents:
            return False
        start = here
        column = 0
        while column < depth and self.source[start] in " \t":
            column += 4 - column % 4 if self.source[start] == "\t" else 1
            start += 1
        self._leave()
        last = lines.code_until(self.source, self.at, self.end, stop)
        self.at = last + 1
        self._add("code", start, last, start, last)
        return True

    def _fence(self, fence: str, start: int) -> bool:
        self._flush()
        at = self.at
        inner = min(at, self.end)
        close = after = self.end
        while at < self.end:
            line_end = self.source.find("\n", at, self.end)
            line_end = self.end if line_end < 0 else line_end
            bare = self.source[at:line_end].strip()
            if bare.startswith(fence) and not bare.strip(fence[0]):
                close, after = at, line_end
                break
            at = line_end + 1
        self.at = after + 1
        self._add("code", start, after, inner, max(inner, close))
        return True

    def _html(self, found: re.Match[str], start: int) -> bool:
        if self.kind == "paragraph" and not self.blank and found.group()[1:].lower() in {"p", "/p"}:
            return False
        self._flush()
        if found[2]:
            close, width = self.source.find("-->", start, self.end), 3
        elif found[1]:
            closing = re.compile(rf"</{found[1]}\s*>", re.IGNORECASE).search(self.source, start, self.end)
            close, width = (closing.start(), len(closing.group())) if closing else (-1, 0)
        else:
            blank = lines.BLANK.search(self.source, start, self.end)
            close, width = (blank.start(), 0) if blank else (self.end, 0)
        stop = self.end if close < 0 else close + width
        self.blocks += html_blocks(self.source, start, stop)
        line_end = self.source.find("\n", stop, self.end)
        line_end = self.end if line_end < 0 else line_end
        more = _PRINTED.search(self.source, stop, line_end)
        self.at = stop if more else min(line_end + 1, self.end)
        return True

    def _table(self, start: int, stop: int) -> bool:
        source = self.source
        after = self.at
        next_stop = source.find("\n", after, self.end)
        next_stop = self.end if next_stop < 0 else next_stop
        if after >= self.end or self.kind == "paragraph" or not lines.TABLE_LINE.match(source[after:next_stop].strip()):
            return False
        self._leave()
        self._cells(start, stop)
        at = next_stop + 1
        while at < self.end:
            line_end = source.find("\n", at, self.end)
            line_end = self.end if line_end < 0 else line_end
            if "|" not in source[at:line_end]:
                break
            self._cells(at, line_end)
            at = line_end + 1
        self.at = at
        return True

    def _cells(self, start: int, stop: int) -> None:
        at = start
        for piece in self.source[start:stop].split("|"):
            if piece.strip():
                inner = at + len(piece) - len(piece.lstrip())
                outer = at + len(piece.rstrip())
                self._add("cell", inner, outer, inner, outer)
            at += len(piece) + 1


def markdown_blocks(source: str, start: int, end: int) -> list[Block]:
    """Cut the Markdown between two offsets into blocks, in reading order. Never raises; time grows with length alone.

    Follows CommonMark 0.31 where it bears on notes, and the readers' convention that a line in bold alone is a heading.
    """
    return _Scanner(source, start, end, lines.references(source, start, end)).run()
