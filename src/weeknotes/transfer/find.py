"""Keeping what was found in what was given, for its person to look at before it is taken in."""

from collections.abc import Sequence

from weeknotes.prose.shapes import Why
from weeknotes.transfer.models import Found, ImportRun
from weeknotes.transfer.take import Taken, weeks

LONGEST = 300
FIRST = 200


def find(run: ImportRun, taken: Sequence[Taken]) -> None:
    """Keep a row for each post: what is known of it, and what would become of it. One statement."""
    last = run.place
    Found.objects.bulk_create(_found(run, last + number, one) for number, one in enumerate(taken))


def _found(run: ImportRun, number: int, one: Taken) -> Found:
    record = one.record
    first, last, _how = weeks(record)
    week, twin = record.week, record.twin
    also = {"lang": twin.lang, "title": (twin.title or "")[:LONGEST], "first": _short(twin.text), "place": twin.place[-LONGEST:], "address": twin.address} if twin else {}
    offers = week.offers or ((week.iso,) if week.iso else ())
    return Found(
        run=run,
        number=number,
        place=record.place[-LONGEST:],
        title=(record.title or "")[:LONGEST],
        first=_short(record.text),
        lang=record.lang,
        fate=one.fate,
        note=one.note,
        like=one.like,
        edited=one.edited,
        status=record.status,
        reach=record.reach,
        dated=record.dated,
        how_dated=record.how_dated,
        week={"first": first.isoformat(), "last": last.isoformat()} if first and last else {"offers": list(offers)},
        words=record.words,
        address=record.address,
        key=record.handle,
        also=also,
        warnings=[_why(one) for one in record.warnings] + ([_why(record.question)] if record.question else []),
    )


def _short(text: str) -> str:
    words = " ".join(text[: 2 * FIRST].split())
    return words if len(words) < FIRST else words[: FIRST - 1].rsplit(" ", 1)[0] + "…"


def _why(why: Why) -> dict[str, object]:
    return {"why": why.sentence, "values": dict(why.values)}
