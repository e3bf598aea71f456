"""`weeknotes doctor`: how this place is, line by line, and what to do about what is not well."""

import json
import sys
from dataclasses import asdict

from rich.console import Console

from weeknotes.web.spoken import speaking
from weeknotes.work.sign import NOW, SOON, WELL, Sign, signs

MARKS = {WELL: "well", SOON: "soon", NOW: "NOW "}


def doctor(*, as_json: bool = False, near: bool = False) -> int:
    """Look at everything, other machines and whole files too unless `near`, and say how it is; 1 where something is to be mended now."""
    with speaking("en"), Console(stderr=True).status("Looking") as waiting:
        found = signs(far=not near)
        waiting.stop()
    for one in found:
        sys.stdout.write((json.dumps(asdict(one), ensure_ascii=False) if as_json else _line(one)) + "\n")
    counts = {how: sum(one.how == how for one in found) for how in MARKS}
    if not as_json:
        sys.stdout.write(f"{counts[WELL]} well, {counts[SOON]} to see to before long, {counts[NOW]} to mend now.\n")
    return 1 if counts[NOW] else 0


def _line(one: Sign) -> str:
    mend = f"\n      {one.mend}" if one.mend else ""
    return f"{MARKS[one.how]}  {one.about}, {one.looked_at}: {one.found}{mend}"
