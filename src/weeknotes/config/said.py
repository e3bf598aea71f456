"""What is told where the site was started, by whoever starts it and before the framework is there: lines for people, or JSON for programs, as the log is."""

import json
import sys
from datetime import UTC, datetime

from weeknotes.config import environment


def as_object(at: float, level: str, logger: str, message: str, **more: str) -> str:
    """A line of the log for programs: an object with `at` (UTC; given in seconds since 1970), level, logger, message, and what `more` there is."""
    when = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    return json.dumps({"at": when, "level": level, "logger": logger, "message": message, **more}, ensure_ascii=False)


def say(line: str) -> None:
    """One line on standard output, at once."""
    sys.stdout.write(_formed(line, "info") + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """One line on standard error: why something cannot be done, and what to do."""
    sys.stderr.write(_formed(line, "error") + "\n")


def _formed(line: str, level: str) -> str:
    return as_object(datetime.now(UTC).timestamp(), level, "weeknotes", line) if environment.text("WEEKNOTES_LOG") == "json" else line
