"""The page of one's own pictures, sounds and films."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weeknotes.notes.register import SLIPS, Slip, register
from weeknotes.people.who import person_of


@login_required
@require_safe
def media(request: HttpRequest) -> HttpResponse:
    """What slipped through first; `only` shows those of one slip. Nobody else sees this page, a host neither."""
    only = request.GET.get("only", "")
    lines, counts = register(person_of(request), only=only)
    words = slip_words()
    shown = {"here": "write", "lines": lines, "words": words, "only": only if only in SLIPS else "", "slips": [(s, words[s], counts[s]) for s in SLIPS if counts[s]]}
    return render(request, "notes/media.html", shown)


def slip_words() -> dict[Slip, str]:
    """What can slip through, as the page says it."""
    return {
        "alt": _("a picture without words"),
        "transcript": _("no transcript"),
        "unchecked": _("a transcript nobody checked"),
        "captions": _("a film without captions"),
        "consent": _("consent not noted"),
        "unplaced": _("in no note"),
    }
