"""What of a mail its writer wrote, and that nothing is lost of the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.mail_text import Parted, parted

WROTE = "On Fri, 20 Nov 2026 at 10:00, Siân Owen <sian@glanderw.example> wrote:"


@pytest.mark.parametrize(
    ("text", "own", "rest"),
    [
        ("The van came early.", "The van came early.", ""),
        ("", "", ""),
        ("One.\r\n\r\nTwo.\r\n-- \r\nNerys\r\nRepairs", "One.\n\nTwo.", "-- \nNerys\nRepairs"),
        ("One.\n--\nNerys", "One.", "--\nNerys"),
        ("One.\n\nSent from my phone\n", "One.", "Sent from my phone"),
        ("Un.\n\nAnfonwyd o fy ffôn", "Un.", "Anfonwyd o fy ffôn"),
        (f"Yes.\n\n{WROTE}\n\n> Is it?\n> I wonder.\n", "Yes.", f"{WROTE}\n\n> Is it?\n> I wonder."),
        ("Yes.\n\nOn Fri, 20 Nov 2026,\nSiân Owen\nwrote:\n> Is it?", "Yes.", "On Fri, 20 Nov 2026,\nSiân Owen\nwrote:\n> Is it?"),
        ("Iawn.\n\nAr 20 Tachwedd ysgrifennodd Siân:\n> Ydy?", "Iawn.", "Ar 20 Tachwedd ysgrifennodd Siân:\n> Ydy?"),
        ("Yes.\n> Is it?", "Yes.", "> Is it?"),
        ("> Is it?", "", "> Is it?"),
        ("> Is it?\nYes, it is.", "> Is it?\nYes, it is.", ""),
        (f"Yes.\nSent from my phone\n\n{WROTE}\n> Is it?", "Yes.", f"Sent from my phone\n\n{WROTE}\n> Is it?"),
        ("Yes.\n\n-----Original Message-----\nFrom: Siân\nIs it?", "Yes.", "-----Original Message-----\nFrom: Siân\nIs it?"),
        ("Yes.\n\n________________________________\n\nOddi wrth: Siân\nYdy?", "Yes.", "________________________________\n\nOddi wrth: Siân\nYdy?"),
        (
            "Yes.\n\nFrom: Siân Owen <sian@glanderw.example>\nSent: 20 November 2026 10:00\nTo: Nerys\nSubject: The van\n\nIs it?",
            "Yes.",
            "From: Siân Owen <sian@glanderw.example>\nSent: 20 November 2026 10:00\nTo: Nerys\nSubject: The van\n\nIs it?",
        ),
        ("Yes.\n\n**From:** Siân\\\n**Sent:** Friday\\\n**Subject:** The van\n\nIs it?", "Yes.", "**From:** Siân\\\n**Sent:** Friday\\\n**Subject:** The van\n\nIs it?"),
        ("Iawn.\n\nOddi wrth: Siân\nAnfonwyd: Dydd Gwener\nAt: Nerys\n\nYdy?", "Iawn.", "Oddi wrth: Siân\nAnfonwyd: Dydd Gwener\nAt: Nerys\n\nYdy?"),
        ("See.\n\nBegin forwarded message:\n\n> From: Siân\n> Date: Friday\n\n> Is it?", "See.", "Begin forwarded message:\n\n> From: Siân\n> Date: Friday\n\n> Is it?"),
        ("The rota:\nFrom: Monday\nTo: Friday\nAll of us.", "The rota:\nFrom: Monday\nTo: Friday\nAll of us.", ""),
        ("One.\n\n--\\\nNerys", "One.", "--\\\nNerys"),
        ("One.\n\n---\n\nTwo, below a line.", "One.\n\n---\n\nTwo, below a line.", ""),
        ("One.\n---", "One.\n---", ""),
        ("I wrote: it rained.\nAnd more.", "I wrote: it rained.\nAnd more.", ""),
        ("\n\n  \n", "  ", ""),
    ],
)
def test_ones_own_words_are_told_from_what_was_added(text: str, own: str, rest: str):
    assert parted(text) == Parted(own, rest)


pieces = st.sampled_from(["One.", "", " ", "> quoted", ">", "-- ", "--", "---", WROTE, "wrote:", "Sent from my phone", "From: x", "-----Original Message-----", "\x00", "ŵ"]) | st.text(max_size=12)


@given(st.lists(pieces, max_size=14), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_line_is_in_one_of_the_parts_in_its_order(lines: list[str], ending: str):
    found = parted(ending.join(lines))
    text = ending.join(lines).replace("\r\n", "\n").replace("\r", "\n")
    there = [line for line in (*found.own.split("\n"), *found.rest.split("\n")) if line]
    assert there == [line for line in text.split("\n") if line]


@given(st.lists(st.sampled_from(["It rained.", "And more.", ""]), max_size=8))
def test_plain_words_are_all_ones_own(lines: list[str]):
    assert parted("\n".join(lines)).rest == ""
