"""Numbers as they come in forms and addresses, whoever wrote them."""

LARGEST = 2**63 - 1  # what a database takes as one


def number(typed: str | None, *, most: int = LARGEST) -> int | None:
    """The number that `typed` is in digits alone, at most `most`; None for anything else."""
    if not typed or not typed.isascii() or not typed.isdecimal() or len(typed) > len(str(LARGEST)):
        return None
    found = int(typed)
    return found if found <= most else None


def page(typed: str | None, *, last: int) -> int:
    """The number of a page from 1 to `last`, 1 where none is asked for."""
    return number(typed, most=last) or 1
