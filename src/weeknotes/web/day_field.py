"""The field of a form for a day that is shown to people."""

from datetime import date
from typing import Any

from django import forms

from weeknotes.web.dates import is_told


class DayField(forms.DateField):
    """A day of a year in which notes are written; any other is no day, in the words for that."""

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not is_told(day):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day
