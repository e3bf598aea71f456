"""The words of a rule, marked for translation, and how they are filled in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


def N_(s: str) -> str:  # noqa: N802
    """Mark `s` as a sentence to translate where it is shown; it comes back unchanged (gettext's own name for this)."""
    return s


@dataclass(frozen=True, slots=True)
class Words:
    """What a rule says: what stands there, why it matters, whose rule it is, what to do. Msgids, with `%(name)s` where a value goes."""

    what: str
    why: str
    source: str
    do: str


def say(template: str, values: Iterable[tuple[str, str]] = (), gettext: Callable[[str], str] = str) -> str:
    """`template` translated, then filled with `values`; a sentence without values is left as it stands, a lone `%` too.

    Raises KeyError where a translation names a value that the finding does not carry.
    """
    translated = gettext(template)
    filled = dict(values)
    return translated % filled if filled else translated
