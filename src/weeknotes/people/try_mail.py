"""A mail that is only sent to see whether mail goes out."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from weeknotes.people.models import Person
from weeknotes.work.moments import MAILED, NOT_MAILED, happened


def try_mail(person: Person) -> str:
    """Send one to `person`, at once; "", or what sort of error came. It is kept whether the mail server took it."""
    text = _("You asked for this mail on the page that says how this place is. It came: mail goes out.")
    try:
        EmailMessage(_("Mail from this place goes out"), text, None, [person.email]).send()
    except OSError as error:  # SMTP's errors are such, too
        happened(NOT_MAILED, detail={"error": type(error).__name__})
        return type(error).__name__
    happened(MAILED)
    return ""
