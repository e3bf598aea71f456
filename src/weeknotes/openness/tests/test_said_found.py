from weeknotes.openness.rules.said_found import rule
from weeknotes.openness.tests.written import quotes, seen
from weeknotes.openness.words import say


def test_a_number_and_a_list_that_differ_are_found_at_the_number() -> None:
    (one,) = seen(rule, "<p>We made six improvements:</p><ul><li>a</li><li>b</li></ul>")
    assert (one.quote, say(one.what, one.values)) == ("six improvements", "You say 6; 2 are here.")
    assert quotes(rule, "Mae gen i dri nod:\n\n- a\n- b\n", "markdown") == ["dri nod"]


def test_a_list_that_agrees_and_a_number_without_a_list_are_fine() -> None:
    assert quotes(rule, "<p>We made two improvements:</p><ul><li>a</li><li>b</li></ul>") == []
    assert quotes(rule, "<p>We identified six improvements.</p>") == []
