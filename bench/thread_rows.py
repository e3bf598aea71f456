"""The rows that `threads` measures on, and the measuring itself, with Django set up: `search THREADS TIMES` or `remember`."""

import random
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model

from bench.invent import Language
from weeknotes.memory.again import remember
from weeknotes.memory.history import history
from weeknotes.memory.kinds import FOLLOWUP, GOAL, LEARNING, LIFECYCLES, WATCH
from weeknotes.memory.listed import Wanted, listed
from weeknotes.memory.models import Appearance, Thread
from weeknotes.memory.naming import label_key
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Note
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Organisation, Person
from weeknotes.prose.anchor import key

PEOPLE, WEEKS = 1_000, 260
MOST = 8  # times as many as others have, which one person has
FIRST = date(2021, 11, 29)
Row = TypeVar("Row", bound=Model)
KINDS = (GOAL, GOAL, GOAL, WATCH, LEARNING, FOLLOWUP)


def _keep(model: type[Row], rows: Sequence[Row]) -> None:
    several = iter(rows)
    while piece := list(islice(several, 5_000)):
        model._default_manager.bulk_create(piece, batch_size=500)


def fill(count: int) -> Person:
    """So many threads, each in one note or two; whoever has most of them."""
    dice = random.Random("threads")
    words = Language("en")
    Organisation.objects.create(id=1, name_en="Glanderw")
    people = Person.objects.bulk_create(Person(slug=f"person-{n}", name=f"Person {n}") for n in range(PEOPLE))
    at = datetime(2026, 11, 20, tzinfo=UTC)
    notes: dict[tuple[int, int], Note] = {}

    def note(person: int, week: int) -> Note:
        if (person, week) not in notes:
            monday = FIRST + timedelta(weeks=week)
            notes[person, week] = Note(
                id=len(notes) + 1, author=people[person], week_from=monday, week_to=monday, level=4, wanted_level=4, published_at=at,
                edition_id=len(notes) + 1,
            )  # fmt: skip
        return notes[person, week]

    threads: list[Thread] = []
    appearances: list[Appearance] = []
    for number in range(count):
        person = dice.choice((0,) * MOST + tuple(range(1, PEOPLE)))
        week, kind = dice.randrange(WEEKS - 1), dice.choice(KINDS)
        text = words.sentences(dice, 12)
        label = " ".join(text.split()[:2]).strip(".,") if kind == WATCH else ""
        weeks = [week, week + 1] if dice.random() < 0.4 else [week]
        threads.append(Thread(
            id=number + 1, uid=uuid.UUID(int=dice.getrandbits(128), version=4), owner=people[person], kind=kind, state=LIFECYCLES[kind].start,
            open=dice.random() < 0.3, first_week=FIRST + timedelta(weeks=weeks[0]), last_week=FIRST + timedelta(weeks=weeks[-1]), times=len(weeks),
            label=label, label_key=label_key(label), words=text,
        ))  # fmt: skip
        appearances += [
            Appearance(
                thread_id=number + 1, note=note(person, w), lang="en", part="said", week=FIRST + timedelta(weeks=w), level=Level.PUBLIC, key=key(text),
                start=0, end=len(text), words=text,
            )
            for w in weeks
        ]  # fmt: skip
    with transaction.atomic():
        every = list(notes.values())
        _keep(Note, [Note(**{f.attname: getattr(n, f.attname) for f in Note._meta.concrete_fields if f.name != "edition"} | {"edition_id": None, "level": 0}) for n in every])
        _keep(Edition, [Edition(id=n.pk, note_id=n.pk, number=1, made_at=at, level=4) for n in every])
        _keep(Thread, threads)
        _keep(Appearance, appearances)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE notes_note SET edition_id = id, level = 4")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people[0]


def timed(what: Callable[[], Any]) -> tuple[int, float]:
    """Queries and seconds of doing something."""
    asked = [0]

    def count(execute: Any, *given: Any) -> Any:
        asked[0] += 1
        return execute(*given)

    with connection.execute_wrapper(count):
        began = time.perf_counter()
        what()
        return asked[0], time.perf_counter() - began


def search(count: int, times: int) -> None:
    """A line for each sort of asking: what, queries, milliseconds of each time."""
    person = fill(count)
    looks = viewer_of(person)
    some = Thread.objects.filter(owner=person).order_by("pk")
    rare, common = some[7].words.split()[-1].strip("."), some[7].words.split()[0]
    thread = some.order_by("-times", "pk").first()
    assert thread is not None
    for what, wanted in (
        ("a page", Wanted()),
        ("a page of open goals", Wanted(kind=GOAL, state="open")),
        ("a search, a common word", Wanted(words=common)),
        ("a search, two words", Wanted(words=f"{common} {rare}")),
        ("a search, nothing found", Wanted(words="zeppelin")),
    ):
        _print(what, [timed(partial(listed, looks, wanted)) for _ in range(times)])
    _print("a history", [timed(lambda: history(thread, looks)) for _ in range(times)])


def _print(what: str, runs: Sequence[tuple[int, float]]) -> None:
    sys.stdout.write("\t".join([what, str(runs[-1][0]), *(f"{1000 * seconds:.3f}" for _, seconds in runs)]) + "\n")


def main(words: Sequence[str]) -> int:
    """`search THREADS TIMES` or `remember`."""
    if words[0] == "search":
        search(int(words[1]), int(words[2]))
        return 0
    for turn in ("the first time", "again"):
        queries, seconds = timed(lambda: remember(anew=True))
        sys.stdout.write(f"{turn}\t{queries}\t{seconds:.3f}\n")
    return 0
