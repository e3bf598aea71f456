"""What a look from outside would find: Django's own checks for a site that is up, bandit, secrets in the tree, the headers and cookies that browsers are sent."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from contracts import servers
from contracts.servers import ROOT, environment
from weeknotes.web.policy import PERMISSIONS

HTTPS = {"WEEKNOTES_URL": "https://notes.glanderw.example"}
SECRETS = {
    "a private key": re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "a key of Amazon's": re.compile(rb"\bAKIA[0-9A-Z]{16}\b"),
    "a token of GitHub's": re.compile(rb"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,})\b"),
    "a token of Slack's": re.compile(rb"\bxox[abprs]-[0-9A-Za-z-]{20,}"),
    "a key of Google's": re.compile(rb"\bAIza[0-9A-Za-z_-]{35}\b"),
    "a signed token": re.compile(rb"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}"),
    "a password in an address": re.compile(rb"\b(?:postgres|postgresql|mysql|smtps?(?:\+[a-z]+)?|https?)://[A-Za-z0-9._-]+:(?!password\b|pw\b|secret\b|sesame\b)[^\s@/:'\"`{}<>%$]{6,}@"),
    "a long secret that is set": re.compile(rb"(?i)\b(?:secret_key|api_key|client_secret|access_token|auth_token)\b[\"']?\s*[:=]\s*[\"'][A-Za-z0-9+/_=-]{24,}[\"']"),
}
# Files that would be secrets whatever stands in them.
NAMES = re.compile(r"(^|/)(\.env(\..+)?|id_(rsa|dsa|ecdsa|ed25519)|.+\.(pem|key|p12|pfx|keystore|sqlite3?|kdbx))$")


def found_in(path: str, data: bytes) -> list[str]:
    """What in a file of the tree is a secret, or looks like one."""
    return [*(["its name"] if NAMES.search(path) else []), *(what for what, pattern in SECRETS.items() if pattern.search(data))]


# What is made up here for the check to find.
PLANTED = ("bench/planted/", "src/weeknotes/openness/tests/")


def test_django_has_nothing_to_say_of_a_site_that_is_up(tmp_path: Path) -> None:
    extra = {**HTTPS, "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
    words = [sys.executable, "-P", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(words, env={**environment(tmp_path / "data", 0), **extra}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_bandit_finds_nothing_that_is_not_answered() -> None:
    words = [sys.executable, "-m", "bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive", "src/weeknotes"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_secret_is_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    files = {path: ROOT / path for path in listed if path and not path.startswith(PLANTED)}
    assert len(files) > 500
    found = {path: what for path, file in files.items() if file.is_file() and (what := found_in(path, file.read_bytes()))}
    assert found == {}


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("deploy/id_rsa", b""),
        (".env", b"DEBUG=1"),
        ("a.txt", b"-----BEGIN " + b"RSA PRIVATE KEY-----"),
        ("a.py", b"x = 'AKIA" + b"ABCDEFGHIJKLMNOP'"),
        ("a.py", b"ghp_" + b"a" * 36),
        ("a.md", b"DATABASE_URL=postgres://notes:" + b"hunter2hunter@db/notes"),
        ("a.py", b"SECRET_KEY = '" + b"q" * 40 + b"'"),
    ],
)
def test_a_secret_would_be_found(path: str, data: bytes) -> None:
    assert found_in(path, data)


@pytest.fixture(scope="module")
def https(tmp_path_factory: pytest.TempPathFactory, prepared: Path):
    """A site that people come to by https, behind a web server on this machine."""
    with servers.site(tmp_path_factory.mktemp("https"), like=prepared, extra=HTTPS) as running:
        yield running


HEADERS = {"Host": "notes.glanderw.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.7"}


def test_cookies_are_for_https_and_this_host_alone(https: servers.Site) -> None:
    said = servers.get(https.url + "/welcome/", HEADERS).headers["set-cookie"]
    assert said.startswith("__Host-csrftoken=")
    parts = {part.strip().partition("=")[0].lower() for part in said.split(";")[1:]}
    assert {"secure", "httponly", "samesite", "path"} <= parts
    assert "domain" not in parts
    assert "SameSite=Lax" in said


TOLD_ONCE = """
import django
django.setup()
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.module_loading import import_string
request, answer = RequestFactory().get("/"), HttpResponse()
request.session = {}
storage = import_string(settings.MESSAGE_STORAGE)(request)
storage.add(20, "Kept.")
storage.update(answer)
print(answer.cookies.output(header=""))
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
"""


def test_what_is_said_once_stands_in_a_cookie_like_the_others(tmp_path: Path) -> None:
    extra = {**HTTPS, "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
    done = subprocess.run([sys.executable, "-P", "-c", TOLD_ONCE], env={**environment(tmp_path / "data", 0), **extra}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said, names = done.stdout.strip().splitlines()
    assert said.strip().startswith("__Host-messages=")
    assert {part.strip() for part in said.split(";")[1:]} == {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}
    assert all(name.startswith("__Host-") for name in names.split())


@pytest.mark.parametrize("path", ["/welcome/", "/nothing/here/", "/static/icon.svg"])
def test_every_answer_says_what_browsers_may_do_with_it(https: servers.Site, path: str) -> None:
    got = servers.get(https.url + path, HEADERS).headers
    assert got["strict-transport-security"] == "max-age=31536000"
    assert got["x-frame-options"] == "DENY"
    assert got["x-content-type-options"] == "nosniff"
    assert got["referrer-policy"] == "same-origin"
    assert got["permissions-policy"] == PERMISSIONS
    policy = got["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy


def test_without_https_nothing_is_promised_of_it(lasting_site: servers.Site) -> None:
    got = servers.get(lasting_site.url + "/welcome/").headers
    assert "strict-transport-security" not in got
    assert "__Host" not in got["set-cookie"]


