"""The organisation's own sign-in, as a host names it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from weeknotes.config.oidc import SignIn, sign_in
from weeknotes.net.secure import safe

NAMED = {"ISSUER": "https://login.glanderw.example/realms/council", "CLIENT": "weeknotes", "SECRET": "sesame"}


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch):
    def name(**settings: str) -> SignIn:
        for key, value in settings.items():
            monkeypatch.setenv(f"WEEKNOTES_OIDC_{key}", value)
        return sign_in()

    return name


def test_without_an_issuer_there_is_none(named):
    assert named(CLIENT="weeknotes") == SignIn()
    assert SignIn().providers() == {}


def test_what_a_host_names_is_what_is_asked(named):
    how = named(**NAMED, SCOPES="openid email groups", TEAMS="Housing Repairs=repairs, A=B=libraries,", DOMAINS="@Glanderw.example, example.org")
    assert how.name == "login.glanderw.example"
    assert how.teams == {"Housing Repairs": "repairs", "A=B": "libraries"}
    assert how.domains == {"glanderw.example", "example.org"}
    app = how.providers()["openid_connect"]["APPS"][0]
    assert (app["provider_id"], app["settings"]["scope"], app["settings"]["oauth_pkce_enabled"]) == ("organisation", ["openid", "email", "groups"], True)
    assert named(NAME="Glanderw", GROUPS="roles").claim == "roles"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({**NAMED, "ISSUER": "http://login.glanderw.example"}, "It takes an https address"),
        ({**NAMED, "ISSUER": "login.glanderw.example"}, "It takes an https address"),
        ({**NAMED, "SECRET": ""}, "Both come from there"),
        ({**NAMED, "CLIENT": ""}, "Both come from there"),
        ({**NAMED, "TEAMS": "repairs"}, "It takes a list such as"),
        ({**NAMED, "TEAMS": "=repairs"}, "It takes a list such as"),
    ],
)
def test_what_cannot_be_used_is_said_without_the_secret(named, settings: dict[str, str], says: str):
    with pytest.raises(ImproperlyConfigured, match=says) as said:
        named(**settings)
    assert "sesame" not in str(said.value)


@pytest.mark.parametrize("address", ["https://a.example", "https://10.0.0.1/x", "http://127.0.0.1:8080/", "http://localhost/", "http://[::1]:9/"])
def test_secrets_go_to_https_and_to_this_machine(address: str):
    assert safe(address)


@pytest.mark.parametrize(
    "address", ["", "a", "http://a.example", "http://127.0.0.1.a.example", "https://u:p@a.example", "ftp://a.example", "https://", "https://[", "javascript:alert(1)"]
)
def test_secrets_go_nowhere_else(address: str):
    assert not safe(address)
