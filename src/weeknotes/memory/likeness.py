"""What the writer's own words already say about a goal, on the Friday page: rather silent than wrong, and never the goal over again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from weeknotes.memory.folded import begins, folded
from weeknotes.prose import happened
from weeknotes.prose.bearing import Ear
from weeknotes.prose.shapes import Why
from weeknotes.prose.told import Passage as Told

Where = Literal["note", "draft", "jotting"]
MOST = 2
SHORT = 280
_SAME_STATEMENT = 92


@dataclass(frozen=True, slots=True)
class Passage(Told):
    """A passage of a note or draft, or a jotting."""

    where: Where = "note"


@dataclass(frozen=True, slots=True)
class Offer:
    """A passage that may be what happened: the goal's own words that both have, the sentence that bears on it, and why it is offered."""

    passage: Passage
    shared: tuple[str, ...]
    sentence: str
    why: Why

    @property
    def words(self) -> str:
        """The shared words as one quotation."""
        return ", ".join(self.shared)

    @property
    def short(self) -> str:
        """The sentence that bears on the goal, cut at a word where it is long."""
        if len(self.sentence) <= SHORT:
            return self.sentence
        return self.sentence[:SHORT].rsplit(" ", 1)[0] + "…"


def offers(goal: str, passages: Iterable[Passage], *, ear: Ear | None = None, lang: str = "", most: int = MOST) -> tuple[Offer, ...]:
    """At most `most` passages that bear on `goal`, the likeliest first, as `prose/happened.py` finds them; each text once. An `ear` that has heard them is used."""
    once = {folded(one.text): one for one in reversed([*passages]) if not _restates(goal, one.text)}
    asked = [*reversed(once.values())]
    places = {id(one): one for one in asked}
    found = happened.offers(Told(goal, lang=lang), asked, ear=ear, most=most)
    return tuple(Offer(places[id(one.passage)], one.shared, one.sentence, one.why) for one in found)


def _restates(goal: str, text: str) -> bool:
    """Whether the passage is the goal over again, or what was already said to have become of it: nothing to offer."""
    if begins(folded(text), folded(goal)):
        return True
    return len(text) < 1.5 * len(goal) + 20 and fuzz.ratio(folded(goal), folded(text)) >= _SAME_STATEMENT
