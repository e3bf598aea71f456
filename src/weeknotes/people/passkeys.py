"""Passkeys, one way of signing in among others (django-allauth, WebAuthn level 2): never asked for beside a code, as what proves a person is one of them."""

import logging
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.core.exceptions import DisallowedHost, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weeknotes.people import site
from weeknotes.people.models import Person
from weeknotes.people.sessions import browser_of

log = logging.getLogger(__name__)
MOST = 20
LONGEST_NAME = 60


def possible(request: HttpRequest) -> bool:
    """Whether browsers take passkeys for this address: it needs a name, and https but on the machine itself."""
    try:
        host = request.get_host().rsplit(":", 1)[0]
        ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    except DisallowedHost:
        return False
    return False


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    """The passkeys of `person`, the oldest first."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("pk")
    return found


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's second factors, with passkeys as a first one."""

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Never: who has a passkey is not asked for it after a code."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """What the form says; the journal hears of it as well, and not whose it was."""
        if code == "incorrect_code":
            log.warning("signing in: a passkey was refused")
        said: ValidationError = super().validation_error(code, *args)
        return said

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - the name that allauth gives it
        return browser_of(context.request) or _("A passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        here = site.organisation()
        return {"id": context.request.get_host().partition(":")[0], "name": here.name if here else "Weeknotes"}


def _read(take: Callable[[], Any]) -> Any:
    """What `take` makes of a credential; a refusal where it is none, in whatever way: it comes from anybody."""
    try:
        return take()
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as why:
        raise Adapter().validation_error("incorrect_code") from why


def credential() -> forms.JSONField:
    """What the browser's own dialogue gives."""
    wrong = gettext_lazy("That was no passkey. Try again, with JavaScript on.")
    return forms.JSONField(widget=forms.HiddenInput, error_messages={"required": wrong, "invalid": wrong})


class SignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    """What a browser sends to sign in."""

    credential = credential()

    def clean_credential(self) -> Authenticator:
        return _read(super().clean_credential)


class AddForm(AddWebAuthnForm):  # type: ignore[misc]
    """What a browser sends to add a passkey, and what it is called."""

    name = forms.CharField(required=False, max_length=LONGEST_NAME)
    credential = credential()

    def clean(self) -> dict[str, Any]:
        if passkeys_of(self.user).count() >= MOST:
            raise forms.ValidationError(_("You have twenty passkeys. Remove one before you add another."), code="full")
        done: dict[str, Any] = _read(super().clean)
        return done
