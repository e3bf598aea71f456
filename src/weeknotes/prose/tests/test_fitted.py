"""A note's HTML as a page shows it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.fitted import Words, fitted
from weeknotes.prose.html import clean, plain
from weeknotes.prose.markdown import to_html

WORDS = Words("Table", "Code", "Back to %s")


def fit(html: str) -> str:
    return fitted(clean(html), WORDS)


def test_a_table_scrolls_inside_itself_and_is_named_by_its_caption():
    table = "<table><caption>Calls, “six” weeks</caption><tr><td>1</td></tr></table>"
    assert '<div class="scroll" role="group" aria-label="Calls, “six” weeks" tabindex="0"><table>' in fit(table)
    assert 'aria-label="Table" tabindex="0"><table>' in fit("<table><tr><td>1</td></tr></table>")


def test_a_quotation_mark_in_a_caption_ends_no_attribute():
    assert 'aria-label="the &quot;night&quot; line"' in fit('<table><caption>the "night" <em>line</em></caption><tr><td>1</td></tr></table>')


def test_code_is_a_stop_of_the_keyboard_only_where_it_may_scroll():
    assert fit("<pre><code>short\nlines</code></pre>") == "<pre><code>short\nlines</code></pre>"
    long = "x" * 35
    assert fit(f'<pre lang="en">{long}</pre>') == f'<pre lang="en" role="group" aria-label="Code" tabindex="0"><code>{long}</code></pre>'


def test_a_short_quotation_stands_out_and_a_long_one_reads_on():
    assert '<blockquote class="pull">' in fit("<blockquote><p>I mind not knowing.</p></blockquote>")
    assert "<blockquote>" in fit(f"<blockquote><p>{'I mind. ' * 30}</p></blockquote>")
    assert "<blockquote>" in fit("<blockquote><p>One.</p><p>Two.</p></blockquote>")


def test_a_footnote_leads_back_to_where_it_was_called_from():
    html = fitted(to_html("Calls[^1] came.\n\n[^1]: We sorted them by hand.\n"), WORDS)
    called = re.search(r'href="#(fn-[a-z0-9]+)" id="(fnref-[a-z0-9]+)"', html)
    assert called
    assert f'<p class="endnote"><a href="#{called[2]}" id="{called[1]}">' in html
    assert f'by hand. <a class="back" href="#{called[2]}" aria-label="Back to 1">↩</a></p>' in html


def test_an_address_that_is_its_own_words_is_told_from_words_with_an_address():
    assert 'class="bare-address"' in fit('<p><a href="https://example.org/a/">example.org/a</a></p>')
    assert 'class="bare-address"' not in fit('<p><a href="https://example.org/a/">the report</a></p>')
    assert 'class="bare-address"' not in fit('<p><a href="https://example.org/">https://</a></p>')


def test_headings_in_a_row_of_their_own_are_those_of_their_columns():
    html = fit("<table><thead><tr><th>Month</th><th lang='cy'>Galwadau</th></tr></thead><tr><th>June</th><td>48</td></tr></table>")
    assert '<th scope="col">Month</th><th scope="col" lang="cy">Galwadau</th>' in html
    assert "<th>June</th>" in html


BLOCKS = st.sampled_from(
    [
        "<table><caption>C</caption><tr><th>a</th></tr><tr><td>{}</td></tr></table>",
        "<pre>{}</pre>",
        "<blockquote><p>{}</p></blockquote>",
        "<p>{}</p>",
        '<p><a href="#fnref-1" id="fn-1"><sup>1</sup></a> {}</p>',
        '<p><a href="https://example.org">{}</a></p>',
        "<ul><li>{}<pre>x</pre></li></ul>",
    ]
)


@given(st.lists(st.tuples(BLOCKS, st.text(alphabet='ab <>&"\'\n“ŵ', max_size=60)), max_size=6))
def test_no_word_is_lost_and_nothing_but_ways_back_is_added(parts: list[tuple[str, str]]):
    html = clean("".join(block.format(words.replace("&", "&amp;").replace("<", "&lt;")) for block, words in parts))
    made = fitted(html, WORDS)
    assert plain(re.sub(r' <a class="back"[^>]*>↩</a>', "", made)) == plain(html)
    assert clean(re.sub(r' <a class="back"[^>]*>↩</a>', "", made)) == html
