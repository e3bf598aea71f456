"""Questions to start a note from: three at a time from a bank, other ones each week, none that was given in the last three weeks."""

import hashlib
import tomllib
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from weeknotes.notes.models import PromptGiven
from weeknotes.people.models import Person

ORDINARY, DIFFICULT, LIGHT = "ordinary", "difficult", "light"
AT_ONCE = 3
RESTS = timedelta(weeks=3)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question: its lasting name, the sort of week it is for, and its words in each language."""

    key: str
    when: str
    en: str
    cy: str

    def words(self, lang: str) -> str:
        """The question in `lang`; in English where that is not known."""
        return self.cy if lang == "cy" else self.en


BANK: tuple[Prompt, ...] = tuple(
    Prompt(key, row["when"], row["en"], row["cy"])
    for key, row in tomllib.loads(files("weeknotes.notes").joinpath("prompts.toml").read_text("utf-8")).items()
)


def three(*, who: uuid.UUID, monday: date, recent: Collection[str] = (), is_difficult: bool = False, turn: int = 0) -> tuple[Prompt, ...]:
    """Three questions for a person's week: the same ones whenever they are asked for, and with each `turn` others.

    Two are ordinary and one light; in a difficult week all are for that. None of `recent` comes, as long as the bank has others.
    """
    if is_difficult:
        return _drawn(DIFFICULT, who, monday, recent, AT_ONCE, turn)
    return _drawn(ORDINARY, who, monday, recent, AT_ONCE - 1, turn) + _drawn(LIGHT, who, monday, recent, 1, turn)


def recent_keys(person: Person, monday: date) -> set[str]:
    """The names of the questions given to `person` in the three weeks before this one. One query."""
    rows = PromptGiven.objects.filter(person=person, week__gte=monday - RESTS, week__lt=monday)
    return set(rows.values_list("key", flat=True))


def give(*, person: Person, monday: date, prompts: Iterable[Prompt]) -> None:
    """Remember that these were given for that week; what was given before it and rests no longer is forgotten. Twice is once."""
    PromptGiven.objects.filter(person=person, week__lt=monday - RESTS).delete()
    rows = [PromptGiven(person=person, week=monday, key=prompt.key) for prompt in prompts]
    PromptGiven.objects.bulk_create(rows, ignore_conflicts=True)


def named(keys: Iterable[str]) -> tuple[Prompt, ...]:
    """The questions of these names, in the order given; a name that the bank does not have is left out."""
    by_key = {prompt.key: prompt for prompt in BANK}
    return tuple(by_key[key] for key in dict.fromkeys(keys) if key in by_key)


def _drawn(when: str, who: uuid.UUID, monday: date, recent: Collection[str], count: int, turn: int) -> tuple[Prompt, ...]:
    """`count` questions from this person's own order of the bank, which moves on by as many each week."""
    order = sorted((one for one in BANK if one.when == when), key=lambda one: hashlib.sha256(f"{who}:{one.key}".encode()).digest())
    start = monday.toordinal() // 7 * count % len(order)
    order = order[start:] + order[:start]
    fresh: Sequence[Prompt] = [one for one in order if one.key not in recent]
    if len(fresh) < count:
        fresh = order
    return tuple(fresh[(turn * count + at) % len(fresh)] for at in range(count))
