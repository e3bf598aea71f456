"""Signing in: by a code sent by mail or a passkey (django-allauth), with the organisation's own sign-in, or by a link that works once.

Nobody signs up by themselves.
"""

import logging
import secrets
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.people import sessions
from weeknotes.people.models import Person, SignedIn, Token
from weeknotes.people.secret import hash_of, new_secret
from weeknotes.people.trace import trace
from weeknotes.work.moments import MAILED, NOT_MAILED, happened

log = logging.getLogger(__name__)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Ways of signing in.
CODE, PASSKEY, ORGANISATION, LINK, FIRST, SAMPLE = "code", "passkey", "organisation", "link", "first", "sample"
_BY_METHOD = {"code": CODE, "mfa": PASSKEY, "socialaccount": ORGANISATION}
# What the organisation says of somebody is heard when they sign in with it, so that is asked for once a day.
WITH_ORGANISATION = timedelta(hours=24)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth, closed to strangers: people are added by those who are here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Person) -> None:
        records = get_authentication_records(request, user)
        enter(request, user, how=_BY_METHOD.get(str(records[-1]["method"]), "") if records else "")

    def logout(self, request: HttpRequest) -> None:
        go_out(request)

    def send_notification_mail(self, template_prefix: str, user: Person, *args: Any, **kwargs: Any) -> None:
        """Tell a person, by mail and on the page of what was done, that a passkey was added or removed."""
        kind = {"mfa/email/webauthn_added": "passkey-added", "mfa/email/webauthn_removed": "passkey-removed"}.get(template_prefix)
        if kind is None:
            return  # nothing else that allauth can tell happens here
        trace(kind=kind, by=user, concerns=[user.pk], detail={"browser": sessions.browser_of(self.request)})
        if user.email:
            self.send_mail(template_prefix, user.email, {})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth does, and it is kept for the host whether the mail server took it, never of whom it was for."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # SMTP's errors are such, too
            happened(NOT_MAILED, detail={"error": type(error).__name__})
            raise
        happened(MAILED)

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        messages.error(request, _("You cannot sign in here any more. Whoever looks after this site can say why."))
        return redirect("sign-in")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("today")

    def generate_login_code(self) -> str:
        """Six figures, as people are used to from elsewhere; three tries and ten minutes bound the guessing."""
        return f"{secrets.randbelow(10**6):06d}"

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """What the form says; of a wrong code the journal hears as well, and not whose it was: many in a row are somebody guessing."""
        if code == "incorrect_code":
            log.warning("signing in: a code was wrong")
        said: ValidationError = super().validation_error(code, *args)
        return said

    def add_message(self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **kwargs: Any) -> None:
        """Only that a code was tried too often or a passkey is not known, on the page where another is asked for: our pages say all else where it happens."""
        if message == self.error_messages["too_many_login_attempts"]:
            messages.error(request, _("That code was tried three times and works no more. Ask for another."))
        elif level == messages.ERROR and request.path == reverse("mfa_login_webauthn"):
            messages.error(request, _("That passkey is not known here, or the page was open for too long. Try again, or ask for a code."))


def sign_in_link(person: Person) -> str:
    """An address that signs `person` in once, within the hour. Only its hash is kept."""
    secret = new_secret()
    Token.objects.create(person=person, purpose=Token.SIGN_IN, hash=hash_of(secret), expires_at=timezone.now() + Token.LIFE)
    return f"{settings.SITE_URL}{reverse('sign-in-link', args=[secret])}"


def holder(secret: str) -> Person | None:
    """The person whose unused link this is, or None."""
    token = Token.objects.select_related("person").filter(hash=hash_of(secret), purpose=Token.SIGN_IN).first()
    return token.person if token and token.usable(timezone.now()) and token.person.is_active else None


def use_link(request: HttpRequest, secret: str) -> Person | None:
    """Sign in the person whose link this is; the link is used up by it, also when two use it at once. None for a link that is not good."""
    person = holder(secret)
    if person is None:
        return None
    now = timezone.now()
    used = Token.objects.filter(hash=hash_of(secret), revoked_at=None).update(revoked_at=now)
    if not used:
        return None
    enter(request, person, how=LINK)
    return person


@transaction.atomic
def enter(request: HttpRequest, person: Person, *, how: str) -> None:
    """Sign `person` in on this browser, shown to be them in the way `how`; it is kept in the list of their browsers, and as a trace of theirs."""
    login(request, person, backend=BACKEND)
    if how == ORGANISATION:
        request.session.set_expiry(timezone.now() + WITH_ORGANISATION)
    kept = sessions.begun(request, person, how)
    trace(kind="signed-in", by=person, concerns=[person.pk], detail={"how": how, "browser": kept.browser})


def go_out(request: HttpRequest) -> None:
    """Sign out on this browser."""
    SignedIn.objects.filter(key=str(request.session.session_key)).delete()
    logout(request)
