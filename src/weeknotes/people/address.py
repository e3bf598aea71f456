"""A mail address that changed: whoever had the account by the old one hears of it there."""

import logging

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from weeknotes.people.models import Person
from weeknotes.people.trace import trace

log = logging.getLogger(__name__)


def say_address_changed(*, person: Person, was: str) -> None:
    """Leave a trace, and once this is committed tell the address that it `was`. To be called in the transaction that changes it."""
    trace(kind="address-changed", by=person, concerns=[person.pk])
    if was:
        said = EmailMessage(_("Your mail address was changed"), render_to_string("people/address_changed.txt"), None, [was])
        transaction.on_commit(lambda: _send(said))


def _send(said: EmailMessage) -> None:
    try:
        said.send()
    except OSError as error:  # the address is changed all the same
        log.warning("the old mail address could not be told: %s", error)
