"""Somebody else's yes before a note is for everyone: who wants it of a note, and whether the text that would go out has it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.notes.circle import written
from weeknotes.notes.frozen import fingerprint_of
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Edition, Note, NotePerson, NoteTeam, Sight
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.site import organisation
from weeknotes.prose.cut import cut
from weeknotes.prose.excerpt import words
from weeknotes.prose.html import clean
from weeknotes.publishing.models_second import Approval, SecondYes
from weeknotes.publishing.refusal import NotPublished
from weeknotes.web.prepared import prepared

Texts = Mapping[str, str]  # fingerprints of what everyone would see, by language


@dataclass(frozen=True, slots=True)
class Missing:
    """Who wants a yes that a text does not have: the rule, the language, and whether a yes was given to an earlier text."""

    rule: SecondYes
    lang: str
    earlier: bool

    @property
    def sentence(self) -> str:
        """What the writer reads, with what to do."""
        who = name_of(self.rule)
        if self.earlier:
            said = _(
                "%(who)s: somebody else’s yes is wanted before a note is for everyone. There is one to an earlier text, and the text has changed since. "
                "Ask for a yes to this one."
            )
        else:
            said = _("%(who)s: somebody else’s yes is wanted before a note is for everyone, and this text has none yet. Ask for a yes, or choose fewer readers meanwhile.")
        if self.rule.team is not None and self.rule.team.closed_at is not None:
            said += " " + _("That team has ended. Where nobody is left in it who could say yes, take it off this note, or have it opened again.")
        return said % {"who": who}


def name_of(rule: SecondYes) -> str:
    """The team that wants it, or the name of this place."""
    if rule.team is not None:
        return rule.team.name
    here = organisation()
    return here.name if here else ""


def rules_for(note: Note, on: date | None = None) -> list[SecondYes]:
    """Who wants somebody else's yes before `note` is for everyone, on that day (today). One query."""
    day = on or timezone.localdate()
    return [rule for rule in _rules(note.pk) if rule.holds(day)]


@prepared(int)
def _rules(note: int) -> QuerySet[SecondYes]:
    theirs = Q(team=None) | Q(team__in=NoteTeam.objects.filter(note=note).values("team"))
    return SecondYes.objects.filter(theirs, wanted=True).select_related("team").order_by("team__slug")


@prepared(int)
def _a_yes(note: int) -> QuerySet[Approval, int]:
    return Approval.objects.filter(note=note, answer=Approval.YES).values_list("pk", flat=True)[:1]


def place_wants(on: date | None = None) -> bool:
    """Whether the whole place wants it on that day (today). One query."""
    day = on or timezone.localdate()
    return any(rule.holds(day) for rule in SecondYes.objects.filter(team=None, wanted=True))


def anybody_asks() -> bool:
    """Whether anybody here, a team or the place, wants it at any time. One query."""
    return SecondYes.objects.filter(wanted=True).exists()


def public_text(body: Body) -> str:
    """What everyone would see of `body` if its note were published for them now."""
    return clean(cut(written(body), Level.PUBLIC, keep_marks=True))


def texts_now(note: Note) -> dict[str, str]:
    """The fingerprints of what everyone would see of `note` now, in each language that would go out."""
    found = {}
    for body in note.bodies.order_by("lang"):
        text = public_text(body)
        if not body.held and (words(text) or "<img" in text):
            found[body.lang] = fingerprint_of(body.title, text)
    return found


def out_now(note: Note) -> set[tuple[str, str]]:
    """Language and fingerprint of what everyone sees of `note` already: that needs nobody's yes. One query, none where nobody sees it."""
    if note.edition_id is None or note.level != Level.PUBLIC:
        return set()
    return set(Sight.objects.filter(edition=note.edition_id, level=Level.PUBLIC).values_list("lang", "fingerprint"))


def missing(
    note: Note, texts: Texts, *, out: Iterable[tuple[str, str]] = (), on: date | None = None, rules: Sequence[SecondYes] | None = None
) -> list[Missing]:
    """Each yes that is wanted of `texts` of `note` (by `rules`, where they are known) and not given, but for those that are `out` already.

    One query where nobody wants any.
    """
    rules = rules_for(note, on) if rules is None else rules
    fresh = {lang: mark for lang, mark in texts.items() if (lang, mark) not in set(out)}
    if not rules or not fresh:
        return []
    writes = {note.author_id, *NotePerson.objects.filter(note=note, part=NotePerson.WRITES).values_list("person", flat=True)}
    given = list(Approval.objects.filter(note=note, answer=Approval.YES).exclude(asked__in=writes))
    found = []
    for rule in rules:
        for lang, mark in fresh.items():
            yeses = [one for one in given if one.lang == lang and (rule.team_id is None or _was_in(one, rule.team_id))]
            if all(one.fingerprint != mark for one in yeses):
                found.append(Missing(rule, lang, earlier=bool(yeses)))
    return found


def look_at_yes(*, note: Note, edition: Edition, out: Iterable[tuple[str, str]]) -> None:
    """Inside the transaction that publishes `edition` for everyone: NotPublished where a yes is wanted and not there; else the yeses are kept with it.

    Two queries where nobody wants any and nobody gave one.
    """
    rules = rules_for(note)
    if not rules and not _a_yes(note.pk):
        return
    texts = dict(Sight.objects.filter(edition=edition, level=Level.PUBLIC).values_list("lang", "fingerprint"))
    lacking = missing(note, texts, out=out, rules=rules)
    if lacking:
        raise NotPublished(lacking[0].sentence)
    for lang, mark in texts.items():
        Approval.objects.filter(note=note, lang=lang, fingerprint=mark, answer=Approval.YES).update(edition=edition)


def may_say(note: Note) -> list[Person]:
    """Those whose yes would do, by name: of the teams that want it the members, else everybody of the organisation; never who writes the note. Three queries."""
    teams = [rule.team for rule in rules_for(note) if rule.team is not None]
    people = Person.objects.writing().filter(in_organisation=True).exclude(pk=note.author_id)
    people = people.exclude(pk__in=NotePerson.objects.filter(note=note, part=NotePerson.WRITES).values("person"))
    if teams:
        people = people.filter(pk__in=Membership.objects.now().filter(team__in=teams).values("person"))
    return list(people)


def set_second(*, team: Team | None, by: Person, wanted: bool, first: date | None = None, last: date | None = None) -> SecondYes:
    """Have `team`, or the whole place, want somebody else's yes, from now on or between two days; or no more."""
    said = {"wanted": wanted, "first": first, "last": last, "set_by": by, "set_at": timezone.now()}
    return SecondYes.objects.update_or_create(team=team, defaults=said)[0]


def _was_in(yes: Approval, team: int) -> bool:
    """Whether whoever gave `yes` was in the team when they did."""
    at = yes.answered_at
    return Membership.objects.filter(Q(left_at=None) | Q(left_at__gte=at), team=team, person=yes.asked_id, joined_at__lte=at).exists()
