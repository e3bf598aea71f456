"""What the host keeps for the check: each list in a box, one a line."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _

from weeknotes.notes import known_lists
from weeknotes.notes.checking import rules
from weeknotes.notes.known_lists import NotALine
from weeknotes.notes.models import Known
from weeknotes.notes.rule_words import grouped

MOST = 400_000  # characters of a list: some 20,000 names
PROFILES = (
    ("free", _("Whoever writes chooses the language")),
    ("assess", _("A note for everyone in one language says why")),
    ("strict", _("A note for everyone is in both languages")),
)
TOO_LONG = {"max_length": _("This list is too long to be kept. Leave out what is no longer needed.")}
LISTS: dict[str, Callable[[str], object]] = {
    "people": known_lists.names, "members": known_lists.names, "suppliers": known_lists.names, "acronyms": known_lists.names,
    "internal": known_lists.hosts, "cases": known_lists.cases, "elections": known_lists.elections, "holidays": known_lists.holidays,
    "misheard": known_lists.misheard,
}  # fmt: skip


class KnownForm(forms.ModelForm):  # type: ignore[type-arg]
    """The lists, the language profile, and the rules that stop a note."""

    profile = forms.ChoiceField(choices=PROFILES, error_messages={"invalid_choice": _("Choose one of the three.")})
    stops = forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": _("One of the rules is not there any more. Here are those that are.")})

    class Meta:
        model = Known
        fields = [*LISTS, "profile", "stops"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial["stops"] = self.instance.stops.split()
        self.groups = grouped({rule.name for rule in rules()})
        self.fields["stops"].choices = [one for _words, rows in self.groups for one in rows]  # type: ignore[attr-defined]
        for name in LISTS:
            self.fields[name] = forms.CharField(required=False, max_length=MOST, error_messages=TOO_LONG)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        for name, read in LISTS.items():
            if name in data:
                data[name] = str(data[name]).replace("\r\n", "\n").replace("\x00", "")
                try:
                    read(str(data[name]))
                except NotALine as why:
                    self.add_error(name, why.sentence)
        return data

    def clean_stops(self) -> str:
        return " ".join(self.cleaned_data["stops"])
