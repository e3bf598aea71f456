"""The statements of a note: what stands in its goals, ones to watch, learnings and the like, one item a bullet or paragraph."""

import re
from collections.abc import Iterator

from weeknotes.prose.kinds import kind_of
from weeknotes.prose.label import Label, full_stop, label_of, opens
from weeknotes.prose.sentences import sentence_items
from weeknotes.prose.shapes import Block, Item, ItemKind, Outline, Rule, Section, SectionKind
from weeknotes.prose.span import span
from weeknotes.prose.vocabulary import HEADINGS, LEADS, OUTCOMES, TABLE

_KINDS: dict[SectionKind, ItemKind] = {
    "goals": "goal", "next": "next", "watch": "watch", "learned": "learned", "wins": "win", "challenges": "challenge",
    "ask": "ask", "decisions": "decision", "metrics": "metric",
}  # fmt: skip
_LEAD_KINDS: dict[str, ItemKind] = {kind: _KINDS[kind] for kind in _KINDS if kind in TABLE["lead"]}
# What else a sentence in these sections may say besides being an item of theirs.
_PASSING: dict[ItemKind, tuple[ItemKind, ...]] = {
    "watch": ("hearing",), "learned": ("followup", "hearing"), "win": ("goal", "next", "followup", "hearing"),
    "challenge": ("goal", "next", "followup", "hearing"), "decision": ("followup", "next"), "metric": ("goal", "next", "followup"),
}  # fmt: skip
COMMITMENTS: tuple[ItemKind, ...] = ("goal", "next", "followup")
_EXAMPLES = re.compile(r"\b(?:such as|for example|for instance|e\.g\.?|like|including|er enghraifft|megis|fel)\s*[:…-]?$", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:n/?a|none|nothing|nil|tbc|tbd|todo|dim|dim byd|[-–—.?…]+)(?: (?:this week|yet|yr wythnos hon))?[.!…]*$", re.IGNORECASE
)
_OUTCOME_WORDS = "|".join(sorted((re.escape(one) for row in OUTCOMES.values() for one in row), key=lambda one: (-len(one), one)))
_OUTCOME = re.compile(
    rf"(?:\s[–—-]|:|→|=>|\()\s*(?:{_OUTCOME_WORDS})\b[^.!?]{{0,20}}(?:[,;:.)]|$| because| achos| oherwydd| gan )", re.IGNORECASE
)
_SAID = re.compile(r"\b(?:said|ddywedais|ddywedon|ddywedwyd)\b.*\b(?:happened|ddigwyddodd)\b", re.IGNORECASE)
_TEXT = frozenset({"paragraph", "item"})
_SEVERAL = 2
_LONGEST_HEADING = 200  # characters of a heading that is still looked at


def items(outline: Outline) -> tuple[Item, ...]:
    """Read the statements of a note in reading order, each with its kind, label, section and place. Never raises, invents nothing."""
    source, blocks = outline.source, outline.blocks
    rows: list[Item] = []
    first = outline.sections[0].first if outline.sections else len(blocks)
    _loose(source, blocks[:first], None, "other", rows)
    for number, section in enumerate(outline.sections):
        inside = blocks[section.first + 1 : section.last]
        if not inside:
            continue
        kind = _KINDS.get(section.kind)
        if section.kind == "did" and _SAID.search(section.heading[:_LONGEST_HEADING]):
            rows += [_item(source, block, "outcome", number, None, section.why, "said") for block in inside if block.kind == "item" and block.text]
        elif kind:
            _gather(source, inside, kind, number, section, rows)
        else:
            _loose(source, inside, number, section.kind, rows)
    rows.sort(key=lambda item: (item.start, item.end))
    return tuple(rows)


def _gather(source: str, inside: tuple[Block, ...], kind: ItemKind, number: int, section: Section, rows: list[Item]) -> None:
    if kind == "goal" and inside[0].kind == "quote":
        # A goal set apart as a quotation under its heading: what follows is not the goal.
        inside = inside[: next((index for index, block in enumerate(inside) if block.kind != "quote"), len(inside))]
    if kind in {"watch", "ask"}:
        inside = inside[_introduction(inside) :]
    chosen = list(_chosen(inside, kind))
    stops = sum(full_stop(block.text) is not None for block, _ in chosen)
    named = sum(opens(block.text) or bool(block.lead) for block, _ in chosen)
    alike = len(chosen) > 1 and stops > 0 and stops + named >= len(chosen)
    beside = named > 1 and named * 2 >= len(chosen)
    for block, parent in chosen:
        label = label_of(block, alike=alike, beside=beside)
        if label is None and parent:
            label = Label(parent, 0)
        which: ItemKind = "outcome" if kind == "goal" and _OUTCOME.search(block.text) else kind
        rows.append(_item(source, block, which, number, label, section.why, section.rule))
    taken = {block.start for block, _ in chosen}
    for block in inside:
        only = _PASSING.get(kind, ()) if block.start in taken or block.kind == "item" else COMMITMENTS
        if not only or block.kind not in _TEXT:
            continue
        passing = sentence_items(source, block, number, only=only)
        if any(one.kind == "followup" and one.text == block.text for one in passing):
            # "I've made a note to follow that up" alone is that and nothing else, wherever it stands.
            rows[:] = [row for row in rows if (row.kind, row.text) != (kind, block.text)]
        rows += passing


