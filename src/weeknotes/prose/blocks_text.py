"""Plain text cut into blocks: short lines alone are headings, indented numbers and bullets are lists, the rest is paragraphs."""

import re
from dataclasses import replace

from weeknotes.prose.kinds import kind_of
from weeknotes.prose.marked import headed
from weeknotes.prose.shapes import Block, BlockKind, Link
from weeknotes.prose.tree import AUDIENCES
from weeknotes.prose.vocabulary import HEADINGS
from weeknotes.prose.weave import Weave

_MARKER = re.compile(r"([ \t\u00a0]*)(?:([-*+•‣◦▪●·–])|\(?(\d{1,3})[.)])(?:[ \t\u00a0]+(?=\S)|[ \t\u00a0]*$)")
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_RULE = re.compile(r"[ \t]*([-*_=~])(?:[ \t]*\1){2,}\s*$")
_URL = re.compile(r"https?://[^\s<>\[\]()]+")
# Every sign that opens a line of a quotation, the first line's among them.
_QUOTED = re.compile(r"(?:(?<=\n)[ \t]*|(?<![^\n]))>[> \t]*")
# "Out of hours – I had a call": a name, then what is said of it.
_LEADS_IN = re.compile(
    r"[^\s:–—][^:–—]{0,60}?(?:\s[–—-]\s|:\s)(?:i|we|it|the|a|an|my|our|this|there|they|he|she|had|got|still|no|not|now|some|more"
    r"|mae|dw|dwi|roedd|rydyn|cefais)\b",
    re.IGNORECASE,
)
_SENTENCE_END = frozenset(".,;!…")
_LONGEST_HEADING = 12  # words
_SHORT_LINE = 70  # characters; a longer line is one of a paragraph that an editor wrapped


class _Line:
    __slots__ = ("end", "first", "start")

    def __init__(self, source: str, start: int, end: int) -> None:
        piece = source[start:end]
        self.start = start
        self.first = start + len(piece) - len(piece.lstrip())
        self.end = start + len(piece.rstrip())


def text_blocks(source: str, start: int, end: int) -> list[Block]:
    """Cut the plain text between two offsets into blocks, in reading order. Never raises.

    A line alone between blank lines, short and without final punctuation, is a heading; the first such line is level 1 where the text
    opens with it, the others level 2, or 3 in a part that is marked for fewer people: such a part ends with a heading that is marked or underlined.
    """
    blocks: list[Block] = []
    group: list[_Line] = []
    above = False  # by the line before, which says for whom its part is
    at = start
    while at <= end:
        stop = source.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = _Line(source, at, stop)
        filled = line.first < line.end
        said = headed(source[line.first : line.end]) if filled and source[line.first] != ">" and not _mark(source, line) else None
        if group and (said or not filled):
            _group(source, group, blocks)
            group = []
        if said:
            head = _block(source, "heading", line.first, line.first + len(said[0]), level=2)
            blocks.append(replace(head, end=line.end, audience=said[1]))
        elif filled and not (above and _RULE.match(source, line.start, line.end)):
            group.append(line)
        above = said is not None
        at = stop + 1
    if group:
        _group(source, group, blocks)
    return _headings(blocks)


def _group(source: str, group: list[_Line], blocks: list[Block]) -> None:
    """Lines that stand together: a paragraph, a list, a paragraph and its list, a rule, or an underlined heading."""
    if len(group) == 2 and _RULE.match(source, group[1].start, group[1].end):
        level = 1 if source[group[1].first] == "=" else 2
        blocks.append(_block(source, "heading", group[0].first, group[0].end, level=level))
        return
    if _heads(source, group):
        # A heading with its lines right under it: what follows are its lines, one statement each.
        blocks.append(_block(source, "heading", group[0].first, group[0].end))
        if not any(_mark(source, line) for line in group[1:]):
            kind: BlockKind = "paragraph" if len(group) == 2 else "item"
            blocks += [_block(source, kind, line.first, line.end) for line in group[1:]]
            return
        group = group[1:]
    opened, marker = group[0], _mark(source, group[0])
    last = opened.end
    for line in group[1:]:
        found = _mark(source, line)
        if found and (marker or _lists(found, opened, source)):
            _close(source, opened, last, marker, blocks)
            opened, marker = line, found
        last = line.end
    _close(source, opened, last, marker, blocks)


