"""Keys, tokens and passwords: each form, where it stands, and what only speaks of them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness.check import check
from weeknotes.openness.rules import secret
from weeknotes.openness.tests.written import link, note, paragraph, picture
from weeknotes.openness.tokens import FORMS
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Outline

SIGNS = "aB3dE5gH7jK9mN2pQ4rS6tU8vW0xYz1c"
HEX = "0123456789abcdef" * 8
UUID = "26785a09-ab16-4eb0-8407-a37497a57506"


def some(count: int) -> str:
    return (SIGNS * (count // len(SIGNS) + 1))[:count]


# Each is put together here, so that no scanner of secrets takes the file for a find.
TOKENS = {
    "GOV.UK Notify": f"my_key-{UUID}-{UUID}",
    "AWS key": "AKIA" + "IOSFODNN7EXAMPLE",
    "AWS secret": "aws_secret_access_key = " + some(40),
    "Azure SAS": "https://glanderw.example/a.csv?sv=1&sig=" + some(40) + "%3D&sp=r",
    "Azure storage": "DefaultEndpointsProtocol=https;AccountName=glanderw;AccountKey=" + some(86) + "==",
    "Azure shared access": "Endpoint=sb://glanderw.example/;SharedAccessKeyName=x;SharedAccessKey=" + some(43) + "=",
    "Azure client": "abc8" + "Q~" + some(32),
    "Google API": "AIza" + some(35),
    "Google OAuth": "GOCSPX-" + some(28),
    "Google Chat": "https://chat.googleapis.com" + "/v1/spaces/AAA/messages?key=" + some(20),
    "GitHub": "ghp" + "_" + some(36),
    "GitLab": "glpat" + "-" + some(20),
    "Slack": "xoxb" + "-123456789012-" + some(24),
    "Slack webhook": "https://hooks.slack" + ".com/services/T0/B0/" + some(24),
    "Teams webhook": "https://glanderw.webhook.office" + f".com/webhookb2/{UUID}@{UUID}/IncomingWebhook/" + HEX[:32],
    "Discord webhook": "https://discord" + ".com/api/webhooks/123456789012345678/" + some(68),
    "Mattermost webhook": "https://chat.glanderw.example/hooks/" + "abcdefghijklmnopqrstuvwxyz",
    "Zapier webhook": "https://hooks.zapier" + ".com/hooks/catch/123456/abc123",
    "Stripe": "sk" + "_live_" + some(24),
    "Twilio": "SK" + HEX[:32],
    "SendGrid": "SG" + f".{some(22)}.{some(43)}",
    "Mailgun": "key" + "-" + HEX[:32],
    "Mailgun, newer": f"{HEX[:32]}-{HEX[:8]}-{HEX[8:16]}",
    "Mailchimp": f"{HEX[:32]}-us14",
    "npm": "npm" + "_" + some(36),
    "PyPI": "pypi" + "-" + some(60),
    "private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "JWT": "eyJ" + some(20) + ".eyJ" + some(20) + "." + some(43),
    "OpenAI, Anthropic": "sk" + "-proj-" + some(40),
    "Hugging Face": "hf" + "_" + some(34),
    "DigitalOcean": "dop" + "_v1_" + HEX[:64],
    "Atlassian": "ATATT" + "3" + some(60),
    "Shopify": "shpat" + "_" + HEX[:32],
    "Telegram": "123456789" + ":AA" + some(33),
    "Postman, New Relic, Figma": "figd" + "_" + some(40),
    "Sentry, Databricks, Linear": "dapi" + HEX[:32],
    "in a header": "Authorization: Bearer " + some(30),
}
PIECES = [*TOKENS.values(), "password ", "password is ", "password:", "cyfrinair", " yw ", "Gl4nderw!x", "\"", "http://a:Gl4nd@b", "PIN is 1234", "key=", " ", ".", "-", "\ud800", "\u0130", "aws ", "secret", "token "]
TEXT = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


def quotes(note_: Outline) -> list[str]:
    return [finding.quote for finding in check(note_, rules=[secret.rule])]


@given(TEXT)
def test_any_text_is_read_for_secrets_and_each_finding_stands_in_it(text: str) -> None:
    findings = check(paragraph(text), rules=[secret.rule])
    for finding in findings:
        assert text[finding.start : finding.end] == finding.quote == finding.found != ""
        assert finding.found not in repr(finding)
    assert all(one.end <= other.start for one, other in pairwise(findings))


def test_every_form_has_an_example() -> None:
    assert set(TOKENS) == {form.name for form in FORMS}


@pytest.mark.parametrize("name", TOKENS)
def test_a_token_is_found_whole_in_a_sentence_and_in_code(name: str) -> None:
    for kind in ("paragraph", "code"):
        assert quotes(paragraph(f"It was {TOKENS[name]}, and is changed.", kind)) == [TOKENS[name]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the password is Gl4nderw!Screen.", "Gl4nderw!Screen"),
        ("Password: tangerine-and-42", "tangerine-and-42"),
        ("passphrase: correct-horse-battery", "correct-horse-battery"),
        ("The password is “swordfish”", "swordfish"),
        ("wifi password for the depot was changed to D3pot#Wifi24 on Monday", "D3pot#Wifi24"),
        ("Wifi, password Sunny-Heron-72", "Sunny-Heron-72"),
        ("the passcode (Kestrel9931x) was shown", "Kestrel9931x"),
        ("Cyfrinair y sgrin yw Derw3n!Glas", "Derw3n!Glas"),
        ("Mae'r cyfrinair wedi ei newid i Afon#Teifi77", "Afon#Teifi77"),
        ("API_KEY=7f3d9a1c5b8e2460af13bd", "7f3d9a1c5b8e2460af13bd"),
        ('client_secret: "abc.def.ghi"', "abc.def.ghi"),
        ("Uid=app;Pwd=Aber9wen!x;", "Aber9wen!x"),
        ("The door code is 4519.", "4519"),
        ("Staging login: admin / P@ssw0rd2024", "P@ssw0rd2024"),
        ("token=d41d8cd98f00b204e9800998ecf8427e", "d41d8cd98f00b204e9800998ecf8427e"),
        ("Use password 'kestrel-flies' for it", "kestrel-flies"),
        ("Newidiwyd y cyfrinair i Gwylan-2031", "Gwylan-2031"),
        ("PIN: 45190", "45190"),
        ("the password is Gl4nderw!X", "Gl4nderw!X"),
        ("Staging login: admin / P@ssw0rdX)", "P@ssw0rdX"),
        ("postgres://notes:s3cr3tP@db.glanderw.example/notes", "postgres://notes:s3cr3tP@db.glanderw.example"),
        ("https://rota:Tr0ub4dor@feeds.glanderw.example/week", "https://rota:Tr0ub4dor@feeds.glanderw.example"),
    ],
)
def test_a_password_that_is_said_is_found(text: str, value: str) -> None:
    assert quotes(paragraph(text)) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The password is changed weekly.",
        "Password: xxxxxxxx, password: ********, password: <yours>, password: ${DB_PASSWORD}, password: changeme",
        "password is case-sensitive, password is 2FA-protected, password is 12345",
        "A password field2 and password SHA256-hashed and password length.",
        "the API key rotation; the key to success: Gl4nderw",
        "An access token is kept in the vault",
        "postgres://user:password@host/name and https://example.org:8080/@jo",
        "s3://access-key:secret@bucket.example.org/media",
        "ghp_" + "x" * 36,
        "commit 3d844edf8d3548ac975be847b4f122b0a1b2c3d4 and build " + UUID,
        "Use password 'your-password' here; login: admin / 12 or login: password1 / ABC123",
        "https://x.example/a?key=NkljcWV2LVk3bDBuZzBqNFhkS0Yyc2lOMy1NTU13",
        "PIN is 12 and PIN: 2024-25; the code is 4519",
        "Cyfrinair newydd bob wythnos.",
    ],
)
def test_what_only_speaks_of_secrets_is_not_found(text: str) -> None:
    assert quotes(paragraph(text)) == []


def test_a_secret_behind_a_link_or_a_picture_is_found_where_it_stands() -> None:
    token = TOKENS["Slack webhook"]
    assert quotes(link("the hook", token)) == [token]
    assert quotes(link(token, token)) == [token]
    assert quotes(picture("", TOKENS["Azure SAS"])) == [TOKENS["Azure SAS"]]
    source = f'<p><a href="{TOKENS["Azure SAS"].replace("&", "&amp;")}">the file</a></p>'
    assert quotes(outline(source, syntax="html")) == [TOKENS["Azure SAS"].replace("&", "&amp;")]


def test_the_same_address_behind_two_links_is_found_at_each() -> None:
    one = f'<a href="{TOKENS["Azure SAS"].replace("&", "&amp;")}">the file</a>'
    source = f"<p>{one} and {one}</p>"
    found = check(outline(source, syntax="html"), rules=[secret.rule])
    assert [finding.start for finding in found] == [source.find("https"), source.rfind("https")]


def test_one_place_is_one_finding() -> None:
    assert quotes(paragraph(f"api key: {TOKENS['Google API']}")) == [TOKENS["Google API"]]
    assert quotes(note(source="")) == []