def _chosen(inside: tuple[Block, ...], kind: ItemKind) -> Iterator[tuple[Block, str]]:
    """The blocks that are items, each with the words of the bullet above that only introduces it ("Work:"), or ""."""
    listed = any(block.kind == "item" and block.text for block in inside)
    plain = any(block.kind == "paragraph" for block in inside)
    depth = -1
    parent = ""
    examples = False
    bullets = 0
    for index, block in enumerate(inside):
        follows = inside[index + 1] if index + 1 < len(inside) else None
        if block.kind != "item":
            depth, parent = -1, ""
            examples = block.kind == "paragraph" and kind != "goal" and bool(_EXAMPLES.search(block.text))
        elif examples:
            # "… a range of responses such as:" – the bullets are part of that statement, and none of them a statement of its own.
            continue
        bullets += block.kind == "item"
        if not block.text or _NOTHING.match(block.text) or _leaves(block.text):
            continue
        if block.kind == "item":
            if depth < 0 or block.level <= depth:
                opens = follows is not None and follows.kind == "item" and follows.level > block.level
                if opens and block.text.endswith(":"):
                    depth, parent = block.level + 1, block.text.rstrip(": ")
                    continue
                if depth < 0 or block.level < depth:
                    depth, parent = block.level, ""
                yield block, parent
        elif block.kind == "paragraph":
            introduces = (
                not examples
                and follows is not None
                and follows.kind == "item"
                and block.text.rstrip().endswith((":", "…", "...", "-", "–"))
            )
            # After a list of several, words of one's own go on about them.
            if not introduces and not (listed and kind == "goal") and bullets < _SEVERAL:
                yield block, ""
        elif block.kind == "quote" and not listed and not plain:
            yield block, ""


def _introduction(inside: tuple[Block, ...]) -> int:
    """How many blocks only lead up to a list that a colon introduces."""
    for index, block in enumerate(inside[:-1]):
        if block.kind == "item":
            return 0
        if block.kind == "paragraph" and block.text.endswith(":") and inside[index + 1].kind == "item":
            return index + 1
    return 0


def _leaves(text: str) -> bool:
    """Whether a short line only takes leave ("Until next week!")."""
    if len(text) > 60:
        return False
    bare = text.lower().replace("’", "'").rstrip(" .!…:)").strip()
    return bool(HEADINGS["other"].whole.match(bare)) and " " in bare


def _loose(source: str, inside: tuple[Block, ...], number: int | None, kind: SectionKind, rows: list[Item]) -> None:
    """What is said in passing where no heading announces it."""
    if kind in {"reading", "thanks"}:
        return
    depth, listed = -1, False
    introduced: ItemKind | None = None
    why = ""
    for index, block in enumerate(inside):
        if introduced:
            # "Our goals are:" and a list: the list is goals, wherever it stands.
            if block.kind == "item" and block.level > depth:
                if block.text and (block.level == depth + 1 or not listed):
                    rows.append(_item(source, block, introduced, number, label_of(block), why, "list"))
                listed = True
                continue
            introduced = None
        if block.kind not in _TEXT or len(block.text) < 8:
            continue
        follows = inside[index + 1] if index + 1 < len(inside) else None
        if block.text.endswith(":") and follows is not None and follows.kind == "item":
            introduced, why = _introduces(block.text)
            depth, listed = (block.level if block.kind == "item" else -1), False
            if introduced and follows.level > depth:
                continue
            introduced = None
        label = label_of(block)
        if label:
            lead = next((one for name, one in _LEAD_KINDS.items() if LEADS[name].match(label.text)), None)
            if lead:
                rows.append(_item(source, block, lead, number, label, label.text, "lead"))
                continue
        rows += sentence_items(source, block, number)


def _introduces(text: str) -> tuple[ItemKind | None, str]:
    """The kind of item that a short line with a colon announces ("Next week:", "Our sprint goals are:"), if it announces one."""
    words = text.rstrip(": ")
    if len(words.split()) > 8:
        return None, ""
    kind, why = kind_of(words)
    return _KINDS.get(kind), why


def _item(source: str, block: Block, kind: ItemKind, number: int | None, label: Label | None, why: str, rule: Rule) -> Item:
    start, end = span(block, source, 0, len(block.text))
    text = block.text[label.rest :] if label else block.text
    return Item(
        kind,
        text,
        label.text if label else None,
        number,
        min(start, block.start) if block.kind == "item" else start,
        max(end, block.end),
        why,
        rule,
    )
