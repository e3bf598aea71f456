"""The order in which many pages are made: pages that show the same notes go together, so that their notes are asked for once."""

from collections.abc import Callable

from weeknotes.publishing.kinds import Spot
from weeknotes.publishing.shelf import WEEK, list_key, public
from weeknotes.publishing.weeks import key_of, weeks_of

Together = Callable[[Spot], tuple[int, str]]


def together() -> Together:
    """What to sort pages by, and what those that go together have in common. One query, however many pages.

    First what stands by itself, then each week with the pages of its notes, then all other lists: a list that is put in place leads to notes that are there.
    """
    weeks: dict[str, str] = {}
    for note in public().order_by().only("uid", "kind", "week_from", "week_to", "dated").iterator():
        if mondays := weeks_of(note):
            weeks[str(note.uid)] = f"{WEEK}:{key_of(mondays[-1])}"

    def key(spot: Spot) -> tuple[int, str]:
        week = list_key(spot) if beside_week(spot) else weeks.get(spot.key, "")
        return (1, week) if week else (2, beside) if (beside := list_key(spot)) else (0, spot.key)

    return key


def beside_week(spot: Spot) -> bool:
    """Whether it is the page of a week or stands beside it: of the notes there, a few or a few hundred, all have pages of their own that go with it."""
    return list_key(spot).startswith(f"{WEEK}:")
