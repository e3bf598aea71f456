"""Kinds of thread and their lifecycles. The database's CHECKs are made from these tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The states of a kind of thread: the one it starts in, those that keep it open, those that close it."""

    start: str
    keeps: tuple[str, ...]
    closes: tuple[str, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """All states."""
        return (self.start, *self.keeps, *self.closes)

    @property
    def words(self) -> tuple[str, ...]:
        """What the owner may answer."""
        return (*self.closes, *self.keeps)


GOAL, WATCH, LEARNING, FOLLOWUP = "goal", "watch", "learning", "followup"
LIFECYCLES = {
    GOAL: Lifecycle("stated", ("carried",), ("done", "partly", "not done", "dropped")),
    WATCH: Lifecycle("opened", ("watched",), ("settled", "became a goal", "became a lesson", "let go")),
    LEARNING: Lifecycle("noticed", ("tried",), ("part of how I work",)),
    FOLLOWUP: Lifecycle("noted", (), ("done", "handed on", "let go")),
}
FROM_ITEM = {"goal": GOAL, "next": GOAL, "watch": WATCH, "learned": LEARNING, "followup": FOLLOWUP}
