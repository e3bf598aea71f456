"""Passkeys, from the settings: which there are, one more, one fewer."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.mfa.webauthn.views import add_webauthn, remove_webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.people.passkeys import passkeys_of
from weeknotes.people.sessions import SHOWN_WITHIN, fresh
from weeknotes.people.sign_in import go_out
from weeknotes.people.who import person_of

View = Callable[..., HttpResponseBase]


def shown_lately(view: View) -> View:
    """Only for those who showed within the last minutes who they are; others are led to where they can."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not fresh(request, SHOWN_WITHIN):
            messages.info(request, _("To change your passkeys, sign in once more. Nothing was changed."))
            return redirect("passkeys")
        return view(request, *args, **kwargs)

    return asked


@login_required
@require_safe
def passkeys(request: HttpRequest) -> HttpResponse:
    """My passkeys."""
    shown = {"here": "settings", "passkeys": [(row, row.wrap().name) for row in passkeys_of(person_of(request))], "may": fresh(request, SHOWN_WITHIN)}
    return render(request, "people/passkeys.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@shown_lately
def add_passkey(request: HttpRequest) -> HttpResponseBase:
    """One more passkey."""
    answer: HttpResponseBase = add_webauthn(request)
    if request.method == "POST" and answer.status_code == HTTPStatus.OK:
        answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return answer


@login_required
@require_POST
@shown_lately
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One passkey fewer."""
    return remove_webauthn(request, pk=pk)  # type: ignore[no-any-return]


@login_required
@require_POST
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Sign out here, and come back to the passkeys or the settings once signed in."""
    onward = reverse("settings" if request.POST.get("onward") == "settings" else "passkeys")
    go_out(request)
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': onward})}")
