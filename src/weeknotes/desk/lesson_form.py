"""The form of a lesson: the event and what is taken from it. All but the event may stay empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from weeknotes.memory.lesson import LessonMore
from weeknotes.memory.lesson_words import HAPPENED_WORDS, REASON_WORDS, RESPONSE_WORDS
from weeknotes.people.models import Person, Team
from weeknotes.people.teams import teams_of

LONGEST = 2000


def _text(required: str = "") -> forms.CharField:
    return forms.CharField(required=bool(required), max_length=LONGEST, error_messages={"required": required} if required else {})


class LessonForm(forms.Form):
    """What happened, what made it sensible, what is taken from it, what is done about it, and when it is looked at again."""

    event = _text(_("Say in a line what happened, so that you know it again."))  # type: ignore[arg-type]
    happened = forms.ChoiceField(required=False, choices=HAPPENED_WORDS)
    sensible = _text()
    takes = _text()
    responses = forms.MultipleChoiceField(required=False, choices=RESPONSE_WORDS)
    other = forms.CharField(required=False, max_length=200)
    applied = _text()
    reason = forms.ChoiceField(required=False, choices=REASON_WORDS)
    look_again = forms.DateField(required=False, error_messages={"invalid": _("That is not a day. Choose one, or leave it empty.")})
    team = forms.ModelChoiceField(Team.objects.none(), required=False, error_messages={"invalid_choice": _("Choose a team that you are in now.")})
    closes = forms.BooleanField(required=False)

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["team"].queryset = teams_of(person)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if "other" in (data.get("responses") or ()) and not data.get("other"):
            self.add_error("other", _("Say in a few words what the other response is."))
        return data

    def more(self, lang: str) -> LessonMore:
        """What the lesson holds, in the words of `lang`. Only of a valid form."""
        given = self.cleaned_data
        words = {name: given[name].replace("\r\n", "\n") for name in ("event", "takes", "sensible", "applied")}
        return LessonMore(happened=given["happened"], responses=tuple(given["responses"]), other=given["other"], reason=given["reason"], lang=lang, **words)
