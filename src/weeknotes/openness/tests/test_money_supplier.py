import pytest

from weeknotes.openness.rules.money_supplier import rule
from weeknotes.openness.tests.written import quotes, seen

KNOWN = frozenset({"Ffynnon Digital", "İ"})


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("We signed with Ffynnon Digital for £48,000.", "£48,000"),
        ("Castell Systems Ltd has quoted £1.2m over three years.", "£1.2m"),
        ("Our supplier wants £95k, and later £20k.", "£95k"),
        ("The fee of Bryn &amp; Moor LLP is € 12,500.", "€ 12,500"),
        ("Halwyn plc asked for 2.4 million pounds.", "2.4 million pounds"),
        ("Halwyn plc wants forty thousand pounds.", "forty thousand pounds"),
        ("They quoted us £6,400.", "£6,400"),
        ("Mae’r cyflenwr yn gofyn am £30,000.", "£30,000"),
        ("Cytunwyd ar 18 mil o bunnoedd gyda Tonnau Cyf.", "18 mil o bunnoedd"),
        ("Bydd y contractwr yn costio &pound;400 y dydd.", "&pound;400"),
    ],
)
def test_an_amount_beside_a_supplier_is_found(text: str, amount: str) -> None:
    assert quotes(rule, f"<p>{text}</p>", suppliers=KNOWN) == [amount]


@pytest.mark.parametrize(
    "text",
    [
        "The council set aside £2.1m for the roads.",
        "We met our supplier. The tax is £1,480 a year.",
        "Limited time meant that we raised only £300.",
        "Our supplier has a pound of apples.",
        "Codon ni £420 at yr hosbis.",
        "No money at all.",
    ],
)
def test_an_amount_alone_or_a_supplier_alone_is_fine(text: str) -> None:
    assert quotes(rule, f"<p>{text}</p>", suppliers=KNOWN) == []


def test_the_supplier_is_part_of_what_was_found_and_a_team_may_say_it() -> None:
    (one,) = seen(rule, "<p>£5 to Ffynnon Digital.</p>", suppliers=KNOWN)
    assert one.found == "£5\0ffynnon digital"
    assert quotes(rule, "<p>£5 to our supplier.</p>", level=2) == quotes(rule, "<pre><code>£5 to our supplier</code></pre>") == []
    assert quotes(rule, '<h2 data-audience="named">x</h2><p>£5 to our supplier.</p>') == []


def test_a_letter_whose_small_form_is_two_moves_no_name() -> None:
    assert quotes(rule, "<p>İbex and Ffynnon Digital have £5.</p>", suppliers=KNOWN) == ["£5"]
    assert quotes(rule, "<p>£5 to Straße.</p>", suppliers=frozenset({"straße"})) == ["£5"]
