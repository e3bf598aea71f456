"""Archives of feeds: made when they are asked for, so that publishing writes the newest entries and nothing of what is behind them."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from weeknotes.publishing.addresses import ARCHIVES, FEEDS
from weeknotes.publishing.feeds import WRITTEN, archived
from weeknotes.publishing.kinds import speaking
from weeknotes.publishing.models import Page
from weeknotes.publishing.views import other_tree, tag_moved
from weeknotes.web.baked import type_of
from weeknotes.web.middleware import public


@require_safe
def feed_archive(request: HttpRequest, folder: str, archive: str) -> HttpResponseBase:
    """An archive of the feed in `folder`, as `feed-3.xml`; under a name that a tag had before it leads on, and where the feed has none of that number it is 404."""
    stem, _dash, rest = archive.partition("-")
    number, _dot, ending = rest.partition(".")
    form = ARCHIVES.get((stem, ending))
    head = Page.objects.filter(path=f"{folder}{FEEDS[form]}", kind=form, gone_at=None).first() if form else None
    if form is None or head is None:
        moved = tag_moved(request.path) or other_tree(request.path)
        if moved is None:
            raise Http404
        return moved
    with speaking(head.lang):
        found = archived(head.key, head.lang, int(number))
        if found is None:
            raise Http404
        body = WRITTEN[form](found.channel)
    return asked_again(request, public(HttpResponse(body, content_type=type_of(archive))))


def asked_again(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The answer with an ETag made of its bytes, or 304 where that is what the reader has."""
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = tag
    return get_conditional_response(request, etag=tag, response=response) or response
