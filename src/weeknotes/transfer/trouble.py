"""A refusal as the Trouble that is shown for it, in the language of whoever asks."""

from django.utils.translation import gettext as _

from weeknotes.prose.decode import Unreadable
from weeknotes.transfer.bundle import Refused
from weeknotes.transfer.record import Trouble


def trouble(place: str, refused: Refused) -> Trouble:
    """What could not be read, and why."""
    return Trouble(place, _(refused.why.sentence) % refused.why.values)


def text_trouble(place: str, why: Unreadable) -> Trouble:
    """A file that is no text, and what it is."""
    return Trouble(place, f"{place}: {_(str(why))}")
