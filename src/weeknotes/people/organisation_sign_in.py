"""Signing in with the organisation's own sign-in (OpenID Connect Core 1.0, code flow with PKCE; django-allauth).

It says who somebody is and which groups they are in; who is let in is decided here. Nothing that it says is kept but its name for the person.
"""

from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET
from requests import RequestException, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidSchema

from weeknotes.net.secure import safe
from weeknotes.people.begin import add_person
from weeknotes.people.groups import follow_groups
from weeknotes.people.id_token import NotGood, nonce_of, read
from weeknotes.people.models import Person
from weeknotes.people.site import organisation
from weeknotes.people.trace import trace
from weeknotes.web.typed import line

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
MOST_NAME = 120


class _Asking(OpenIDConnectProvider):  # type: ignore[misc]
    """What the browser takes along to the provider."""

    def get_pkce_params(self) -> dict[str, Any]:
        made: dict[str, Any] = super().get_pkce_params()
        return {**made, "nonce": nonce_of(made["code_verifier"])}


class Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """allauth's side of the exchange, with what the standard asks for besides."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer says of itself (OpenID Connect Discovery 1.0, 4.3): it must be the one that was asked, and every address in it safe."""
        config = super().openid_config
        issuer = settings.ORGANISATION_SIGN_IN.issuer
        if not isinstance(config, dict) or str(config.get("issuer")).rstrip("/") != issuer.rstrip("/"):
            raise OAuth2Error("the issuer calls itself otherwise")
        for name in ENDPOINTS:
            if not safe(str(config.get(name, ""))):
                raise OAuth2Error(f"{name} is no safe address")
        return config

    def get_provider(self) -> OpenIDConnectProvider:
        found = super().get_provider()
        return _Asking(found.request, app=found.app)

    def get_access_token_data(self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None) -> Any:
        self._proof = pkce_code_verifier or ""
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> Mapping[str, Any]:
        with get_adapter().get_requests_session() as asking:
            answer = asking.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            return read(id_token, keys=answer.json(), issuer=self.openid_config["issuer"], client=app.client_id, proof=self._proof)
        except NotGood as why:
            raise OAuth2Error(str(why)) from why

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        login = super().complete_login(request, app, token, **kwargs)
        said = login.account.extra_data
        sources = [said[name] for name in ("userinfo", "id_token") if isinstance(said.get(name), dict)]
        if "id_token" not in said or len({str(one.get("sub")) for one in sources}) != 1:
            raise OAuth2Error("two answers are about different people")  # Core 1.0, 5.3.2
        # Another issuer's person of the same name is another person.
        login.account.uid = f"{settings.ORGANISATION_SIGN_IN.issuer} {login.account.uid}"[: SocialAccount._meta.get_field("uid").max_length]
        login.account.extra_data = {}
        login.claims = sources
        return login


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """allauth, told who is let in."""

    def get_requests_session(self) -> Session:
        """What asks the provider: only safe addresses, no redirects, five seconds."""
        made: Session = super().get_requests_session()
        made.max_redirects = 0
        made.adapters.pop("http://")
        made.mount("http://", _Here())
        return made

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whom the provider names, or answer why not; their teams follow their groups."""
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(not_let_in(request, "other"))
        with transaction.atomic():
            if not sociallogin.is_existing:
                sociallogin.connect(request, self._person(request, sociallogin.claims))
            if sociallogin.user.is_active:
                self._follow(sociallogin.user, sociallogin.claims)

    def _person(self, request: HttpRequest, claims: list[Mapping[str, Any]]) -> Person:
        email = next((str(one["email"]) for one in claims if one.get("email") and _verified(one)), "")
        if not email:
            raise ImmediateHttpResponse(not_let_in(request, "unverified"))
        found = Person.objects.filter(email__iexact=email).first()
        if found is not None and found.is_active:
            return found
        here = organisation()
        if found is not None or here is None or email.rpartition("@")[2].lower() not in settings.ORGANISATION_SIGN_IN.domains:
            raise ImmediateHttpResponse(not_let_in(request, "stranger"))
        name = next((name for one in claims if (name := line(str(one.get("name") or "")))), email.partition("@")[0])
        made = add_person(name=name[:MOST_NAME], email=email, lang=here.langs[0])
        trace(kind="person-added", by=None, concerns=[made.pk], subject=made.uid, detail={"whom": made})
        return made

    def _follow(self, person: Person, claims: list[Mapping[str, Any]]) -> None:
        how = settings.ORGANISATION_SIGN_IN
        if any(how.claim in (one.get("_claim_names") or {}) for one in claims):
            return  # there are too many to be said here (Core 1.0, 5.6.2): what was heard last stays
        said: object = next((one[how.claim] for one in claims if one.get(how.claim)), [])
        groups = [said] if isinstance(said, str) else [str(one) for one in said] if isinstance(said, list) else []
        follow_groups(person=person, groups=groups, teams=how.teams)


class _Here(HTTPAdapter):
    """Plain http, to this machine alone."""

    def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not safe(request.url):
            raise InvalidSchema("plain http is read by others on the way")
        return super().send(request, *args, **kwargs)


def _verified(claims: Mapping[str, Any]) -> bool:
    """Whether the provider answers for the mail address: by the standard's claim, or by Entra ID's own."""
    return claims.get("email_verified") in (True, "true") or claims.get("xms_edov") in (True, "true", "1", 1)


def not_let_in(request: HttpRequest, why: str) -> HttpResponse:
    """Why somebody is not let in, and what they may do."""
    return render(request, "people/not_let_in.html", {"why": why}, status=403)


def _view(kind: type, request: HttpRequest, provider: str) -> HttpResponse:
    try:
        asked = Provider(request, provider)
        if asked.openid_config:  # looked at before anybody is sent there
            answer: HttpResponse = kind.adapter_view(asked)(request)  # type: ignore[attr-defined]
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OAuth2Error, RequestException):
        return render(request, "socialaccount/authentication_error.html", status=503)
    return answer


@require_GET
def sign_in_with(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to the organisation's sign-in. Of what stands in the address only where to go afterwards is heard."""
    onward = QueryDict(mutable=True)
    if request.GET.get("next"):
        onward["next"] = request.GET["next"]
    request.GET = onward  # type: ignore[assignment]
    return _view(OAuth2LoginView, request, provider_id)


@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from it."""
    return _view(OAuth2CallbackView, request, provider_id)


