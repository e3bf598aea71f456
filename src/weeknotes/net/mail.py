"""Mail on a site without a mail server: printed where the site was started, so that the first person can sign in."""

import sys
import textwrap
import threading
from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

WIDTH = 78
_printing = threading.Lock()


def printed(message: EmailMessage) -> str:
    """One mail between rules: to whom, what about, and its plain text (never its HTML)."""
    rule = "-" * WIDTH
    head = [f"To: {', '.join(message.recipients())}", f"Subject: {message.subject}"]
    wrap = textwrap.TextWrapper(WIDTH, break_long_words=False, break_on_hyphens=False).wrap  # a link stays whole
    lines = [wrapped for line in str(message.body).strip().splitlines() for wrapped in (wrap(line) or [""])]
    return "\n".join(["", rule, *head, "", *lines, rule, ""])


class Terminal(BaseEmailBackend):
    """Prints each mail to the terminal and keeps none."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Print them at once, so that a code is seen while it is asked for; how many there were."""
        with _printing:
            for message in email_messages:
                kept = sys.stdout.encoding or "utf-8"
                sys.stdout.write(printed(message).encode(kept, "replace").decode(kept))
            sys.stdout.flush()
        return len(email_messages)
