"""The order in which many pages are made: pages that show the same notes go together, so that their notes are asked for once."""

from collections.abc import Callable, Iterable, Iterator

from weeknotes.publishing.kinds import Spot
from weeknotes.publishing.questions import public
from weeknotes.publishing.shelf import WEEK, list_key
from weeknotes.publishing.weeks import key_of, weeks_of

A_LIST = 4  # a page that lists fifty notes weighs as much as so many others
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
        week = list_key(spot) if _beside_week(spot) else weeks.get(spot.key, "")
        return (1, week) if week else (2, beside) if (beside := list_key(spot)) else (0, spot.key)

    return key


def weight(spot: Spot) -> int:
    """How much of memory and database it takes to make a page, against that of a note. A week's notes have pages of their own that go with it."""
    return A_LIST if list_key(spot) and not _beside_week(spot) else 1


def batches(spots: Iterable[Spot], most: int) -> Iterator[list[Spot]]:
    """`spots` in their order, cut into lists that weigh no more than `most` notes, or a list's weight above it."""
    batch: list[Spot] = []
    weighs = 0
    for spot in spots:
        batch.append(spot)
        weighs += weight(spot)
        if weighs >= most:
            yield batch
            batch, weighs = [], 0
    if batch:
        yield batch


def _beside_week(spot: Spot) -> bool:
    return list_key(spot).startswith(f"{WEEK}:")
