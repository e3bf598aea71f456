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


GOAL, WATCH, LEARNING, LESSON, FOLLOWUP = "goal", "watch", "learning", "lesson", "followup"
ASK, DECISION, IMPROVEMENT, AIM = "ask", "decision", "improvement", "aim"
LIFECYCLES = {
    GOAL: Lifecycle("stated", ("carried",), ("done", "partly", "not done", "dropped")),
    WATCH: Lifecycle("opened", ("watched",), ("settled", "became a goal", "became a lesson", "let go")),
    LEARNING: Lifecycle("noticed", ("tried",), ("part of how I work",)),
    LESSON: Lifecycle("drawn", ("response chosen", "too soon"), ("right", "wrong", "retired")),
    FOLLOWUP: Lifecycle("noted", (), ("done", "handed on", "let go")),
    ASK: Lifecycle("asked", ("evidence wanted",), ("help", "priority", "no", "told onward")),
    DECISION: Lifecycle("made", ("revisited",), ()),
    IMPROVEMENT: Lifecycle("heard", ("doing",), ("done", "not", "told back")),
    AIM: Lifecycle("set", (), ("yes", "partly", "no", "changed my mind")),
}
FROM_ITEM = {"goal": GOAL, "next": GOAL, "watch": WATCH, "learned": LEARNING, "followup": FOLLOWUP, "ask": ASK, "decision": DECISION, "aim": AIM}
