"""nginx and Caddy on a given configuration, and those that this project ships, for tests and benches."""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from contracts.servers import ROOT, NotHereError, answers, before, end, until

# Where the site is in what hosts are given.
DATA_OF_HOSTS, SITE_OF_HOSTS = "/var/lib/weeknotes", "127.0.0.1:8000"


@contextlib.contextmanager
def nginx(server_block: str, folder: Path) -> Iterator[None]:
    """nginx running on `server_block` (a whole `server { … }`) with its own files in `folder`. Raises NotHereError."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise NotHereError("nginx")
    folder.mkdir(parents=True, exist_ok=True)
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    types = "/etc/nginx/mime.types"
    # As root its workers would be another user, who cannot pass through a test's private folder.
    user = f"user {pwd.getpwuid(os.geteuid()).pw_name};" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ include {types}; access_log off; {temporary}\n{server_block}\n}}\n"
    )
    words = [program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    server = subprocess.Popen(words, stderr=subprocess.PIPE, preexec_fn=before(signal.SIGTERM))  # noqa: PLW1509
    try:
        until(lambda: server.poll() is not None or (folder / "pid").exists(), "nginx started")
        if server.poll() is not None:
            raise RuntimeError((folder / "error.log").read_text())
        yield
    finally:
        end(server, signal.SIGTERM)
        if server.stderr is not None:
            server.stderr.close()


@contextlib.contextmanager
def caddy(caddyfile: str, folder: Path, url: str) -> Iterator[None]:
    """Caddy running on a Caddyfile with its own files in `folder`, when `url` is answered. Raises NotHereError."""
    program = shutil.which("caddy")
    if program is None:
        raise NotHereError("Caddy")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + caddyfile)
    words = [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    places = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("wb") as out:
        server = subprocess.Popen(words, env={**os.environ, **places}, stdout=out, stderr=out, preexec_fn=before(signal.SIGTERM))  # noqa: PLW1509
    try:
        until(lambda: server.poll() is not None or answers(url), "Caddy started")
        if server.poll() is not None:
            raise RuntimeError((folder / "log").read_text())
        yield
    finally:
        end(server, signal.SIGTERM)


def nginx_block(data: Path, *, port: int, app: int) -> str:
    """The `server` that hosts are given in deploy/nginx.conf, on a loopback port without TLS: nothing else of it is changed."""
    block = "server {" + (ROOT / "deploy" / "nginx.conf").read_text().split("server {")[1]
    block = re.sub(r"^ *(?:listen|ssl_).*\n", "", block, flags=re.MULTILINE)
    for there, here in ((DATA_OF_HOSTS, str(data)), (SITE_OF_HOSTS, f"127.0.0.1:{app}")):
        if there not in block:
            raise AssertionError(f"{there} is not in deploy/nginx.conf")
        block = block.replace(there, here)
    return block.replace("server {", f"server {{ listen 127.0.0.1:{port};", 1)


def caddyfile(data: Path, *, port: int, app: int) -> str:
    """The site that hosts are given in deploy/Caddyfile, on a loopback port without TLS and without what leads on to TLS: nothing else of it is changed."""
    text = (ROOT / "deploy" / "Caddyfile").read_text().partition("\n# What programs ask")[0]
    for there, here in (("\nnotes.example.org {", f"\nhttp://127.0.0.1:{port} {{"), (DATA_OF_HOSTS, str(data)), (SITE_OF_HOSTS, f"127.0.0.1:{app}")):
        if there not in text:
            raise AssertionError(f"{there} is not in deploy/Caddyfile")
        text = text.replace(there, here)
    return text
