"""The chats to which I, or my teams, can send a focus."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from weeknotes.desk.own_names import NOT_THERE, own_name
from weeknotes.memory.chats import NotKept, chats_of, keep_chat, remove_chat, set_goal_day, why_not
from weeknotes.memory.models import Chat
from weeknotes.memory.send_focus import not_sent
from weeknotes.notes.levels import Level
from weeknotes.people.models import Person
from weeknotes.people.teams import teams_of
from weeknotes.people.who import person_of

PROGRAMS = ((Chat.TEAMS, "Microsoft Teams"), (Chat.SLACK, "Slack"), (Chat.MATTERMOST, "Mattermost"), (Chat.GOOGLE, "Google Chat"))
READ_BY = (
    (Level.TEAM, gettext_lazy("Only people of my team")),
    (Level.ORGANISATION, gettext_lazy("People of this organisation")),
    (Level.PUBLIC, gettext_lazy("Others too: people from outside, or I do not know who")),
)


class ChatForm(forms.Form):
    """A chat: what it is called, whose it is, its program, its address, who reads it."""

    name = own_name()
    whose = forms.ChoiceField(required=False, error_messages=NOT_THERE)
    program = forms.ChoiceField(choices=PROGRAMS, error_messages=NOT_THERE)
    address = forms.CharField(
        max_length=2000,
        error_messages={
            "required": gettext_lazy("Copy the address here that the chat’s program gave you."),
            "max_length": gettext_lazy("That is longer than any such address. Copy it once more, alone."),
        },
    )
    level = forms.TypedChoiceField(
        choices=READ_BY,
        coerce=lambda v: Level(int(v)),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Say who reads that chat.")),
    )
    on_goal_day = forms.BooleanField(required=False)

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.teams = {str(one.pk): one for one in teams_of(person)}
        self.fields["whose"].choices = [("", _("Mine")), *((pk, team.name) for pk, team in self.teams.items())]  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def chats_settings(request: HttpRequest) -> HttpResponse:
    """My chats and those of my teams: one added, one removed, the goal day switched on or off. An address is never shown whole again."""
    me = person_of(request)
    what, trouble = request.POST.get("do", ""), ""
    if what == "remove":
        if remove_chat(by=me, chat=request.POST.get("chat", "")):
            messages.info(request, _("Removed, and its address is forgotten here."))
        return redirect("chats-settings")
    if what in {"goal-day", "no-goal-day"}:
        if set_goal_day(by=me, chat=request.POST.get("chat", ""), on=what == "goal-day"):
            messages.info(request, _("Kept."))
        return redirect("chats-settings")
    form = ChatForm(request.POST or None, person=me)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            keep_chat(
                by=me, team=form.teams.get(sent["whose"]), name=sent["name"], program=sent["program"], address=sent["address"], level=sent["level"],
                on_goal_day=sent["on_goal_day"],
            )  # fmt: skip
        except NotKept as why:
            trouble = str(why)
        else:
            messages.info(request, _("Kept. Its address is shown in part only from now on."))
            return redirect("chats-settings")
    page = {
        "here": "settings",
        "form": form,
        "trouble": trouble,
        "chats": list(chats_of(me)),
        "programs": dict(PROGRAMS),
        "read_by": {int(level): words for level, words in READ_BY},
        "not_sent": [(one, why_not(one.last_error)) for one in not_sent(me)],
    }
    return render(request, "desk/chats.html", page, status=422 if trouble or form.errors else 200)
