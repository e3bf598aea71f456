"""What an edition is made of, worked out from words alone: what the check notices, what readers at each level see, what is read from it.

No database is asked, so that other processes can work it out for many notes.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from weeknotes.notes.checking import findings
from weeknotes.notes.read_once import outline_of
from weeknotes.notes.reading import Remembering, Said, read_text
from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.prose.anchor import key
from weeknotes.prose.cut import cut, levels, levels_at
from weeknotes.prose.even import even
from weeknotes.prose.excerpt import excerpt, words
from weeknotes.prose.html import clean

ITEM = ("lang", "place", "section", "kind", "level", "start", "end", "label", "label_key", "key", "text", "why")
"""The columns of an Item beside its note."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in one language, with what is known around it and what its writer said of its sentences."""

    lang: str
    title: str
    html: str
    context: Context
    corrections: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The texts of a note, one or two, as they would be published for `level`; `lead` is read as a review where the note is one (`review`), with its
    writer's `habits`."""

    level: int
    lead: str
    review: bool
    habits: Mapping[str, str]
    texts: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as those with floor <= reach <= level see it: the columns of a Sight."""

    lang: str
    level: int
    floor: int
    words: int
    fingerprint: str
    title: str
    excerpt: str
    outline: list[dict[str, object]]
    html: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """For each text what was noticed in it, the HTML it was frozen as, and what is seen of it; and the note's Items, each the values of `ITEM`."""

    findings: tuple[tuple[Finding, ...], ...]
    html: tuple[str, ...]
    shown: tuple[tuple[Shown, ...], ...]
    items: tuple[tuple[int | str, ...], ...]


def frozen(given: Given) -> Frozen:
    """What an edition of these texts says. The check sees them as they were written; of what one language keeps to fewer readers, the other tells nothing."""
    found = tuple(findings(text.title, text.html, text.context) for text in given.texts)
    html = tuple(text.html for text in given.texts)
    if len(html) == 2:
        html = even(html[0], html[1])
    shown = tuple(tuple(_shown(text, each, given.level)) for text, each in zip(given.texts, html, strict=True))
    place = next((n for n, text in enumerate(given.texts) if text.lang == given.lead), 0)
    lead = given.texts[place]
    read = read_text(html[place], review=given.review, corrections=lead.corrections, habits=given.habits)
    return Frozen(found, html, shown, items_of(read, html[place], lead.lang, given.level))


def items_of(read: Remembering, html: str, lang: str, level: int) -> tuple[tuple[int | str, ...], ...]:
    """The Items that were read from the leading text, each the values of `ITEM`, with the level of the section it stands in."""
    at = levels_at(html, [item.source_start for item in read.kept], level)
    return tuple(
        (lang, place, item.section, item.kind, int(reach), item.start, item.end, item.label[:200], key(item.label) if item.label else "", item.key, item.text, item.why[:300])
        for place, (item, reach) in enumerate(zip(read.kept, at, strict=True))
    )


def fingerprint_of(title: str, text: str) -> str:
    """What tells one frozen text from another: its title and its words as they are shown."""
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()


def _shown(text: Wording, html: str, level: int) -> Sequence[Shown]:
    at = levels(html, level)
    rows = []
    for place, top in enumerate(at):
        floor = at[place + 1] + 1 if place + 1 < len(at) else 0
        seen = clean(cut(html, top, keep_marks=True))
        headings: list[dict[str, object]] = [
            {"level": b.level, "text": b.text, "audience": b.audience} for b in outline_of(seen).blocks if b.kind == "heading"
        ]
        rows.append(Shown(text.lang, top, floor, words(seen), fingerprint_of(text.title, seen), text.title, excerpt(seen), headings, seen))
    return rows
