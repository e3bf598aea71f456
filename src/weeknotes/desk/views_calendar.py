"""What a calendar program has from the address of somebody's calendar, without signing in."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weeknotes.desk.rhythm_calendar import rhythm_calendar
from weeknotes.people.calendar_tokens import calendar_behind
from weeknotes.people.feed_tokens import asked_for, opens
from weeknotes.people.site import organisation
from weeknotes.publishing.views_feeds import asked_again
from weeknotes.web.policy import BARE_POLICY

MOST_AN_HOUR = 120
HOUR = 3600


@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The week of whose address this is; no longer here (410) once it was ended, nothing here (404) for one that never was."""
    token = calendar_behind(secret)
    if token is None:
        raise Http404
    here = organisation()
    with translation.override(token.person.lang), timezone.override(here.timezone if here else None):
        if not opens(token):
            answer: HttpResponseBase = _said(410, _("This calendar was ended, or its owner is no longer here. Take it out of the calendar program."))
        elif _often(token.pk):
            answer = _said(429, _("This calendar was asked for too often. It can be asked for again within the hour."))
            answer.headers["Retry-After"] = str(HOUR)
        else:
            asked_for(token)
            answer = asked_again(request, HttpResponse(rhythm_calendar(token.person, token.made_at), content_type="text/calendar; charset=utf-8"))
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Security-Policy"] = BARE_POLICY
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


def _often(pk: int) -> bool:
    """Whether this is one request too many in this hour."""
    key = f"calendar-{pk}-{timezone.now():%Y%m%d%H}"
    count = int(cache.get(key, 0)) + 1
    cache.set(key, count, HOUR)
    return count > MOST_AN_HOUR


def _said(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
