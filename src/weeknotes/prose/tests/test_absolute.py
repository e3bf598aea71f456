"""Addresses in HTML that is read away from its page."""


import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weeknotes.prose.absolute import IMAGE, PART, absolute, first_image
from weeknotes.prose.html import clean

BASE = "https://notes.glanderw.example/people/nerys/rain/"


@pytest.mark.parametrize(
    ("written", "followed"),
    [
        ("/people/tomos/", "https://notes.glanderw.example/people/tomos/"),
        ("../dry/", "https://notes.glanderw.example/people/nerys/dry/"),
        ("#note-1", f"{BASE}#note-1"),
        ("?page=2&amp;of=3", f"{BASE}?page=2&amp;of=3"),
        ("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&amp;b=2"),
        ("mailto:nerys@glanderw.example", "mailto:nerys@glanderw.example"),
        ("//[", "//["),
    ],
)
def test_a_link_is_whole(written, followed):
    assert absolute(f'<p><a href="{written}">there</a></p>', BASE) == f'<p><a href="{followed}">there</a></p>'


def test_pictures_are_whole_and_the_first_one_is_known():
    html = '<p>Before.</p><figure><img src="/media/one.webp" alt="a = &quot;b&quot;"></figure><img alt="" src="/media/two.webp">'
    whole = absolute(html, BASE)
    assert first_image(whole) == "https://notes.glanderw.example/media/one.webp"
    assert 'src="https://notes.glanderw.example/media/two.webp"' in whole
    assert first_image("<p>None.</p>") == ""


def test_words_that_look_like_an_address_are_words():
    html = '<p>Write href="/there" and src="/here".</p>'
    assert absolute(html, BASE) == html


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=20), max_size=5), st.text(max_size=40))
def test_whatever_was_written_no_address_is_left_without_a_scheme_and_the_words_stay(addresses, words):
    html = clean("".join(f'<p>{words.replace("<", "")}<a href="{one.replace(chr(34), "")}">here</a></p>' for one in addresses))
    whole = absolute(html, BASE)
    assert PART.search(whole) is None
    assert absolute(whole, BASE) == whole
    assert clean(whole).count("</a>") == html.count("</a>")
    assert IMAGE.search(whole) is None


@given(st.text(max_size=30).filter(lambda text: '"' not in text))
def test_it_never_fails(address):
    assert absolute(f'<a href="{address}">x</a>', BASE).startswith('<a href="')
