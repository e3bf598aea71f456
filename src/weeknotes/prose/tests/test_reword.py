import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.html import clean, plain
from weeknotes.prose.reword import reword
from weeknotes.prose.wording import sentences

WORDS = st.lists(st.text("abcdefŵŷ,é", min_size=1, max_size=6), min_size=1, max_size=6).map(" ".join)
MARKED = st.tuples(st.sampled_from(["{}", "<strong>{}</strong>", "<em>{}</em>", '<a href="https://glanderw.example/">{}</a>', "<strong><em>{}</em></strong>"]), WORDS)
INLINE = st.lists(MARKED.map(lambda pair: pair[0].format(pair[1])), min_size=1, max_size=4).map(" ".join)
SENTENCES = st.lists(INLINE.map(lambda words: f"{words}. "), min_size=1, max_size=3).map("".join)
BLOCKS = st.tuples(st.sampled_from(["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li><li>and so on</li></ul>", "<blockquote><p>{}</p></blockquote>"]), SENTENCES)
NOTES = st.lists(BLOCKS.map(lambda pair: pair[0].format(pair[1])), min_size=1, max_size=4).map("".join).map(clean)


def said(html: str, quote: str, words: str) -> str:
    """`html` with `words` for the only `quote` in it."""
    start = plain(html).index(quote)
    return reword(html, start, start + len(quote), words)


@given(NOTES, st.data(), WORDS)
def test_only_the_sentence_has_other_words_afterwards(html: str, data: st.DataObject, words: str):
    one = data.draw(st.sampled_from(sentences(html)))
    text = plain(html)
    assert plain(reword(html, one.start, one.end, words)) == text[: one.start] + words + text[one.end :]


@given(NOTES, st.data())
def test_its_own_words_change_nothing(html: str, data: st.DataObject):
    one = data.draw(st.sampled_from(sentences(html)))
    assert reword(html, one.start, one.end, one.text) == html


def test_what_stays_keeps_its_links_and_marks():
    html = '<p>It rained. We rang <a href="https://glanderw.example/">three tenants</a> about <strong>damp</strong>. They were kind.</p>'
    assert said(html, "We rang three tenants about damp.", "We visited three tenants about damp and mould.") == (
        '<p>It rained. We visited <a href="https://glanderw.example/">three tenants</a> about damp and mould. They were kind.</p>'
    )


def test_a_word_for_a_marked_word_is_marked_as_it_was():
    assert said("<p>A <strong>wet</strong> week.</p>", "A wet week.", "A dry week.") == "<p>A <strong>dry</strong> week.</p>"


def test_a_word_between_words_of_one_link_belongs_to_it_and_one_at_its_edge_does_not():
    link = '<p>See <a href="https://glanderw.example/">the rota</a></p>'
    assert said(link, "See the rota", "See the new rota") == '<p>See <a href="https://glanderw.example/">the new rota</a></p>'
    assert said(link, "See the rota", "See the rota now") == '<p>See <a href="https://glanderw.example/">the rota</a> now</p>'


def test_a_picture_and_a_heading_s_audience_stay():
    html = '<h2 data-audience="team">For us alone</h2><p>Before <img src="/media/a.png" alt="A van"> after it.</p>'
    assert 'data-audience="team"' in said(html, "For us alone", "For us")
    assert '<img src="/media/a.png" alt="A van">' in said(html, "Before after it.", "Nothing left.")


def test_the_call_of_a_footnote_stays():
    html = clean(
        '<p>We rang three tenants<sup><a href="#fn-1" id="fnref-1">1</a></sup>.</p><ol><li id="fn-1">Of forty. <a href="#fnref-1">back</a></li></ol>'
    )
    made = said(html, plain(html).split("\n")[0], "We rang everybody.")
    assert made.count('href="#fn') == html.count('href="#fn')


def test_a_line_of_code_and_a_line_after_a_break_are_found():
    assert said("<pre><code>make run\n  make test</code></pre>", "make test", "make all") == "<pre><code>make run\n  make all</code></pre>"
    assert said("<p>One.<br>Two.</p>", "Two.", "Three.") == "<p>One.<br>Three.</p>"


def test_words_alone_in_a_block_can_be_replaced_and_hard_spaces_are_counted_as_one():
    assert said("<p>Rain&nbsp;&nbsp;again.</p>", "Rain again.", "Sun.") == "<p>Sun.</p>"


@pytest.mark.parametrize(("start", "end", "words"), [(0, 5, "  "), (0, 14, "x"), (3, 3, "x"), (90, 95, "x"), (-1, 3, "x")])
def test_what_is_not_a_stretch_of_one_line_or_says_nothing_is_refused(start: int, end: int, words: str):
    with pytest.raises(ValueError):
        reword("<p>Rain.</p><p>Sun all day.</p>", start, end, words)
