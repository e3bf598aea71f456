"""`weeknotes law`: the searches under the law, as the list shows them that everybody reads, and when an answer to each is due.

No words, nothing that was found, and of people nobody but the two of each.
"""

import json
import sys
from datetime import date, datetime

from django.utils import timezone

from weeknotes.transfer.models_law import LawRequest

STATES = {
    "waits": "waits for a second person to agree",
    "searching": "is being searched",
    "answering": "writers have until {until} to answer",
    "deciding": "writers have had their days; to be decided and closed",
    "closed": "closed on {closed}",
    "declined": "declined: nothing was searched",
    "too-much": "too much would have been found: nothing was kept",
}


def run(*, as_json: bool = False) -> int:
    """Print them, a line a request, the newest first; with `as_json` as data, an object a line."""
    none = True
    for one in LawRequest.objects.select_related("officer", "second").order_by("-made_at", "-pk").iterator(chunk_size=200):
        none = False
        row = _row(one)
        sys.stdout.write(f"{json.dumps(row, ensure_ascii=False) if as_json else _line(row)}\n")
    if none and not as_json:
        sys.stdout.write("No search under the law was asked for here.\n")
    return 0


def state(one: LawRequest, today: date) -> str:
    """How far a request is: a key of STATES."""
    if one.closed_at is not None:
        return one.ended
    if one.agreed_at is None:
        return "waits"
    if one.searched_at is None or one.answer_until is None:
        return "searching"
    return "answering" if today <= one.answer_until else "deciding"


def _row(one: LawRequest) -> dict[str, str | int | None]:
    return {
        "reference": one.reference,
        "law": one.law,
        "asked_on": _day(one.made_at),
        "came_on": one.came_on.isoformat(),
        "due_on": one.wanted_by.isoformat(),
        "officer": one.officer.name,
        "second": one.second.name if one.second else None,
        "state": state(one, timezone.localdate()),
        "answers_until": one.answer_until.isoformat() if one.answer_until else None,
        "closed_on": _day(one.closed_at) if one.closed_at else None,
        "people_concerned": one.concerns,
        "went_out": one.went_out,
    }


def _line(row: dict[str, str | int | None]) -> str:
    how = STATES[str(row["state"])].format(until=row["answers_until"], closed=row["closed_on"])
    line = f"{row['reference']}  asked for on {row['asked_on']}, due {row['due_on']}  {row['officer']}  {how}"
    # A reference is what somebody typed: no sign of it steers the terminal.
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


def _day(at: datetime) -> str:
    return timezone.localtime(at).date().isoformat()
