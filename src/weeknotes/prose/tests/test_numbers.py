"""Numbers in figures and in words, in English and Welsh, and what only looks like one."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.numbers import MOST, numbers_in

ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ENGLISH_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
WELSH, WELSH_BEFORE = "dim un dau tri pedwar pump chwech saith wyth naw", "- un dau tri pedwar pum chwe saith wyth naw"
ONES, TENS, UN, BEFORE = ENGLISH.split(), ENGLISH_TENS.split(), WELSH.split(), WELSH_BEFORE.split()
TEENS = ["", *UN[1:], "deg", "un ar ddeg", "deuddeg", "tair ar ddeg", "pedair ar ddeg", "pymtheg", "un ar bymtheg", "dwy ar bymtheg", "deunaw", "pedwar ar bymtheg"]


def english(number: int) -> str:
    """A number below a million in English words."""
    if number >= 1000:
        rest = number % 1000
        return f"{english(number // 1000)} thousand" + (f"{' and' if rest < 100 else ''} {english(rest)}" if rest else "")
    if number >= 100:
        return f"{ONES[number // 100]} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def welsh(number: int) -> str:
    """A number below ten thousand in Welsh words, counted in tens."""
    if number >= 1000:
        rest = number % 1000
        return f"{('', 'un fil', 'dwy fil', 'tair mil', 'pedair mil', 'pum mil', 'chwe mil', 'saith mil', 'wyth mil', 'naw mil')[number // 1000]}" + (f" {welsh(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        head = ("", "cant", "dau gant", "tri chant", "pedwar cant", "pum cant", "chwe chant", "saith cant", "wyth cant", "naw cant")[number // 100]
        return head + (f" {'ac' if rest in (1, 8, 11, 16) else 'a'} {welsh(rest)}" if rest else "")
    if number < 10:
        return UN[number]
    return (f"{BEFORE[number // 10]} " if number // 10 > 1 else "un " if number % 10 else "") + ("ddeg" if number // 10 == 2 else "deg") + (f" {UN[number % 10]}" if number % 10 else "")


def by_scores(number: int) -> str:
    """A number from 21 to 99 in Welsh words, counted in scores."""
    score, rest = divmod(number, 20)
    name = {1: "ar hugain", 2: "a deugain", 3: "a thrigain", 4: "a phedwar ugain"}[score]
    return f"{TEENS[rest]} {name}" if rest else {2: "deugain", 3: "trigain", 4: "pedwar ugain"}[score]


def values(text: str) -> list[Decimal]:
    return [one.value for one in numbers_in(text)]


@given(st.integers(0, 999_999))
def test_every_number_in_english_words_is_that_number(number: int):
    assert values(f"There were {english(number)} apprentices") == [number]


@given(st.integers(1, 999_999))
def test_a_number_that_no_column_holds_is_none_in_words_either(millions: int):
    number = millions * 10**6
    assert values(f"There were {english(millions)} million homes") == ([number] if number < MOST else [])


@given(st.integers(0, 9_999))
def test_every_number_in_welsh_words_is_that_number(number: int):
    assert values(f"Roedd {welsh(number)} prentis") == [number]


@given(st.integers(21, 99))
def test_every_number_counted_in_scores_is_that_number(number: int):
    assert values(f"Roedd {by_scores(number)} o brentisiaid") == [number]


@given(st.integers(0, 99_999_999), st.booleans())
def test_every_number_in_figures_is_that_number_where_it_stands(number: int, apart: bool):
    figure = f"{number:,}" if apart else str(number)
    text = f"We have {figure} homes."
    (one,) = numbers_in(text)
    assert (one.value, text[one.start : one.end], one.sign, one.figures) == (Decimal(number), figure, "", True)


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text(alphabet="0123456789 .,%£-/kmilacnutrhodge"))
def test_whatever_is_written_numbers_stand_in_it_in_order_and_apart(text: str):
    found = numbers_in(text)
    assert all(0 <= one.start < one.end <= len(text) and 0 <= one.value < MOST for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.5 million homes", ["2500000"]),
        ("12k visits and 5m more", ["12000", "5000000"]),
        ("2 thousand or 2 filiwn, 5 mil", ["2000", "2000000", "5000"]),
        ("a hundred and four, a dozen, two dozen, a thousand", ["104", "12", "24", "1000"]),
        ("one hundred two", ["102"]),
        ("two three four", ["2", "3", "4"]),
        ("hanner cant o dai, mil o bobl, cant a deg, miliwn", ["50", "1000", "110", "1000000"]),
        ("one hundred and a cat", ["100"]),
        ("1\u00a0234 of 9", ["1234", "9"]),
        ("a rota we can keep gan bwyll", []),
        ("hundred of them, and thousands", []),
        ("3rd 11am 5G 3/4 10:30 2019-20 v1.2.3 page#4 1,23", []),
        ("123456789012 and 99999m", ["99999000000"]),
    ],
)
def test_how_people_write_numbers(text: str, expected: list[str]):
    assert values(text) == [Decimal(one) for one in expected]


def test_money_and_shares_carry_their_sign():
    assert [(one.value, one.sign) for one in numbers_in("£1,200, $3, €4.50, 45%, 3 per cent, 7 y cant and 8")] == [
        (1200, "£"),
        (3, "$"),
        (Decimal("4.50"), "€"),
        (45, "%"),
        (3, "%"),
        (7, "%"),
        (8, ""),
    ]
