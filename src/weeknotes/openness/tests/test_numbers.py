"""Telephone, NHS, National Insurance and card numbers, and which of them keeps a number that two rules read."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.gb import nhs as standard

from weeknotes.openness.check import check
from weeknotes.openness.rule import Rule
from weeknotes.openness.rules import card, nhs, nino, phone
from weeknotes.openness.tests.written import link, paragraph


def found(rule: Rule, text: str) -> list[str]:
    return [finding.found for finding in check(paragraph(text), rules=[rule])]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ring 029 2018 0123 after nine", "+442920180123"),
        ("07700 900123", "+447700900123"),
        ("07700 900 123.", "+447700900123"),
        ("(01632) 960123", "+441632960123"),
        ("+44 7700 900123", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("0115 496 0123", "+441154960123"),
        ("Ffoniwch 01970 623456!", "+441970623456"),
        ("Tel:020-7946-0123", "+442079460123"),
        ("at 07123 456789 2 pm", "+447123456789"),
        ("01/04/2021 020 7123 4567", "+442071234567"),
        ("077 0090 0123", "+447700900123"),
        ("mobile 07700.900.123", "+447700900123"),
        ("0808 157 0123 is free", "+448081570123"),
        ("her sister in the States, +1 415 555 2671", "+14155552671"),
    ],
)
def test_a_telephone_number_is_found_however_it_is_grouped(text: str, number: str) -> None:
    assert found(phone.rule, text) == [number]


def test_two_numbers_side_by_side_are_two_findings() -> None:
    assert found(phone.rule, "07123 456789 07123 456788") == ["+447123456789", "+447123456788"]
    assert found(phone.rule, "07123 456789/07123 456788") == ["+447123456789", "+447123456788"]


@pytest.mark.parametrize(
    "text",
    [
        "13/07/2020 to 17/07/2020",
        "01.04.2021 10.30",
        "02.03.2021 123",
        "2019-2020, 2020-2021",
        "version 0.2079.460123",
        "£01632960123",
        "£1,632,960,123",
        "1234567890123456",
        "https://example.org/a/01632960123/b",
        "photo 01632960123_2.png and 01632960123.jpg",
        "03527d6286f0fb36fac6686/images/09-05-2025-002",
        "00000 000000",
        "01999 999999",
        "0999 999 9999 9999",
        "call 101 or 999",
        "week 12 of 52, 48 in June, 68 now, 97 firm, 100 by 2020",
    ],
)
def test_dates_versions_money_and_names_of_things_are_not_telephone_numbers(text: str) -> None:
    assert found(phone.rule, text) == []


def test_a_number_behind_a_telephone_link_is_found() -> None:
    assert [finding.quote for finding in check(link("Ring the rota", "tel:+447700900123"))] == ["+447700900123"]
    assert len(check(link("07700 900123", "tel:+447700900123"))) == 1


@pytest.mark.parametrize(
    "text", ["NHS 943 476 5919", "943-476-5919", "9434765919", "nhs=9434765919.", "ref 9434765919, seen", "Rhif GIG 943 476 5919"]
)
def test_ten_digits_with_the_right_check_digit_are_an_nhs_number(text: str) -> None:
    assert found(nhs.rule, text) == ["9434765919"]


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5918",  # check digit
        "94 3476 5919",  # grouping
        "ISBN 9434765919",
        "ISBN-10: 943 476 5919",
        "+1 943 476 5919",
        "19434765919",
        "9434765919.5",
        "https://example.org/9434765919",
        "0000000000",
        "0120461005",  # plain, and begins as a telephone number or a book
        "123 943 476 5919",
        "943 476 5919 22",
        "The NHS line is +44 943 476 5919",
        "NHS, ISBN 9434765919",
    ],
)
def test_other_ten_digits_are_not_an_nhs_number(text: str) -> None:
    assert found(nhs.rule, text) == []


def test_the_word_beside_it_settles_a_doubtful_number() -> None:
    assert found(nhs.rule, "0101991231") == []
    assert found(nhs.rule, "CHI 0101991231") == ["0101991231"]
    assert found(nhs.rule, "patient 2 943 476 5919") == ["9434765919"]


@pytest.mark.parametrize("text", ["AB 12 34 56 C", "AB123456C", "ab123456c", "NI: AB-12-34-56-C.", "(AB 123456 C)", "ni=AB123456C"])
def test_a_national_insurance_number_is_found_however_it_is_spaced(text: str) -> None:
    assert found(nino.rule, text) == ["AB123456C"]


@pytest.mark.parametrize(
    "text",
    ["QQ123456C", "GB123456A", "AO123456A", "DA123456A", "AB123456E", "AB12345C", "XAB123456C", "AB123456CD",
     "we met at 12 34 56 a week on", "https://example.org/AB123456C", "id-AB123456C-2"],
)  # fmt: skip
def test_prefixes_never_issued_and_longer_codes_are_not_national_insurance_numbers(text: str) -> None:
    assert found(nino.rule, text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4111 1111 1111 1111", "4111111111111111"),
        ("paid with 4111111111111111.", "4111111111111111"),
        ("5555-5555-5555-4444, 12/27", "5555555555554444"),
        ("2223 0031 2200 3222 12/27", "2223003122003222"),
        ("3782 822463 10005", "378282246310005"),
        ("3056 930902 5904", "30569309025904"),
        ("6011111111111117", "6011111111111117"),
        ("3530111333300000", "3530111333300000"),
        ("6200000000000005", "6200000000000005"),
        ("4222222222222", "4222222222222"),
    ],
)
def test_a_card_number_is_found(text: str, number: str) -> None:
    assert found(card.rule, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",  # check digit
        "41111 1111 1111 111",  # grouping
        "9780141036144",  # ISBN-13
        "1234567890123452",  # no issuer
        "41111111111111111111",
        "id 4111111111111111-8f",
        "a4111111111111111",
        "4111 1111 1111 1111 2222 3333",
        "https://example.org/watch/4111111111111111",
        "0.4111111111111111",
    ],
)
def test_other_long_numbers_are_not_cards(text: str) -> None:
    assert found(card.rule, text) == []


def test_a_number_that_two_rules_read_is_one_finding() -> None:
    for text, rule in [
        ("07700900123@sms.glanderw.gov.uk", "email"),
        ("+44 7700 900123", "phone"),
        ("943 476 5919", "nhs"),
        ("4111 1111 1111 1111", "card"),
        ("0120461005", "phone"),
        ("NHS 0120461005", "nhs"),
    ]:
        assert [finding.rule for finding in check(paragraph(text))] == [rule]


@given(st.integers(0, 99_999))
def test_all_of_ofcoms_mobile_numbers_for_drama_are_found(last: int) -> None:
    number = f"07700 900{last % 1000:03}"
    assert [finding.quote for finding in check(paragraph(f"Ring {number} before five."))] == [number]


@given(st.integers(400_000_000, 799_999_999))
def test_every_nhs_number_in_threes_is_found_and_no_neighbour_of_it(first: int) -> None:
    digits = next((number for last in range(10) if standard.is_valid(number := f"{first}{last}")), "")
    assume(digits and len(set(digits)) > 1)
    assert found(nhs.rule, f"{digits[:3]} {digits[3:6]} {digits[6:]}") == [digits]
    wrong = f"{digits[:9]}{(int(digits[9]) + 1) % 10}"
    assert found(nhs.rule, wrong) == []
