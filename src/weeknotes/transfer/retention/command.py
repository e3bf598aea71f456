"""`weeknotes disposal`: the open disposal list, or what would come on one today. It prints no title and no word, and confirms nothing."""

import json
import sys

from django.utils import timezone

from weeknotes.transfer.models_retention import DisposalLine, DisposalList
from weeknotes.transfer.retention.listing import due_counts
from weeknotes.transfer.retention.shown import ready_at
from weeknotes.transfer.retention.terms import how_long
from weeknotes.transfer.retention.written import rows


def run(*, as_json: bool = False) -> int:
    """Print it, a line a note; with `as_json` as data, an object a line."""
    disposal = DisposalList.objects.filter(open=True).first()
    if disposal is None:
        return _due(as_json=as_json)
    ready = timezone.localtime(ready_at(disposal)).date()
    if not as_json:
        how = "confirmed, and going" if disposal.confirmed_at else f"it can be confirmed from {ready} on"
        sys.stdout.write(f"Disposal list of {timezone.localtime(disposal.made_at).date()}: {how}.\n")
    for row in rows(DisposalLine.objects.filter(list=disposal)):
        if as_json:
            sys.stdout.write(json.dumps({**row, "ready_on": ready.isoformat()}, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{row['reference']}  {row['state']:<6}  {row['what']:<9}  {row['counted_on']}  {row['class_en'] or row['class_cy']}\n")
    return 0


def _due(*, as_json: bool) -> int:
    """How many notes are due by each class: which they are stands nowhere before a list is made and their writers are told."""
    due = due_counts(timezone.localdate())
    if not as_json:
        sys.stdout.write("No disposal list is open.\n" if due else "No disposal list is open, and nothing is due.\n")
    for kept, count in due:
        if as_json:
            said = {"class_en": kept.name_en, "class_cy": kept.name_cy, "months": kept.months, "counted_from": kept.counted_from, "due": count}
            sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{count} due by “{kept.name}” ({how_long(kept)}).\n")
    return 0
