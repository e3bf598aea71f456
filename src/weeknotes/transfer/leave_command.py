"""`weeknotes leave PERSON --keep-as WAY`: what a host does for somebody who has gone without doing it."""

import sys

from weeknotes.people.find import find_person
from weeknotes.transfer.leave import WAYS, LastHost, leave


def run(*, person: str, keep_as: str) -> int:
    """End their account. 1 where nobody else looks after the place, 2 for words that are not understood."""
    who, trouble = find_person(person, gone=True)
    if who is None:
        sys.stderr.write(f"{trouble}\n")
        return 2
    if keep_as not in WAYS:
        sys.stderr.write(f"--keep-as takes {', '.join(WAYS[:-1])} or {WAYS[-1]}, and not {keep_as!r}.\n")
        return 2
    name = who.name
    try:
        leave(person=who, by=who, keep_as=keep_as, for_them=True)
    except LastHost:
        sys.stderr.write(f"{name} alone looks after this place. Have somebody else look after it first.\n")
        return 1
    said = {"name": "What they published stays under their name.", "colleague": "What they published stays, without their name.", "remove": "What they wrote alone is removed."}
    sys.stdout.write(f"{name} can no longer sign in. {said[keep_as]}\n")
    return 0
