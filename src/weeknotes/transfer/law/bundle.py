"""What goes out, as one ZIP file: a page, an index as CSV, and each text as HTML and as plain words.

Nothing is in it that was not decided to go out, and of that no word that is withheld.
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from weeknotes.notes.rendition import Opened
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.people.trace import trace
from weeknotes.prose.html import plain
from weeknotes.transfer.cells import cell
from weeknotes.transfer.law.asking import Over
from weeknotes.transfer.law.called import DECISIONS, EXEMPTIONS, HOW, KINDS, LAWS, STATES, called
from weeknotes.transfer.law.officers import looking
from weeknotes.transfer.law.reading import laws, words, writers_of
from weeknotes.transfer.law.withholding import given_out, reason_of, titles_withheld
from weeknotes.transfer.models_law import LawFound, LawRequest
from weeknotes.transfer.out.into import Into, Packed

Texts = Mapping[int, Sequence[tuple[str, Opened]]]


@transaction.atomic
def take(*, request: LawRequest, by: Person, into: IO[bytes]) -> int:
    """Write it into the file `into`; how many things are in it. Those whose they are see that it was taken. PermissionDenied for anybody but the two of the request,
    Over where it is closed, Shifted where a passage that is withheld is not found in its text."""
    held = LawRequest.objects.select_for_update(of=("self",)).select_related("officer", "second").get(pk=request.pk)
    if held.closed_at is not None:
        raise Over
    if by.pk not in looking(held):
        raise PermissionDenied("the two of the request take it")
    things = list(held.things.exclude(decision="").select_related("person").prefetch_related("withheld").order_by("number"))
    out = [one for one in things if one.decision == LawFound.OUT]
    given = given_out(out, words(out, laws(held, out), viewer_of(by)), titles_withheld(request=held, by=by))
    with zipfile.ZipFile(into, "w", compresslevel=6) as packed:
        _write(Packed(packed), held, things, given)
    concerned = {by.pk, *(who for several in writers_of(out).values() for who in several)}
    trace(kind="law-taken", by=by, concerns=concerned, subject=held.uid, detail={"reference": held.reference, "count": len(given)})
    return len(given)


def _write(into: Into, request: LawRequest, things: Sequence[LawFound], given: Texts) -> None:
    rows, listed = [], []
    for one in things:
        files = []
        for place, (how, text) in enumerate(given.get(one.pk, ()), 1):
            name = f"texts/{one.number:04}-{place}{f'-{text.lang}' if text.lang else ''}"
            shown = {"text": text, "how": called(HOW, how), "one": one, "kind": called(KINDS, one.kind), "state": called(STATES, one.state), "request": request}
            into.put(f"{name}.html", render_to_string("transfer/law_text.html", shown).encode())
            into.put(f"{name}.txt", f"{text.title}\n\n{plain(str(text.html))}\n".lstrip().encode())
            files.append(f"{name}.html")
        rows.append(_row(one, files))
        listed.append((one, called(KINDS, one.kind), called(STATES, one.state), called(EXEMPTIONS, one.decided_for), files, _withheld(one)))
    into.put("index.csv", _csv(rows))
    shown = {"request": request, "law": called(LAWS, request.law), "listed": listed, "decisions": dict(DECISIONS)}
    into.put("index.html", render_to_string("transfer/law_index.html", shown).encode())


def _row(one: LawFound, files: Sequence[str]) -> list[str]:
    day = one.dated.isoformat() if one.dated else ""
    named = (called(KINDS, one.kind), one.person.name, day, called(STATES, one.state), called(DECISIONS, one.decision), called(EXEMPTIONS, one.decided_for))
    return [str(one.number), *named, one.decided_because, " ".join(files), _withheld(one)]


def _withheld(one: LawFound) -> str:
    """Why passages of a thing that goes out are withheld, each reason once."""
    return "; ".join(sorted({reason_of(each) for each in one.withheld.all()})) if one.decision == LawFound.OUT else ""


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    """As spreadsheets read it, with nothing in it that one would reckon with."""
    made = io.StringIO()
    sheet = csv.writer(made)
    sheet.writerow([_("Number"), _("What it is"), _("Writer"), _("Day"), _("Whom it was for"), _("Decision"), _("Exemption"), _("Because"), _("Files"), _("Passages withheld")])
    sheet.writerows(map(cell, row) for row in rows)
    return made.getvalue().encode("utf-8-sig")
