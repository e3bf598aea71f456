"""How long to wait after something failed: 1, 2, 4 … 60 seconds, and from the start again once it has gone well."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class BackOff:
    """Waits that double from `first` to `most`, both in seconds."""

    first: float = 1.0
    most: float = 60.0
    _next: float = field(init=False, default=0.0)

    def failed(self) -> float:
        """Seconds to wait before the next try; each failure in a row doubles it."""
        now = self._next or self.first
        self._next = min(now * 2, self.most)
        return min(now, self.most)

    def well(self) -> None:
        """It went well: the next failure waits `first` again."""
        self._next = 0.0
