"""The organisation's own sign-in (OpenID Connect), as a host names it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import environ

from weeknotes.config.environment import text
from weeknotes.net.secure import safe


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who says who people are: `issuer` is "" where nobody does."""

    issuer: str = ""
    client: str = ""
    secret: str = ""
    name: str = ""
    scopes: tuple[str, ...] = ()
    claim: str = "groups"
    teams: dict[str, str] = field(default_factory=dict)  # group → the team's name in addresses
    domains: frozenset[str] = frozenset()

    def providers(self) -> dict[str, object]:
        """What allauth is told."""
        if not self.issuer:
            return {}
        how = {"server_url": self.issuer, "oauth_pkce_enabled": True, "scope": list(self.scopes)}
        app = {"provider_id": "organisation", "name": self.name, "client_id": self.client, "secret": self.secret, "settings": how}
        return {"openid_connect": {"APPS": [app]}}


def sign_in() -> SignIn:
    """The settings of it; ImproperlyConfigured with a sentence for one that cannot be used."""
    issuer = (text("WEEKNOTES_OIDC_ISSUER") or "").strip()
    if not issuer:
        return SignIn()
    if not safe(issuer):
        raise environ.ImproperlyConfigured(f"WEEKNOTES_OIDC_ISSUER is {issuer!r}. It takes an https address such as https://login.example.org/realms/council.")
    client, secret = text("WEEKNOTES_OIDC_CLIENT"), text("WEEKNOTES_OIDC_SECRET")
    if not client or not secret:
        raise environ.ImproperlyConfigured("WEEKNOTES_OIDC_ISSUER is set, and WEEKNOTES_OIDC_CLIENT or WEEKNOTES_OIDC_SECRET is not. Both come from there.")
    return SignIn(
        issuer=issuer,
        client=client,
        secret=secret,
        name=text("WEEKNOTES_OIDC_NAME") or urlsplit(issuer).hostname or "",
        scopes=tuple((text("WEEKNOTES_OIDC_SCOPES") or "openid profile email").split()),
        claim=text("WEEKNOTES_OIDC_GROUPS") or "groups",
        teams=_teams(text("WEEKNOTES_OIDC_TEAMS") or ""),
        domains=frozenset(one.lower().removeprefix("@") for one in (text("WEEKNOTES_OIDC_DOMAINS") or "").replace(",", " ").split()),
    )


def _teams(said: str) -> dict[str, str]:
    found = {}
    for one in filter(None, (part.strip() for part in said.split(","))):
        group, parted, team = one.rpartition("=")
        if not (parted and group.strip() and team.strip()):
            raise environ.ImproperlyConfigured(f"WEEKNOTES_OIDC_TEAMS has {one!r}. It takes a list such as Housing Repairs=repairs, Libraries=libraries.")
        found[group.strip()] = team.strip()
    return found
