"""One measurement, as `make bench` prints it."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """A value with its unit; what it was held against in the same run (`against`, `ratio` of the two); the bar it must keep, if any."""

    bench: str
    name: str
    value: float
    unit: str
    against: str | None = None
    ratio: float | None = None
    bar: str | None = None
    holds: bool | None = None

    def line(self) -> dict[str, object]:
        """The eight fields in order, numbers rounded to four significant figures."""
        return {key: float(f"{value:.4g}") if isinstance(value, float) else value for key, value in asdict(self).items()}
