"""What a team may send of its measures: what one is, and a reading of it."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weeknotes.memory.kind_words import READINGS
from weeknotes.memory.measure_shown import figure, when
from weeknotes.memory.measures import About
from weeknotes.memory.models import Measure, Reading
from weeknotes.memory.models_measures import ACTUAL
from weeknotes.memory.readings import Said
from weeknotes.notes.levels import Level
from weeknotes.people.models import Team
from weeknotes.prose.numbers import MOST
from weeknotes.prose.said_date import Precision, said_date

LEVELS = (
    (int(Level.TEAM), gettext_lazy("the teams that keep it")),
    (int(Level.ORGANISATION), gettext_lazy("the organisation")),
    (int(Level.PUBLIC), gettext_lazy("everyone")),
)
KINDS = tuple(READINGS.items())
LONG = gettext_lazy("That is longer than %(limit_value)d characters. Say it more shortly.")


class Number(forms.CharField):
    """A number in figures: 68, 1,234.5."""

    def clean(self, value: object) -> Decimal | None:
        typed = str(super().clean(value)).strip()
        if not typed:
            return None
        try:
            number = Decimal(re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))", "", typed))
        except InvalidOperation:
            raise forms.ValidationError(_("That is not a number. One looks like 68 or 1,234.5.")) from None
        if not number.is_finite() or abs(number) >= MOST or number != round(number, 4):
            raise forms.ValidationError(_("That number is too long to keep: up to eleven figures, and four after the point."))
        return number


class When(forms.CharField):
    """A day, a month, a quarter or a year."""

    def clean(self, value: object) -> tuple[date, Precision] | None:
        typed = str(super().clean(value)).strip()
        if not typed:
            return None
        found = said_date(typed)
        if found is None:
            raise forms.ValidationError(_("That is no time that can be read here. Write a day, a month, a quarter or a year, such as 3 June 2019, June 2019, Q2 2019 or 2019."))
        return found


def _words(most: int) -> forms.CharField:
    return forms.CharField(required=False, max_length=most, error_messages={"max_length": LONG})


class MeasureForm(forms.Form):
    """What a measure is, in one language at least; who sees it; what is aimed for."""

    name_en, name_cy = _words(200), _words(200)
    why_en, why_cy = _words(500), _words(500)
    unit_en, unit_cy = _words(80), _words(80)
    with_en, with_cy = _words(300), _words(300)
    level = forms.TypedChoiceField(choices=LEVELS, coerce=lambda sent: Level(int(sent)), error_messages={"required": gettext_lazy("Choose who may see it.")})
    partners = forms.ModelMultipleChoiceField(queryset=Team.objects.none(), to_field_name="slug", required=False)
    target = Number(required=False)
    when = When(required=False)

    def __init__(self, *args: object, team: Team, measure: Measure | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # One that has closed since stays a partner: what they counted together does not become another team's alone.
        there = Q(closed_at=None) | Q(pk__in=measure.partners.all() if measure is not None else ())
        self.fields["partners"].queryset = Team.objects.filter(there).exclude(pk=team.pk).order_by("slug")  # type: ignore[attr-defined]
        self.initial = {"level": int(Level.TEAM)}
        if measure is not None:
            self.initial = {name: getattr(measure, name) for name in self.fields if name not in {"partners", "target", "when"}}
            self.initial["partners"] = list(measure.partners.values_list("slug", flat=True))
            self.initial["target"] = figure(measure.target) if measure.target is not None else ""
            self.initial["when"] = when(measure.target_date, measure.target_precision) if measure.target_date else ""

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not {"name_en", "name_cy"} & set(self.errors) and not data.get("name_en") and not data.get("name_cy"):
            self.add_error("name_en", _("Say what is counted, in one language at least."))
        if data.get("when") and data.get("target") is None and "target" not in self.errors:
            self.add_error("target", _("You say by when, and not how many. Say both, or leave the time empty."))
        return data

    def about(self) -> About:
        """What was sent, once valid."""
        return About(**{**self.cleaned_data, "partners": tuple(self.cleaned_data["partners"])})


class ReadingForm(forms.Form):
    """A reading: how much, what it is, of when; and why, where it puts another right."""

    value = Number(error_messages={"required": gettext_lazy("Say the number.")})
    kind = forms.ChoiceField(choices=KINDS, error_messages={"required": gettext_lazy("Say whether it was counted, committed or estimated.")})
    when = When(error_messages={"required": gettext_lazy("Say of when it is: a day, a month, a quarter or a year.")})
    because = _words(300)

    def __init__(self, *args: object, reading: Reading | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial = {"kind": ACTUAL}
        if reading is not None:
            self.initial = {"value": figure(reading.value), "kind": reading.kind, "when": when(reading.dated, reading.precision)}

    def said(self) -> Said:
        """What was sent, once valid."""
        return Said(self.cleaned_data["value"], self.cleaned_data["kind"], *self.cleaned_data["when"])
