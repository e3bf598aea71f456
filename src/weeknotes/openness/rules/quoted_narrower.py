"""A sentence of a part that is for fewer people, repeated in a part that is for more."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.near import bounds
from weeknotes.openness.noticed import noticed
from weeknotes.openness.reach import audience, reach
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Block, Outline
from weeknotes.prose.span import span

NAME = "quoted_narrower"
WIDER = Words(
    what=N_("This sentence also stands in a part of this note that fewer people may read."),
    why=N_("What was meant for them alone is read here by more."),
    source=N_("ICO guide to the UK GDPR: Integrity and confidentiality (security)"),
    do=N_("Take it out here, or let the other part go as far as this one."),
)
WORD = re.compile(r"\w+(?:['’]\w+)*")
PART = re.compile(r"[:;] |\s[–—-]\s")
FEWEST = 8  # words; shorter sentences are often the same by chance


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find each sentence of eight words or more that stands under a heading for fewer people, and also where more may read it."""
    if not any(block.kind == "heading" and audience(block) for block in outline.blocks):
        return
    level = reach(outline, context.level)
    said = [(level(block.start), block, first, last, words) for block in outline.blocks for first, last, words in _sentences(block)]
    narrowest: dict[str, int] = {}
    for here, _, _, _, words in said:
        narrowest[words] = min(here, narrowest.get(words, here))
    past = 0
    for here, block, first, last, words in said:
        start, end = span(block, outline.source, first, last)
        if here > narrowest[words] and start >= past:
            past = end
            yield noticed(outline, NAME, WIDER, start, end, words)


def _sentences(block: Block) -> Iterator[tuple[int, int, str]]:
    """The sentences of a block that are long enough, with their bounds and their words alone; each before what stands after a colon or the like in it."""
    if block.kind not in {"heading", "code", "rule"}:
        for first, past in _stretches(block.text):
            sentence = block.text[first:past].rstrip()
            words = WORD.findall(sentence.casefold().replace("’", "'"))
            if len(words) >= FEWEST:
                yield first, first + len(sentence), " ".join(words)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The bounds of each sentence, and then of its parts before and after colons, semicolons and dashes."""
    for first, past in bounds(text):
        yield first, past
        starts = [first, *(sign.end() for sign in PART.finditer(text, first, past))]
        if len(starts) > 1:
            yield from zip(starts, [*starts[1:], past], strict=True)


rule = Rule(NAME, run)
