import pytest

from weeknotes.openness.rules.acronym import rule
from weeknotes.openness.tests.written import quotes, seen
from weeknotes.openness.words import say
from weeknotes.prose.shapes import Syntax


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met the DSIT people, and DSIT met us.", ["DSIT"]),
        ("Two LPGs and a WCPP.", ["LPG", "WCPP"]),
        ("The GDX-led work, “QZRT” and (QZRS) too.", ["GDX", "QZRT"]),
        ("I asked our ZQ about it.", ["ZQ"]),
        ("Cwrddon ni â CLlLC i drafod.", ["CLlLC"]),
        ("Mae’r AED wedi cymeradwyo; diolch i’r ZQ.", ["AED", "ZQ"]),
    ],
)
def test_letters_that_are_not_spelt_out_are_found_once_each(text: str, found: list[str]) -> None:
    assert quotes(rule, f"<p>{text}</p>") == found


@pytest.mark.parametrize(
    ("syntax", "source"),
    [
        ("html", "<p>The Digital Queue Zone (DQZ) came. DQZ was kind.</p>"),
        ("html", "<p>DQZ (the zone for digital queues) came.</p>"),
        ("html", "<p>DQZ stands for something long. DQZ – the zone.</p>"),
        ("html", "<p>I went to the Digital Queue Zone.</p><p>The DQZ is new.</p>"),
        ("html", "<p>A data queue and zone assessment: our DQAZA, no, DQAZ.</p>"),
        ("html", '<p>See <a href="/dqz">what DQZ is</a>. The DQZ is new.</p>'),
        ("html", '<p>The <abbr title="Digital Queue Zone">DQZ</abbr> is new.</p>'),
        ("markdown", "The DQZ is new.\n\n*[DQZ]: Digital Queue Zone\n"),
        ("html", "<p>The NHS, a PDF and the BBC in the UK; PDFs and APIs; OK.</p>"),
        ("html", "<p>THIS IS DQZ, SAID LOUDLY, and VERY much so.</p><h2>THE DQZ</h2>"),
        ("html", "<p>Part IV, XIX and VIII; ABC-123, DQZ.html, @DQZ, DQZ_X, U.K.; DQZR2.</p>"),
        ("html", "<p>KW and TL came, and JF.</p>"),
        ("html", "<pre><code>the DQZ</code></pre>"),
        ("html", "<p>Mae Awdurdod Gwella Gwasanaethau (AGG) yma. Diolch i AGG.</p>"),
        ("html", "<p>No capitals here.</p>"),
    ],
)
def test_what_is_told_known_shouted_or_no_acronym_is_fine(syntax: Syntax, source: str) -> None:
    assert quotes(rule, source, syntax) == []


def test_the_organisations_own_are_known_whatever_their_case() -> None:
    assert quotes(rule, "<p>The DQZ and a WCPP.</p>", acronyms=frozenset({"dqz"})) == ["WCPP"]


def test_three_are_enough_for_a_note_and_each_is_named() -> None:
    found = seen(rule, "<p>The DQZ, the QZRT, the ZQRS and the XQRS.</p>")
    assert [say(one.what, one.values) for one in found] == [
        f"“{letters}” is not spelt out in this note." for letters in ("DQZ", "QZRT", "ZQRS")
    ]
