"""What stands in the journal, written by the formatter that the settings have."""

import logging
import re
import sys

import pytest
from django.core.signing import Signer

from weeknotes.config.logs import Line
from weeknotes.people.secret import new_secret

BEGINNING = re.compile(r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} WARNING weeknotes\.web: ")


def written(message: str, *said: object, failed: bool = False) -> str:
    return Line().format(logging.LogRecord("weeknotes.web", logging.WARNING, __file__, 1, message, said, sys.exc_info() if failed else None))


def test_a_record_says_when_by_a_time_that_is_the_same_everywhere():
    assert BEGINNING.sub("", written("%s: mended %d", "sweep", 3)) == "sweep: mended 3"


def test_what_somebody_puts_into_an_address_is_no_record_of_its_own():
    first, *more = written("GET %s", "/x\n2026-03-13T16:00:00+0000 WARNING weeknotes.web: all is well\r\x1b[2K\u2028y").split("\n")
    assert BEGINNING.match(first)
    assert more == ["  2026-03-13T16:00:00+0000 WARNING weeknotes.web: all is well\\r\\x1b[2K\\u2028y"]


def fail():
    raise ValueError("no\nroom")


def test_a_traceback_stands_further_in():
    try:
        fail()
    except ValueError:
        first, *more = written("it failed", failed=True).split("\n")
    assert BEGINNING.sub("", first) == "it failed"
    assert more[-1] == "  ValueError"  # what it says may be somebody's words
    assert all(line.startswith("  ") for line in more)


@pytest.mark.parametrize("address", ["/sign-in/link/{}/", "/feeds/private/{}/feed.xml", "/calendar/{}/weeknotes.ics", "/shared/{}/", "{}"])
def test_a_secret_in_an_address_is_not_written_down(address: str):
    secret = new_secret()
    assert written("Method Not Allowed (POST): %s", address.format(secret)).endswith(address.format("[secret]"))


def test_a_signature_in_an_address_is_not_written_down():
    uid, _colon, signature = Signer(salt="weeknotes.digest").sign("0" * 32).rpartition(":")
    assert written("/mail/week/off/%s/", f"{uid}:{signature}").endswith(f"/mail/week/off/{uid}:[secret]/")


def test_addresses_of_notes_are_written_as_they_are():
    path = "/people/sian/2026/w11-what-the-pump-at-glanderw-taught-us-about-asking-earlier-and-oftener/7d3f2a52-9c1e-4a57-8d1c-0d2f6b1f9a10/"
    assert written("Not Found: %s", path).endswith(path)
