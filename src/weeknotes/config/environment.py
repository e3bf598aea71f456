"""Every setting that a host may make: one list, read from the environment, each with a working default.

docs/hosts.md lists the same names; a contract test compares the two and looks for any other reading of the environment.
"""

import fcntl
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

import environ

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, its default as it would be typed, and what it decides."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("WEEKNOTES_DATA", "data", "The folder that holds everything this site keeps: database, public pages, secret."),
    Setting("WEEKNOTES_HOST", "127.0.0.1", "The address the site listens on."),
    Setting("WEEKNOTES_PORT", "8000", "The port the site listens on."),
    Setting("WEEKNOTES_URL", "http://WEEKNOTES_HOST:WEEKNOTES_PORT", "The address people type, as it stands in feeds, mails and links."),
    Setting("DATABASE_URL", "SQLite in WEEKNOTES_DATA", "Another database: postgres://user:password@host/name."),
    Setting("WEEKNOTES_MAIL_URL", "none: mails are printed in the terminal", "How mail goes out: smtp+tls://user:password@host:587."),
    Setting("WEEKNOTES_MAIL_FROM", "weeknotes@localhost", "The sender of the site's mails."),
    Setting("WEEKNOTES_SECRET_KEY", "made once and kept in WEEKNOTES_DATA/secret", "Signs sessions and one-time links."),
    Setting("WEEKNOTES_PROXIES", "127.0.0.1 and ::1 where WEEKNOTES_URL is https, else none", "Web servers in front, whose word on who asks is believed: 172.18.0.0/16."),
    Setting("WEEKNOTES_THREADS", "4", "How many requests the site answers at once, public pages aside."),
    Setting("WEEKNOTES_PROCESSES", "1", "How many processes answer them, each with so many threads; more than one helps on PostgreSQL with several cores."),
    Setting("WEEKNOTES_MEMORY_MB", "64", "How much memory the public pages may take."),
    Setting("WEEKNOTES_VOCABULARY", "none", "A file of more headings and phrases to be understood, in the form of prose/vocabulary.toml."),
    Setting("WEEKNOTES_FETCH_ALSO", "none: public addresses only", "Networks inside whose pages may be asked for their titles: 10.20.0.0/16 192.0.2.7."),
    Setting("WEEKNOTES_WEBSUB_HUB", "none", "A WebSub hub, by its https address, that is told when a feed has something new: https://hub.example.org/."),
    Setting("WEEKNOTES_GLOSSARY", "none", "A file of names and labels in English and Welsh, offered where the other language of a note is written."),
    Setting("WEEKNOTES_EMBEDS", "none", "A file of more places whose films, maps and the like a card may show, in the form of prose/embed.toml."),
    Setting("WEEKNOTES_MEDIA_MB", "50", "How large a file of sound or film may be that somebody puts into a note."),
    Setting("WEEKNOTES_OIDC_ISSUER", "none", "The organisation's own sign-in (OpenID Connect), by the address of its issuer: https://login.example.org/realms/council."),
    Setting("WEEKNOTES_OIDC_CLIENT", "none", "What this site is called there: its client id."),
    Setting("WEEKNOTES_OIDC_SECRET", "none", "The client secret that goes with it."),
    Setting("WEEKNOTES_OIDC_NAME", "the issuer's host", "What people call that sign-in, after “Sign in with”."),
    Setting("WEEKNOTES_OIDC_SCOPES", "openid profile email", "What is asked for there; some need one more for groups."),
    Setting("WEEKNOTES_OIDC_GROUPS", "groups", "The claim in which a person's groups stand."),
    Setting("WEEKNOTES_OIDC_TEAMS", "none", "Groups that stand for teams, by the team's name in addresses: Housing Repairs=repairs, Libraries=libraries."),
    Setting("WEEKNOTES_OIDC_DOMAINS", "none: only those who were added", "Domains of mail addresses whose people are let in when they first sign in there: example.org."),
    Setting("WEEKNOTES_BACKUP_TO", "none: only when somebody asks for one", "A folder, best on another disk, in which the worker keeps a backup of every night."),
    Setting("WEEKNOTES_BACKUP_AT", "03:00", "When in the night it makes one."),
    Setting("WEEKNOTES_BACKUP_KEEP", "7 days, 4 weeks, 6 months", "Of how many days, weeks and months the newest one is kept there."),
    Setting("WEEKNOTES_BACKUP_FOR", "none: whoever has one can read it", "The age recipient whose key alone opens them: age1…"),
    Setting("WEEKNOTES_METRICS", "none: there are no metrics", "A word of at least 16 characters, for whoever asks for /metrics to bring (a bearer token)."),
    Setting("WEEKNOTES_LOG", "text", "How the log is written: text for people, or json, an object a line, for programs."),
    Setting("WEEKNOTES_MAIL_IN_ADDRESS", "none", "An address whose mailbox people may write to, each with a secret after a plus: weeknotes@example.org."),
    Setting("WEEKNOTES_MAIL_IN_IMAP", "none", "That mailbox, as the worker looks into it: imap+ssl://user:password@mail.example.org:993/INBOX."),
    Setting("WEEKNOTES_MAIL_IN_SECRET", "none", "A secret with which a mail service hands on all that comes: /mail-in/SECRET."),
    Setting("WEEKNOTES_TICK_SECONDS", "60", "How often the worker looks for what was left undone."),
)

