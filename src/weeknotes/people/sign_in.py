"""Signing in: by a code sent by mail (django-allauth), or by a link that works once. Nobody signs up by themselves."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.people.models import Person, Token
from weeknotes.people.secret import hash_of, new_secret

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth, closed to strangers: people are added by those who are here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("today")

    def generate_login_code(self) -> str:
        """Six figures, as people are used to from elsewhere; three tries and ten minutes bound the guessing."""
        return f"{secrets.randbelow(10**6):06d}"

    def add_message(self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **kwargs: Any) -> None:
        """Only that a code was tried too often, on the page where another is asked for: our pages say all else where it happens."""
        if message == self.error_messages["too_many_login_attempts"]:
            messages.error(request, _("That code was tried three times and works no more. Ask for another."))


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
    enter(request, person)
    return person


def enter(request: HttpRequest, person: Person) -> None:
    """Sign `person` in on this browser."""
    login(request, person, backend=BACKEND)
