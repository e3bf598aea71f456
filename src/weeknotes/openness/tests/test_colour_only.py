import pytest

from weeknotes.openness.rules.colour_only import rule
from weeknotes.openness.tests.written import quotes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On the chart, the ones in red are late.", "ones in red"),
        ("The red ones need a decision.", "The red ones"),
        ("Items marked in green are done.", "marked in green"),
        ("Everything that is in light blue rolls over.", "Everything that is in light blue"),
        ("If it is red, ring me.", "If it is red"),
        ("Press the green button.", "the green button"),
        ("In the map, green areas are new.", "green areas"),
        ("Pwyswch y botwm gwyrdd.", "botwm gwyrdd"),
        ("See the blue line for the old rounds.", "the blue line"),
        ("Mae’r rhai mewn coch yn hwyr.", "mewn coch"),
        ("Y llinell las yw’r hen drefn.", "Y llinell las"),
        ("Mae’r rhai gwyrdd wedi’u gwneud.", "’r rhai gwyrdd"),
    ],
)
def test_colour_that_alone_says_which_is_found(text: str, found: str) -> None:
    assert quotes(rule, f"<p>{text}</p>") == [found]


@pytest.mark.parametrize(
    "text",
    [
        "We painted the door red.",
        "The green bin is for paper, and the blue ones are bags.",
        "Two of the measures went red.",
        "Marked in red pen.",
        "That is the red line for us.",
        "The blue line to Pentre and the late bus.",
        "Mae’r bin gwyrdd ar gyfer papur.",
        "Dyna’r llinell goch.",
        "No colours here.",
    ],
)
def test_things_that_are_of_a_colour_and_turns_of_phrase_are_fine(text: str) -> None:
    assert quotes(rule, f"<p>{text}</p>") == []


def test_three_are_enough_and_code_is_left() -> None:
    many = "".join(f"<p>The {colour} ones.</p>" for colour in ("red", "blue", "green", "amber"))
    assert quotes(rule, many) == ["The red ones", "The blue ones", "The green ones"]
    assert quotes(rule, "<pre><code>the red ones</code></pre>") == []
