"""`weeknotes login PERSON`: a link that signs somebody in once."""

import sys

from weeknotes.people.find import find_person
from weeknotes.people.sign_in import sign_in_link


def login(*, person: str | None) -> int:
    """Print a link for the person named; a sentence and 1 where there is no such person."""
    who, trouble = find_person(person)
    if who is None:
        sys.stderr.write(f"{trouble}\n")
        return 1
    sys.stdout.write(f"This link signs in {who.name}. It works once, within the hour:\n{sign_in_link(who)}\n")
    return 0
