"""What the page of a request shows to whoever opens it: what it is, what it found by person and kind, and the things that are theirs to answer or to decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from weeknotes.notes.models import Note
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person, Team
from weeknotes.prose.passages import passages
from weeknotes.search.excerpt import Excerpt, excerpt
from weeknotes.transfer.law.answering import not_handed_over, waiting
from weeknotes.transfer.law.carrying import may_take_over
from weeknotes.transfer.law.matching import Sought
from weeknotes.transfer.law.officers import is_officer, looking, may_second
from weeknotes.transfer.law.reading import laws, mine, words
from weeknotes.transfer.models_law import LawCarried, LawConcerned, LawFound, LawRequest

ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that was found, and of its words, where they are open to whoever looks: its title and its language, and where in them stands what was looked for."""

    one: LawFound
    title: str
    lang: str
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A request. `runs`: whoever looks is one of its two and may still look; `own`: its officer. `agrees`: they may be its second; `may_carry`: they may take it over.
    `readable`: notes that they may read as anybody like them may, by key."""

    request: LawRequest
    runs: bool
    own: bool
    agrees: bool
    concerned: LawConcerned | None
    people: Sequence[Person] = ()
    teams: Sequence[Team] = ()
    by_person: Sequence[LawConcerned] = ()
    by_kind: Sequence[tuple[str, int]] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    things: Sequence[Thing] = ()
    readable: Mapping[int, UUID] = field(default_factory=dict)
    newer: int = 0
    older: int = 0
    may_open: int = 0
    waiting: Sequence[LawFound] = ()
    carried: Sequence[LawCarried] = ()
    may_carry: bool = False


def request_for(me: Person, request: LawRequest) -> Shown | None:
    """What `me` is to each request, without what was found; None for those whom it does not concern. Four queries."""
    concerned = LawConcerned.objects.filter(request=request, person=me).first()
    two = me.pk in {request.officer_id, request.second_id}
    runs = two and me.pk in looking(request)
    agrees = request.closed_at is None and may_second(me, request)
    if not (concerned or two or agrees):
        return None
    return Shown(request=request, runs=runs, own=runs and me.pk == request.officer_id and is_officer(me), agrees=agrees, concerned=concerned)


def things_of(me: Person, request: LawRequest, *, page: int, all_of_them: bool) -> tuple[list[Thing], int, int]:
    """A page of what was found (`all_of_them`: anybody's, else of `me`), with the numbers of the pages before and after, 0 for none. Seven queries, however many there are."""
    rows = request.things.all() if all_of_them else mine(request, me)
    rows = rows.select_related("person", "answered_by", "open_by", "open_second", "decided_by").order_by("number")
    some = list(rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    held = some[:ON_A_PAGE]
    law = laws(request, held)
    given, sought = words(held, law, viewer_of(me)), Sought.read(request.words)
    found = []
    for one in held:
        texts = [text for _how, text in given.get(one.pk, ())]
        said = (excerpt(list(passages(str(text.html))), sought.terms, lang=text.lang or "cy") for text in texts)
        named = next((text for text in texts if text.title), None)
        found.append(Thing(one, named.title if named else "", named.lang if named else "", next((part for part in said if part), None)))
    return found, page - 1, page + 1 if len(some) > ON_A_PAGE else 0


def counted(request: LawRequest) -> tuple[list[LawConcerned], list[tuple[str, int]], dict[str, int]]:
    """How much was found, by person and by kind, and how far it is: no words. Three queries."""
    people = list(request.concerned.select_related("person").order_by("person__name", "pk"))
    kinds = [(str(kind), int(count)) for kind, count in request.things.values_list("kind").annotate(many=Count("pk")).order_by("kind")]
    far = request.things.aggregate(
        answered=Count("pk", filter=~Q(answer="")),
        about=Count("pk", filter=Q(answer=LawFound.ABOUT)),
        not_about=Count("pk", filter=Q(answer=LawFound.NOT_ABOUT)),
        waiting=Count("pk", filter=Q(open_by__isnull=False, opened_at=None)),
        opened=Count("pk", filter=Q(opened_at__isnull=False)),
        out=Count("pk", filter=Q(decision=LawFound.OUT)),
        back=Count("pk", filter=Q(decision=LawFound.BACK)),
    )
    return people, kinds, far


def whole(me: Person, request: LawRequest, *, page: int = 1) -> Shown | None:
    """All of the page of a request for `me`: the two of it see counts and everybody's things, who is concerned their own. None for those whom it does not concern."""
    base = request_for(me, request)
    if base is None:
        return None
    people = list(Person.objects.filter(pk__in=request.people).order_by("name"))
    teams = list(Team.objects.filter(pk__in=request.teams).order_by("slug"))
    by_person, by_kind, counts = counted(request) if base.runs and request.searched_at else ([], [], {})
    things: list[Thing] = []
    newer = older = 0
    if request.searched_at and (base.runs or base.concerned):
        things, newer, older = things_of(me, request, page=page, all_of_them=base.runs)
    asked_for = list(waiting(request).select_related("person")) if base.agrees and request.searched_at else []
    near = Note.objects.visible_to(viewer_of(me)).filter(pk__in=[one.one.note_id for one in things if one.one.note_id])
    unanswered = not_handed_over(request).filter(answer="", open_by=None).count() if base.own and request.closed_at is None else 0
    return replace(
        base, people=people, teams=teams, by_person=by_person, by_kind=by_kind, waiting=asked_for, counts=counts, things=things,
        readable=dict(near.values_list("pk", "uid")), newer=newer, older=older, may_open=unanswered,
        carried=list(request.carried.select_related("before", "after").order_by("pk")), may_carry=may_take_over(me, request),
    )  # fmt: skip


def time_is_over(request: LawRequest) -> bool:
    """Whether writers have had their days."""
    return request.answer_until is not None and timezone.localdate() > request.answer_until
