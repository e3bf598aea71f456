"""A passphrase, as it stands in a file: what is typed on a command line can be read by everybody on the machine."""

from pathlib import Path

from weeknotes.transfer.keeping.about import KeepingError

SHORTEST = 12


def passphrase_in(file: str) -> str:
    """The first line of a file. KeepingError with a sentence where there is none, or one that is easily guessed."""
    try:
        lines = Path(file).expanduser().read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise KeepingError(f"The passphrase cannot be read from {file}: {why}.") from error
    found = lines[0].strip() if lines else ""
    if len(found) < SHORTEST:
        raise KeepingError(f"The passphrase in {file} has fewer than {SHORTEST} characters, and could be guessed. Take several words.")
    return found
