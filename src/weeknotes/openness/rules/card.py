"""Numbers of payment cards."""

import re
from collections.abc import Iterator

from stdnum import luhn

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, outside_addresses, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "card"
WORDS = Words(
    what=N_("This reads as the number of a payment card."),
    why=N_("Anybody could try to pay with it."),
    source=N_("PCI Data Security Standard, requirement 3: protect stored account data"),
    do=N_("Take it out, or leave only the last four digits. If the card is real, tell the bank that it was written down."),
)

# Plain, or in the groups that cards are printed in: fours (13, 16 or 19 digits), 4-6-5 (American Express), 4-6-4 (Diners Club).
NUMBER = re.compile(
    r"(?<![\w£$€+/-])(?<!\d[.,])(?<!\d{4} )(?:\d{13,19}|\d{4}([ -])(?:\d{4}\1\d{4}\1(?:\d{4}(?:\1\d{3})?|\d)|\d{6}\1\d{4,5}))"
    r"(?![\w/]|[.,-]\w| \d{4}(?![\d/-]))",
    re.ASCII,
)
# Issuer prefixes (ISO/IEC 7812; the schemes' published ranges): first, last, lengths.
ISSUERS: tuple[tuple[str, str, frozenset[int]], ...] = (
    ("4", "4", frozenset({13, 16, 19})),  # Visa
    ("51", "55", frozenset({16})),  # Mastercard
    ("2221", "2720", frozenset({16})),  # Mastercard
    ("34", "34", frozenset({15})),  # American Express
    ("37", "37", frozenset({15})),  # American Express
    ("300", "305", frozenset({14})),  # Diners Club
    ("36", "36", frozenset({14})),  # Diners Club
    ("38", "39", frozenset({14})),  # Diners Club
    ("6011", "6011", frozenset({16, 19})),  # Discover
    ("644", "659", frozenset({16, 19})),  # Discover
    ("3528", "3589", frozenset({16, 19})),  # JCB
    ("62", "62", frozenset({16, 17, 18, 19})),  # UnionPay
    ("5018", "5018", frozenset(range(13, 20))),  # Maestro
    ("5020", "5020", frozenset(range(13, 20))),  # Maestro
    ("5038", "5038", frozenset(range(13, 20))),  # Maestro
    ("5893", "5893", frozenset(range(13, 20))),  # Maestro
    ("6304", "6304", frozenset(range(13, 20))),  # Maestro
    ("6759", "6763", frozenset(range(13, 20))),  # Maestro
)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find 13 to 19 digits with an issuer's prefix, that issuer's length and the right check digit (ISO/IEC 7812-1, Luhn)."""
    return search(outline, NAME, WORDS, look, figures=True)


def look(passage: Passage) -> Iterator[Hit]:
    """The card numbers in a passage, outside web addresses and longer names of things."""
    for match in outside_addresses(NUMBER, passage.text):
        digits = re.sub(r"[ -]", "", match.group())
        if issued(digits) and luhn.is_valid(digits):
            yield Hit(match.start(), match.end(), digits)


def issued(digits: str) -> bool:
    """Whether a card scheme gives out numbers that begin like this and are this long."""
    return any(first <= digits[: len(first)] <= last and len(digits) in lengths for first, last, lengths in ISSUERS)


rule = Rule(NAME, run)
