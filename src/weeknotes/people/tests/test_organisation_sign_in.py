"""The organisation's own sign-in, against a provider that runs (provider.py)."""

import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from weeknotes.config.oidc import SignIn
from weeknotes.people.id_token import NotGood, nonce_of, read
from weeknotes.people.models import Membership, Person, SignedIn, Team, Trace
from weeknotes.people.teams import join, make_team
from weeknotes.people.tests.provider import CLIENT, SECRET, Provider, provider
from weeknotes.web.tests.answer import Answer

SIAN = {"sub": "7", "email": "sian@glanderw.example", "email_verified": True, "name": "Siân"}


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with provider() as one:
        yield one


@pytest.fixture
def theirs(running: Provider, settings, nerys: Person) -> Provider:
    running.userinfo, running.id_token, running.config, running.others, running.signs = dict(SIAN), {}, {}, [], None
    running.asked.clear()
    use(settings, running)
    return running


def use(settings, running: Provider, **more) -> None:
    how = SignIn(running.issuer, CLIENT, SECRET, "Glanderw", ("openid", "profile", "email"), **more)
    settings.ORGANISATION_SIGN_IN, settings.SIGN_IN_WITH, settings.SOCIALACCOUNT_PROVIDERS = how, how.name, how.providers()


def sign_in(client: Client, onward: str = "") -> Answer:
    """Go through the sign-in as a browser does: to the provider, and back."""
    there = client.get(f"/sign-in/with/organisation/{onward}")
    if there.status_code != 302:
        return there
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
    try:
        opener.open(there.headers["Location"])
    except urllib.error.HTTPError as error:
        with error:
            back = error.headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def signed_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


@pytest.fixture
def sian(nerys: Person) -> Person:
    return Person.objects.create(slug="sian", name="Siân", email="Sian@glanderw.example")


def test_who_was_added_with_a_verified_address_signs_in(client: Client, theirs: Provider, sian: Person):
    assert "Sign in with Glanderw" in client.get("/sign-in/").content.decode()
    assert sign_in(client, "?next=/friday/").headers["Location"] == "/friday/"
    assert signed_in(client)
    assert SignedIn.objects.get().how == "organisation"
    assert set(theirs.asked) == {"/.well-known/openid-configuration", "/authorize", "/token", "/keys", "/userinfo"}


def test_nothing_is_kept_of_what_the_provider_says_but_its_name_for_the_person(client: Client, theirs: Provider, sian: Person):
    theirs.userinfo |= {"groups": ["Secret group"], "phone_number": "01970 000000"}
    sign_in(client)
    row = SocialAccount.objects.get()
    assert (row.uid, row.extra_data, row.socialtoken_set.count()) == (f"{theirs.issuer} 7", {}, 0)
    kept = [Session.objects.get().get_decoded(), *Trace.objects.values()]
    assert "Secret" not in str(kept)
    assert "01970" not in str(kept)


def test_from_then_on_its_name_for_the_person_counts_and_not_the_address(client: Client, theirs: Provider, sian: Person):
    sign_in(client)
    theirs.userinfo["email"] = "sian.jones@glanderw.example"
    again = Client()
    sign_in(again)
    assert signed_in(again)
    assert Person.objects.filter(name="Siân").count() == 1


@pytest.mark.parametrize("verified", [False, None, "false", 0, "yes"])
def test_an_address_that_is_not_verified_lets_nobody_in(client: Client, theirs: Provider, sian: Person, verified: object):
    theirs.userinfo["email_verified"] = verified
    answer = sign_in(client)
    assert answer.status_code == 403
    assert "does not say that your mail address is verified" in answer.content.decode()
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


def test_an_address_that_the_id_token_answers_for_is_enough(client: Client, theirs: Provider, sian: Person):
    del theirs.userinfo["email_verified"]
    theirs.id_token = {"email": "sian@glanderw.example", "xms_edov": True}
    sign_in(client)
    assert signed_in(client)


