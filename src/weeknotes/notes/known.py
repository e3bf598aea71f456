"""What the check knows: the organisation's lists, held in memory until anything shared changes, and what there is to know about one text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal, TypeVar, cast
from zoneinfo import ZoneInfo

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from weeknotes.notes import known_lists
from weeknotes.notes.links_asked import dead_in
from weeknotes.notes.models import AboutMedia, Body, Known, Media, Plan, Transcript
from weeknotes.notes.spoken import NONE, UNSAID
from weeknotes.openness.context import Context, Profile
from weeknotes.people.former import former_key
from weeknotes.people.models import FormerName, Person
from weeknotes.people.site import organisation
from weeknotes.prose.pictures import asked
from weeknotes.prose.players import linked
from weeknotes.web.generation import generation

T = TypeVar("T")
LANGS = ("en", "cy")
_held: dict[Literal["known"], tuple[int, Context]] = {}


def known() -> Context:
    """What the organisation knows. Costs no query while nothing shared has changed."""
    now = generation().value
    at, context = _held.get("known", (-1, None))
    if at != now or context is None:
        context = _read()
        _held["known"] = (now, context)
    return context


def with_surroundings(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """The same texts, each with what is known around it, so that `context_of` need not ask."""
    other = Body.objects.filter(note=OuterRef("note"), html__gt="").exclude(lang=OuterRef("lang"))
    return bodies.annotate(known_other=Exists(other), known_at=Subquery(Plan.objects.filter(note=OuterRef("note")).values("at")[:1]))


def context_of(body: Body, *, level: int | None = None, moment: datetime | None = None) -> Context:
    """What is known around `body`: the same, and its level and moment (else those chosen on the note), its other languages, its parts. One query for
    a text that came without its surroundings, and one for each sort of part (pictures, sounds, links) that it has."""
    note = body.note
    there = vars(body)
    if "known_at" not in there:
        there = vars(with_surroundings(Body.objects.filter(pk=body.pk)).only("pk").get())
    langs = ({body.lang} if body.html else set()) | ({*LANGS} - {body.lang} if there["known_other"] else set())
    here = organisation()
    zone = ZoneInfo(here.timezone if here else "UTC")
    return replace(
        known(),
        lang=body.lang,
        level=note.wanted_level if level is None else level,
        moment=(moment or there["known_at"] or timezone.now()).astimezone(zone),
        langs=frozenset(langs),
        untold=_untold(body),
        unasked=_unasked(body),
        dead=dead_in(body.html),
    )


def _usable(read: Callable[[str], tuple[T, ...]], text: str) -> tuple[T, ...]:
    try:
        return read(text)
    except known_lists.NotALine:
        return ()


def _read() -> Context:
    """The lists as they stand. A line that cannot be used any more (a release may be stricter) leaves its list empty, and the others in force."""
    kept = Known.objects.first() or Known()
    # Both in one question: it is asked again after each publication.
    named = Person.objects.values_list("name", Value("name", CharField()))
    rows = list(named.union(FormerName.objects.values_list("hash", Value("former", CharField()))))
    names, former = (frozenset(words for words, sort in rows if sort == wanted) for wanted in ("name", "former"))
    return Context(
        people=names | frozenset(_usable(known_lists.names, kept.people)),
        members=frozenset(_usable(known_lists.names, kept.members)),
        suppliers=frozenset(_usable(known_lists.names, kept.suppliers)),
        acronyms=frozenset(_usable(known_lists.names, kept.acronyms)),
        internal=frozenset(_usable(known_lists.hosts, kept.internal)),
        references=_usable(known_lists.cases, kept.cases),
        windows=(*_usable(known_lists.elections, kept.elections), *_usable(known_lists.holidays, kept.holidays)),
        profile=cast("Profile", kept.profile),
        former=former,
        former_key=former_key(),
        stops=frozenset(kept.stops.split()),
        misheard=_usable(known_lists.misheard, kept.misheard),
    )


def _untold(body: Body) -> frozenset[str]:
    """The addresses of the sounds and films in a text that have no transcript in its language. No query for a text without."""
    wanted = linked(body.html)
    if not wanted:
        return frozenset()
    told = Transcript.objects.filter(media=OuterRef("pk"), lang=body.lang).exclude(state=NONE)
    heard = Media.objects.filter(~Exists(told), uid__in=wanted).exclude(original__kind__startswith="image/")
    return frozenset(f"/media/{uid}" for uid in heard.values_list("uid", flat=True))


def _unasked(body: Body) -> frozenset[str]:
    """The addresses of the pictures in a text of which nobody said that those in it agreed, or that nobody can be made out. No query for a text without."""
    wanted = asked(body.html)
    if not wanted:
        return frozenset()
    said = AboutMedia.objects.filter(media=OuterRef("pk")).exclude(consent=UNSAID)
    return frozenset(f"/media/{uid}" for uid in Media.objects.filter(~Exists(said), uid__in=wanted).values_list("uid", flat=True))
