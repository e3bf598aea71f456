"""Who can see a note, and why; the note as some readers see it; and showing it to fewer. For those who write it, and nobody else."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from weeknotes.desk.still_said import still_said
from weeknotes.notes.circle import circle, parts_published, parts_written, standing, written
from weeknotes.notes.forms import LEVELS
from weeknotes.notes.levels import WORDS, Level
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.open import open_body
from weeknotes.notes.planned import planned
from weeknotes.notes.rendition import rendition
from weeknotes.notes.share import in_force
from weeknotes.notes.viewing import viewer_of
from weeknotes.notes.views_write import keep_all
from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.prose.cut import cut
from weeknotes.prose.html import shelter
from weeknotes.publishing.approve import record
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.recall import not_recalled
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.second import rules_for

NOBODY = "-"  # no slug is written so

AS = {
    Level.PUBLIC: gettext_lazy("As everyone sees it"),
    Level.ORGANISATION: gettext_lazy("As everyone signed in here sees it"),
    Level.TEAM: gettext_lazy("As its teams see it"),
    Level.NAMED: gettext_lazy("As the people named on it see it"),
    Level.ME: gettext_lazy("As those who write it see it"),
}
NAMES = {level: word for word, level in WORDS.items()}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def who_sees(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Part by part who sees the note and why, as it is published or (`of=draft`) as it is written now; a POST shows it to fewer people, as it stands.

    A POST that does not ask for that comes from the write page: the text it carries is kept first.
    """
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    trouble = ""
    if request.method == "POST" and request.POST.get("do") != "fewer":
        saved = keep_all(request, body, me)
        return redirect("write-note" if saved.state == Revision.ASIDE else "who-sees", uid, lang)
    if request.method == "POST":
        trouble = _fewer(request, body, me)
        if not trouble:
            return redirect("who-sees", uid, lang)
    note = body.note
    out = note.is_published and request.GET.get("of") != "draft"
    level = Level(note.level if out else note.wanted_level)
    those = parts_published(body, me) if out else parts_written(body)
    people = Person.objects.writing()
    asked = request.GET.get("person", "")
    person = people.filter(slug=asked).first() if asked != NOBODY else None
    shown = {
        "here": "write",
        "note": note,
        "body": body,
        "out": out,
        "level": level,
        "levels": {int(one): words for one, words in LEVELS},
        "fewer": [(int(one), words) for one, words in LEVELS if one < note.level],
        "parts": those,
        "circle": circle(note),
        "seen_as": [(NAMES[one], words) for one, words in AS.items() if one <= level],
        "names": {int(one): word for one, word in NAMES.items()},
        "people": people,
        "asked": asked,
        "nobody": NOBODY,
        "standing": standing(note, person, those) if person is not None or asked == NOBODY else None,
        "previews": in_force(note),
        "planned": planned([note]).get(note.pk),
        "yeses": [one for one in record(note) if one.answer],
        "second": bool(rules_for(note)),
        "trouble": trouble,
    }
    return render(request, "desk/who_sees.html", shown, status=422 if trouble else 200)


def _fewer(request: HttpRequest, body: Body, me: Person) -> str:
    """Show the note to fewer people, its text as it is published; what is wrong with that in a sentence, or ""."""
    level = request.POST.get("level", "")
    if level not in {str(int(one)) for one in Level}:
        return _("Choose who may still read it.")
    try:
        narrow(note=body.note, by=me, level=Level(int(level)))
    except NotPublished as why:
        return why.sentence
    words = {int(one): said for one, said in LEVELS}
    messages.info(request, _("For: %(audience)s, and nobody else from now on.") % {"audience": words[int(level)]})
    messages.info(request, not_recalled())
    if elsewhere := still_said(body.note, me):
        messages.warning(request, elsewhere)
    return ""


@login_required
@require_safe
def seen_as(request: HttpRequest, uid: uuid.UUID, lang: str, whom: str) -> HttpResponse:
    """The note as those `whom` names see it: what they are shown of the edition in force, or (`of=draft`, or before it is published) what they would be."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    level = WORDS.get(whom)
    if level is None:
        raise Http404
    note = body.note
    out = note.is_published and request.GET.get("of") != "draft"
    title, html = body.title, Markup("")
    if out:
        found = rendition(note, viewer_of(me).through(level), lang)
        if found is not None and found.lang == lang:
            title, html = found.title, found.html
    elif note.wanted_level >= level:
        html = Markup(shelter(cut(written(body), level, keep_marks=True)))  # noqa: S704 - cleaned on the way in, and again here  # nosec B704
    shown = {
        "here": "write",
        "note": note,
        "body": body,
        "out": out,
        "whom": whom,
        "words": AS[level],
        "title": title,
        "html": html,
        "others": [(NAMES[one], words) for one, words in AS.items()],
    }
    return render(request, "desk/seen_as.html", shown)
