"""What a host types of classes and holds, and what is answered where it cannot be used."""

from datetime import date

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weeknotes.notes.models import Hold
from weeknotes.people.models import Team
from weeknotes.transfer.models_retention import COUNTED, RetentionClass
from weeknotes.transfer.retention.terms import counted

NO_NUMBER = {
    "invalid": gettext_lazy("Write whole numbers, such as 6."),
    "min_value": gettext_lazy("Write a number that is not below nought."),
    "max_value": gettext_lazy("That is longer than can be kept here. Say that it is kept for good."),
}
NO_DAY = {"invalid": gettext_lazy("Write a day as year, month and day, such as 2026-11-27, or leave it empty.")}


class ClassForm(forms.ModelForm):  # type: ignore[type-arg]
    """A class: its name, how long, counted from what, why, and for which notes."""

    years = forms.IntegerField(required=False, min_value=0, max_value=100, error_messages=NO_NUMBER)
    months_more = forms.IntegerField(required=False, min_value=0, max_value=1000, error_messages=NO_NUMBER)
    for_good = forms.BooleanField(required=False)
    for_all = forms.BooleanField(required=False)  # no field of the row: another class may be so now, and is not from then on
    teams = forms.ModelMultipleChoiceField(Team.objects.none(), required=False, to_field_name="slug")
    counted_from = forms.ChoiceField(error_messages={"required": gettext_lazy("Say from when the time is counted."), "invalid_choice": gettext_lazy("Choose one of those listed.")})

    class Meta:
        model = RetentionClass
        fields = ["name_en", "name_cy", "source_en", "source_cy", "counted_from", "for_writers"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["counted_from"].choices = [(one, counted(one)) for one in COUNTED]  # type: ignore[attr-defined]
        # Those that have closed, too: their notes stay, and are kept as long as somebody says here.
        self.fields["teams"].queryset = Team.objects.order_by("slug")  # type: ignore[attr-defined]
        if self.instance.pk:
            years, months = divmod(self.instance.months or 0, 12)
            self.initial.update({"years": years or "", "months_more": months or "", "for_good": self.instance.months is None, "for_all": self.instance.for_all})
            self.initial["teams"] = list(self.instance.teams.values_list("slug", flat=True))

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        for first, second, words in (
            ("name_en", "name_cy", _("Say what the class is called, in one language at least.")),
            ("source_en", "source_cy", _("Say why, or by which source, in one language at least: “Our retention schedule, line 12”.")),
        ):
            if not data.get(first) and not data.get(second) and not {first, second} & set(self.errors):
                self.add_error(first, words)
        if not {"years", "months_more"} & set(self.errors):
            months = 12 * int(data.get("years") or 0) + int(data.get("months_more") or 0)
            if bool(months) == bool(data.get("for_good")):
                self.add_error("years", _("Say how long notes are kept, in years and months, or that they are kept for good: one of the two."))
            self.instance.months = None if data.get("for_good") else months or None
        return data

    def keep(self) -> RetentionClass:
        """Save it. Where it is for all notes, the one that was so before is no more."""
        with transaction.atomic():
            self.instance.for_all = self.cleaned_data["for_all"]
            if self.instance.for_all:
                RetentionClass.objects.filter(counted_from=self.instance.counted_from, for_all=True).exclude(pk=self.instance.pk).update(for_all=False)
            made: RetentionClass = self.save()
            made.teams.set(self.cleaned_data["teams"])
        return made


class ReasonForm(forms.Form):
    """A reason, and perhaps a last day."""

    reason = forms.CharField(
        max_length=Hold.LONGEST,
        error_messages={"required": gettext_lazy("Say why, in a line. Those who write the notes read it."), "max_length": gettext_lazy("Say it in at most 500 characters.")},
    )
    until = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=NO_DAY)

    def clean_until(self) -> date | None:
        typed: date | None = self.cleaned_data["until"]
        if typed is not None and typed < timezone.localdate():
            raise forms.ValidationError(_("That day is over. Choose one to come, or none."))
        return typed


class HoldForm(ReasonForm):
    """A hold of a note, by its address or reference, or of all that somebody or a team writes."""

    which = forms.CharField(
        max_length=600,
        error_messages={"required": gettext_lazy("Say which notes."), "max_length": gettext_lazy("That is too long for an address. Copy it from the note’s page.")},
    )
