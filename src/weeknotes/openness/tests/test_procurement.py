import pytest

from weeknotes.openness.rules.procurement import rule
from weeknotes.openness.tests.written import quotes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We spent Tuesday evaluating the three bids.", "evaluating the three bids"),
        ("The preferred bidder has not been announced.", "preferred bidder"),
        ("We are in the standstill period until Thursday.", "in the standstill period"),
        ("Suppliers were shortlisted in the mini-competition.", "Suppliers were shortlisted in the mini-competition"),
        ("The call-off is with two firms and I hope to award soon.", "call-off is with two firms and I hope to award"),
        ("Buon ni’n gwerthuso’r tendrau.", "gwerthuso’r tendrau"),
        ("Mae tri chyflenwr ar y rhestr fer.", "chyflenwr ar y rhestr fer"),
        ("Mae’r cyfnod segur tan ddydd Iau.", "cyfnod segur"),
        ("We have narrowed it down to two suppliers.", "narrowed it down to two suppliers"),
        ("One of the bidders asked for more time.", "bidders"),
        ("Mae’r gystadleuaeth bellach yn mynd rhagddi.", "gystadleuaeth bellach yn mynd rhagddi"),
        ("The tender went out, and " + "in words " * 20 + "we are evaluating it.", "tender"),
    ],
)
def test_buying_that_is_under_way_is_found(text: str, found: str) -> None:
    assert quotes(rule, f"<p>{text}</p>") == [found]


@pytest.mark.parametrize(
    "text",
    [
        "We were shortlisted for the award.",
        "Our bid to the heritage fund is being evaluated.",
        "After evaluating five bids we awarded the contract.",
        "Evaluation of the pilot is done.",
        "The stew was tender by the evaluation.",
        "The tender is published.",
        "Rydyn ni’n gwerthuso’r peilot.",
        "Ar ôl sgorio’r tendrau, dyfarnwyd y contract.",
        "Three bidding cards.",
        "The tender is published. The pilot was evaluated.",
        "The pilot was evaluated. The tender is published.",
    ],
)
def test_prizes_grants_awards_made_and_other_words_are_fine(text: str) -> None:
    assert quotes(rule, f"<p>{text}</p>") == []


def test_within_a_team_and_in_code_it_is_fine() -> None:
    text = "evaluating the three bids"
    assert quotes(rule, f"<p>{text}</p>", level=2) == quotes(rule, f"<pre><code>{text}</code></pre>") == []
    assert quotes(rule, f'<h2 data-audience="team">x</h2><p>{text}</p>') == []
