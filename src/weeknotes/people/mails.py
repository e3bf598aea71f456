"""What a mail of the site's own says."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mail:
    """Subject and text; headers (RFC 5322) beside them; files by name, with their bytes and media type."""

    subject: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)
    files: tuple[tuple[str, bytes, str], ...] = ()
