"""A rule: a name, and a function from an outline and what is known around it to what it noticed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.prose.shapes import Outline


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the check. `run` reads the whole outline and never raises.

    `yields_to` names surer rules: where one of them found something at the same place, this rule's finding is left out.
    """

    name: str
    run: Callable[[Outline, Context], Iterable[Finding]]
    yields_to: tuple[str, ...] = ()
