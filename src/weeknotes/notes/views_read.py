"""Reading, signed in: the latest notes I may see, and one note as I may see it."""

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe
from markupsafe import Markup

from weeknotes.notes.forms import LEVELS
from weeknotes.notes.languages import languages_of
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Episode, Note
from weeknotes.notes.rendition import rendition, renditions
from weeknotes.notes.series import said
from weeknotes.notes.tags import tags_of
from weeknotes.notes.viewing import viewer
from weeknotes.people.follow import followed
from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.prose.excerpt import minutes
from weeknotes.web.spoken import spoken

AT_ONCE = 50


@login_required
@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """The latest notes that I may see, newest first, nothing promoted. No join in the ordered scan: names are fetched after."""
    looks = viewer(request)
    notes = list(Note.objects.visible_to(looks).with_reach(looks).newest_first()[:AT_ONCE])
    shown = renditions(notes, looks)
    names = Person.objects.in_bulk([n.author_id for n in notes])
    lang = spoken()
    rows = []
    for n in notes:
        found = shown.get(n.pk)
        if found:
            rows.append((n, next((r for r in found if r.lang == lang), found[0]), names[n.author_id]))
    return render(request, "notes/read.html", {"here": "read", "rows": rows})


@login_required
@require_safe
def note(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One note as I may see it; a page that is not there for somebody who may not."""
    looks = viewer(request)
    found = Note.objects.filter(uid=uid).visible_to(looks).with_reach(looks).select_related("author").prefetch_related("teams").first()
    shown = rendition(found, looks, request.GET.get("lang") or translation.get_language()) if found else None
    if found is None or shown is None:
        raise Http404
    others = [r for r in renditions([found], looks)[found.pk] if r.lang != shown.lang]
    words = {int(level): label for level, label in LEVELS}
    lang = spoken()
    page = {
        "here": "read",
        "note": found,
        "shown": shown,
        "others": others,
        "languages": languages_of([found])[found.pk],
        "minutes": minutes(shown.words),
        "audience": words[found.level],
    }
    episode = Episode.objects.select_related("series").filter(note=found).first()
    page["episode"] = (episode.series.name_in(lang), said(episode, found.kind)) if episode else None
    # On whose page it may be pinned is looked at there; others are not sent to a page that has nothing for them.
    nearest = Level(getattr(found, "reached", Level.PUBLIC))
    page["may_pin"] = found.level == Level.PUBLIC and (nearest in {Level.ME, Level.TEAM} or person_of(request).is_host)
    page["tags"] = [(one.name_in(lang), one.lang_in(lang)) for one in tags_of(found, lang)]
    page["under"] = [Markup(import_string(path)(request, found, shown)) for path in settings.UNDER_A_NOTE]  # noqa: S704 - templates made it  # nosec B704
    page["writes"] = nearest == Level.ME
    page["mine"] = looks.person_id == found.author_id
    page["followed"] = followed(person_of(request))
    return render(request, "notes/note.html", page)
