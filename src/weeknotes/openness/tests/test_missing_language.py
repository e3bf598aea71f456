import pytest

from weeknotes.openness.rules.missing_language import ASSESS, ENGLISH, WELSH, rule
from weeknotes.openness.tests.written import quotes, seen

EN, CY = frozenset({"en"}), frozenset({"cy"})
NOTE = "<p>The rounds change in March.</p>"


def test_where_both_languages_are_kept_a_note_in_one_is_said_once() -> None:
    (one,) = seen(rule, NOTE, profile="strict", langs=EN)
    assert (one.what, one.quote, one.found) == (WELSH.what, "", "cy")
    assert [one.what for one in seen(rule, NOTE, profile="strict", langs=CY)] == [ENGLISH.what]
    assert [one.what for one in seen(rule, NOTE, profile="strict", langs=frozenset({"fr"}))] == [WELSH.what]


def test_with_both_or_for_fewer_or_unknown_or_free_nothing_is_said() -> None:
    assert seen(rule, NOTE, profile="strict", langs=EN | CY) == ()
    assert seen(rule, NOTE, profile="strict", langs=EN, level=3) == ()
    assert seen(rule, NOTE, profile="strict") == seen(rule, NOTE, langs=EN) == seen(rule, "", profile="strict", langs=EN) == ()
    assert seen(rule, "<p>Our consultation begins.</p>", profile="assess", langs=EN | CY) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our consultation on hours begins; the consultation ends in May.", "Our consultation"),
        ("From April we are closing the counter in Pentre.", "we are closing"),
        ("The rain will stop. The library will be moving in May.", "will be moving"),
        ("Mae ein hymgynghoriad yn agor.", "ein hymgynghoriad"),
        ("Bydd y llyfrgell yn cau o fis Mai.", "yn cau"),
    ],
)
def test_where_it_is_to_be_assessed_words_to_the_public_are_asked_about_once(text: str, found: str) -> None:
    (one,) = seen(rule, f"<p>{text}</p>", profile="assess", langs=EN)
    assert (one.what, one.quote) == (ASSESS.what, found)


@pytest.mark.parametrize(
    "text",
    [
        "I wrote the rota.",
        "We changed the service page.",
        "The library is closing early today.",
        "The week will end in May.",
        "I read the answers to consultation questions.",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert quotes(rule, f"<p>{text}</p>", profile="assess", langs=EN) == []


def test_parts_for_fewer_and_code_are_left() -> None:
    text = "<p>Our consultation begins.</p>"
    assert quotes(rule, f'<h2 data-audience="team">x</h2>{text}', profile="assess", langs=EN) == []
    assert quotes(rule, "<pre><code>our consultation</code></pre>", profile="assess", langs=EN) == []