def test_whom_nobody_added_is_not_let_in(client: Client, theirs: Provider, nerys: Person):
    answer = sign_in(client)
    assert answer.status_code == 403
    assert "nobody here has your mail address" in answer.content.decode()
    assert not Person.objects.filter(name="Siân").exists()


def test_people_of_a_domain_that_the_host_named_are_let_in(client: Client, theirs: Provider, nerys: Person, settings):
    use(settings, theirs, domains=frozenset({"glanderw.example"}))
    sign_in(client)
    assert signed_in(client)
    made = Person.objects.get(name="Siân")
    assert (made.slug, made.email, made.is_host) == ("sian", "sian@glanderw.example", False)
    assert Trace.objects.filter(kind="person-added", subject=made.uid, actor=None).exists()


def test_a_domain_is_the_whole_of_it(client: Client, theirs: Provider, nerys: Person, settings):
    use(settings, theirs, domains=frozenset({"glanderw.example"}))
    theirs.userinfo["email"] = "sian@elsewhere-glanderw.example"
    assert sign_in(client).status_code == 403


def test_who_has_left_is_not_let_in_by_address_or_by_name(client: Client, theirs: Provider, sian: Person, nerys: Person, settings):
    sign_in(client)
    host = Client()
    host.force_login(nerys)
    host.post("/settings/people/sian/leave/")
    assert not signed_in(client)
    use(settings, theirs, domains=frozenset({"glanderw.example"}))
    assert sign_in(client).status_code == 403
    assert not signed_in(client)


def test_a_session_that_began_there_lasts_a_day(client: Client, theirs: Provider, sian: Person):
    sign_in(client)
    assert Session.objects.get().expire_date <= timezone.now() + timedelta(hours=24)


# Teams by groups.


@pytest.fixture
def repairs(nerys: Person) -> Team:
    return make_team(name_en="Repairs", by=nerys)


def test_a_group_makes_a_member_and_its_end_ends_that(client: Client, theirs: Provider, sian: Person, repairs: Team, settings):
    use(settings, theirs, teams={"Housing Repairs": "repairs"})
    theirs.userinfo["groups"] = ["Housing Repairs", "Bowls club"]
    sign_in(client)
    assert Membership.objects.now().filter(person=sian, team=repairs, by_group=True, role="member").count() == 1
    sign_in(Client())
    assert Membership.objects.filter(person=sian).count() == 1
    theirs.userinfo["groups"] = ["Bowls club"]
    sign_in(Client())
    assert not Membership.objects.now().filter(person=sian).exists()
    assert Membership.objects.filter(person=sian).count() == 1
    joined, left = Trace.objects.filter(kind__startswith="group-").order_by("pk")
    assert (joined.kind, left.kind) == ("group-joined", "group-left")
    assert set(joined.concerns.values_list("person__slug", flat=True)) == {"nerys", "sian"}


def test_what_was_done_by_hand_is_left_alone(client: Client, theirs: Provider, sian: Person, repairs: Team, nerys: Person, settings):
    join(team=repairs, person=sian, by=nerys)
    use(settings, theirs, teams={"Housing Repairs": "repairs"})
    for groups in (["Housing Repairs"], []):
        theirs.userinfo["groups"] = groups
        sign_in(Client())
        assert Membership.objects.now().get(person=sian).added_by == nerys


def test_a_group_the_host_no_longer_names_ends_as_well(client: Client, theirs: Provider, sian: Person, repairs: Team, settings):
    use(settings, theirs, teams={"Housing Repairs": "repairs"})
    theirs.userinfo["groups"] = "Housing Repairs"
    sign_in(client)
    assert Membership.objects.now().filter(person=sian).exists()
    use(settings, theirs)
    sign_in(Client())
    assert not Membership.objects.now().filter(person=sian).exists()


