"""What is put into the text of a review, and what is taken out again: never more than was chosen, never to more readers."""

from hypothesis import given
from hypothesis import strategies as st

from weeknotes.memory.review_text import Quoted, from_lines, keep_personal, own_words, put_in, take_out
from weeknotes.notes.levels import Level
from weeknotes.prose.cut import cut
from weeknotes.prose.html import clean

AIM = Quoted("I ask people before I count things.", "My year 2025", "/notes/a/", Level.PUBLIC, "en")
QUOTE = Quoted("I had the numbers & did not use them.", "Two in the morning", "/notes/b/", Level.PUBLIC, "en")
TEXT = clean("<p>A wet year.</p><h2>The work</h2><p>It went on.</p>")


def test_an_aim_and_what_was_chosen_beside_it_stand_first_with_links_to_their_notes() -> None:
    html = put_in(TEXT, AIM, QUOTE, lang="en")
    at = [html.index(words) for words in ("A wet year", "What I wanted to be saying", "I ask people", "I had the numbers &amp; did", "The work")]
    assert at == sorted(at)
    assert '<a href="/notes/a/">My year 2025</a>' in html
    assert '“I had the numbers &amp; did not use them.” <a href="/notes/b/">Two in the morning</a>' in html


def test_chosen_twice_it_stands_once_and_a_second_sentence_joins_it() -> None:
    once = put_in(TEXT, AIM, QUOTE, lang="en")
    assert put_in(once, AIM, QUOTE, lang="en") == once
    second = Quoted("I sent the survey anyway.", "Eleven answers", "/notes/c/", Level.PUBLIC, "en")
    both = put_in(once, AIM, second, lang="en")
    assert both.count("What I wanted to be saying") == both.count("I ask people") == 1
    assert take_out(both, AIM, second) == once


def test_taken_out_the_text_is_as_it_was_whatever_its_note_is_called_by_now() -> None:
    html = put_in(TEXT, AIM, QUOTE, lang="en")
    renamed = Quoted(QUOTE.words, "Another name", "/people/nerys/another/", QUOTE.level, "en")
    assert take_out(html, AIM, renamed) == TEXT
    alone = put_in(TEXT, None, QUOTE, lang="en")
    assert take_out(alone, None, QUOTE) == TEXT


def test_a_quotation_that_the_writer_changed_is_left_as_they_wrote_it() -> None:
    html = put_in(TEXT, AIM, QUOTE, lang="en").replace("did not use them", "kept them in a drawer")
    assert take_out(html, AIM, QUOTE) == html


def test_what_few_may_read_stands_under_a_heading_for_them_and_no_reader_beyond_is_shown_it() -> None:
    own = Quoted("I slept badly in March.", "Rain", "/notes/d/", Level.TEAM, "en")
    here = Quoted("The stairs took a month.", "Stairs", "/notes/e/", Level.ORGANISATION, "en")
    html = put_in(put_in(put_in(TEXT, AIM, QUOTE, lang="en"), AIM, own, lang="en"), None, here, lang="en")
    assert "slept badly" not in cut(html, Level.NAMED)
    assert "slept badly" in cut(html, Level.ME)
    assert "stairs took" in cut(html, Level.ORGANISATION)
    assert "stairs took" not in cut(html, Level.PUBLIC)
    assert "did not use them" in cut(html, Level.PUBLIC)
    narrow = Quoted(AIM.words, AIM.title, AIM.href, Level.ME, "en")
    assert "I ask people" not in cut(put_in(TEXT, narrow, QUOTE, lang="en"), Level.NAMED)


def test_words_in_another_language_say_so_and_the_heading_is_in_the_reviews() -> None:
    html = put_in(TEXT, AIM, QUOTE, lang="cy")
    assert "<h2>Beth roeddwn i am ei ddweud</h2>" in html
    assert html.count('lang="en"') == 2
    assert put_in(html, AIM, QUOTE, lang="cy") == html
    assert take_out(html, AIM, QUOTE) == TEXT


def test_headings_come_from_lines_and_personal_ones_are_for_the_writer_alone() -> None:
    html = from_lines(["- Not under anything", "", "The work", "– What does this mean for next year?", "Wellbeing", "- What do I want to be saying at my next review?", "-"])
    assert html == clean(
        '<h2>Not under anything</h2><h2>The work</h2><h3>What does this mean for next year?</h3><h2 data-audience="me">Wellbeing</h2>'
        "<h3>What do I want to be saying at my next review?</h3>"
    )
    assert from_lines(["", "  ", "--"]) == ""


def test_personal_sections_of_a_note_are_kept_to_its_writers_with_the_question_that_follows_them() -> None:
    saying = "<h2>What do I want to be saying at my next annual review?</h2>"
    html = f"<h2>Expectations</h2>{saying}<p>Less post.</p><h2>Wellbeing</h2><p>I slept.</p>{saying}<p>Tuesdays are mine.</p><h2>The work</h2><p>On.</p>"
    shared = cut(keep_personal(html), Level.NAMED)
    assert "Less post" in shared
    assert "On." in shared
    assert "slept" not in shared
    assert "Tuesdays" not in shared
    chosen = '<h2 data-audience="public">Wellbeing</h2><p>I slept.</p>'
    assert keep_personal(chosen) == clean(chosen), "what the writer chose for a heading stands"
    assert keep_personal(keep_personal(html)) == keep_personal(html)


def test_what_the_review_itself_says_is_neither_what_was_chosen_nor_what_is_wanted_next() -> None:
    html = put_in(f"{TEXT}<h2>What do I want to be saying at my next review?</h2><p>Less post.</p><h2>Last</h2><p>Thanks.</p>", AIM, QUOTE, lang="en")
    assert own_words(html) == clean("<p>A wet year.</p><h2>The work</h2><p>It went on.</p><h2>Last</h2><p>Thanks.</p>")


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=12)
QUOTES = st.builds(Quoted, WORDS, WORDS, st.just("/notes/a/"), st.sampled_from(list(Level)), st.sampled_from(["en", "cy"]))


@given(QUOTES, st.none() | QUOTES, st.lists(WORDS, max_size=4))
def test_choosing_and_letting_go_leaves_any_text_as_it_was(quote: Quoted, aim: Quoted | None, headings: list[str]) -> None:
    text = clean("<p>First.</p>" + "".join(f"<h2>{one}</h2><p>Said.</p>" for one in headings))
    html = put_in(text, aim, quote, lang="en")
    assert put_in(html, aim, quote, lang="en") == html
    assert take_out(html, aim, quote) == text
    assert quote.words in html
    if quote.level < Level.ORGANISATION:
        assert "What I wanted to be saying" not in cut(html, Level.NAMED)
