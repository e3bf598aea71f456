"""What hosts are given in deploy/ and the Dockerfile: it names what is there, and says what the documents say."""

import fnmatch
import http.client
import json
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from conftest import missing
from contracts.servers import ROOT, NotHereError, environment, free_port
from contracts.servers import site as site_in
from contracts.web_servers import caddy, nginx
from weeknotes.web.connection import MOST_BODY
from weeknotes.web.policy import public_headers

DEPLOY = ROOT / "deploy"
HOSTS = (ROOT / "docs" / "hosts.md").read_text()
UNITS = sorted(path.name for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"})
FILE = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text())
STEPS = [tuple(line.split(" ", 1)) for line in FILE.splitlines() if line and not line.startswith("#")]


def of(step: str) -> list[str]:
    """What follows each `step` in the Dockerfile, in order."""
    return [rest for name, rest in STEPS if name == step]


def test_every_file_that_hosts_are_given_is_in_their_document_and_the_other_way_round() -> None:
    named = {name.rstrip(".") for name in re.findall(r"deploy/([A-Za-z.-]+)", HOSTS)}
    assert named == {path.name for path in DEPLOY.iterdir()}


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_understands_each_unit(unit: str, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        missing("systemd-analyze")
    for name in UNITS:
        text = (DEPLOY / name).read_text().replace("/opt/weeknotes/.venv/bin/weeknotes", sys.executable)
        (tmp_path / name).write_text(text)
    done = subprocess.run([str(program), "verify", "--man=no", str(tmp_path / unit)], capture_output=True, text=True, check=False)
    # Other units of the machine may have faults of their own.
    assert [line for line in done.stderr.splitlines() if "weeknotes" in line] == []
    assert done.returncode == 0, done.stderr


def test_the_site_does_not_see_how_its_code_came_to_be() -> None:
    """What it runs from is a checkout (docs/hosts.md); nothing in it needs git."""
    assert "InaccessiblePaths=-/opt/weeknotes/.git\n" in (DEPLOY / "weeknotes.service").read_text()


def test_systemd_finds_the_unit_well_shut_in() -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        missing("systemd-analyze")
    words = [str(program), "security", "--offline=true", "--threshold=20", str(DEPLOY / "weeknotes.service")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd cannot look at a unit that is not installed")
    assert done.returncode == 0, done.stdout[-2000:]


def test_the_unit_starts_what_the_project_installs_and_waits_longer_than_it_does() -> None:
    unit = (DEPLOY / "weeknotes.service").read_text()
    assert "ExecStart=/opt/weeknotes/.venv/bin/weeknotes serve\n" in unit
    stop = re.search(r"TimeoutStopSec=(\d+)", unit)
    assert stop is not None
    assert int(stop[1]) > 30  # serve.PATIENCE: what it waits for before it kills


def test_the_web_servers_have_the_headers_and_bounds_of_the_site() -> None:
    nginx, caddy = (DEPLOY / "nginx.conf").read_text(), (DEPLOY / "Caddyfile").read_text()
    for name, value in public_headers(secure=True):
        assert f'add_header {name} "{value}";' in nginx
        assert f'{name} "{value}"' in caddy
    assert f"client_max_body_size {MOST_BODY // 1_000_000}m;" in nginx
    assert f"max_size {MOST_BODY // 1_000_000}MB" in caddy


def test_nginx_speaks_no_tls_that_is_given_up_and_every_cipher_keeps_earlier_visits_secret() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text()
    assert re.findall(r"ssl_protocols (.+);", nginx) == ["TLSv1.2 TLSv1.3"]
    (chosen,) = re.findall(r"ssl_ciphers (.+);", nginx)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(chosen)
    kept = [one["name"] for one in context.get_ciphers() if one["protocol"] == "TLSv1.2"]
    assert kept
    assert all(re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES\d+-GCM-SHA\d+|CHACHA20-POLY1305)", name) for name in kept), kept


def with_secrets(patterns: Iterable[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """What stands before the secret in each address that has one."""
    for one in patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from with_secrets(one.url_patterns, path)
        elif "<str:secret>" in path:
            yield path.partition("<str:secret>")[0]


def test_nginx_writes_no_address_with_a_secret_into_a_log_and_asks_the_site_as_for_any_other() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text()
    (pattern, unlogged), (_named, asked) = re.findall(r"location (?:~ (\S+)|@weeknotes) \{\n(.+?)\n    \}", nginx[nginx.index("# Addresses in which") : nginx.index("listen 80;")], re.DOTALL)
    places = set(with_secrets(get_resolver().url_patterns))
    named = re.fullmatch(r"\^/\(\?:(.+)\)/", pattern)
    assert named is not None, pattern
    assert {place.strip("/") for place in places} == set(named[1].split("|"))
    assert unlogged == f"        access_log off;\n{asked}"


def led_on(ask: Callable[[str], http.client.HTTPResponse]) -> None:
    """What only people open goes on to https; what programs ask, and what has a secret in it, is refused."""
    for path in ("/", "/people/sian/", "/search/?q=van", "/apiary/"):
        answer = ask(path)
        assert (answer.status, answer.headers["Location"]) == (301, f"https://notes.example.org{path}")
    secret = with_secrets(get_resolver().url_patterns)
    for path in ("/api/1/me", "/micropub", "/micropub/media", "/indieauth/token", *(f"{place}x" for place in secret)):
        assert ask(path).status == 403, path


def asking(port: int) -> Callable[[str], http.client.HTTPResponse]:
    def ask(path: str) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        line.request("GET", path, headers={"Host": "notes.example.org"})
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer

    return ask


def test_nginx_leads_on_to_https_only_what_people_open(tmp_path: Path) -> None:
    port = free_port()
    block = "server {" + (DEPLOY / "nginx.conf").read_text().split("server {")[2]
    block = re.sub(r"^ *listen.*\n", "", block, flags=re.MULTILINE).replace("server {", f"server {{ listen 127.0.0.1:{port};", 1)
    try:
        with nginx(block, tmp_path):
            led_on(asking(port))
    except NotHereError as what:
        missing(str(what))


def test_caddy_leads_on_to_https_only_what_people_open(tmp_path: Path) -> None:
    port = free_port()
    site = (DEPLOY / "Caddyfile").read_text()
    site = site[site.index("http://notes.example.org {") :].replace("http://notes.example.org {", f"http://:{port} {{", 1)
    try:
        with caddy(site, tmp_path, f"http://127.0.0.1:{port}/micropub"):
            led_on(asking(port))
    except NotHereError as what:
        missing(str(what))


def ignored(path: str) -> bool:
    """Whether .dockerignore keeps a path out: the last line that fits decides."""
    out = False
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        if any(fnmatch.fnmatchcase(part, pattern) for part in (path, path.split("/", maxsplit=1)[0], path.rsplit("/", 1)[-1])):
            out = not line.startswith("!")
    return out


def copied() -> list[str]:
    """What the Dockerfile takes from the checkout."""
    return [name for rest in of("COPY") if not rest.startswith("--from") for name in rest.split()[:-1]]


def test_the_image_is_made_of_what_is_there_and_of_nothing_private() -> None:
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in copied():
        assert any(file == name or file.startswith(name + "/") for file in kept), name
        assert not ignored(name), name
    assert all(ignored(name) for name in ("data", ".git", ".venv", "bench", "contracts"))


def test_the_image_is_built_by_the_command_of_the_readme_from_what_it_copies(tmp_path: Path) -> None:
    """Every step of `make setup` finds what it is made from among the files that are copied; the steps themselves are not taken here."""
    for name in copied():
        skip = shutil.ignore_patterns("node_modules", "__pycache__", "built", "*.mo")
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=skip)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    (first, *_more) = [rest for rest in of("RUN") if "setup" in rest]
    assert first.startswith("make setup ")
    done = subprocess.run(["make", "-n", "setup"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for part in ("-m venv .venv", "requirements.lock", "-e .", "npm ci", "npm run", "pybabel"):
        assert part in done.stdout, part


def test_the_image_is_pinned_and_runs_as_nobody_in_particular_with_its_data_outside() -> None:
    (python,) = of("ARG")
    assert re.fullmatch(r"PYTHON=python:3\.\d+\.\d+-slim-[a-z]+", python)
    assert {rest.split(" ")[0] for rest in of("FROM")} == {"${PYTHON}"}
    assert of("USER") == ["weeknotes"]
    order = [name for name, _rest in STEPS]
    assert order.index("USER") < order.index("CMD")
    assert of("VOLUME") == ["/var/lib/weeknotes"]
    assert json.loads(of("CMD")[0]) == ["weeknotes", "serve"]
    assert "| `weeknotes serve` |" in (ROOT / "README.md").read_text()


def test_the_health_check_of_the_image_tells_a_site_that_answers_from_one_that_does_not(tmp_path: Path, prepared: Path) -> None:
    python, flag, script = json.loads(of("HEALTHCHECK")[0].partition(" CMD ")[2])
    assert (python, flag) == ("python", "-c")
    shutil.copytree(prepared, tmp_path / "data")
    with site_in(tmp_path, extra={"WEEKNOTES_URL": "https://notes.example.org"}) as running:
        words = [sys.executable, "-c", script.replace("8000", str(running.port))]
        env = {**environment(running.data, running.port), "WEEKNOTES_URL": "https://notes.example.org"}
        assert subprocess.run(words, env=env, check=False).returncode == 0
        assert "Invalid HTTP_HOST" not in running.printed()
    assert subprocess.run(words, env=env, stderr=subprocess.DEVNULL, check=False).returncode != 0
