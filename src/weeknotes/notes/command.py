"""`weeknotes new "text" [--person P]`: a jotting from the terminal."""

import sys

from weeknotes.notes.jot import LONGEST, jot
from weeknotes.people.find import find_person


def new(*, text: str, person: str | None) -> int:
    """Keep the line for the person named, or for the only person there is; a sentence and 1 where that cannot be told."""
    who, trouble = find_person(person)
    if who is None:
        sys.stderr.write(f"{trouble}\n")
        return 1
    try:
        jot(person=who, text=text, source="terminal")
    except ValueError as why:
        sys.stderr.write(
            "There is nothing to keep: the line is empty.\n" if str(why) == "empty" else f"The line is longer than {LONGEST} characters.\n"
        )
        return 1
    sys.stdout.write(f"Kept for {who.name}.\n")
    return 0
