"""Forms of a medium's page: its words in one language, and what is said about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from weeknotes.notes.spoken import AUTOMATIC, CHECKED, GIVEN, NOBODY, NONE, UNSAID
from weeknotes.notes.tell_media import MOST_CAPTIONS, MOST_TRANSCRIPT, Words


class TranscriptForm(forms.Form):
    """What is said in one language: as text, with its state, and captions as a file."""

    text = forms.CharField(
        required=False,
        max_length=MOST_TRANSCRIPT,
        error_messages={
            "max_length": _("This is longer than %(limit_value)s characters. A longer transcript can be a note of its own, with a link to it.")
        },
    )
    state = forms.ChoiceField(
        choices=[(NONE, _("None yet")), (AUTOMATIC, _("Made by a program, not checked")), (CHECKED, _("Checked by a person"))], initial=NONE
    )
    captions = forms.FileField(required=False, error_messages={"empty": _("This file is empty. Choose it once more.")})
    remove = forms.BooleanField(required=False)

    def words(self) -> Words:
        """What was sent. Only after `is_valid`."""
        told, file = self.cleaned_data, self.cleaned_data["captions"]
        return Words(told["text"], told["state"], file.read(MOST_CAPTIONS + 1) if file else b"", told["remove"])


class AboutMediaForm(forms.Form):
    """Who made it, and whether those in it agreed."""

    credit = forms.CharField(required=False, max_length=200, error_messages={"max_length": _("This is longer than %(limit_value)s characters.")})
    consent = forms.ChoiceField(
        required=False,
        choices=[(UNSAID, _("Not noted")), (GIVEN, _("Those who are seen or heard agreed")), (NOBODY, _("Nobody can be made out in it"))],
    )
