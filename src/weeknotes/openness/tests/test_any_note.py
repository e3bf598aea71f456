"""Any note at all, in any context: places, and the same answer twice; time grows with length alone."""

import time
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness.check import RULES, check
from weeknotes.openness.context import Context, Window
from weeknotes.openness.rule import Rule
from weeknotes.openness.whole import whole
from weeknotes.openness.words import say
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Outline, Syntax

ELECTION = Window("pre_election", date(2026, 4, 1), date(2026, 5, 7))
KNOWN = Context(
    lang="en", moment=datetime(2026, 4, 18, 10), suppliers=frozenset({"a b", "Tender"}), members=frozenset({"Aled Huws"}), langs=frozenset({"en"}), profile="assess",
    windows=(ELECTION,), internal=frozenset({"a.b", "x"}), dead=frozenset({"x", "http://x"}), placed=frozenset({"x"}), unasked=frozenset({"x"}), ungiven=frozenset({"x"}),
)  # fmt: skip
PIECES = [
    "<p>", "</p>", "<li>", "<table>", "<td>", "<th>", "</table>", '<h2 data-audience="team">', "<h2>", "</h2>", '<a href="http://10.0.0.1/">', "</a>", '<img src="x">', "<pre>",
    '<p lang="cy">', "\n\n", "## a {audience=me}\n", "|  |\n|--|\n", "- ", ". ", " ", "The red ones", "mewn coch", "embargoed until ", "3 May ", "dan embargo tan ", "£5 ", "our supplier",
    "Castell Ltd", "evaluating ", "the bids", "gwerthuso’r tendrau", "web-01 ", "10.1.2.3", "unpatched", "heb ei glytio", "Cllr Mair Owen", "launched", "Plaid Cymru",
    "DQZ ", "(DQZ)", "our consultation", "mae hi yn y bore a hynny o dan y bont", "five goals:", "İ", "ß", "’", "&pound;", "&#49;", "\ud800", "\x00", "the depot will lose two of its seven posts",
]  # fmt: skip
NOTES = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


@given(NOTES, st.sampled_from(["html", "markdown", "text"]))
def test_any_note_is_checked_in_any_context_and_each_finding_stands_in_it(source: str, syntax: Syntax) -> None:
    note = outline(source, syntax=syntax)
    findings = check(note, context=KNOWN)
    assert findings == check(note, context=KNOWN)
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(source)
        assert source[finding.start : finding.end] == finding.quote
        assert all(say(words, finding.values) for words in (finding.what, finding.why, finding.source, finding.do))


def _repeat(piece: str, before: str = "") -> Callable[[int], str]:
    return lambda n: before + piece * (n // len(piece))


GROWING: dict[str, Callable[[int], str]] = {
    "addresses": _repeat("http://x "),
    "addresses inside": _repeat("http://10.0.0.1/"),
    "capitals": _repeat("A"),
    "capitals and digraphs": _repeat("Al"),
    "brackets before capitals": _repeat("(the ABC"),
    "names of many words": _repeat("Ab Cd of of "),
    "amounts": _repeat("1,", "our supplier asks pounds "),
    "amounts of suppliers": _repeat("£1 to Castell Ltd. "),
    "stops of hosts": _repeat("a.", "unpatched "),
    "hosts and weaknesses": _repeat("Web-1 is unpatched. "),
    "bids": _repeat("evaluating the tender "),
    "embargoes": _repeat("Embargoed until 3 May. "),
    "members": _repeat("Cllr A B "),
    "colours": _repeat("The red ones. "),
    "closing": _repeat("will be closing the library from "),
    "languages": _repeat("<p lang=cy>mae hi yn y bore hynny"),
    "two languages": _repeat("<p>mae hi yn y bore a hynny</p><p>and the of to it is was</p>"),
    "open tables": _repeat("<table>"),
    "bars": _repeat("| |\n|--|\n"),
    "audiences": _repeat("## a {audience=team}\n\none two three four five six seven eight nine.\n\n"),
    "numbers and lists": _repeat("five goals:\n\n- a\n\n"),
    "titles of letters": _repeat("<abbr title"),
}


@pytest.mark.parametrize("make", GROWING.values(), ids=GROWING)
def test_time_grows_with_length(make: Callable[[int], str]) -> None:
    """Eight times the note takes about eight times the processor time in each rule, not sixty-four times: in between there is room for a busy machine."""
    short, long = (whole(outline(make(n))) for n in (6_000, 48_000))

    def spent(rule: Rule, note: Outline) -> float:
        began = time.process_time()
        list(rule.run(note, KNOWN))
        return time.process_time() - began

    for rule in RULES:
        # What else is at work makes a look longer, never shorter.
        least = much = float("inf")
        for look in range(5):
            least, much = min(least, spent(rule, short)), min(much, spent(rule, long))
            if look and much < 16 * least + 0.05:
                break
        assert much < 16 * least + 0.05, rule.name
