"""A refusal as the Trouble that is shown for it."""

from django.utils.translation import gettext as _

from weeknotes.transfer.bundle import Refused
from weeknotes.transfer.record import Trouble


def trouble(place: str, refused: Refused) -> Trouble:
    """What could not be read, and why, in the language of whoever asks."""
    return Trouble(place, _(refused.why.sentence) % refused.why.values)
