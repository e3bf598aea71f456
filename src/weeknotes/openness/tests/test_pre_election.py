from datetime import date, datetime
from typing import Any

import pytest

from weeknotes.openness.context import Window
from weeknotes.openness.rules.pre_election import CAMPAIGN, LAUNCH, MEMBER, PARTY, rule
from weeknotes.openness.tests.written import quotes, seen
from weeknotes.openness.words import Words

KNOWN: dict[str, Any] = {
    "moment": datetime(2026, 4, 15, 11),
    "windows": (Window("holiday", date(2026, 4, 1), date(2026, 4, 2)), Window("pre_election", date(2026, 3, 23), date(2026, 5, 7))),
    "members": frozenset({"Huw Prys"}),
}


@pytest.mark.parametrize(
    ("text", "found", "words"),
    [
        ("I met huw prys, and Huw Prys again.", ["huw prys"], MEMBER),
        ("Cllr Huw Prys and Councillor Rhian Tudor came.", ["Cllr Huw Prys", "Councillor Rhian Tudor"], MEMBER),
        ("Daeth y Cynghorydd Mair ap Owen atom.", ["Cynghorydd Mair ap Owen"], MEMBER),
        ("Siân Bowen MS and Aled Rees, MP were there.", ["Siân Bowen MS", "Aled Rees, MP"], MEMBER),
        ("We launched the bins and launched the bags.", ["launched"], LAUNCH),
        ("Lansiwyd y gwasanaeth.", ["Lansiwyd"], LAUNCH),
        ("The Conservatives, the Labour group and Plaid Cymru spoke of it.", ["Conservatives", "Labour", "Plaid Cymru"], PARTY),
        ("I think that Labour said so; Llafur did.", ["Labour", "Llafur"], PARTY),
        ("I read each manifesto, and went to the hustings.", ["manifesto", "hustings"], CAMPAIGN),
        ("Maniffesto pob un.", ["Maniffesto"], CAMPAIGN),
    ],
)
def test_members_launches_parties_and_campaigns_are_found_each_once(text: str, found: list[str], words: Words) -> None:
    said = seen(rule, f"<p>{text}</p>", **KNOWN)
    assert [one.quote for one in said] == found
    assert {one.what for one in said} == {words.what}


@pytest.mark.parametrize(
    "text",
    [
        "Registering to vote takes five minutes.",
        "A labour of love, and a conservative estimate.",
        "Labour is dear: the Labour Market Survey says so.",
        "We read the Open Work Manifesto.",
        "The councillors came.",
    ],
)
def test_voting_itself_and_words_that_look_alike_are_fine(text: str) -> None:
    assert quotes(rule, f"<p>{text}</p>", **KNOWN) == []


def test_a_member_who_is_on_the_list_is_found_with_what_they_are_called() -> None:
    assert quotes(rule, "<p>Siân Bowen MS came, and Huw Prys.</p>", **{**KNOWN, "members": frozenset({"Huw Prys", "Siân Bowen"})}) == ["Siân Bowen MS", "Huw Prys"]


def test_outside_the_period_or_where_not_everybody_reads_it_nothing_is_said() -> None:
    text = "<p>Cllr Huw Prys launched it.</p>"
    for known in (
        {"moment": datetime(2026, 5, 8, 0, 1)},
        {"moment": datetime(2026, 3, 22, 23)},
        {"moment": None},
        {"windows": ()},
        {"level": 3},
    ):
        assert quotes(rule, text, **{**KNOWN, **known}) == []
    assert quotes(rule, text, **{**KNOWN, "moment": datetime(2026, 5, 7, 23)}) == ["Cllr Huw Prys", "launched"]
    narrower = f'<h2 data-audience="team">For us</h2>{text}<h2>For all</h2><p>We launched it.</p>'
    assert quotes(rule, narrower, **KNOWN) == ["launched"]
