"""What the first run and the settings may send."""

from datetime import date, timedelta

from django import forms
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from weeknotes.people import setup_code
from weeknotes.people.away import FARTHEST
from weeknotes.people.models import Membership, Organisation, Person, Rhythm, Team
from weeknotes.web import dates
from weeknotes.web.typed import line

MOST_HEADINGS = 12
LANGS = (("en", _("English")), ("cy", _("Welsh")))
DAYS = tuple((day, lazy(dates.weekday, str)(date(2024, 1, 1) + timedelta(days=day))) for day in range(7))  # 1 January 2024: a Monday
CADENCES = ((1, _("every week")), (2, _("every other week")), (4, _("every fourth week")))


class Name(forms.CharField):
    """What somebody or something is called: one line, all of it to be seen."""

    def to_python(self, value: object) -> str:
        return line(str(super().to_python(value)))


class BeginForm(forms.Form):
    """What is this place called, in which languages, who are you."""

    site = Name(max_length=200, error_messages={"required": _("Say what this place is called. It can be changed later.")})
    langs = forms.MultipleChoiceField(choices=LANGS, error_messages={"required": _("Choose at least one language.")})
    first = forms.ChoiceField(choices=LANGS, required=False)
    you = Name(
        max_length=120, error_messages={"required": _("Say who you are: a name, and a mail address if others will use this site.")}
    )
    email = forms.EmailField(required=False, error_messages={"invalid": _("That is not a mail address. One looks like name@example.org.")})
    code = forms.CharField(required=False)

    def clean_code(self) -> str:
        typed = str(self.cleaned_data["code"])
        if not setup_code.right(typed):
            raise forms.ValidationError(_("That is not the code. It stands in the terminal in which this site was started."))
        return typed

    def languages(self) -> list[str]:
        """The languages chosen, the first one first."""
        chosen: list[str] = self.cleaned_data["langs"]
        first = self.cleaned_data.get("first") or chosen[0]
        return sorted(chosen, key=lambda code: (code != first, code))


