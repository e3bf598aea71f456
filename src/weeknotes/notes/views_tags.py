"""What is offered beside the field of tags, as the text stands now."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weeknotes.notes.open import open_body
from weeknotes.notes.tags_offered import tags_offered
from weeknotes.people.who import person_of


@login_required
@require_safe
def note_tags(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """The writer's own tags whose words stand in the text, as a fragment."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    return render(request, "notes/tags_offered.html", {"tags": tags_offered(body, me)})
