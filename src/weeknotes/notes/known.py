"""What the check knows: the organisation's lists, held in memory until anything shared changes, and what there is to know about one text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Literal, TypeVar, cast
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from weeknotes.notes import known_lists
from weeknotes.notes.links_asked import dead_in
from weeknotes.notes.models import AboutMedia, Body, Known, Media, Placing, Plan, Transcript
from weeknotes.notes.spoken import NONE, UNSAID
from weeknotes.openness.context import Context, Profile
from weeknotes.people.former import former_key
from weeknotes.people.models import FormerName, Person
from weeknotes.people.site import organisation
from weeknotes.prose.pictures import asked
from weeknotes.prose.players import linked
from weeknotes.web.generation import generation
from weeknotes.web.prepared import prepared

T = TypeVar("T")
LANGS = ("en", "cy")
_held: dict[Literal["known"], tuple[int, Context]] = {}


def known() -> Context:
    """What the organisation knows. Costs no query while nothing shared has changed."""
    now = generation().value
    at, context = _held.get("known", (-1, None))
    if at != now or context is None:
        read = _read()
        # What is as it was stays the same thing: what was worked out of it is found again.
        context = context if context == read else read
        _held["known"] = (now, context)
    return context


def with_surroundings(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """The same texts, each with what is known around it, so that `context_of` need not ask."""
    other = Body.objects.filter(note=OuterRef("note"), html__gt="").exclude(lang=OuterRef("lang"))
    return bodies.annotate(known_other=Exists(other), known_at=Subquery(Plan.objects.filter(note=OuterRef("note")).values("at")[:1]))


def context_of(body: Body, *, level: int | None = None, moment: datetime | None = None) -> Context:
    """What is known around `body`: the same, and its level and moment (else those chosen on the note), its other languages, its parts. One query for
    a text that came without its surroundings, and one for each sort of part (pictures, sounds, links) that it has, and for what of them was put in."""
    return contexts_of([(body, level, moment)])[0]


def contexts_of(texts: Sequence[tuple[Body, int | None, datetime | None]]) -> list[Context]:
    """The same for many texts, each with its level and moment, in as many queries; those that came without their surroundings cost one each."""
    here = organisation()
    zone = ZoneInfo(here.timezone if here else "UTC")
    shared = known()
    bodies = [body for body, _level, _moment in texts]
    parts = zip(_untold(bodies), _unasked(bodies), _ungiven(bodies), dead_in([body.html for body in bodies]), strict=True)
    made = []
    for (body, level, moment), (untold, unasked, ungiven, dead) in zip(texts, parts, strict=True):
        there = vars(body)
        if "known_at" not in there:
            there = vars(with_surroundings(Body.objects.filter(pk=body.pk)).only("pk").get())
        langs = ({body.lang} if body.html else set()) | ({*LANGS} - {body.lang} if there["known_other"] else set())
        made.append(
            replace(
                shared,
                lang=body.lang,
                level=body.note.wanted_level if level is None else level,
                moment=(moment or there["known_at"] or timezone.now()).astimezone(zone),
                langs=frozenset(langs),
                untold=untold,
                unasked=unasked,
                ungiven=ungiven,
                dead=dead,
            )
        )
    return made


def _usable(read: Callable[[str], tuple[T, ...]], text: str) -> tuple[T, ...]:
    try:
        return read(text)
    except known_lists.NotALine:
        return ()


def _read() -> Context:
    """The lists as they stand. A line that cannot be used any more (a release may be stricter) leaves its list empty, and the others in force."""
    kept = next(iter(_kept()), None) or Known()
    return Context(
        people=frozenset(_names()) | frozenset(_usable(known_lists.names, kept.people)),
        members=frozenset(_usable(known_lists.names, kept.members)),
        suppliers=frozenset(_usable(known_lists.names, kept.suppliers)),
        acronyms=frozenset(_usable(known_lists.names, kept.acronyms)),
        internal=frozenset(_usable(known_lists.hosts, kept.internal)),
        references=_usable(known_lists.cases, kept.cases),
        windows=(*_usable(known_lists.elections, kept.elections), *_usable(known_lists.holidays, kept.holidays)),
        profile=cast("Profile", kept.profile),
        former=frozenset(_former()),
        former_key=former_key(),
        stops=frozenset(kept.stops.split()),
        misheard=_usable(known_lists.misheard, kept.misheard),
    )


@prepared()
def _kept() -> QuerySet[Known]:
    return Known.objects.order_by("pk")[:1]


@prepared()
def _names() -> QuerySet[Person, str]:
    return Person.objects.order_by().values_list("name", flat=True)


@prepared()
def _former() -> QuerySet[FormerName, str]:
    return FormerName.objects.order_by().values_list("hash", flat=True)


def _untold(bodies: Sequence[Body]) -> list[frozenset[str]]:
    """For each text the addresses of the sounds and films in it that have no transcript in its language. No query where there are none."""
    wanted = [linked(body.html) for body in bodies]
    untold: dict[str, set[str]] = {}
    for lang in {body.lang for body, there in zip(bodies, wanted, strict=True) if there}:
        asked_for = set(chain(*(there for body, there in zip(bodies, wanted, strict=True) if body.lang == lang)))
        told = Transcript.objects.filter(media=OuterRef("pk"), lang=lang).exclude(state=NONE)
        heard = Media.objects.filter(~Exists(told), uid__in=asked_for).exclude(original__kind__startswith="image/")
        untold[lang] = {str(uid) for uid in heard.values_list("uid", flat=True)}
    return [_addresses(there, untold.get(body.lang, set())) for body, there in zip(bodies, wanted, strict=True)]


def _unasked(bodies: Sequence[Body]) -> list[frozenset[str]]:
    """For each text the addresses of the pictures in it of which nobody said that those in it agreed, or that nobody can be made out. No query where
    there are none."""
    wanted = [asked(body.html) for body in bodies]
    if not any(wanted):
        return [frozenset()] * len(bodies)
    said = AboutMedia.objects.filter(media=OuterRef("pk")).exclude(consent=UNSAID)
    unasked = {str(uid) for uid in Media.objects.filter(~Exists(said), uid__in=set(chain(*wanted))).values_list("uid", flat=True)}
    return [_addresses(there, unasked) for there in wanted]


def _ungiven(bodies: Sequence[Body]) -> list[frozenset[str]]:
    """For each text the addresses of the pictures, sounds and films in it that were not put into its note, which no reader of it is given. No query
    where there are none."""
    wanted = [asked(body.html) | linked(body.html) for body in bodies]
    if not any(wanted):
        return [frozenset()] * len(bodies)
    here = Placing.objects.filter(sight=None, note__in={body.note_id for body in bodies}, media__uid__in=set(chain(*wanted)))
    given = {(note, str(uid)) for note, uid in here.values_list("note", "media__uid")}
    return [_addresses(there, {uid for uid in there if (body.note_id, uid) not in given}) for body, there in zip(bodies, wanted, strict=True)]


def _addresses(there: Iterable[str], found: set[str]) -> frozenset[str]:
    return frozenset(f"/media/{uid}" for uid in there if uid in found)
