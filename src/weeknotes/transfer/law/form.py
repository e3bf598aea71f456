"""The form with which a search under the law is asked for."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weeknotes.people.models import Person, Team
from weeknotes.transfer.law.asking import Asked
from weeknotes.transfer.law.called import LAWS
from weeknotes.transfer.law.matching import MOST_LINES, troubles

NO_DAY = {"required": gettext_lazy("Write a day as year, month and day, such as 2026-11-27."), "invalid": gettext_lazy("Write a day as year, month and day, such as 2026-11-27.")}
DAYS = (3, 5, 10, 15, 20)
FAR = {"max_length": gettext_lazy("That is too long. Say it in fewer words.")}


class RequestForm(forms.Form):
    """What came in, and what to look for. `people` and `teams` are names, one a line."""

    reference = forms.CharField(max_length=40, error_messages={"required": gettext_lazy("Write the reference under which the request is kept."), **FAR})
    law = forms.ChoiceField(choices=LAWS, error_messages={"required": gettext_lazy("Choose the law.")})
    asked = forms.CharField(max_length=2000, error_messages={"required": gettext_lazy("Write what is asked."), **FAR})
    reason = forms.CharField(max_length=500, error_messages={"required": gettext_lazy("Say in a line why the search is needed."), **FAR})
    words = forms.CharField(max_length=2000, error_messages={"required": gettext_lazy("Write what to look for."), **FAR})
    people = forms.CharField(required=False, max_length=4000)
    teams = forms.CharField(required=False, max_length=4000)
    first = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=NO_DAY)
    last = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=NO_DAY)
    came_on = forms.DateField(input_formats=["%Y-%m-%d"], error_messages=NO_DAY)
    wanted_by = forms.DateField(input_formats=["%Y-%m-%d"], error_messages=NO_DAY)
    days = forms.TypedChoiceField(choices=[(one, one) for one in DAYS], coerce=int, initial=5)
    earlier = forms.BooleanField(required=False)

    def clean_reference(self) -> str:
        return " ".join(str(self.cleaned_data["reference"]).split())

    def clean_words(self) -> str:
        words = "\n".join(" ".join(line.split()) for line in str(self.cleaned_data["words"]).splitlines() if line.strip())
        wrong = troubles(words)
        if wrong:
            why = _("“%(line)s” cannot be looked for: a line is up to 12 words that all have to stand in the text, and not only what must not.")
            raise forms.ValidationError(why % {"line": wrong[0][0]})
        if len(words.splitlines()) > MOST_LINES:
            raise forms.ValidationError(_("Up to ten lines can be looked for at once. Ask for the others in a second request."))
        return words

    def clean_people(self) -> tuple[int, ...]:
        return self._named([(one.pk, (one.slug, one.name, one.email)) for one in Person.objects.all()], "people")

    def clean_teams(self) -> tuple[int, ...]:
        return self._named([(one.pk, (one.slug, one.name_en, one.name_cy)) for one in Team.objects.all()], "teams")

    def _named(self, known: list[tuple[int, tuple[str, ...]]], field: str) -> tuple[int, ...]:
        """The keys of those whom the lines of `field` name, each of them one."""
        found = []
        for line in str(self.cleaned_data[field]).splitlines():
            wanted = " ".join(line.split()).casefold()
            if not wanted:
                continue
            same = [pk for pk, names in known if wanted in {name.casefold() for name in names if name}]
            if len(same) != 1:
                none, several = _("Nobody and no team here is called “%(line)s”."), _("Several are called “%(line)s”. Write the word of their address.")
                raise forms.ValidationError((several if same else none) % {"line": line.strip()})
            found.append(same[0])
        return tuple(dict.fromkeys(found))

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        sentences = (
            ("first", "last", _("The last day stands before the first. Choose a later one, or none.")),
            ("came_on", "wanted_by", _("This day stands before the one on which it came.")),
        )
        for before, after, sentence in sentences:
            one, other = data.get(before), data.get(after)
            if isinstance(one, date) and isinstance(other, date) and other < one:
                self.add_error(after, sentence)
        return data

    def asking(self) -> Asked:
        """What a valid form asks for."""
        return Asked(**self.cleaned_data)
