"""Saving many texts at once that a program changed, such as links that moved: a version of each, unless somebody wrote in it since."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from weeknotes.notes.history import Words, pack
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.placing import place, wanted_in
from weeknotes.people.models import Person
from weeknotes.prose.html import clean
from weeknotes.web.rows import create


@transaction.atomic
def rewrite_many(*, by: Person, changed: Sequence[tuple[Body, str]], is_clean: bool = False) -> set[int]:
    """Keep the HTML given for each body as its next version, where the version it has here is still in force; the ids of those that were kept.

    `is_clean`: all of it is as `prose.html.clean` makes it, but for an address that was written anew in the same form.
    For texts that nobody has corrected or placed anything in yet: places of such are followed by `save`. Each body is brought up to date.
    """
    now = timezone.now()
    rows, kept = [], set()
    for body, html in changed:
        text = html if is_clean else clean(html)
        moved = Body.objects.filter(pk=body.pk, version=body.version).update(html=text, version=body.version + 1, saved_at=now)
        if not moved:
            continue
        body.version, body.html, body.saved_at = body.version + 1, text, now
        rows.append(Revision(body=body, version=body.version, save_key=uuid.uuid4(), state=Revision.KEPT, by=by, at=now, data=pack(Words(body.title, text))))
        kept.add(body.pk)
        if wanted_in(text) is not None:
            place(note=body.note, by=by, html=text)
    create(rows)
    return kept
