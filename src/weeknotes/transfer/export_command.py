"""`weeknotes export`: notes as files, as somebody may see them."""

import os
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from weeknotes.people.find import find_person
from weeknotes.people.models import Person, Team
from weeknotes.people.trace import trace
from weeknotes.transfer.out.export import Exported, export
from weeknotes.transfer.out.into import NotEmpty, opened
from weeknotes.transfer.out.wanted import Wanted
from weeknotes.web.full import said

HANDS = 2
ONE = "Say whose notes are to be taken out: --person PERSON, --team TEAM or --site.\n"


def run(*, person: str | None, team: str | None, site: bool, to: str, acting: str | None) -> int:
    """Write them to the folder or ZIP file `to`. 1 where it cannot be written, 2 for words that are not understood."""
    if sum(bool(one) for one in (person, team, site)) != 1:
        sys.stderr.write(ONE)
        return 2
    found: Wanted | str = _wanted(person, team, acting)
    if isinstance(found, str):
        sys.stderr.write(f"{found}\n")
        return 2
    screen, hands = Console(stderr=True), min(HANDS, len(os.sched_getaffinity(0)))
    try:
        with opened(Path(to)) as into, Progress(console=screen, disable=not screen.is_terminal, transient=True) as bar:
            going = bar.add_task("Taking out", total=None)
            done = export(wanted=found, into=into, hands=hands, progress=lambda now, total: bar.update(going, completed=now, total=total))
    except NotEmpty as why:
        sys.stderr.write(f"{why.sentence}\n")
        return 1
    except LookupError:
        sys.stderr.write("Nobody has begun this place yet, so there is nothing to take out.\n")
        return 1
    except OSError as why:
        sys.stderr.write(f"It could not be written to {to}: {said(why)}.\n")
        return 1
    leave_word(found, done)
    seen = f"as {found.by.name} may see them" if found.by else "as everybody may see them"
    sys.stdout.write(f"{done.notes} notes, {seen}, are in {to}.\n")
    return 0


def leave_word(wanted: Wanted, done: Exported) -> None:
    """Leave a trace of it, for those whose notes they are."""
    concerned = {*done.authors, *({wanted.by.pk} if wanted.by else ())}
    here = Person.objects.filter(pk__in=concerned, is_active=True).values_list("pk", flat=True)
    whose = wanted.person or wanted.team
    trace(kind="exported", by=wanted.by, concerns=here, subject=whose.uid if whose else None, detail={"notes": done.notes})


def _wanted(person: str | None, team: str | None, acting: str | None) -> Wanted | str:
    """What was asked for, or why it is not understood. Without --as a person's is taken out by themselves, all else as everybody may see it."""
    whose, trouble = find_person(person, gone=True) if person else (None, "")
    by, trouble_as = find_person(acting) if acting else (whose, "")
    if trouble or trouble_as:
        return trouble or trouble_as
    if team is None:
        return Wanted(by=by, person=whose)
    wanted = team.strip().casefold()
    teams = list(Team.objects.order_by("slug"))
    named = next((one for one in teams if wanted in {one.slug.casefold(), one.name_en.casefold(), one.name_cy.casefold()}), None)
    if named is None:
        return f"No team here is called {team!r}. These are: {', '.join(one.slug for one in teams) or 'none yet'}."
    return Wanted(by=by, team=named)
