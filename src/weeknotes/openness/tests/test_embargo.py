from datetime import datetime

import pytest

from weeknotes.openness.rules.embargo import rule
from weeknotes.openness.tests.written import quotes

NOW = datetime(2026, 11, 24, 10)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The figures are embargoed until 3 December 2026.", "embargoed until 3 December 2026"),
        ("It is still under strict embargo.", "under strict embargo"),
        ("Not for publication before 1 December: we won.", "Not for publication before 1 December"),
        ("EMBARGO 28/11/2026. Rent goes up.", "EMBARGO 28/11/2026"),
        ("Embargoed until 5 January.", "Embargoed until 5 January"),
        ("Embargoed until 31 February.", "Embargoed until 31 February"),
        ("Please don’t share this before 1 December.", "don’t share this before 1 December"),
        ("It is under wraps for now.", "under wraps"),
        ("Peidiwch â rhannu hyn cyn 3 Rhagfyr.", "Peidiwch â rhannu hyn cyn 3 Rhagfyr"),
        ("Mae dan embargo tan 2 Rhagfyr 2026.", "dan embargo tan 2 Rhagfyr 2026"),
        ("Nid i’w gyhoeddi cyn 30 Tachwedd.", "Nid i’w gyhoeddi cyn 30 Tachwedd"),
    ],
)
def test_an_embargo_that_holds_at_that_moment_is_found_with_its_day(text: str, found: str) -> None:
    assert quotes(rule, f"<p>{text}</p>", moment=NOW) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The figures were embargoed until 3 November 2026.",
        "They were embargoed until 20 November, and are read by now.",
        "The embargo on it lifted; they were under embargo, which ended.",
        "The trade embargo, and being under embargo, came up in the quiz.",
        "Roedd dan embargo tan 2 Tachwedd 2026.",
        "The word embargo.",
    ],
)
def test_an_embargo_that_has_ended_or_is_of_trade_is_fine(text: str) -> None:
    assert quotes(rule, f"<p>{text}</p>", moment=NOW) == []


def test_without_a_moment_each_embargo_is_found() -> None:
    assert quotes(rule, "<p>Embargoed until 3 November 2016.</p>") == ["Embargoed until 3 November 2016"]
    assert quotes(rule, "<p>Embargoed until 3 November.</p>") == ["Embargoed until 3 November"]


def test_within_a_team_and_in_code_it_is_fine() -> None:
    assert quotes(rule, "<p>Under embargo.</p>", level=2) == quotes(rule, "<pre><code>under embargo</code></pre>") == []
    assert quotes(rule, '<h2 data-audience="team">x</h2><p>It is under embargo.</p>') == []


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time_are_no_trouble(year: int) -> None:
    assert quotes(rule, "<p>Embargoed until 3 May.</p>", moment=datetime(year, 6, 1)) in ([], ["Embargoed until 3 May"])