class SiteForm(forms.Form):
    """What this place is called in each language, which languages it has, which stands first."""

    name_en = Name(max_length=200, required=False)
    name_cy = Name(max_length=200, required=False)
    langs = forms.MultipleChoiceField(choices=LANGS, error_messages={"required": _("Choose at least one language.")})
    first = forms.ChoiceField(choices=LANGS, required=False)
    contact = forms.CharField(max_length=300, required=False)

    def clean_contact(self) -> str:
        typed = str(self.cleaned_data["contact"]).strip()
        looks = URLValidator(schemes=["https"]) if "://" in typed else EmailValidator()
        try:
            looks(typed) if typed else None
        except forms.ValidationError:
            raise forms.ValidationError(_("Write a mail address such as notes@example.org, or an address that begins with https://.")) from None
        return typed

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not data.get("name_en") and not data.get("name_cy"):
            self.add_error("name_en", _("Say what this place is called, in one language at least."))
        return data

    def keep(self, site: Organisation) -> None:
        """Make these the names and languages of `site`, once valid."""
        data = self.cleaned_data
        chosen: list[str] = data["langs"]
        site.name_en, site.name_cy = data["name_en"], data["name_cy"]
        site.languages = ",".join(sorted(chosen, key=lambda code: (code != (data["first"] or chosen[0]), code)))
        site.contact = data["contact"]
        site.save(update_fields=["name_en", "name_cy", "languages", "contact"])


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """What people say of themselves."""

    lang = forms.ChoiceField(choices=LANGS)
    writes = forms.ChoiceField(choices=LANGS)

    class Meta:
        model = Person
        fields = ["name", "said", "email", "about", "lang", "writes"]
        field_classes = {"name": Name, "said": Name}

    def __init__(self, *args: object, may_change_address: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.may_change_address = may_change_address

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"] or "")
        if typed and Person.objects.filter(email__iexact=typed).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody here has that mail address already."))
        if "email" in self.changed_data and not self.may_change_address:
            raise forms.ValidationError(_("Codes to sign in go to this address. To change it, sign in once more first; nothing was kept yet."), code="again")
        return typed


class RhythmForm(forms.ModelForm):  # type: ignore[type-arg]
    """A week: the day goals are set, the day notes are written, how often, which days are worked."""

    goal_day = forms.TypedChoiceField(choices=DAYS, coerce=int)
    note_day = forms.TypedChoiceField(choices=DAYS, coerce=int)
    cadence = forms.TypedChoiceField(choices=CADENCES, coerce=int)
    works = forms.TypedMultipleChoiceField(choices=DAYS, coerce=int, required=False)

    class Meta:
        model = Rhythm
        fields = ["goal_day", "note_day", "cadence"]

    def save(self, commit: bool = True) -> Rhythm:
        self.instance.working_days = sum(1 << day for day in self.cleaned_data["works"])
        saved: Rhythm = super().save(commit)
        return saved


class PersonWeekForm(RhythmForm):
    """A person's week: a team's, and the hours in which nothing is mailed to them."""

    quiet_from = forms.TimeField(required=False, error_messages={"invalid": _("That is not a time. One looks like 18:00.")})
    quiet_to = forms.TimeField(required=False, error_messages={"invalid": _("That is not a time. One looks like 18:00.")})

    class Meta(RhythmForm.Meta):
        fields = [*RhythmForm.Meta.fields, "quiet_from", "quiet_to"]

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        begins, ends = data.get("quiet_from"), data.get("quiet_to")
        if not {"quiet_from", "quiet_to"} & set(self.errors) and ((begins is None) != (ends is None) or (begins is not None and begins == ends)):
            self.add_error("quiet_to", _("Quiet hours have a beginning and another end. Say both, or leave both empty."))
        return data


class AwayForm(forms.Form):
    """Days away: the first and the last. One day where the last is left empty."""

    first = forms.DateField(
        error_messages={"required": _("Say the first day on which you are away."), "invalid": _("That is not a day. One looks like 2026-11-27.")}
    )
    last = forms.DateField(required=False, error_messages={"invalid": _("That is not a day. One looks like 2026-11-27.")})

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if self.errors:
            return data
        first = data["first"]
        last = data["last"] = data.get("last") or first
        today = timezone.localdate()
        if last < first:
            self.add_error("last", _("The last day comes before the first. Turn them round."))
        elif last < today:
            self.add_error("last", _("Those days are over: nothing can be kept from you on them any more. Say days to come."))
        elif last > today + FARTHEST:
            self.add_error("last", _("Days away can be said up to two years ahead."))
        return data


class AddPersonForm(forms.Form):
    """Somebody new."""

    name = Name(max_length=120, error_messages={"required": _("Say what they are called.")})
    email = forms.EmailField(required=False, error_messages={"invalid": _("That is not a mail address. One looks like name@example.org.")})

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"] or "")
        if typed and Person.objects.filter(email__iexact=typed).exists():
            raise forms.ValidationError(_("Somebody here has that mail address already."))
        return typed


class TeamForm(forms.ModelForm):  # type: ignore[type-arg]
    """A team's names and what it is for."""

    class Meta:
        model = Team
        fields = ["name_en", "name_cy", "about_en", "about_cy"]
        field_classes = {"name_en": Name, "name_cy": Name}

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not data.get("name_en") and not data.get("name_cy"):
            self.add_error("name_en", _("Say what the team is called, in one language at least."))
        return data


class TeamPageForm(TeamForm):
    """What a team's leads decide: its names, what it is for, and the headings it suggests for its notes."""

    class Meta(TeamForm.Meta):
        fields = [*TeamForm.Meta.fields, "headings_en", "headings_cy"]

    def clean_headings_en(self) -> str:
        return self._headings("headings_en")

    def clean_headings_cy(self) -> str:
        return self._headings("headings_cy")

    def _headings(self, name: str) -> str:
        lines = [" ".join(line.split()) for line in str(self.cleaned_data[name]).splitlines() if line.strip()]
        if len(lines) > MOST_HEADINGS:
            raise forms.ValidationError(
                _("These are %(count)d headings; up to %(most)d can be suggested."), params={"count": len(lines), "most": MOST_HEADINGS}
            )
        return "\n".join(lines)


class MemberForm(forms.Form):
    """Somebody joins a team."""

    person = forms.ModelChoiceField(Person.objects.none())
    role = forms.ChoiceField(choices=[(Membership.MEMBER, _("member")), (Membership.LEAD, _("lead"))])

    def __init__(self, *args: object, team: Team, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        inside = Membership.objects.now().filter(team=team).values("person")
        people: models.QuerySet[Person] = Person.objects.writing().exclude(pk__in=inside)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
