"""How a person's own pages look to them: light or dark, and how large the text is. Kept with the person, so that it needs no script."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from weeknotes.people.models import Person

THEMES = (("", _("As your device has it")), ("light", _("Light")), ("dark", _("Dark")))
SIZES = (("", _("Usual")), ("large", _("Large")), ("very-large", _("Very large")))


class ComfortForm(forms.Form):
    """The colours and the size of the text."""

    theme = forms.ChoiceField(choices=THEMES, required=False)
    text_size = forms.ChoiceField(choices=SIZES, required=False)


def comfort_form(person: Person) -> ComfortForm:
    """The choices, at those of `person`."""
    return ComfortForm(initial={"theme": person.theme, "text_size": person.text_size})


def keep_comfort(*, person: Person, sent: Mapping[str, str]) -> bool:
    """Keep what was chosen for the pages of `person`; False, and nothing is changed, where that is none of the choices."""
    form = ComfortForm(sent)
    if not form.is_valid():
        return False
    Person.objects.filter(pk=person.pk).update(theme=form.cleaned_data["theme"], text_size=form.cleaned_data["text_size"])
    return True
