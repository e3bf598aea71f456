"""Texts made to run a script: none comes through cleaning, Markdown, sheltering or a second reading with more than the allow-list has."""

from contracts.hostile import texts, wrong_in
from weeknotes.prose.html import clean, shelter
from weeknotes.prose.markdown import from_html, to_html

MANY = 3_000


def test_nothing_but_the_allow_list_comes_out_however_a_text_came_in():
    wrong = []
    for text in texts(MANY):
        html = clean(text)
        for way, made in (("clean", html), ("shelter", shelter(html)), ("Markdown", clean(to_html(text))), ("and back", clean(to_html(from_html(html))))):
            wrong += [(way, text, one) for one in wrong_in(made)]
    assert wrong == []


def test_the_judge_finds_what_is_wrong_in_most_texts_as_they_came():
    assert sum(bool(wrong_in(text)) for text in texts(MANY)) > MANY * 0.7