def test_groups_that_are_too_many_to_be_said_change_nothing(client: Client, theirs: Provider, sian: Person, repairs: Team, settings):
    use(settings, theirs, teams={"Housing Repairs": "repairs"})
    theirs.userinfo["groups"] = ["Housing Repairs"]
    sign_in(client)
    del theirs.userinfo["groups"]
    theirs.id_token = {"_claim_names": {"groups": "src1"}}
    sign_in(Client())
    assert Membership.objects.now().filter(person=sian).exists()


@pytest.mark.parametrize("groups", [None, 7, {"a": 1}, [None, ["x"]], "", [""]])
def test_groups_of_another_form_are_no_groups(client: Client, theirs: Provider, sian: Person, repairs: Team, settings, groups: object):
    use(settings, theirs, teams={"Housing Repairs": "repairs"})
    theirs.userinfo["groups"] = groups
    sign_in(client)
    assert signed_in(client)
    assert not Membership.objects.now().filter(person=sian).exists()


# What goes wrong.


@pytest.mark.parametrize(
    "config",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": None},
        {"jwks_uri": "https://user@elsewhere.example/"},
    ],
)
def test_a_provider_that_is_not_what_it_should_be_is_sent_nobody(client: Client, theirs: Provider, sian: Person, config: dict[str, object]):
    theirs.config = config
    answer = sign_in(client)
    assert answer.status_code == 503
    assert "did not answer" in answer.content.decode()
    assert theirs.asked == ["/.well-known/openid-configuration"]


def test_a_provider_that_leads_elsewhere_is_not_followed(client: Client, theirs: Provider, sian: Person):
    theirs.config = {"userinfo_endpoint": f"{theirs.issuer}/elsewhere"}
    assert sign_in(client).status_code == 401
    assert theirs.asked.count("/userinfo") == 0
    assert not signed_in(client)


@pytest.mark.parametrize(
    "said",
    [
        {"sub": "8"}, {"sub": None}, {"aud": "another"}, {"aud": [CLIENT, "another"], "azp": "another"}, {"iss": "https://elsewhere.example"}, {"exp": 1}, {"exp": None},
        {"nbf": 9_999_999_999}, {"nonce": None}, {"nonce": "of another sign-in"}, {"nonce": 7},
    ],
)  # fmt: skip
def test_an_id_token_that_is_not_for_this_lets_nobody_in(client: Client, theirs: Provider, sian: Person, said: dict[str, object]):
    theirs.id_token = said
    answer = sign_in(client)
    assert answer.status_code == 401
    assert "did not answer, or what came back" in answer.content.decode()
    assert not signed_in(client)


STRANGE = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _by_the_secret(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, SECRET.ljust(32, "-"), algorithm="HS256", headers={"kid": "1"})


@pytest.mark.parametrize(
    "signs",
    [
        lambda claims: jwt.encode(claims, STRANGE, algorithm="RS256", headers={"kid": "1"}),
        lambda claims: jwt.encode(claims, STRANGE, algorithm="RS256", headers={"kid": "another"}),
        lambda claims: jwt.encode(claims, "", algorithm="none"),
        _by_the_secret,
        lambda _claims: "no token",
        lambda _claims: "",
    ],
    ids=["another key", "a key it does not have", "nobody", "the shared secret", "nonsense", "nothing"],
)
def test_an_id_token_that_the_provider_did_not_sign_lets_nobody_in(client: Client, theirs: Provider, sian: Person, signs: Callable[[dict[str, Any]], str]):
    theirs.signs = signs
    assert sign_in(client).status_code == 401
    assert not signed_in(client)


def test_the_key_is_found_by_its_name_or_is_the_only_one_of_its_kind(client: Client, theirs: Provider, sian: Person):
    unknown = {"kty": "later", "kid": "0"}
    other = {**jwt.algorithms.RSAAlgorithm.to_jwk(STRANGE.public_key(), as_dict=True), "kid": "2", "use": "sig"}
    theirs.signs = lambda claims: jwt.encode(claims, theirs.key, algorithm="RS256")
    theirs.others = [unknown]
    sign_in(client)
    assert signed_in(client)
    theirs.others = [unknown, other]
    again = Client()
    assert sign_in(again).status_code == 401  # which of two is meant is not guessed (Core 1.0, 10.1)
    theirs.signs = None
    sign_in(again)
    assert signed_in(again)


