"""What the page for sharing a draft may send."""

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from weeknotes.notes.levels import Level
from weeknotes.notes.share import DAYS
from weeknotes.people.models import Person

AS = {
    Level.PUBLIC: _("As everyone will see it"),
    Level.ORGANISATION: _("As everyone signed in here will see it"),
    Level.TEAM: _("As its teams will see it"),
}


class ShareForm(forms.Form):
    """For how long, with whose text, and a word on whom it is for."""

    days = forms.TypedChoiceField(coerce=int, choices=[(n, ngettext_lazy("%(count)s day", "%(count)s days", n) % {"count": n}) for n in DAYS])
    level = forms.TypedChoiceField(coerce=lambda v: Level(int(v)), empty_value=None)
    label = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: object, offered: Sequence[Level], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["level"].choices = [(int(one), AS[one]) for one in offered]  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """Who is asked for a look, with whose text, and a question to them."""

    person = forms.ModelChoiceField(Person.objects.none(), error_messages={"required": _("Choose whom to ask.")})
    level = forms.TypedChoiceField(coerce=lambda v: Level(int(v)), empty_value=None)
    question = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: object, offered: Sequence[Level], people: QuerySet[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["level"].choices = [(int(one), AS[one]) for one in offered]  # type: ignore[attr-defined]
