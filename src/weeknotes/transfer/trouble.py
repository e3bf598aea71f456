"""A sentence that was kept, in the language of whoever asks; a refusal as the Trouble that is shown for it."""

from django.utils.translation import gettext as _

from weeknotes.prose.decode import Unreadable
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Refused
from weeknotes.transfer.record import Trouble


def in_words(why: Why) -> str:
    """What `why` says, in the language in force."""
    return _(why.sentence) % why.values


def trouble(place: str, refused: Refused) -> Trouble:
    """What could not be read, and why."""
    return Trouble(place, in_words(refused.why))


def text_trouble(place: str, why: Unreadable) -> Trouble:
    """A file that is no text, and what it is."""
    return Trouble(place, f"{place}: {_(str(why))}")
