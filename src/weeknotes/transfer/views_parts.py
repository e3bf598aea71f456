"""Where the page sends a large file in parts. For its script alone: without one the page says what can be sent at once, and what to do with more."""

import uuid
from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from weeknotes.people.who import person_of
from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.parts import PART, NotTaken, NotThere, add, begin, finish, have

PIECE = 64_000


@login_required
@require_POST
def send_parts(request: HttpRequest) -> JsonResponse:
    """Begin or go on: `name`, `size` and `stamp` of the file. 200 with where its parts go (`at`), how many bytes are here, and how large a part is; 422 with a `sentence`."""
    size = request.POST.get("size", "")
    if not (size.isascii() and size.isdecimal() and len(size) < 16 and int(size)):
        return JsonResponse({"sentence": "size: how many bytes the file has"}, status=400)
    try:
        run = begin(person=person_of(request), name=request.POST.get("name", ""), size=int(size), stamp=request.POST.get("stamp", ""))
    except NotTaken as why:
        return JsonResponse({"sentence": why.sentence}, status=422)
    return JsonResponse({"at": reverse("send-part", args=[run.uid]), "have": have(run), "part": PART})


@login_required
@require_POST
def send_part(request: HttpRequest, uid: uuid.UUID) -> JsonResponse:
    """One part, as the body, that goes on after `from` bytes; 200 with how many are here, and with the page to look at (`next`) once that is all of them.

    409 with how many are here where the file goes on elsewhere, 422 with a `sentence` where it is not taken, 404 where there is no such file.
    """
    run = ImportRun.objects.filter(uid=uid, person=person_of(request), state=ImportRun.COMING).first()
    if run is None:
        return JsonResponse({"sentence": "no such file is half-way here: begin it again"}, status=404)
    start = request.GET.get("from", "")
    if not (start.isascii() and start.isdecimal() and len(start) < 16):
        return JsonResponse({"sentence": "from: after how many bytes this goes on"}, status=400)
    try:
        there = add(run=run, start=int(start), pieces=_pieces(request))
        if there == run.inputs[0]["size"]:
            finish(run=run)
            return JsonResponse({"have": there, "next": reverse("import-run", args=[run.uid])})
    except NotThere as why:
        return JsonResponse({"have": why.have}, status=409)
    except NotTaken as why:
        return JsonResponse({"sentence": why.sentence}, status=422)
    return JsonResponse({"have": there})


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(PIECE):
        yield piece