@pytest.mark.parametrize("keys", [None, [], "keys", {}, {"keys": None}, {"keys": [None, 7, "RSA"]}, {"keys": [{"kty": "RSA", "kid": "1"}]}, {"keys": {"kty": "RSA"}}])
def test_keys_that_are_none_open_nothing(theirs: Provider, keys: object):
    token = theirs.signed({"iss": theirs.issuer, "aud": CLIENT, "iat": 1, "exp": 9_999_999_999, "sub": "7", "nonce": nonce_of("proof")})
    assert read(token, keys=theirs.keys(), issuer=theirs.issuer, client=CLIENT, proof="proof")["sub"] == "7"
    with pytest.raises(NotGood):
        read(token, keys=keys, issuer=theirs.issuer, client=CLIENT, proof="proof")


def test_each_sign_in_has_a_nonce_of_its_own_that_does_not_tell_its_proof(client: Client, theirs: Provider, sian: Person):
    asked = [parse_qs(urlsplit(client.get("/sign-in/with/organisation/").headers["Location"]).query) for _ in range(2)]
    assert asked[0]["nonce"] != asked[1]["nonce"]
    assert all(len(one["nonce"][0]) >= 43 and one["nonce"] != one["code_challenge"] for one in asked)


def test_an_id_token_of_one_sign_in_is_none_of_another(client: Client, theirs: Provider, sian: Person):
    """Core 1.0, 15.5.2: a token that somebody else took along opens nothing here."""
    held: list[str] = []
    theirs.signs = lambda claims: held.append(jwt.encode(claims, theirs.key, algorithm="RS256", headers={"kid": "1"})) or held[0]  # type: ignore[func-returns-value]
    sign_in(client)
    assert signed_in(client)
    other = Client()
    assert sign_in(other).status_code == 401
    assert not signed_in(other)


def test_a_way_back_that_this_browser_did_not_begin_is_refused(client: Client, theirs: Provider, sian: Person):
    there = client.get("/sign-in/with/organisation/").headers["Location"]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
    with pytest.raises(urllib.error.HTTPError) as sent:
        opener.open(there)
    back = sent.value.headers["Location"].removeprefix("http://testserver")
    sent.value.close()
    other = Client()
    assert other.get(back).status_code == 401
    assert not signed_in(other)


def test_who_stops_there_comes_back_to_the_sign_in(client: Client, theirs: Provider, sian: Person):
    state = client.get("/sign-in/with/organisation/").headers["Location"].partition("state=")[2].partition("&")[0]
    assert client.get(f"/sign-in/with/organisation/back/?error=access_denied&state={state}").headers["Location"] == "/sign-in/"


def test_nothing_in_an_address_changes_what_is_asked_of_the_provider(client: Client, theirs: Provider, nerys: Person):
    client.force_login(nerys)
    there = client.get("/sign-in/with/organisation/?process=connect&scope=admin&auth_params=redirect_uri%3Dhttps://elsewhere.example").headers["Location"]
    assert "elsewhere" not in there
    assert "admin" not in there
    assert sign_in(client, "?process=connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_address_of_another_site_is_not_gone_to_afterwards(client: Client, theirs: Provider, sian: Person):
    assert sign_in(client, "?next=https://elsewhere.example/").headers["Location"] == "/today/"


def test_without_a_provider_there_is_no_such_way_in(client: Client, nerys: Person):
    assert client.get("/sign-in/with/organisation/").status_code == 404
    assert client.get("/sign-in/with/organisation/back/").status_code == 404
    assert settings.SIGN_IN_WITH == ""
