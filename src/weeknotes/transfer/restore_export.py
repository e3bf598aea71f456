"""`weeknotes import FOLDER` where the folder (or ZIP file) is an export of Weeknotes: it comes back whole, not as texts."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from weeknotes.people.find import find_person
from weeknotes.people.site import organisation
from weeknotes.publishing.second import place_wants
from weeknotes.transfer.back.bundle import NotReadable, opened
from weeknotes.transfer.back.restore import Restored, begin_here, restore, would_come

WAITS = "Here somebody else's yes is wanted before a note is for everyone. Bring it in without --publish-as-before, and ask for a yes on the site.\n"
LATER = "They are drafts. Nobody but their writers reads them. With --publish-as-before what was published is so at once when it comes in.\n"


NOT_OURS = "--publish-as-before is for an export of Weeknotes, and this is none. --publish AUDIENCE publishes those that have a date.\n"
OURS = "This is an export of Weeknotes, which says for itself where a note begins and for whom it was. Leave out --publish and --cut-at; --publish-as-before publishes.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was typed: for whom it comes in, and how."""

    person: str | None
    as_before: bool = False
    as_json: bool = False
    dry: bool = False
    publish: str | None = None
    cut: bool = False


def run(*, path: Path, said: Said) -> int:
    """Bring it in for that person, or with `dry` say what would come in. 1 where it cannot be read, 2 for words that are not understood."""
    if said.publish or said.cut:
        sys.stderr.write(OURS)
        return 2
    screen = Console(stderr=True)
    try:
        bundle = opened(path)
        if said.dry:
            _say(would_come(bundle=bundle, person=find_person(said.person)[0]), said)
            return 0
        who, trouble = find_person(said.person) if organisation() is not None else (begin_here(bundle), "The export is nobody's own. Begin this place first, then bring it in.")
        if who is None:
            sys.stderr.write(f"{trouble}\n")
            return 2
        if said.as_before and place_wants():
            sys.stderr.write(WAITS)
            return 2
        with Progress(console=screen, disable=not screen.is_terminal, transient=True) as bar:
            going = bar.add_task("Bringing in", total=None)
            done = restore(bundle=bundle, person=who, as_before=said.as_before, progress=lambda now, total: bar.update(going, completed=now, total=total))
    except NotReadable as why:
        sys.stderr.write(f"{why.sentence}\n")
        return 1
    _say(done, said)
    return 0


def _say(done: Restored, said: Said) -> None:
    if said.as_json:
        data = {"new": done.new, "published": done.published, "here": done.here, "not_theirs": done.not_theirs, "stopped": done.stopped, "whole": done.whole}
        sys.stdout.write(json.dumps(data) + "\n")
        return
    parts = [f"{done.new} new"]
    counted = {
        "published": done.published, "here already": done.here, "not theirs and left out": done.not_theirs, "stopped by a rule of your organisation": done.stopped,
    }  # fmt: skip
    for words, count in counted.items():
        if count:
            parts.append(f"{count} {words}")
    sys.stdout.write(f"Notes: {', '.join(parts)}.\n")
    if said.dry:
        sys.stdout.write("Nothing was kept: this was a dry run.\n")
    elif done.new and not done.published:
        sys.stdout.write(LATER)
