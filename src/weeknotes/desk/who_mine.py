"""What of one writer's can be seen by whom: their notes by audience, a page at a time and never their text, and every way in that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F, Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from weeknotes.notes.forms import LEVELS
from weeknotes.notes.levels import WORDS
from weeknotes.notes.models import Body, Note, NotePerson, NoteTeam, Sight
from weeknotes.notes.models_shared import Preview
from weeknotes.notes.queries import Notes
from weeknotes.notes.share import MAKER_IS_HERE
from weeknotes.people.models import Person, Team, Token
from weeknotes.web.typed import page

ON_A_PAGE = 50
LAST_PAGE = 10_000
DRAFTS = "drafts"
NAMES = {int(level): word for word, level in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """Notes of one audience: the word for it in an address, what it says on the page, how many there are."""

    name: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Mine:
    """One page of the notes asked for. `narrower` are, by note, the audiences of its parts that are for fewer than the note."""

    groups: tuple[Group, ...]
    notes: tuple[Note, ...]
    narrower: Mapping[int, tuple[str, ...]]
    named: Sequence[tuple[Person, int]]
    teams: Sequence[tuple[Team, int]]
    chosen: str
    newer: str
    older: str


def mine(person: Person, asked: Mapping[str, str]) -> Mine:
    """The notes of `person` as `asked`: `for` an audience or the drafts, with somebody `named` or a `team` on them, `page` by page. Eight queries, however many there are."""
    every = Note.objects.writable_by(person.pk)
    counts = {(out, level): many for out, level, many in every.annotate(out=Q(edition__isnull=False)).values_list("out", "level").annotate(many=Count("pk"))}
    words = {int(level): str(label) for level, label in LEVELS}
    groups = [Group(NAMES[level], words[level], counts.get((True, level), 0)) for level in words]
    groups.append(Group(DRAFTS, "", counts.get((False, 0), 0)))
    named = _counted(NotePerson.objects.filter(note__in=every, part=NotePerson.NAMED).values("person").annotate(many=Count("note")).values_list("person", "many"))
    teams = _counted(NoteTeam.objects.filter(note__in=every).values("team").annotate(many=Count("note")).values_list("team", "many"))
    found, chosen = _chosen(every, asked, groups)
    number = page(asked.get("page"), last=LAST_PAGE)
    ordered = found.order_by(F("published_at").desc(nulls_first=True), "-created_at", "-id")
    rows = list(ordered[(number - 1) * ON_A_PAGE : number * ON_A_PAGE + 1])
    shown = rows[:ON_A_PAGE]
    prefetch_related_objects(shown, Prefetch("bodies", Body.objects.defer("html").order_by("id")))
    kept = {key: asked[key] for key in ("for", "named", "team") if key in asked}
    return Mine(
        groups=tuple(groups),
        notes=tuple(shown),
        narrower=_narrower(shown, words),
        named=sorted(((one, named[one.pk]) for one in Person.objects.filter(pk__in=named)), key=lambda pair: pair[0].name),
        teams=sorted(((one, teams[one.pk]) for one in Team.objects.filter(pk__in=teams)), key=lambda pair: pair[0].name),
        chosen=chosen,
        newer=f"?{urlencode({**kept, 'page': number - 1})}#notes" if number > 1 else "",
        older=f"?{urlencode({**kept, 'page': number + 1})}#notes" if len(rows) > ON_A_PAGE else "",
    )


def ways_in(person: Person) -> Sequence[Preview]:
    """The links to drafts that `person` writes, and the people asked for a look at them, that still open something. One query."""
    rows = Preview.objects.filter(MAKER_IS_HERE, note__in=Note.objects.writable_by(person.pk), revoked_at=None, expires_at__gt=timezone.now())
    return list(rows.select_related("person", "made_by", "note", "revision__body").defer("revision__data", "revision__body__html").order_by("-made_at", "-pk"))


def sign_ins(person: Person) -> Sequence[Token]:
    """Links that were made to sign `person` in once, the newest first: by whoever looks after the site, or from its terminal. One query."""
    return list(Token.objects.filter(person=person, purpose=Token.SIGN_IN).order_by("-made_at", "-pk")[:20])


def _chosen(every: Notes, asked: Mapping[str, str], groups: Sequence[Group]) -> tuple[Notes, str]:
    """The notes asked for, and the group they are of: without words of one, the widest that has any."""
    if asked.get("named"):
        return every.filter(Q(note_people__part=NotePerson.NAMED, note_people__person__slug=asked["named"])), ""
    if asked.get("team"):
        return every.filter(note_teams__team__slug=asked["team"]), ""
    names = {group.name for group in groups}
    chosen = asked.get("for", "")
    if chosen not in names:
        chosen = next((group.name for group in groups if group.count), DRAFTS)
    if chosen == DRAFTS:
        return every.filter(edition=None), chosen
    return every.filter(edition__isnull=False, level=WORDS[chosen]), chosen


def _narrower(notes: Sequence[Note], words: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    level = {note.pk: note.level for note in notes}
    found: dict[int, set[int]] = {}
    for note, reach in Sight.objects.filter(edition__in=[note.edition_id for note in notes if note.edition_id]).values_list("note", "level"):
        if reach < level[note]:
            found.setdefault(note, set()).add(reach)
    return {note: tuple(words[one] for one in sorted(several, reverse=True)) for note, several in found.items()}


def _counted(rows: object) -> dict[int, int]:
    return dict(rows)  # type: ignore[call-overload, no-any-return]
