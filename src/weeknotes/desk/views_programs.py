"""Programs that may use my account: allowed, seen, ended; and what was told of what they and mails brought."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from weeknotes.desk.own_names import NOT_THERE, own_name
from weeknotes.desk.traces import level_words
from weeknotes.notes.forms import LEVELS
from weeknotes.notes.levels import Level
from weeknotes.people.models import Token
from weeknotes.people.programs import (
    DAYS,
    MOST,
    MOST_DAYS,
    OWN_SCOPES,
    SHOWING,
    TooMany,
    allow,
    end_program,
    forget_told,
    programs_of,
    told,
)
from weeknotes.people.who import person_of
from weeknotes.web.typed import number

SCOPE_WORDS = {
    "read": gettext_lazy("Read what you may read, and your threads"),
    "jot": gettext_lazy("Read and add your jottings, and throw them away"),
    "write": gettext_lazy("Read and change the texts that you write; nobody is shown them by that"),
    "publish": gettext_lazy("Publish your notes and withdraw them"),
    "create": gettext_lazy("Add notes and jottings"),
    "draft": gettext_lazy("Add drafts, which you alone see"),
    "update": gettext_lazy("Read and change your notes, drafts and private ones too"),
    "delete": gettext_lazy("Withdraw your notes and put them among the deleted, where they stay for 30 days"),
    "undelete": gettext_lazy("Bring deleted notes back as drafts"),
    "media": gettext_lazy("Give pictures, which you alone see until they stand in a published note"),
    "profile": gettext_lazy("Know your name"),
}
SPANS = ((30, gettext_lazy("30 days")), (DAYS, gettext_lazy("90 days")), (180, gettext_lazy("half a year")), (MOST_DAYS, gettext_lazy("a year")))
NOBODY_ELSE = gettext_lazy("nobody: what it publishes stays a draft")


def reaches(most: Level = Level.PUBLIC) -> list[tuple[int, str]]:
    """How far a program may publish, the least first."""
    return [(int(Level.ME), str(NOBODY_ELSE)), *((int(level), str(words)) for level, words in reversed(LEVELS) if Level.ME < level <= most)]


class ProgramForm(forms.Form):
    """What a program is called, what it may do, how far it may publish, and for how long."""

    name = own_name()
    scopes = forms.MultipleChoiceField(
        choices=[(one, SCOPE_WORDS[one]) for one in OWN_SCOPES],
        error_messages={"required": gettext_lazy("Choose at least one thing that it may do."), "invalid_choice": NOT_THERE["invalid_choice"]},
    )
    level = forms.TypedChoiceField(coerce=int, error_messages=NOT_THERE)
    days = forms.TypedChoiceField(choices=SPANS, coerce=int, initial=DAYS, error_messages=NOT_THERE)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["level"].choices = reaches()  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programs(request: HttpRequest) -> HttpResponse:
    """My programs: one allowed (its token is shown in the answer and never again), one ended."""
    me = person_of(request)
    if request.POST.get("do") == "end":
        token = Token.objects.select_related("person").filter(person=me, pk=number(request.POST.get("program")) or 0).first()
        if token is not None and end_program(token):
            messages.info(request, _("Ended. The program can do nothing here any more; what it fetched before stays with it."))
        return redirect("programs")
    if request.POST.get("do") == "seen":
        forget_told(me)
        return redirect("programs")
    form = ProgramForm(request.POST or None)
    secret, trouble = "", ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = allow(person=me, **form.cleaned_data)
            form = ProgramForm()
        except TooMany:
            trouble = too_many()
    shown = {
        "here": "settings",
        "form": form,
        "secret": secret,
        "trouble": trouble,
        "told": told(me),
        "programs": [(one, may(one), level_words(one.program.level)) for one in programs_of(me)],
    }
    return render(request, "desk/programs.html", shown, status=422 if trouble or form.errors else 200)


def may(token: Token) -> list[str]:
    """What a program may do, in words."""
    return [str(SCOPE_WORDS[one]) for one in (token.program.granted or token.scopes).split() if one in SCOPE_WORDS]


def too_many() -> str:
    """Nobody may allow so many."""
    return _("You have %(most)d programs. End one that you no longer use, then allow this one.") % {"most": MOST}


def shows(token: Token) -> bool:
    """Whether a program may show anything to others."""
    return token.program.level > Level.ME and bool(SHOWING & set(token.scopes.split()))
