"""What will be remembered of a text: prose's reading, with the writer's own corrections over it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from weeknotes.notes.models import Body, Correction, Habit, Note
from weeknotes.notes.read_once import reading_of
from weeknotes.prose.aims import with_aims
from weeknotes.prose.anchor import anchor, key
from weeknotes.prose.html import plain
from weeknotes.prose.shapes import Reading, Rule

MEMORABLE = ("goal", "next", "watch", "learned", "followup", "ask", "decision", "aim")
BY_HEADING = frozenset[Rule]({"heading", "above", "said"})
KINDS = (*MEMORABLE, "win", "challenge", "metric", "hearing", "outcome")


@dataclass(frozen=True, slots=True)
class Remembered:
    """One statement as it will be remembered. `kind` is "" where the writer said "not that"; `start`/`end` count in the plain words.

    `rule` and `why` are those of the item read. `by_heading`: its section's heading gave the kind that was found. `said`: the writer spoke of this very sentence.
    """

    key: str
    before: str
    kind: str
    found_as: str
    label: str
    text: str
    section: str
    why: str
    rule: Rule
    start: int
    end: int
    source_start: int
    by_heading: bool
    said: bool

    @property
    def corrected(self) -> bool:
        """Whether the writer said otherwise than what was found."""
        return self.kind != self.found_as


@dataclass(frozen=True, slots=True)
class Said:
    """What a writer said of one sentence, known by its `key` and the words `before` it: that it is of another kind, or of none ("")."""

    key: str
    before: str
    kind: str


@dataclass(frozen=True, slots=True)
class Remembering:
    """The reading of a body, the items as they will be remembered, in order, and the plain words their places count in."""

    reading: Reading
    items: tuple[Remembered, ...]
    plain: str

    @property
    def kept(self) -> tuple[Remembered, ...]:
        """Items that the writer has not said "not that" to."""
        return tuple(i for i in self.items if i.kind)


def read_body(body: Body, *, corrections: list[Correction] | None = None, habits: dict[str, str] | None = None) -> Remembering:
    """Read the text of `body`, corrected as its writer has said: of a sentence here, else of a heading (key to kind) in any of their notes.

    Two queries; one fewer for each of `corrections` and `habits` that is given.
    """
    rows = corrections if corrections is not None else list(Correction.objects.filter(note_id=body.note_id, lang=body.lang))
    if habits is None:
        habits = dict(Habit.objects.filter(person=body.note.author_id).values_list("key", "kind"))
    return read_text(body.html, review=body.note.kind == Note.REVIEW, corrections=map(said_in, rows), habits=habits)


def said_in(row: Correction) -> Said:
    """What a row says."""
    return Said(row.key, row.before, row.kind)


def read_text(html: str, *, review: bool, corrections: Iterable[Said], habits: Mapping[str, str]) -> Remembering:
    """The same for a clean text alone, of a review or of another note. No query."""
    reading = reading_of(html)
    words = plain(html)
    said: dict[str, list[Said]] = {}
    for one in corrections:
        said.setdefault(one.key, []).append(one)
    items, cursor = [], 0
    for item in with_aims(reading, review=review):
        start = words.find(item.text, cursor)
        if start < 0:
            start = max(words.find(item.text), 0)
        end = min(start + len(item.text), len(words))
        cursor = start
        near = anchor(words, start, end)
        rule = _matching(said.get(key(item.text), []), near.before)
        section = reading.outline.sections[item.section] if item.section is not None else None
        heading = section.heading if section else ""
        by_heading = section is not None and item.rule in BY_HEADING
        usual = habits.get(key(heading), item.kind) if by_heading else item.kind
        items.append(
            Remembered(
                key=key(item.text),
                before=near.before[:64],
                kind=rule.kind if rule else usual,
                found_as=item.kind,
                label=item.label or "",
                text=item.text,
                section=heading[:200],
                why=item.why,
                rule=item.rule,
                start=start,
                end=end,
                source_start=item.start,
                by_heading=by_heading,
                said=rule is not None,
            )
        )
    return Remembering(reading, tuple(items), words)


def _matching(rows: list[Said], before: str) -> Said | None:
    """The correction of this very place; where only one sentence of the text has these words, that one."""
    exact = [r for r in rows if r.before == before]
    return exact[0] if exact else (rows[0] if len(rows) == 1 else None)
