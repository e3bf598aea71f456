"""Fields that the settings of what somebody adds for themselves have alike: what they call it, and a choice from a list."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 120
NOT_THERE = {"invalid_choice": _("That is not among the choices. Choose from the list.")}


def own_name() -> forms.CharField:
    """What one calls it."""
    return forms.CharField(
        max_length=LONGEST,
        error_messages={
            "required": _("Say what you call it, so that you know it again."),
            "max_length": _("That is longer than 120 characters. Call it something shorter."),
        },
    )
