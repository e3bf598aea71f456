"""What the pages of a hearing send: about it, and what became of each thing that was asked for."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weeknotes.people.models import Person, Team
from weeknotes.people.teams import teams_of
from weeknotes.web.day_field import DayField

LONGEST = 120
WORD, BECAUSE, WORDS = "word-", "because-", "words-"


class HearingForm(forms.Form):
    """In what form people were heard, who they were, and on which day."""

    form = forms.CharField(required=False, max_length=LONGEST)
    group = forms.CharField(required=False, max_length=LONGEST)
    dated = DayField(
        error_messages={"required": gettext_lazy("Choose the day on which you listened."), "invalid": gettext_lazy("That is not a day. Choose the day on which you listened.")}
    )


class NewHearingForm(HearingForm):
    """And which of my teams listened, and in which language its words are typed."""

    team = forms.ModelChoiceField(
        Team.objects.none(),
        error_messages={"required": gettext_lazy("Choose the team that listened."), "invalid_choice": gettext_lazy("Choose a team that you are in now.")},
    )
    lang = forms.ChoiceField(required=False)

    def __init__(self, *args: object, person: Person, langs: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["team"].queryset = teams_of(person)  # type: ignore[attr-defined]
        self.fields["lang"].choices = [(code, {"en": "English", "cy": "Cymraeg"}[code]) for code in langs]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one thing: its fate and reason, and its words as they are now."""

    word: str
    because: str
    words: str


def read_said(post: Mapping[str, str]) -> dict[uuid.UUID, Said]:
    """The fields of each thing, by its id; a field whose name is no id's is left alone."""
    found: dict[uuid.UUID, Said] = {}
    for name in post:
        if name.startswith(BECAUSE):
            try:
                uid = uuid.UUID(name.removeprefix(BECAUSE))
            except ValueError:
                continue
            found[uid] = Said(post.get(f"{WORD}{uid}", ""), post[name].replace("\r\n", "\n").strip(), post.get(f"{WORDS}{uid}", "").strip())
    return found


def wrong_with(said: Said) -> str:
    """A sentence where a reason has nothing to belong to; "" otherwise."""
    return _("Choose what became of it, so that this reason has something to belong to.") if said.because and not said.word else ""


