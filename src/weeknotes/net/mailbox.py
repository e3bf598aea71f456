"""A mailbox elsewhere (IMAP, RFC 9051), looked into from time to time: what is new in it, one mail at a time, and what is to become of each."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

SECONDS = 20
PORTS = {"imap": 143, "imap+tls": 143, "imap+ssl": 993}


class NoMailbox(OSError):
    """The mailbox does not answer, or lets nobody in; the words are its own, never the password."""


class Mailbox:
    """An open mailbox. What was taken goes out of it; what is nobody's stays, and is marked as seen."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection

    def new(self) -> list[str]:
        """The numbers (UIDs) of mails that were not seen yet, the oldest first."""
        _ok, found = self._connection.uid("SEARCH", "UNSEEN", "UNDELETED")
        return [number.decode() for number in (found[0] or b"").split()]

    def size(self, number: str) -> int:
        """How long a mail is, in bytes; 0 where it is gone."""
        _ok, found = self._connection.uid("FETCH", number, "(RFC822.SIZE)")
        words = b" ".join(one if isinstance(one, bytes) else one[0] for one in found if one)
        _before, _name, rest = words.partition(b"RFC822.SIZE ")
        figures = rest.split(b")")[0].split(b" ")[0]
        return int(figures) if figures.isdigit() else 0

    def mail(self, number: str) -> bytes:
        """A mail, which stays unseen; empty where it is gone."""
        return self._fetched(number, "")

    def _fetched(self, number: str, part: str) -> bytes:
        _ok, found = self._connection.uid("FETCH", number, f"(BODY.PEEK[{part}])")
        return next((bytes(one[1]) for one in found if isinstance(one, tuple)), b"")

    def head(self, number: str) -> bytes:
        """The head of a mail, which stays unseen; empty where it is gone."""
        return self._fetched(number, "HEADER")

    def leave(self, number: str) -> None:
        """Let it stand, seen."""
        self._connection.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")

    def take_out(self, number: str) -> None:
        """It is kept elsewhere now."""
        self._connection.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen \Deleted)")


@contextmanager
def mailbox(url: str) -> Iterator[Mailbox]:
    """The mailbox at `url`: imap://, imap+tls:// (STARTTLS) or imap+ssl://user:password@host:port/folder. NoMailbox where it cannot be looked into.

    Certificates are checked against those that the machine trusts (SSL_CERT_FILE is honoured).
    """
    place = urlsplit(url)
    host, port = str(place.hostname), place.port or PORTS[place.scheme]
    try:
        context = ssl.create_default_context()
        connection = imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=SECONDS) if place.scheme == "imap+ssl" else imaplib.IMAP4(host, port, timeout=SECONDS)
        try:
            if place.scheme == "imap+tls":
                connection.starttls(context)
            connection.login(unquote(place.username or ""), unquote(place.password or ""))
            folder = unquote(place.path.strip("/")) or "INBOX"
            ok, said = connection.select('"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"')
            if ok != "OK":
                raise NoMailbox(f"the mailbox {folder} cannot be opened: {(said[0] or b'').decode('utf-8', 'replace')}")
            yield Mailbox(connection)
            connection.expunge()
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                connection.logout()
    except NoMailbox:
        raise
    except (imaplib.IMAP4.error, OSError) as error:
        raise NoMailbox(f"the mailbox at {host}:{port} cannot be looked into: {error}") from None
