"""Doing by one click what the check says is to be done, where there is a plain way: in the text as it is kept, undone by an earlier version."""

import uuid

from django.utils.translation import gettext

from weeknotes.notes.checking import Noticed, notice
from weeknotes.notes.models import Body
from weeknotes.notes.save import Saved, save
from weeknotes.openness.mend import Mend, mend, mended
from weeknotes.people.models import Person
from weeknotes.prose.html import clean
from weeknotes.web.spoken import speaking

ROUNDS = 4  # what stands in the words of a link and in its address is found one after the other


def mend_of(noticed: Noticed, lang: str) -> Mend | None:
    """What one click does about what was `noticed` in a text in `lang`, in the words of that language."""
    with speaking(lang):
        return mend(noticed.finding, gettext)


def put_right(*, body: Body, by: Person, rule: str, mark: str, words: str = "") -> Saved | None:
    """Do it, for a picture with the writer's own `words`, wherever the same thing was found in `body`, and save; None where it is not there any more or has no plain way."""
    html = body.html
    now = body
    for _round in range(ROUNDS):
        found = [(one.finding, what) for one in notice(now) if (one.finding.rule, one.mark) == (rule, mark) and (what := mend_of(one, body.lang))]
        if not found:
            break
        for finding, what in sorted(found, key=lambda each: -each[0].start):
            html = mended(html, finding, Mend("alt", words) if what.how == "alt" else what)
        html = clean(html)
        now = Body(pk=body.pk, note=body.note, lang=body.lang, title=body.title, html=html)
    if html == body.html:
        return None
    return save(body=body, by=by, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
