"""A sound or film that everybody may have: a file like any other, answered here in the part that a player asks for."""

import os
from pathlib import Path

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from weeknotes.publishing import addresses, disk
from weeknotes.publishing.views import not_on_disk
from weeknotes.web.baked import LONG
from weeknotes.web.file_answer import file_answer


@require_safe
def public_media(request: HttpRequest, file: str) -> HttpResponseBase:
    """The file from the public folder; opened anew for each answer, so that one that is gone is gone. 404 where there is none."""
    name, ending = os.path.splitext(file)  # noqa: PTH122 - a name, not a path
    if ending not in LONG:
        return not_on_disk(request, file=file)
    path = Path(disk.public(addresses.file_of(request.path)))
    if path.is_symlink():
        raise Http404
    answer = file_answer(request, path, kind=LONG[ending], tag=f'"{name}"')
    answer.headers["Cache-Control"] = "no-cache"
    return answer