def _heads(source: str, group: list[_Line]) -> bool:
    """Whether the first of several lines is a heading by its words alone, and the others are short lines, not a wrapped paragraph."""
    if len(group) < 2 or _mark(source, group[0]):
        return False
    line = source[group[0].first : group[0].end]
    words = line.rstrip(": ")
    kind, why = kind_of(words)
    if kind == "other" or len(words.split()) > _LONGEST_HEADING // 2 or not (line.endswith(":") or HEADINGS[kind].whole.match(why)):
        return False
    return all(line.end - line.first <= _SHORT_LINE or _mark(source, line) for line in group[1:])


def _mark(source: str, line: _Line) -> re.Match[str] | None:
    return None if _RULE.match(source, line.start, line.end) else _MARKER.match(source, line.start, line.end)


def _lists(found: re.Match[str], opened: _Line, source: str) -> bool:
    """Whether a marked line under a line of words opens a list: a dash or a number may only be how a wrapped line begins."""
    return bool(found[1]) or source[opened.end - 1] == ":" or found[3] == "1" or (found[3] is None and found[2] not in "–·")


def _close(source: str, line: _Line, last: int, marker: re.Match[str] | None, blocks: list[Block]) -> None:
    if not marker:
        if _RULE.match(source, line.first, last):
            blocks.append(Block("rule", "", line.first, last))
        else:
            block = _block(source, "quote" if source[line.first] == ">" else "paragraph", line.first, last)
            blocks += [block] if block.text else []
        return
    start = marker.end()
    task = _TASK.match(source, start, last)
    checked = task[1] != " " if task else None
    start = task.end() if task else start
    indent = len(marker[1].expandtabs(4))
    level = 0
    # Deeper than the item before by two columns or more: one level down (the first item of a list is level 0 wherever it stands).
    for before in reversed(blocks):
        if before.kind != "item":
            break
        column = _column(source, before.start)
        if indent >= column + 2:
            level = before.level + 1
            break
        if indent > column - 2:
            level = before.level
            break
    blocks.append(_block(source, "item", start, last, level=level, ordered=marker[3] is not None, checked=checked))


def _column(source: str, place: int) -> int:
    line = source[source.rfind("\n", 0, place) + 1 : place].expandtabs(4)
    return len(line) - len(line.lstrip())


def _block(
    source: str, kind: BlockKind, start: int, end: int, *, level: int = 0, ordered: bool = False, checked: bool | None = None
) -> Block:
    weave = Weave(source)
    at = start
    if kind == "quote":
        for found in _QUOTED.finditer(source, start, end):
            weave.add(at, found.start())
            weave.gap()
            at = found.end()
    weave.add(at, end)
    text = weave.text
    links = tuple(_links(source, start, end)) if "://" in text else ()
    return Block(kind, text, start, end, level, ordered, checked, marks=tuple(weave.marks), links=links)


def _links(source: str, start: int, end: int) -> list[Link]:
    rows = []
    for found in _URL.finditer(source, start, end):
        address = found.group().rstrip(".,;:!?'\"’”")
        rows.append(Link(address, address, found.start(), found.start() + len(address)))
    return rows


def _headings(blocks: list[Block]) -> list[Block]:
    """Turn the paragraphs that are headings into headings."""
    out = list(blocks)
    narrowed = False
    for index, block in enumerate(blocks):
        if block.kind == "heading" and block.level:
            narrowed = block.audience not in {None, AUDIENCES[-1]}
            continue
        level = 3 if narrowed else 2
        if block.kind == "heading":
            out[index] = replace(block, level=level)
            continue
        follows = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind == "paragraph" and follows and _is_heading(block.text, first=index == 0) and follows.kind not in {"rule"}:
            out[index] = Block("heading", block.text, block.start, block.end, 1 if index == 0 else level, marks=block.marks, links=block.links)
    return out


def _is_heading(text: str, *, first: bool) -> bool:
    words = text.split()
    if len(words) > (_LONGEST_HEADING + 4 if first else _LONGEST_HEADING) or len(text) > 120 or "://" in text:
        return False
    if text.endswith("…"):
        return len(words) <= 4
    if not first and _LEADS_IN.match(text):
        return False
    if text[-1] in _SENTENCE_END or (text.endswith(("”", '"', "’", ")")) and not first):
        return False
    return text[-1] != ":" or len(words) <= 6
