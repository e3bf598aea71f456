"""A mail as a service hands it on: as JSON, in the shape of Postmark's inbound webhook (docs/api.md)."""

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence
from email import policy
from email.message import EmailMessage

from weeknotes.transfer.mail_read import (
    AGAIN,
    BY_PROGRAMS,
    LONGEST_OF_PART,
    LONGEST_TEXT,
    MOST_FILES,
    SECRET,
    File,
    Letter,
    NotMail,
    by_itself,
    is_picture,
    key_of,
    legible,
    moment,
    said_in_html,
)
from weeknotes.transfer.mail_words import answers_invitation


def read_handed(value: object) -> Letter:
    """A mail out of its JSON. NotMail for what is none."""
    if not isinstance(value, dict) or not (value.get("MessageID") or value.get("TextBody") or value.get("HtmlBody")):
        raise NotMail
    message = EmailMessage(policy=policy.default)
    given = {name: value[name] for name in ("Subject", "TextBody", "HtmlBody", "MessageID", "Date", "To", "Cc", "OriginalRecipient") if isinstance(value.get(name), str)}
    headers = {str(one.get("Name", "")).lower(): str(one.get("Value", "")) for one in _rows(value.get("Headers"))}
    for name in (*BY_PROGRAMS, "precedence", "return-path"):
        if name in headers:
            message[name] = legible(headers[name])
    text, came = _handed_text(given), _rows(value.get("Attachments"))
    own = text.strip() or not any(_is_answer(str(one.get("ContentType", ""))) for one in came)
    return Letter(
        key=key_of(headers.get("message-id", "") or given.get("MessageID", ""), repr(sorted(given.items())).encode("utf-8", "replace")),
        at=moment(given.get("Date", "")),
        subject=AGAIN.sub("", legible(given.get("Subject", ""))) if own else "",
        text=text,
        files=tuple(_handed_files(came[:MOST_FILES])),
        secrets=tuple(dict.fromkeys(one.lower() for name in ("OriginalRecipient", "To", "Cc") for one in SECRET.findall(given.get(name, "")))),
        by_itself=by_itself(message),
        beyond=tuple(_handed_name(one) for one in came[MOST_FILES:]),
    )


def _handed_text(given: Mapping[str, str]) -> str:
    plain = legible(given.get("TextBody", "")[:LONGEST_TEXT], lines=True)
    return plain if plain.strip() else said_in_html(given.get("HtmlBody", "")[:LONGEST_TEXT])


def _rows(value: object) -> Sequence[Mapping[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _handed_name(one: Mapping[str, object]) -> str:
    return legible(str(one.get("Name", "")))[:200]


def _is_answer(kind: str) -> bool:
    message = EmailMessage(policy=policy.default)
    message["Content-Type"] = legible(kind)[:LONGEST_OF_PART]
    return answers_invitation(message)


def _handed_files(came: Iterable[Mapping[str, object]]) -> Iterable[File]:
    for one in came:
        name, kind = _handed_name(one), str(one.get("ContentType", "")).lower()
        try:
            # Some break it into lines, as in a mail (RFC 2045, 6.8).
            data = base64.b64decode("".join(str(one.get("Content", "")).split()), validate=True)
        except (binascii.Error, ValueError):
            yield File(name, b"", is_picture=False)
            continue
        yield File(name, data, is_picture(kind, name))
