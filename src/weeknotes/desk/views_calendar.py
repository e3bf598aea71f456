"""What a calendar program has from the address of somebody's calendar, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weeknotes.desk.by_secret import closed, said, too_often
from weeknotes.desk.rhythm_calendar import rhythm_calendar
from weeknotes.people.calendar_tokens import calendar_behind
from weeknotes.people.feed_tokens import asked_for, opens
from weeknotes.people.site import organisation
from weeknotes.publishing.views_feeds import asked_again
from weeknotes.web.spoken import speaking


@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The week of whose address this is; no longer here (410) once it was ended, nothing here (404) for one that never was."""
    token = calendar_behind(secret)
    if token is None:
        raise Http404
    here = organisation()
    with speaking(token.person.lang), timezone.override(here.timezone if here else None):
        if not opens(token):
            answer: HttpResponseBase = said(410, _("This calendar was ended, or its owner is no longer here. Take it out of the calendar program."))
        elif too_often(token):
            answer = said(429, _("This calendar was asked for too often. It can be asked for again within the hour."))
        else:
            asked_for(token)
            answer = asked_again(request, HttpResponse(rhythm_calendar(token.person, token.made_at), content_type="text/calendar; charset=utf-8"))
    return closed(answer)
