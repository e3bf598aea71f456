"""What the write page may send, and what it offers to choose from."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from weeknotes.notes.describe import About
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Episode, Note, NotePerson, Series
from weeknotes.notes.series import Chosen, series_of
from weeknotes.notes.tags import LONGEST, MOST, line_of, names_in
from weeknotes.people.models import Person, Team
from weeknotes.web.dates import from_iso, iso, monday
from weeknotes.web.day_field import DayField

LEVELS = (
    (Level.PUBLIC, _("Everyone, on the web")),
    (Level.ORGANISATION, _("Everyone signed in here")),
    (Level.TEAM, _("The teams and people named")),
    (Level.NAMED, _("The people named")),
    (Level.ME, _("Only me")),
)


class AboutForm(forms.Form):
    """Week, language's note kind, audience, teams, people. Everything optional: a note may be about no week and name nobody."""

    week = forms.CharField(required=False)
    week_day = DayField(required=False, input_formats=["%Y-%m-%d"])
    offered_day = DayField(required=False, input_formats=["%Y-%m-%d"])
    week_to = forms.CharField(required=False)
    dated = DayField(required=False, input_formats=["%Y-%m-%d"])
    audience = forms.TypedChoiceField(choices=LEVELS, coerce=lambda v: Level(int(v)), empty_value=None)
    teams = forms.ModelMultipleChoiceField(Team.objects.none(), required=False)
    writers = forms.ModelMultipleChoiceField(Person.objects.none(), required=False)
    named = forms.ModelMultipleChoiceField(Person.objects.none(), required=False)

    series = forms.ModelChoiceField(Series.objects.none(), required=False)
    series_name = forms.CharField(required=False, max_length=120)
    number = forms.IntegerField(required=False, min_value=1, max_value=99_999)
    tags = forms.CharField(required=False)

    def __init__(self, *args: object, note: Note, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.note = note
        for name in ("week_day", "offered_day", "dated"):
            self.fields[name].error_messages["invalid"] = _("That is no day. Write it as year, month and day, such as 2021-03-19.")
        # A team that has closed since stays on the notes that name it.
        self.fields["teams"].queryset = Team.objects.filter(Q(closed_at=None) | Q(note_teams__note=note)).distinct().order_by("slug")  # type: ignore[attr-defined]
        may = [one.pk for one in series_of(note.author)]
        self.fields["series"].queryset = Series.objects.filter(Q(pk__in=may) | Q(episodes__note=note)).distinct()  # type: ignore[attr-defined]
        for code in ("invalid", "min_value", "max_value"):
            self.fields["number"].error_messages[code] = _("Write its number in the series in figures, from 1 on, or leave it empty.")
        others = Person.objects.writing().exclude(pk=note.author_id)
        self.fields["writers"].queryset = others  # type: ignore[attr-defined]
        self.fields["named"].queryset = others  # type: ignore[attr-defined]

    def clean_week(self) -> date | None:
        # The button of an offered week says more than the list, which still stands at "no week".
        offered = self.data.get("offered_week")
        return (from_iso(offered) if offered else None) or self._week("week")

    def _week(self, name: str) -> date | None:
        typed = self.cleaned_data.get(name) or ""
        if not typed:
            return None
        found = from_iso(typed)
        if found is None:
            raise forms.ValidationError(_("There is no week “%(typed)s”. Weeks are written like 2026-W47."), params={"typed": typed})
        return found

    def clean_week_to(self) -> date | None:
        return self._week("week_to")

    def clean_tags(self) -> tuple[str, ...]:
        # Those ticked beside the field are meant as well.
        ticked = self.data.getlist("tag") if hasattr(self.data, "getlist") else []
        names = names_in(",".join([str(self.cleaned_data["tags"]), *ticked]))
        long = next((name for name in names if len(name) > LONGEST), None)
        if long is not None:
            words = _("The tag “%(typed)s…” is longer than %(most)d characters. Make it shorter; commas stand between tags.")
            raise forms.ValidationError(words, params={"typed": long[:30], "most": LONGEST})
        if len(names) > MOST:
            raise forms.ValidationError(_("These are %(count)d tags; a note has up to %(most)d."), params={"count": len(names), "most": MOST})
        return names

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        # A day says more than the list, which still stands at what the note had.
        day = data.get("week_day") or data.get("offered_day")
        if isinstance(day, date):
            data["week"] = monday(day)
        first, last = data.get("week"), data.get("week_to")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("week_to", _("The last week stands before the first. Choose a later one, or none."))
        return data

    def about(self) -> About:
        """The choices, once valid."""
        data = self.cleaned_data
        first = data["week"]
        kind = self.note.kind
        if first and kind == Note.REFLECTION:
            kind = Note.WEEKNOTE
        elif not first and kind == Note.WEEKNOTE:
            kind = Note.REFLECTION
        return About(
            kind=kind,
            monday=first,
            last_monday=(data["week_to"] or first) if first else None,
            level=data["audience"],
            teams=tuple(data["teams"]),
            writers=tuple(data["writers"]),
            named=tuple(data["named"]),
            episode=Chosen(data["series"], data["series_name"], data["number"]) if "series" in self.data else None,
            tags=data["tags"] if "tags" in self.data else None,
            dated=data["dated"] if "dated" in self.data else self.note.dated,
        )


def initial(note: Note) -> dict[str, object]:
    """The note's choices, as the form shows them."""
    people = list(note.note_people.all())
    episode = Episode.objects.filter(note=note).first()
    return {
        "series": episode.series_id if episode else "",
        "number": episode.number if episode else "",
        "week": iso(note.week_from) if note.week_from else "",
        "week_to": iso(note.week_to) if note.week_to and note.week_to != note.week_from else "",
        "dated": note.dated.isoformat() if note.dated else "",
        "audience": int(note.wanted_level),
        "teams": [t.team_id for t in note.note_teams.all()],
        "writers": [p.person_id for p in people if p.part == NotePerson.WRITES],
        "named": [p.person_id for p in people if p.part == NotePerson.NAMED],
        "tags": line_of(note),
    }
