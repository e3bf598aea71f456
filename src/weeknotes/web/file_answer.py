"""A long file as Django answers it: whole or in part, a piece at a time, and with nothing in it that may load or run."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase

from weeknotes.web.baked import matches
from weeknotes.web.stream import part_of, pieces

# A browser shows the file in a page of its own making, which may play this site's files and no others.
POLICY = "default-src 'none'; media-src 'self'; sandbox"


def file_answer(request: HttpRequest, path: Path, *, kind: str, tag: str) -> HttpResponseBase:
    """The file at `path` with the ETag `tag`, in the part that is asked for; 404 where it is not there."""
    if not path.is_file():
        raise Http404
    asked = request.headers.get("If-None-Match")
    if asked is not None and matches(asked, tag):
        return HttpResponseNotModified(headers={"ETag": tag})
    part = part_of(path.stat().st_size, tag, request.headers.get("Range"), request.headers.get("If-Range"))
    answer: HttpResponseBase
    if request.method == "HEAD" or part.status == 416:
        answer = HttpResponse(status=part.status, content_type=kind)
    else:
        answer = StreamingHttpResponse(pieces(lambda: path.open("rb"), part), status=part.status, content_type=kind)
    for name, value in (*part.headers, ("ETag", tag), ("Content-Security-Policy", POLICY)):
        answer.headers[name] = value
    return answer