# Names in the data folder that more than one process goes by.
PUBLIC, GENERATION, SOCKET = "public", "generation", "answer.sock"
# How many visitors may wait for the port while what answers is started again.
BACKLOG = 1024

env = environ.Env()


def text(name: str) -> str | None:
    """The value of a listed setting, or None where it is not set or empty; KeyError for a name that is not listed."""
    if all(s.name != name for s in SETTINGS):
        raise KeyError(f"{name} is not in SETTINGS")
    return str(env.str(name, default="")) or None


def from_file(name: str, take: Callable[[str], object]) -> None:
    """Give `take` what stands in the file that a listed setting names; nothing where it is not set.

    Raises ImproperlyConfigured with a sentence where the file is not there, is no UTF-8, or `take` raises ValueError.
    """
    named = text(name)
    if named is None:
        return
    try:
        take(Path(named).expanduser().read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise environ.ImproperlyConfigured(f"{name} is {named}, which cannot be used: {why}") from error


def number(name: str) -> int:
    """The value of a listed setting as a whole number, or its default. Raises ImproperlyConfigured with a sentence otherwise."""
    default = next(s.default for s in SETTINGS if s.name == name)
    value = text(name) or default
    if not value.isdecimal():
        raise environ.ImproperlyConfigured(f"{name} is {value!r}. It takes a whole number, such as {default}.")
    return int(value)


def address(name: str) -> str:
    """The https address that a listed setting names, "" where it is not set. Raises ImproperlyConfigured with a sentence otherwise."""
    value = text(name) or ""
    try:
        parts = urlsplit(value)
        good = not value or (parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and not set(value) & set(' <>"'))
    except ValueError:
        good = False
    if not good:
        raise environ.ImproperlyConfigured(f"{name} is {value!r}. It takes an https address such as https://hub.example.org/.")
    return value


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """The networks that a listed setting names, white space or commas between them. Raises ImproperlyConfigured with a sentence otherwise."""
    try:
        return tuple(ip_network(one) for one in (text(name) or "").replace(",", " ").split())
    except ValueError as why:
        raise environ.ImproperlyConfigured(f"{name} has a network that cannot be read: {why}. It takes some such as 10.20.0.0/16.") from why


def proxies() -> tuple[IPv4Network | IPv6Network, ...]:
    """The web servers in front. This site speaks no TLS itself: where people come by https, one on this machine is in front. Raises ImproperlyConfigured."""
    if text("WEEKNOTES_PROXIES") is None and (text("WEEKNOTES_URL") or "").startswith("https://"):
        return (ip_network("127.0.0.1"), ip_network("::1"))
    return networks("WEEKNOTES_PROXIES")


def parsed(name: str, value: str | None, read: Callable[[str], Read]) -> Read:
    """What `read` makes of a setting's value, or of its default. Raises ImproperlyConfigured with the sentence of the ValueError that it raises."""
    try:
        return read(value or next(s.default for s in SETTINGS if s.name == name))
    except ValueError as error:
        raise environ.ImproperlyConfigured(f"{name} is of no use: {error}") from error


def elsewhere(value: str | None) -> Path | None:
    """The folder that a value names, absolute; None where it is not set."""
    return Path(value).expanduser().resolve() if value else None


def word(name: str, value: str | None) -> str:
    """A word that lets somebody in, "" where it is not set. Raises ImproperlyConfigured where it could be guessed."""
    if value is not None and (len(value) < 16 or not value.isascii() or " " in value):
        raise environ.ImproperlyConfigured(f"{name} could be guessed. It takes at least 16 characters, without spaces, such as {secrets.token_urlsafe(18)}")
    return value or ""


def set_here() -> list[str]:
    """The names of the settings that are made in the environment."""
    return [setting.name for setting in SETTINGS if text(setting.name) is not None]


def of_place(folder: Path, *, settings: str) -> dict[str, str]:
    """The environment of a process that works on the site in another folder, with these Django settings: ours, but for where the data is."""
    ours: dict[str, str] = dict(env.ENVIRON)
    return {**ours, "WEEKNOTES_DATA": str(folder), "DJANGO_SETTINGS_MODULE": settings}


def place() -> Path:
    """Where the data folder is, or would be, absolute."""
    return Path(text("WEEKNOTES_DATA") or "data").expanduser().resolve()


def lacks_site() -> str | None:
    """Why a command has nothing to work on here: there is no data folder with a site in it; None where there is one."""
    path = place()
    if (path / "secret").is_file() or text("WEEKNOTES_SECRET_KEY"):
        return None
    return f"There is no Weeknotes site in {path}. Go to the folder it was started in, or set WEEKNOTES_DATA; or start one: weeknotes serve"


def folder() -> Path:
    """The data folder, absolute, made when it is not there (owner-only: it holds drafts). Raises ImproperlyConfigured."""
    path = place()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        sentence = f"The data folder {path} cannot be made: {error.strerror}. Set WEEKNOTES_DATA to another."
        raise environ.ImproperlyConfigured(sentence) from error
    return path


def secret(data: Path) -> str:
    """The signing key: from the environment, else the one kept in the data folder, made at first use and readable by its owner only.

    It is written whole under another name first: a full disk or a cut in between leaves none. One that is empty has signed nothing, and is made anew.
    """
    given = text("WEEKNOTES_SECRET_KEY")
    if given:
        return given
    kept = data / "secret"
    try:
        return _kept_secret(data, kept)
    except (PermissionError, IsADirectoryError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not what this site wrote there"
        sentence = f"The file {kept}, with which this site signs, cannot be read: {why}. Give it back to the site's own user, or bring it back from a backup."
        raise environ.ImproperlyConfigured(sentence) from error


def _kept_secret(data: Path, kept: Path) -> str:
    if not _has_words(kept):
        held = os.open(data, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)  # of several processes that begin at once, one makes it
            if not _has_words(kept):
                _make_secret(kept)
        finally:
            os.close(held)
    return kept.read_text(encoding="ascii")


def _has_words(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _make_secret(kept: Path) -> None:
    half = kept.with_name(f"secret.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        half.replace(kept)
    finally:
        half.unlink(missing_ok=True)


MAIL_SCHEMES = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def email() -> dict[str, str | int | bool]:
    """Django's EMAIL_ settings out of WEEKNOTES_MAIL_URL; without it, mails are printed in the terminal.

    smtp:// sends in the clear, smtp+tls:// after STARTTLS, smtp+ssl:// inside TLS from the start (RFC 8314); a user or password with
    characters such as @ or / is percent-encoded. Raises ImproperlyConfigured with a sentence that does not repeat the password.
    """
    url = text("WEEKNOTES_MAIL_URL")
    if url is None:
        return {"EMAIL_BACKEND": "weeknotes.net.mail.Terminal"}
    example = "smtp+tls://user:password@mail.example.org:587"
    parts = urlsplit(url)
    if parts.scheme not in MAIL_SCHEMES:
        known = ", ".join(f"{scheme}://" for scheme in MAIL_SCHEMES)
        raise environ.ImproperlyConfigured(f"WEEKNOTES_MAIL_URL begins with {parts.scheme!r}. It takes {known}, such as {example}")
    try:
        port = parts.port or MAIL_SCHEMES[parts.scheme]
    except ValueError:
        port = 0
    if not parts.hostname or not port:
        raise environ.ImproperlyConfigured(f"WEEKNOTES_MAIL_URL has no host or no port that can be read. It looks like {example}")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_TIMEOUT": 20,
    }


IMAP_SCHEMES = {"imap": 143, "imap+tls": 143, "imap+ssl": 993}


def mailbox() -> str:
    """The mailbox that mail comes into, "" where there is none. Raises ImproperlyConfigured with a sentence that does not repeat the password."""
    url = text("WEEKNOTES_MAIL_IN_IMAP") or ""
    try:
        parts = urlsplit(url)
        good = not url or (parts.scheme in IMAP_SCHEMES and bool(parts.hostname) and bool(parts.username) and parts.port != 0)
    except ValueError:
        good = False
    if not good:
        raise environ.ImproperlyConfigured("WEEKNOTES_MAIL_IN_IMAP cannot be read. It looks like imap+ssl://user:password@mail.example.org:993/INBOX")
    return url
