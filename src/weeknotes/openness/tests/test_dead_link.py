from weeknotes.openness.rules.dead_link import rule
from weeknotes.openness.tests.written import quotes

HTML = '<p><a href="https://glanderw.example/a">A</a>, <a href="https://glanderw.example/b">B</a> and <a href="https://glanderw.example/a">A</a> again.</p>'


def test_a_link_that_did_not_answer_is_found_once_at_its_place() -> None:
    assert quotes(rule, HTML, dead=frozenset({"https://glanderw.example/a"})) == ['<a href="https://glanderw.example/a">A</a>']


def test_links_that_answered_or_were_not_tried_are_fine() -> None:
    assert quotes(rule, HTML, dead=frozenset({"https://glanderw.example/c"})) == []
    assert quotes(rule, HTML) == []
