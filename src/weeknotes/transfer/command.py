"""`weeknotes import PATH… --person P`: what was found, what was taken in, what was left and why; and going on with it, or taking it back."""

import json
import sys
import uuid
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.utils.timezone import now
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from weeknotes.net.fetch import NotFetched
from weeknotes.notes.levels import Level, level_named
from weeknotes.people.find import find_person
from weeknotes.publishing.second import place_wants
from weeknotes.transfer import restore_export
from weeknotes.transfer.abreast import read_abreast
from weeknotes.transfer.back.bundle import our_export
from weeknotes.transfer.fetch_feed import fetch_feed
from weeknotes.transfer.left_out import Row, gathered, reasons
from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.restore_export import Said
from weeknotes.transfer.runs import LEASE, NotOurs, hold, resume, stop, work
from weeknotes.transfer.sources import Input, input_at, kinds, texts_in, things
from weeknotes.transfer.take import EVERY, Taking, counted
from weeknotes.transfer.told import EVERY as EVERY_LINE
from weeknotes.transfer.told import MOST, Lines, left_data, left_lines, plain, summed, table
from weeknotes.transfer.undo import standing, undone

UNSURE = (
    "Where that is a question, you can move the cuts: on the site, under Write, “Bring in what you wrote elsewhere”; "
    "here with --cut-at LINE, once for each line at which a post begins.\n"
)
WAITS = (
    "Here somebody else's yes is wanted before a note is for everyone. Bring these in without --publish, or for fewer readers, "
    "and ask for a yes on the site.\n"
)
RULED = "Kept as drafts, because a rule of your organisation stops what is in them (each says so under Write): %s.\n"
LEVELS = "me, named, team, organisation or everyone"
HANDS = 2


def run(
    *,
    paths: Sequence[str] = (),
    person: str | None = None,
    publish: str | None = None,
    cut_at: list[int] | None = None,
    kind: str = "",
    fetch_images: bool = False,
    undo: str = "",
    withdraw: bool = False,
    resume: str = "",
    as_json: bool = False,
    dry_run: bool = False,
    publish_as_before: bool = False,
    take_alike: bool = False,
) -> int:
    """Bring files, folders and archives in as drafts of `person`; `publish` names the audience of those that were published there.

    `cut_at` are the lines of a single file at which posts begin; with `take_alike` what is nearly the same as another comes too.
    `undo` and `resume` name a run. 1 where something gave trouble or was stopped, 2 for
    words that are not understood.
    """
    if undo:
        return _undo(undo, withdraw)
    if resume:
        return _go_on(resume, as_json=as_json)
    if (ours := our_export(paths)) is not None:
        said = Said(person=person, as_before=publish_as_before, as_json=as_json, dry=dry_run, publish=publish, cut=bool(cut_at))
        return restore_export.run(path=ours, said=said)
    if publish_as_before:
        sys.stderr.write(restore_export.NOT_OURS)
        return 2
    who, trouble = find_person(person)
    if who is None:
        sys.stderr.write(f"{trouble}\n")
        return 2
    level = level_named(publish) if publish else None
    wrong = _wrong(publish, level, kind, paths)
    if wrong:
        sys.stderr.write(wrong)
        return 2
    made = ImportRun(person=who, state=ImportRun.RUNNING, level=level, fetch_images=fetch_images, alike=[EVERY] if take_alike else [])
    inputs, troubles = _inputs(made, paths, kind, cut_at or ())
    if not inputs:
        sys.stderr.write("\n".join([*troubles, "Nothing to bring in.\n"]))
        return 1
    if cut_at and (here := texts_in(inputs)) > 1:
        sys.stderr.write(f"--cut-at takes the lines of one file, and {here} are here. Bring that file in by itself.\n")
        return 2
    if dry_run:
        return _look(made, inputs, troubles, as_json=as_json)
    made.inputs, made.kind = inputs, inputs[0]["kind"]
    made.held_by, made.lease_until = uuid.uuid4(), now() + LEASE  # held from its first moment: the worker leaves it alone
    made.save()
    return _work(made, troubles, as_json=as_json)


def _wrong(publish: str | None, level: Level | None, kind: str, paths: Sequence[str]) -> str:
    """What is not understood of the words given, in a sentence; "" where all is."""
    if not paths:
        return "Say what to bring in: a file, a folder, an archive, or the address of a feed.\n"
    if publish and level is None:
        return f"{publish!r} is no audience. --publish takes {LEVELS}.\n"
    if level == Level.PUBLIC and place_wants():
        return WAITS
    if kind and kind not in kinds():
        return f"{kind!r} is no kind of source. --kind takes {', '.join(sorted(kinds()))}; without it, each is told by looking.\n"
    return ""


def _inputs(made: ImportRun, paths: Sequence[str], kind: str, cuts: Sequence[int]) -> tuple[list[Input], list[str]]:
    inputs: list[Input] = []
    troubles: list[str] = []
    for number, one in enumerate(paths):
        if one.startswith(("http://", "https://")):
            try:
                inputs.append(input_at(fetch_feed(made.uid, one, number=number), kind=kind))
            except NotFetched as why:
                troubles.append(_("%(address)s was not fetched: %(why)s.") % {"address": one, "why": why.why})
        else:
            inputs.append(input_at(Path(one), kind=kind, cuts=cuts))
    return inputs, troubles


