"""How mail is: what waits, what the mail server took last, and whether it answers."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weeknotes.people.models import Letter
from weeknotes.web import dates
from weeknotes.work.moments import MAILED, NOT_MAILED, last
from weeknotes.work.sign import NOW, SOON, Sign

LONG = timedelta(hours=1)


def mail(far: bool) -> Iterator[Sign]:
    """Where mail goes, what became of the last one, what waits; looking far, whether the mail server lets this site in."""
    about = _("Mail")
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        mend = _("Set WEEKNOTES_MAIL_URL to your mail server, such as smtp+tls://user:password@mail.example.org:587.")
        yield Sign(about, _("where mails go"), _("No mail server is set: mails are printed where the site was started."), SOON, mend)
        return
    sent, not_sent = last(MAILED), last(NOT_MAILED)
    if not_sent is not None and (sent is None or sent.at < not_sent.at):
        when = {"day": dates.day(not_sent.at), "time": dates.clock(not_sent.at), "error": str(not_sent.detail.get("error", ""))}
        found = _("%(day)s, %(time)s: it was not sent (%(error)s).") % when
        mend = _("weeknotes doctor asks the mail server. Meanwhile weeknotes login PERSON makes a link to sign in.")
        yield Sign(about, _("the last one"), found, NOW, mend)
    elif sent is not None:
        yield Sign(about, _("the last one"), _("%(day)s, %(time)s: the mail server took it.") % {"day": dates.day(sent.at), "time": dates.clock(sent.at)})
    else:
        yield Sign(about, _("the last one"), _("None was sent yet."))
    waiting = Letter.objects.filter(due_at__lt=timezone.now() - LONG).count() + Letter.objects.filter(tries__gt=1, due_at__gte=timezone.now() - LONG).count()
    if waiting:
        many = ngettext("%(num)d mail waits that should have gone.", "%(num)d mails wait that should have gone.", waiting) % {"num": waiting}
        yield Sign(about, _("what waits"), many, SOON, _("They are tried again by themselves, for about two days. See that the mail server answers."))
    else:
        yield Sign(about, _("what waits"), _("Nothing that should have gone."))
    if far:
        yield _server(about)


def _server(about: str) -> Sign:
    looked_at = _("whether %(host)s answers") % {"host": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"}
    connection = get_connection()
    if not isinstance(connection, EmailBackend):
        return Sign(about, looked_at, _("It is no mail server."), NOW, _("See that WEEKNOTES_MAIL_URL names it."))
    try:
        connection.open()
        connection.close()
    except (OSError, ValueError) as error:
        mend = _("See that WEEKNOTES_MAIL_URL has the right name, port, user and password, and that no firewall stands between.")
        return Sign(about, looked_at, _("It cannot be used (%(error)s).") % {"error": type(error).__name__}, NOW, mend)
    return Sign(about, looked_at, _("It answers, and lets this site in."))
