"""What cannot be called back once a note has been read: said wherever it is withdrawn or shown to fewer people."""

from django.utils.translation import gettext as _


def not_recalled() -> str:
    """One sentence for the writer, which promises nothing."""
    return _(
        "What people have already read, copied or printed, what feed readers have fetched, and what has been mailed cannot be called back. "
        "Search engines forget it when they come by again."
    )
