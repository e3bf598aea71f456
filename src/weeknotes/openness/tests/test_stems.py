"""A passage is looked at where a word or a part of one stands in it: one of them has to stand in everything that its rule finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.openness.passage import WORD, holds
from weeknotes.openness.rules import colour_only, embargo, hostname_vulnerability, missing_language, money_supplier, procurement

NONE: frozenset[str] = frozenset()
FIRST = {
    "a weakness": (hostname_vulnerability.WEAK, NONE, hostname_vulnerability.STEMS),
    "what is bought": (procurement.BUYING, procurement.CUES, procurement.STEMS),
    "a purchase under way": (procurement.SURE, procurement.CUES, procurement.STEMS),
    "a colour": (colour_only.NAMED, colour_only.CUES, ()),
    "an embargo": (embargo.SAYS, NONE, embargo.STEMS),
    "an amount in figures": (money_supplier.AMOUNT, NONE, money_supplier.STEMS),
    "an amount in words": (money_supplier.SPELT, NONE, money_supplier.STEMS),
    "a question to the public": (missing_language.ASKS, NONE, missing_language.STEMS),
    "a change of a service": (missing_language.CHANGES, NONE, missing_language.STEMS),
}


@pytest.mark.parametrize("what", FIRST)
@settings(max_examples=100)
@given(data=st.data())
def test_everything_that_a_rule_looks_for_first_has_one_of_its_words_or_stems(what: str, data: st.DataObject):
    pattern, cues, stems = FIRST[what]
    said = data.draw(st.from_regex(pattern, fullmatch=True))
    assert not cues.isdisjoint(WORD.findall(said.lower())) or holds(said.lower(), stems), said
