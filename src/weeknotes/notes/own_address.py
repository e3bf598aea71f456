"""Where people here find a note, whoever may read it.

Kept beside Django's map of the site, not asked of it: putting an address together by that reads in every page of the site first, and takes a millisecond
for each.
"""

import uuid

ROUTE = "notes/<uuid:uid>/"
_BEFORE, _, _AFTER = ROUTE.partition("<uuid:uid>")


def own_address(uid: uuid.UUID) -> str:
    """The address of the note of that uid, as a path."""
    return f"/{_BEFORE}{uid}{_AFTER}"
