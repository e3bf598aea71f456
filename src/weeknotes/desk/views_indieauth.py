"""A program asks a person for leave by itself: the page where they say yes or no, and the addresses at which it then comes for its token (IndieAuth)."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import SuspiciousOperation
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.desk.across import from_other_sites
from weeknotes.desk.api_door import Answer, Caller
from weeknotes.desk.by_secret import closed
from weeknotes.desk.indieauth import NotAsked, Wish, read_wish
from weeknotes.desk.own_names import NOT_THERE
from weeknotes.desk.views_programs import SCOPE_WORDS, SPANS, reaches, too_many
from weeknotes.people.give_leave import Given, NotGiven, give_leave, take_up
from weeknotes.people.models import Person
from weeknotes.people.programs import DAYS, MICROPUB_SCOPES, MOST, OWN_SCOPES, SHOWING, TooMany, end_program, program_behind, programs_of
from weeknotes.people.renew import NotGranted, behind, renew
from weeknotes.people.site import organisation
from weeknotes.people.who import person_of
from weeknotes.publishing.addresses import absolute, address, is_page
from weeknotes.web.policy import signed_in_policy

HOUR = 3600


class AnyScheme(HttpResponseRedirect):
    """Leads on to a program, whose address may have a scheme of its own. Where it leads was looked at before the person was asked."""

    def __init__(self, to: str) -> None:
        self.allowed_schemes = [to.partition(":")[0]]
        super().__init__(to)


class LeaveForm(forms.Form):
    """What of that which a program asks it may do, how far it may publish, and for how long."""

    scopes = forms.MultipleChoiceField(required=False, error_messages=NOT_THERE)
    level = forms.TypedChoiceField(coerce=int, required=False, error_messages=NOT_THERE)
    days = forms.TypedChoiceField(choices=SPANS, coerce=int, required=False, initial=DAYS, error_messages=NOT_THERE)

    def __init__(self, *args: Any, wish: Wish, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].initial = wish.scopes
        self.fields["scopes"].choices = [(one, SCOPE_WORDS[one]) for one in wish.scopes]  # type: ignore[attr-defined]
        self.fields["level"].choices = reaches()  # type: ignore[attr-defined]


@from_other_sites("GET")
@require_safe
def metadata(request: HttpRequest) -> HttpResponseBase:
    """Where everything of this is, for programs (RFC 8414)."""
    said = {
        "issuer": issuer(),
        "authorization_endpoint": absolute(reverse("indieauth")),
        "token_endpoint": absolute(reverse("indieauth-token")),
        "revocation_endpoint": absolute(reverse("indieauth-revoke")),
        "revocation_endpoint_auth_methods_supported": ["none"],
        "userinfo_endpoint": absolute(reverse("indieauth-userinfo")),
        "micropub": absolute(reverse("micropub")),
        "scopes_supported": [*MICROPUB_SCOPES, *OWN_SCOPES],
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "authorization_response_iss_parameter_supported": True,
        "service_documentation": absolute(reverse("api-document")),
    }
    return closed(JsonResponse(said))


def issuer() -> str:
    """By what this site is known to programs."""
    return f"{settings.SITE_URL}/"


def who(person: Person) -> str:
    """By what a person is known to programs: the address of their page."""
    here = organisation()
    return absolute(address("person", person.slug, here.langs[0] if here else "en"))


def of_a_form(view: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """`view` for programs, which are told in JSON that their form is too long or cannot be read (RFC 6749, 5.2)."""
    view.ill_form = _ill_form  # type: ignore[attr-defined]
    return view


def _ill_form(_request: HttpRequest, why: Exception) -> HttpResponseBase:
    if isinstance(why, SuspiciousOperation):
        return _error("invalid_request", "this form is longer than is read here", 413)
    return _error("invalid_request", "this form cannot be read")


@of_a_form
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def indieauth(request: HttpRequest) -> HttpResponseBase:
    """GET: the page where a person is asked. POST: a program comes with its code only to know who it was (IndieAuth, 5.3.2)."""
    return _redeem(request, for_token=False) if request.method == "POST" else _asking(request)


@login_required
def _asking(request: HttpRequest) -> HttpResponse:
    try:
        wish = read_wish(request.GET.dict())
    except NotAsked as why:
        return _refused(request, str(why))
    return _ask(request, wish, LeaveForm(wish=wish))


@login_required
@require_POST
def answer_program(request: HttpRequest) -> HttpResponse:
    """The person's yes or no, taken to the program."""
    me = person_of(request)
    wish = _signed(request.POST.get("asked", ""), me)
    if wish is None:
        return _refused(request, _("This page was open for too long. Go back to the program and begin once more."))
    if request.POST.get("do") != "allow":
        return AnyScheme(wish.answer(error="access_denied", iss=issuer()))
    form = LeaveForm(request.POST, wish=wish)
    if not form.is_valid() or len(programs_of(me)) >= MOST:
        return _ask(request, wish, form, "" if form.errors else too_many())
    data = form.cleaned_data
    code = give_leave(
        person=me, client=wish.client, back=wish.back, challenge=wish.challenge, scopes=data["scopes"], name=wish.name, level=data["level"] or 0, days=data["days"] or DAYS,
        renews=wish.renews,
    )
    return AnyScheme(wish.answer(code=code, iss=issuer()))


