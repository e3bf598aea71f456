"""How a record stands in the journal: its time with the offset from UTC, a beginning that nothing in it can copy, and no secret of an address."""

import logging
import re

# Secrets in addresses (people/secret.py) and signatures (django.core.signing) are 256 bits in letters, figures, - and _. A page's name that happens to be as
# long is left out too: better that than a link that signs somebody in.
SECRET = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII)
# What moves the caret of a terminal or ends a line; tabs and ends of lines stay.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def without_secrets(text: str) -> str:
    """The same, without what could be a secret or a signature in an address."""
    return SECRET.sub("[secret]", text)


class Line(logging.Formatter):
    """One record: what follows its first line, a traceback or what somebody put into an address, stands further in."""

    default_time_format = "%Y-%m-%dT%H:%M:%S%z"
    default_msec_format = None

    def format(self, record: logging.LogRecord) -> str:
        said = without_secrets(super().format(record))
        return CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode(), said).replace("\n", "\n  ")
