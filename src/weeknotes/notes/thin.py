"""Fewer saves once they are old: each is kept for thirty days, then the last of each sitting, and whatever something still needs."""

from datetime import datetime, timedelta
from itertools import takewhile

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from weeknotes.notes.holds import on_hold
from weeknotes.notes.models import Revision, Thinned
from weeknotes.notes.models_shared import Preview
from weeknotes.notes.queries import Revisions
from weeknotes.notes.save import SITTING

KEPT_FOR = timedelta(days=30)
MOST = 500  # looked at in one round


def thin(now: datetime | None = None) -> int:
    """Remove saves older than thirty days that neither end a sitting nor are needed; how many. Part of the worker's round.

    A sitting is one person's saves of one text with less than half an hour between them. What was published, brought back or kept
    aside stays, and so do the text in force, the text that one kept aside grew from, one that a draft is shown by, one that another
    save leans on, and all of a note that is on hold. Each save is looked at once, the oldest first, at most `MOST` in a round.
    """
    limit = (now or timezone.now()) - KEPT_FOR
    with transaction.atomic():
        reached, _made = Thinned.objects.select_for_update().get_or_create(id=1)
        rows = Revision.objects.filter(pk__gt=reached.upto).order_by("pk").values_list("pk", "at")[:MOST]
        old = [pk for pk, _at in takewhile(lambda row: row[1] < limit, rows)]
        if not old:
            return 0
        old_ones = Revision.objects.filter(pk__in=old)
        gone, leant = _remove(old_ones.filter(Exists(_later())))
        # What they leant on was looked at before, and was no end of a sitting: they came after it.
        gone += _remove(Revision.objects.filter(pk__in=leant, at__lt=limit))[0]
        reached.upto = old[-1]
        reached.save(update_fields=["upto"])
    return gone


def _later() -> Revisions:
    """Saves after the one at hand in the same sitting."""
    after = Revision.objects.filter(body=OuterRef("body"), by=OuterRef("by"), pk__gt=OuterRef("pk"), at__lt=OuterRef("at") + SITTING)
    return after.exclude(state=Revision.ASIDE)


def _remove(rows: Revisions) -> tuple[int, set[int]]:
    """Remove those of `rows` that nothing needs: how many they were, and the saves of the same people that they leant on."""
    grown = Revision.objects.filter(body=OuterRef("body"), state=Revision.ASIDE, version=OuterRef("version"))
    leaning = Revision.objects.filter(base=OuterRef("pk"))
    shown = Preview.objects.filter(revision=OuterRef("pk"))
    spare = rows.filter(~Exists(grown), ~Exists(leaning), ~Exists(shown), ~on_hold(note="body__note"), state=Revision.KEPT).exclude(version=F("body__version"))
    found = list(spare.values_list("pk", "by", "base", "base__by"))
    Revision.objects.filter(pk__in=[pk for pk, *_rest in found]).delete()
    return len(found), {base for _pk, by, base, first_by in found if base is not None and by == first_by}
