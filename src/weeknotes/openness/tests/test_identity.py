"""Addresses, dates of birth, accounts, passports, licences, plates and references: what is found, and what looks alike and is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness.check import check
from weeknotes.openness.context import NOTHING, Context, Reference
from weeknotes.openness.rule import Rule
from weeknotes.openness.rules import bank, birth_date, case_reference, driving_licence, passport, postcode_address, vehicle
from weeknotes.openness.tests.written import paragraph
from weeknotes.prose.outline import outline

PIECES = [
    "14 Heron Close, ", "Flat 3, ", "Rose Cottage, ", "Mill Lane, ", "GW4 7QX", "gw47qx", "born ", "DOB ", "dyddiad geni ", "14 March 1987", "3/11/52", "30 February 2001", "sort code ", "account number ",
    "08-99-99", "66374958", "GB55 TEST 0899 9966 3749 58", "passport ", "123456789", "MADDO 707145 E99ZZ", "driving licence ", "AB12 CDE", "AB12CDE.pdf", "case ref ", "GLA/318/24", "cyfeirnod achos ",
    "https://", "/", " ", "-", ".", ",", "(", "é", "\ud800", "\u0130", "٣", "1", "the council’s offices at ",
]  # fmt: skip
TEXT = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))
ALL = (bank.rule, birth_date.rule, case_reference.rule, driving_licence.rule, passport.rule, postcode_address.rule, vehicle.rule)
OWN = Context(references=(Reference("case", re.compile(r"ASC-\d{6}")), Reference("empty", re.compile(r"Q?"))))


def quotes(rule: Rule, text: str, context: Context = NOTHING, kind: str = "paragraph") -> list[str]:
    return [finding.quote for finding in check(paragraph(text, kind), rules=[rule], context=context)]


@given(TEXT)
def test_any_text_is_read_and_each_finding_stands_in_it(text: str) -> None:
    for finding in check(paragraph(text), rules=ALL, context=OWN):
        assert text[finding.start : finding.end] == finding.quote != ""
        assert finding.found not in repr(finding)


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (postcode_address.rule, "We met at 14 Heron Close, Glanderw, GW4 7QX.", "14 heron close glanderw gw4 7qx"),
        (postcode_address.rule, "Flat 3, 27 Quarry Street GW12 3RT", "flat 3 27 quarry street gw12 3rt"),
        (postcode_address.rule, "Flat 3 Quarry Court, GW12 3RT", "flat 3 quarry court gw12 3rt"),
        (postcode_address.rule, "At Rose Cottage, Mill Lane, Pontwen, GW12 5AA", "rose cottage mill lane pontwen gw12 5aa"),
        (postcode_address.rule, "Bryn Awel, Ffordd y Mynydd, Llanderw GW9 4DD", "bryn awel ffordd y mynydd llanderw gw9 4dd"),
        (postcode_address.rule, "See Highfield, Mill Lane, gw9 4dd", "see highfield mill lane gw9 4dd"),
        (postcode_address.rule, "112 Station Terrace, Aberwen, GW7 8HJ", "112 station terrace aberwen gw7 8hj"),
        (birth_date.rule, "She was born on 14 March 1987.", "14 march 1987"),
        (birth_date.rule, "She was born on 14 March.", "14 march"),
        (birth_date.rule, "D.O.B: 03/11/1952", "03 11 1952"),
        (birth_date.rule, "1987-03-14 (DOB)", "1987 03 14"),
        (birth_date.rule, "14 March 1987 – date of birth", "14 march 1987"),
        (birth_date.rule, "Ganed hi ar 9 Mehefin 1948.", "9 mehefin 1948"),
        (birth_date.rule, "Her birthday is 5 May 1931.", "5 may 1931"),
        (bank.rule, "sort code 08-99-99, account number 66374958", "089999 66374958"),
        (bank.rule, "Account no. 66374958", "66374958"),
        (bank.rule, "Cod didoli 089999", "089999"),
        (bank.rule, "08-99-99 66374958", "089999 66374958"),
        (bank.rule, "IBAN GB55 TEST 0899 9966 3749 58 AND MORE", "GB55TEST08999966374958"),
        (bank.rule, "IBAN GB55 TEST 0899 9966 3749 58 A TO B", "GB55TEST08999966374958"),
        (bank.rule, "IBAN GB55 TEST 0899 9966 3749 58 FOR ALL", "GB55TEST08999966374958"),
        (bank.rule, "IBAN BE23 0961 2345 6760", "BE23096123456760"),
        (bank.rule, "IBAN BE23 0961 2345 6760 TO US", "BE23096123456760"),
        (passport.rule, "her passport, no. 123456789", "123456789"),
        (passport.rule, "123 456 789 is on his passport", "123456789"),
        (passport.rule, "Rhif ei basbort yw A12345678.", "A12345678"),
        (driving_licence.rule, "MADDO 707145 E99ZZ has points", "MADDO707145E99ZZ"),
        (driving_licence.rule, "LEE99 857019 9 99ZZ LEE99857019ID9ZZ", "LEE99857019ID9ZZ"),
        (driving_licence.rule, "driving licence no. 12345678", "12345678"),
        (vehicle.rule, "a van (AB12 CDE) was there", "AB12CDE"),
        (vehicle.rule, "the car AB12 THE", "AB12THE"),
        (case_reference.rule, "case ref GLA/318/24 is open", "GLA/318/24"),
        (case_reference.rule, "Cyfeirnod yr achos: pla ASC-123456 GC9901234", "ASC-123456"),
        (case_reference.rule, "Complaint reference 202400731.", "202400731"),
        (case_reference.rule, "the review of case CSC/2024/0117", "CSC/2024/0117"),
        (case_reference.rule, "cwyn rhif CWY-4410", "CWY-4410"),
        (case_reference.rule, "a safeguarding concern, ref. MASH-7781", "MASH-7781"),
        (postcode_address.rule, "Tŷ Capel, Heol y Bryn, GW9 8SS", "tŷ capel heol y bryn gw9 8ss"),
        (birth_date.rule, "(b. 4 Feb 1956)", "4 feb 1956"),
    ],
)
def test_it_is_found_in_one_plain_form(rule: Rule, text: str, found: str) -> None:
    assert [(finding.rule, finding.found) for finding in check(paragraph(text), rules=[rule], context=OWN)] == [(rule.name, found)]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (postcode_address.rule, "Of 14 households in GW4 7QX nine replied."),
        (postcode_address.rule, "Civic Centre, County Square, Glanderw, GW1 1AA"),
        (postcode_address.rule, "the council’s offices at 12 County Square, GW1 1AA"),
        (postcode_address.rule, "our office is Rose Cottage, Mill Lane, GW1 1AA"),
        (postcode_address.rule, "Glanderw Library, 2 Market Street, GW1 1AB"),
        (postcode_address.rule, "Dear All, Best Wishes, GW1 1AB"),
        (postcode_address.rule, "https://x.uk/14 https://x.uk/GW1 1AB https://x.uk/Close,GW11AB"),
        (postcode_address.rule, "3 March GW1 1AB"),
        (birth_date.rule, "The service was born on 3 May 2019."),
        (birth_date.rule, "Cafodd y gwasanaeth ei eni ar 1 Ebrill 2019. Ganed y gwasanaeth ar 1 Ebrill 2019."),
        (birth_date.rule, "Dates of birth are three boxes."),
        (birth_date.rule, "DOB is asked for. On 3 May 2019 we met."),
        (birth_date.rule, "born between 3 May and 4 June 1980, DOB 30 February 2001, date of birth 3/4"),
        (birth_date.rule, "On 3 May 2019 we asked for the DOB"),
        (bank.rule, "The sort order of account 12 is 12-34-56."),
        (bank.rule, "https://x.uk/?a,08-99-99,66374958&account:66374958"),
        (bank.rule, "02-03-24 20240302"),
        (bank.rule, "089999 66374958"),
        (bank.rule, "IBAN GB56 TEST 0899 9966 3749 58"),
        (passport.rule, "The passport office served 123 people; 123456789 rows."),
        (passport.rule, "https://x.uk/passport/123456789 https://x.uk/?passport=123456789"),
        (passport.rule, "123456789"),
        (driving_licence.rule, "A9AAA707145E99ZZ maddo 707145 e99zz 123456 MADDO777145E99ZZ"),
        (driving_licence.rule, "driving licences 123456"),
        (driving_licence.rule, "https://x.uk/?a=MADDO707145E99ZZ"),
        (vehicle.rule, "plan_AB12CDE.pdf AB12CDE.pdf https://x.uk/?AB12CDE GW4 7QX"),
        (vehicle.rule, "https://x.uk/?a,AB12CDE"),
        (vehicle.rule, "AB12 THE and AB00 CDE, model AB12 CDE"),
        (case_reference.rule, "Planning case ref 23/01234/FUL, use case number 1234, case number 12"),
        (case_reference.rule, "the printer, ref. WEB-7781"),
        (case_reference.rule, "case ref tomorrow; 10 cases 20"),
        (case_reference.rule, "https://x.uk/?case#id:12345"),
    ],
)
def test_what_looks_alike_is_not_found(rule: Rule, text: str) -> None:
    assert quotes(rule, text) == []


def test_two_addresses_in_a_row_are_two() -> None:
    assert quotes(postcode_address.rule, "14 Heron Close GW4 7QX, 15 Heron Close GW4 7QX") == ["14 Heron Close GW4 7QX", "15 Heron Close GW4 7QX"]


def test_two_accounts_far_apart_are_two() -> None:
    text = f"account no. 66374958. {'x ' * 40}account no. 66374959."
    assert quotes(bank.rule, text) == ["66374958", "66374959"]


def test_a_date_by_two_cues_is_one_date() -> None:
    assert quotes(birth_date.rule, "born 14 March 1987 (DOB), date of birth") == ["14 March 1987"]


def test_a_cell_says_what_the_next_cell_is() -> None:
    table = "| DOB | 19/02/1978 |\n|---|---|\n| Name | 19/02/1979 |\n| " + "x" * 41 + " dob | 19/02/1980 |\n"
    note = outline(table, syntax="markdown")
    assert [(finding.quote, table.index(finding.quote)) for finding in check(note, rules=[birth_date.rule])] == [("19/02/1978", 8)]
    html = "<table><tr><td>Account number</td><td>66<b>3749</b>58</td></tr></table>"
    assert [finding.quote for finding in check(outline(html, syntax="html"), rules=[bank.rule])] == ["66<b>3749</b>58"]


def test_a_plate_in_code_needs_a_word_for_a_car() -> None:
    assert quotes(vehicle.rule, "AB12CDE", kind="code") == []
    assert quotes(vehicle.rule, "reg AB12CDE", kind="code") == ["AB12CDE"]


def test_an_own_reference_is_found_across_the_pieces_of_a_long_text() -> None:
    text = "".join(f"{'x' * 29} ASC-{number:06} " for number in range(40))
    assert quotes(case_reference.rule, text, OWN) == [f"ASC-{number:06}" for number in range(40)]


def test_an_own_form_within_a_reference_that_is_said_is_one_finding() -> None:
    assert quotes(case_reference.rule, "case ref ASC-123456/7", OWN) == ["ASC-123456/7"]
    assert quotes(case_reference.rule, "case ref GLA-ASC-123456", OWN) == ["GLA-ASC-123456"]


def test_a_number_that_is_surely_another_is_no_case_as_well() -> None:
    assert [finding.rule for finding in check(paragraph("patient number 9434765919"))] == ["nhs"]
