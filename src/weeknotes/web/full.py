"""Disks that take nothing more: what the system says of them, and what its host does first."""

import errno

# Full, a quota used up; and a disk that can only be read, as Linux leaves one that fails.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
TAKES_NOTHING = FULL | {errno.EROFS}


def said(error: OSError) -> str:
    """What the system says, of which file, and what to do: for a host, in a command. Without the full stop."""
    if error.errno == errno.EROFS:
        do = "Have it writable again, or say another place"  # no room is missing on it
    else:
        do = "Make room, or say another place" if error.errno in FULL else "Say another place"
    return f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}. {do}"
