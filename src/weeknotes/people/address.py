"""Another mail address: it counts once whoever has it says so, and whoever had the account by the old one hears of it there.

What is mailed there is signed and kept nowhere: it says whose it is, which address it changes and into which, and when it was asked for.
"""

import logging
from datetime import timedelta
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from weeknotes.people.models import Person
from weeknotes.people.trace import trace

PROVED_WITHIN = timedelta(hours=1)
_SALT = "people.address"

log = logging.getLogger(__name__)


def ask_for_proof(*, person: Person, wanted: str) -> bool:
    """Mail a link to the address that is `wanted`, by which its reader says that it is theirs; whether the mail went out. Nothing changes yet."""
    proof = signing.dumps([str(person.uid), person.email, wanted], salt=_SALT)
    link = f"{settings.SITE_URL}{reverse('prove-address')}?proof={quote(proof)}"
    said = EmailMessage(_("Is this your mail address?"), render_to_string("people/address_proof.txt", {"link": link, "name": person.name}), None, [wanted])
    return _send(said)


def proved(person: Person, proof: str) -> str | None:
    """The address that `proof` says is theirs; None for one that is over an hour old, of somebody else, or of a change that was made meanwhile."""
    try:
        uid, was, wanted = signing.loads(proof, salt=_SALT, max_age=PROVED_WITHIN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    taken = Person.objects.filter(email__iexact=wanted).exclude(pk=person.pk).exists()
    return str(wanted) if (uid, was) == (str(person.uid), person.email) and not taken else None


@transaction.atomic
def change_address(*, person: Person, to: str) -> None:
    """Have `person` signed in and written to by another address, "" for none; leave a trace, and once this is committed tell the old one."""
    was, person.email = person.email, to
    person.save(update_fields=["email"])
    trace(kind="address-changed", by=person, concerns=[person.pk])
    if was:
        said = EmailMessage(_("Your mail address was changed"), render_to_string("people/address_changed.txt"), None, [was])
        transaction.on_commit(lambda: _send(said))


def _send(said: EmailMessage) -> bool:
    try:
        said.send()
    except OSError as error:
        log.warning("a mail about an address could not be sent: %s", error)
        return False
    return True