def _look(made: ImportRun, inputs: list[Input], troubles: list[str], *, as_json: bool) -> int:
    """A dry run: everything is read, nothing is kept."""
    who = made.person
    lines, taking, counts = _lines(as_json), Taking(who, None, frozenset(made.alike)), dict[str, int]()
    said: list[Row] = []
    screen = Console(stderr=True)
    with Progress(*_columns(), console=screen, disable=not screen.is_terminal, transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        for some in read_abreast(things(inputs, otherwise=who.writes), otherwise=who.writes, whole=lines.printed, hands=HANDS):
            taken = taking.several([one for _number, one in some if isinstance(one, Record)])
            lines.add(taken)
            counts = counted(counts, taken)
            troubles += [one.sentence for _number, one in some if isinstance(one, Trouble)]
            said = gathered(said, [one for _number, one in some], places=lines.printed)
            bar.advance(task, len(some))
    return _print(None, lines, counts, said, troubles, as_json=as_json)


def _work(made: ImportRun, troubles: list[str], *, as_json: bool) -> int:
    """Take everything in, on this terminal; Ctrl-C stops it, and what came in is kept."""
    lines = _lines(as_json)
    screen = Console(stderr=True)
    try:
        with Progress(*_columns(), console=screen, disable=not screen.is_terminal, transient=True) as bar:
            task = bar.add_task("Bringing in", total=None)
            with closing(work(made, hands=HANDS, told=lines.add, whole=lines.printed)) as steps:  # type: ignore[type-var]
                for at in steps:
                    bar.update(task, description=_words(at.phase), completed=at.place, total=at.total)
    except NotOurs:
        sys.stderr.write(f"It was stopped. To go on with it: weeknotes import --resume {made.uid}\n")
        return 1
    except KeyboardInterrupt:
        stop(made)
        sys.stderr.write(f"Stopped. What came in is kept. To go on: weeknotes import --resume {made.uid}\nTo take it back: weeknotes import --undo {made.uid}\n")
        return 130
    troubles += [str(one["trouble"]) for one in made.said if "trouble" in one]
    return _print(made, lines, made.counts, made.said, troubles, as_json=as_json)


def _lines(as_json: bool) -> Lines:
    """All lines of data are printed, and of a table the first."""
    return Lines(EVERY_LINE if as_json else MOST)


def _print(
    made: ImportRun | None, lines: Lines, counts: dict[str, int], said: Sequence[Row], troubles: list[str], *, as_json: bool
) -> int:
    notes = [line.note for line in lines.every if line.note is not None]
    published = set(_published(made)) if made is not None and notes else set()
    why = reasons(said)
    if as_json:
        for line in lines.every:
            now = line.note in published and line.data["fate"] == "new"
            sys.stdout.write(json.dumps({**line.data, "published": now}, ensure_ascii=False) + "\n")
    elif lines.every:
        table(lines.every, published)
        if lines.count > MOST:
            sys.stdout.write(f"… and {lines.count - MOST} more; --json prints all.\n")
    for sentence in troubles:
        sys.stderr.write(f"{plain(sentence)}\n")
    if as_json:
        for data in left_data(why):
            sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    for sentence in left_lines(one for one in why if not one.is_trouble):
        sys.stderr.write(f"Left: {sentence}\n")
    sys.stderr.write(summed(made, counts, lines.count, len(troubles), dry=made is None))
    if counts.get("stopped"):
        sys.stderr.write(RULED % counts["stopped"])
    if lines.questions:
        sys.stderr.write(UNSURE)
    return 1 if troubles else 0


def _published(made: ImportRun) -> list[int]:
    return list(made.sources.filter(made=True).exclude(note__edition=None).values_list("note", flat=True))


def _go_on(which: str, *, as_json: bool) -> int:
    made = _run_called(which)
    if made is None:
        return 2
    if made.state not in {ImportRun.STOPPED, ImportRun.RUNNING}:
        sys.stderr.write("There is nothing left to do of it: it was not stopped.\n")
        return 1
    resume(made)
    if not hold(made):
        sys.stderr.write("This is being brought in by somebody else at the moment: the worker of this site, or another terminal.\n")
        return 1
    return _work(made, [], as_json=as_json)


def _undo(which: str, withdraw: bool) -> int:
    """Take a run back, and say what stays."""
    made = _run_called(which)
    if made is None:
        return 2
    gone = 0
    screen = Console(stderr=True)
    with Progress(*_columns(), console=screen, disable=not screen.is_terminal, transient=True) as bar:
        task = bar.add_task("Taking back", total=made.sources.filter(made=True, lang="").count())
        for count in undone(run=made, withdrawing=withdraw):
            gone += count
            bar.advance(task, count)
    ImportRun.objects.filter(pk=made.pk).update(state=ImportRun.UNDONE, held_by=None, lease_until=None)
    left = standing(made)
    sys.stdout.write(f"{gone} drafts are among the deleted, where each can be brought back for 30 days.\n")
    if left.edited:
        sys.stdout.write(f"{left.edited} stay: they were edited here since.\n")
    if left.published:
        sys.stdout.write(f"{left.published} stay: they are published. --withdraw takes them back from their readers first.\n")
    return 0


def _run_called(which: str) -> ImportRun | None:
    try:
        made = ImportRun.objects.select_related("person").filter(uid=uuid.UUID(which)).first()
    except ValueError:
        made = None
    if made is None:
        sys.stderr.write(f"Nothing that was brought in is called {which!r}. Each import prints what it is called.\n")
    return made


def _columns() -> tuple[TextColumn, BarColumn, MofNCompleteColumn, TimeElapsedColumn]:
    return TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()


def _words(phase: str) -> str:
    return {ImportRun.LINK: "Links", ImportRun.PICTURES: "Pictures", ImportRun.PUBLISH: "Publishing"}.get(phase, "Bringing in")