def _signed(text: str, me: Person) -> Wish | None:
    """What was asked on the page that this person has before them; None where it is not theirs, or an hour old."""
    try:
        client, back, state, challenge, scopes, name, renews, whose = TimestampSigner(salt="indieauth").unsign_object(text, max_age=HOUR)
    except (BadSignature, ValueError):
        return None
    return Wish(client, back, state, challenge, tuple(scopes), name, bool(renews)) if whose == str(me.uid) else None


def _ask(request: HttpRequest, wish: Wish, form: LeaveForm, trouble: str = "") -> HttpResponse:
    whose = str(person_of(request).uid)
    asked = TimestampSigner(salt="indieauth").sign_object([wish.client, wish.back, wish.state, wish.challenge, list(wish.scopes), wish.name, wish.renews, whose])
    shown = {
        "here": "settings",
        "wish": wish,
        "form": form,
        "asked": asked,
        "trouble": trouble,
        "shows": bool(SHOWING & set(wish.scopes)),
        "me_url": who(person_of(request)),
        "is_out": is_page(urlsplit(who(person_of(request))).path),
    }
    answer = render(request, "desk/program_asks.html", shown, status=422 if form.errors or trouble else 200)
    # Browsers look where a form leads in the end (CSP 3, 6.4.1).
    answer.headers["Content-Security-Policy"] = signed_in_policy().replace("form-action 'self'", f"form-action 'self' {wish.policy}")
    return answer


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "desk/program_refused.html", {"here": "settings", "sentence": sentence}, status=400)


@from_other_sites("POST")
@of_a_form
@require_POST
def token(request: HttpRequest) -> HttpResponseBase:
    """A program comes with its code for its token, or with the secret that it got with that for the next one."""
    return _renew(request) if request.POST.get("grant_type") == "refresh_token" else _redeem(request, for_token=True)


def _renew(request: HttpRequest) -> HttpResponseBase:
    sent = request.POST
    try:
        given = renew(secret=sent.get("refresh_token", ""), client=sent.get("client_id", ""), scopes=sent.get("scope", "").split())
    except NotGiven:
        return _error("invalid_grant", "this refresh token opens nothing: it is none, was used, is too old, was ended, or was given to another")
    except NotGranted:
        return _error("invalid_scope", "that is more than the person allowed")
    return closed(JsonResponse(_told(given)))


def _redeem(request: HttpRequest, *, for_token: bool) -> HttpResponseBase:
    sent = request.POST
    if sent.get("grant_type", "authorization_code") != "authorization_code":
        return _error("unsupported_grant_type", "authorization_code and refresh_token are the ways here")
    try:
        given = take_up(
            code=sent.get("code", ""), client=sent.get("client_id", ""), back=sent.get("redirect_uri", ""), verifier=sent.get("code_verifier", ""), for_token=for_token
        )
    except (NotGiven, TooMany):
        return _error("invalid_grant", "this code opens nothing: it is none, was used, is too old, or was given to another")
    return closed(JsonResponse(_told(given)))


def _told(given: Given) -> dict[str, object]:
    said: dict[str, object] = {"me": who(given.person)}
    if "profile" in given.scopes:
        said["profile"] = profile(given.person)
    if given.token is not None and given.token.expires_at is not None:
        seconds = max(0, round((given.token.expires_at - timezone.now()).total_seconds()))
        said |= {"access_token": given.secret, "token_type": "Bearer", "scope": " ".join(given.scopes), "expires_in": seconds}  # nosec B105 - a kind of token, and none
    if given.renewal:
        said["refresh_token"] = given.renewal
    return said


def profile(person: Person) -> Mapping[str, str]:
    """What a program may know of a person who let it know their name."""
    return {"name": person.name, "url": who(person)}


def _error(error: str, words: str, status: int = 400) -> HttpResponseBase:
    return closed(JsonResponse({"error": error, "error_description": words}, status=status))


@from_other_sites("POST")
@of_a_form
@require_POST
def revoke(request: HttpRequest) -> HttpResponseBase:
    """A program gives its token back, or that with which it renews it: both end (RFC 7009). Answered alike whatever it was."""
    secret = request.POST.get("token", "")
    found = program_behind(secret) or behind(secret)
    if found is not None:
        end_program(found)
    return closed(HttpResponse(status=200))


def userinfo(request: HttpRequest, caller: Caller) -> Answer:
    """The person's name, for a program that may know it."""
    return Answer(profile(caller.person))
