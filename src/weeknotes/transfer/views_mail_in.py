"""Where mails come in by a service that hands them on, with a secret in the address: a person's own, or that of the host for all that comes."""

import json
import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from weeknotes.people.feed_tokens import opens
from weeknotes.people.mail_tokens import mail_in_behind
from weeknotes.transfer.mail_handed import read_handed
from weeknotes.transfer.mail_poll import in_force, take_for_all
from weeknotes.transfer.mail_read import MOST_BYTES, Letter, NotMail, read_mail, sent_to
from weeknotes.transfer.mail_take import OFTEN, take_mail
from weeknotes.web.policy import BARE_POLICY

# A file within JSON is a third longer than it is.
MOST_HANDED = MOST_BYTES * 4 // 3 + 1_000_000


@csrf_exempt
@require_POST
def mail_in(request: HttpRequest, secret: str) -> HttpResponse:
    """Take a mail (message/rfc822, or the JSON of a service). 404 where nobody was given that secret; 410 once it was ended; else what became of it is not told."""
    token = mail_in_behind(secret)
    shared = bool(settings.MAIL_IN_SECRET) and secrets.compare_digest(secret.encode("utf-8", "replace"), settings.MAIL_IN_SECRET.encode())
    if token is None and not shared:
        raise Http404
    by_service = request.content_type == "application/json"
    most = MOST_HANDED if by_service else MOST_BYTES
    if token is not None and not opens(token):
        return _said(410, _("This address was ended, or its owner is no longer here."))
    data = request.read(most + 1)
    if len(data) > most:
        return _said(413, _("This mail is larger than %(most)d MB. Nothing was kept of it.") % {"most": MOST_BYTES // 1_000_000})
    try:
        if token is None and not by_service and not in_force(sent_to(data)):
            return _said(200, _("Thank you."))
        letter = _read(data, by_service=by_service)
    except NotMail:
        return _said(400, _("What came cannot be read as a mail. Nothing was kept of it."))
    became = take_for_all(letter) if token is None else [take_mail(token=token, letter=letter)]
    hows = {one.how for one in became}
    if OFTEN in hows:  # whoever took it already takes it once
        return _said(429, _("More mails came within an hour than anybody writes. Send it again within the hour."))
    return _said(200, _("Thank you."))


def _read(data: bytes, *, by_service: bool) -> Letter:
    if not by_service:
        return read_mail(data)
    try:
        return read_handed(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise NotMail from error


def _said(status: int, sentence: str) -> HttpResponse:
    headers = {
        "Content-Security-Policy": BARE_POLICY,
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8", headers=headers | ({"Retry-After": "3600"} if status == 429 else {}))
