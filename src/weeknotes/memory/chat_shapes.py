"""What a chat's program takes at the address it gave out: pure. The words of people are shown as they are, and call nobody.

Microsoft Teams: an Adaptive Card, as a workflow's webhook takes it. Slack: `text` in which &, < and > are written as entities. Mattermost:
`text` in Markdown. Google Chat: `text`, in which <users/all> would call everybody.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-!|~<>:])")
_CALLS = re.compile(r"@(?=\w)")
_NOBODY = "@\u200b"  # a space without width after it, so that the name is read and not called


@dataclass(frozen=True, slots=True)
class Message:
    """A focus as it goes out: whose and for when, its lines, the two questions, where to answer, and the words of that link."""

    title: str
    lines: tuple[str, ...]
    questions: tuple[str, ...]
    link: str
    press: str


def shaped(program: str, message: Message) -> dict[str, Any]:
    """The JSON object that `program` (one of Chat.PROGRAMS) takes. KeyError for another."""
    return _SHAPES[program](message)


def _teams(message: Message) -> dict[str, Any]:
    # A RichTextBlock reads no Markdown, so nothing that was written has to be changed.
    body: list[dict[str, Any]] = [_block(message.title, weight="Bolder")]
    body += [_block(f"• {line}") for line in message.lines]
    body += [_block(question) for question in message.questions]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
        "actions": [{"type": "Action.OpenUrl", "title": message.press, "url": message.link}],
    }
    return {"type": "message", "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}]}


def _block(words: str, **more: str) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": words, **more}]}


def _slack(message: Message) -> dict[str, Any]:
    def plainly(words: str) -> str:
        return _CALLS.sub(_NOBODY, words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    return {"text": _text(message, plainly, f"<{message.link}|{plainly(message.press)}>"), "mrkdwn": False, "unfurl_links": False}


def _mattermost(message: Message) -> dict[str, Any]:
    def plainly(words: str) -> str:
        return _CALLS.sub(_NOBODY, _MARKDOWN.sub(r"\\\1", words))

    return {"text": _text(message, plainly, f"[{plainly(message.press)}]({message.link})", bullet="-")}


def _google(message: Message) -> dict[str, Any]:
    def plainly(words: str) -> str:
        return words.replace("<", "‹").replace(">", "›")

    return {"text": _text(message, plainly, f"{plainly(message.press)}: {message.link}")}


def _text(message: Message, plainly: Callable[[str], str], link: str, *, bullet: str = "•") -> str:
    lines = "\n".join(f"{bullet} {plainly(line)}" for line in message.lines)
    questions = "\n".join(map(plainly, message.questions))
    return f"{plainly(message.title)}\n\n{lines}\n\n{questions}\n\n{link}"


_SHAPES: dict[str, Callable[[Message], dict[str, Any]]] = {"teams": _teams, "slack": _slack, "mattermost": _mattermost, "google": _google}
