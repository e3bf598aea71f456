"""Dovecot on loopback, where the machine has it: a mailbox as hosts have one, over TLS with a certificate made for it."""

import mailbox as boxes
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from contracts.servers import free_port


@dataclass(frozen=True)
class Dovecot:
    """Its mailbox, by its address and as a folder."""

    url: str
    inbox: boxes.Maildir
    authority: Path


def program() -> str | None:
    """Where it is; None where it is not."""
    return shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin") if os.geteuid() == 0 else None


@contextmanager
def dovecot(folder: Path) -> Iterator[Dovecot]:
    """One that is answering, gone afterwards."""
    found, port = program(), free_port()
    assert found is not None
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(folder / "cert.pem"))
    for part in (folder, *folder.parents):
        part.chmod(part.stat().st_mode | 0o011)
    inbox = boxes.Maildir(folder / "mail")
    shutil.chown(folder / "mail", "mail", "mail")
    for name in ("cur", "new", "tmp"):
        shutil.chown(folder / "mail" / name, "mail", "mail")
    (folder / "users").write_text("nerys:{PLAIN}secret\n")
    (folder / "users").chmod(0o644)
    (folder / "dovecot.conf").write_text(
        f"""base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/cert.pem
mail_location = maildir:{folder}/mail
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={folder}/mail
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"""
    )
    process = subprocess.Popen([found, "-F", "-c", str(folder / "dovecot.conf")])
    try:
        end = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < end:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Dovecot(f"imap+ssl://nerys:secret@localhost:{port}/INBOX", inbox, folder / "ca.pem")
    finally:
        process.terminate()
        process.wait(60)
