"""First words, counts, minutes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.excerpt import excerpt, minutes, words


def test_headings_captions_tables_and_code_are_not_first_words() -> None:
    html = "<h2>H</h2><figure><img src=a><figcaption>c</figcaption></figure><table><tr><td>t</table><pre>p</pre><hr><p>One.</p><ul><li>Two<ul><li>three</ul></ul>"
    assert excerpt(html) == "One. Two; three"


def test_a_long_text_ends_with_a_sentence_where_one_fits() -> None:
    assert excerpt("<p>One two three four. Five six seven eight nine.</p>", 30) == "One two three four."
    assert excerpt("<p>“One two three four.” Five six seven eight nine.</p>", 30) == "“One two three four.”"


def test_otherwise_it_ends_after_a_word() -> None:
    assert excerpt("<p>No. One two three, four five six seven eight</p>", 19) == "No. One two three…"
    assert excerpt("<p>Met Dr. Jones and others at the meeting</p>", 12) == "Met Dr…"
    assert excerpt("<p>One Prof. Jones</p>", 10) == "One Prof…"
    assert excerpt("<p>" + "x" * 50 + "</p>", 10) == "xxxxxxxxx…"


@given(st.lists(st.text(max_size=60), max_size=20), st.integers(5, 80))
@settings(deadline=None)
def test_an_excerpt_is_never_longer_than_asked(texts: list[str], limit: int) -> None:
    html = "".join(f"<p>{text}</p>" for text in texts)
    assert len(excerpt(html, limit)) <= limit


def test_words_and_minutes() -> None:
    assert words("<h2>One two</h2><p>it's – don’t 3.5, re-use</p>") == 6
    assert words("") == 0
    assert [minutes(count) for count in (0, 1, 238, 900)] == [0, 1, 1, 4]


@pytest.mark.parametrize("text", ["A sentence. " * 30])
def test_the_usual_excerpt_fits_a_line_or_two(text: str) -> None:
    short = excerpt(f"<p>{text}</p>")
    assert short.endswith("sentence.")
    assert 110 <= len(short) <= 220


def test_a_note_of_pictures_alone_begins_with_what_is_said_of_them():
    picture = '<figure><img src="/media/x" alt="A depot"><figcaption>The depot, <em>on</em> Tuesday</figcaption></figure>'
    assert excerpt(picture) == "The depot, on Tuesday"
    assert excerpt('<figure><img src="/x" alt="A depot"></figure><p><img src="/y" alt=""><img src="/z" alt="A yard"></p>') == "A depot; A yard"
    assert excerpt('<figure><img src="/x"></figure>') == ""
    assert excerpt(f"<p>Rain.</p>{picture}") == "Rain."


def test_the_number_of_a_footnote_is_no_part_of_the_word_before_it():
    html = '<p>On Cymru<a href="#fn-1" id="fnref-1"><sup>1</sup></a> and all.</p><hr><p><a href="#fnref-1" id="fn-1"><sup>1</sup></a> Said there.</p>'
    assert excerpt(html) == "On Cymru and all. Said there."
