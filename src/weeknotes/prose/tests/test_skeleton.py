"""The start of a second language, and what of it is still to be written."""

from hypothesis import given, settings

from weeknotes.prose.html import clean, plain
from weeknotes.prose.outline import outline
from weeknotes.prose.parity import Difference, parity
from weeknotes.prose.read import read
from weeknotes.prose.remains import remains
from weeknotes.prose.skeleton import skeleton
from weeknotes.prose.tests.test_parity import CY, EN, TEXTS, found


def begun(html: str) -> str:
    return skeleton(clean(html), written="en", to="cy")


def to_write(one: str, other: str, side: int = 1) -> list[tuple[str, int, str]]:
    held = parity(outline(clean(one), syntax="html"), outline(clean(other), syntax="html"))
    return [(d.what, d.count, d.said or (d.place.words if d.place else "")) for d in remains(held, side)]


def test_headings_lists_links_pictures_and_audience_are_carried_over_and_sentences_are_not() -> None:
    text = begun(
        '<p>Rain <strong>all</strong> week.</p><h2 data-audience="team">Goals</h2><ol><li>Ring <a href="/t">three tenants</a>.</li><li>Dry out</li></ol>'
        '<figure><img src="/b.png" alt="Pins" width="4"><figcaption>The board</figcaption></figure><pre>make it</pre><hr>'
        "<table><tr><th>Depot</th><td>12</td></tr></table><blockquote><p>Said so</p></blockquote>"
    )
    assert text == clean(
        '<p>…</p><h2 data-audience="team">Goals</h2><ol><li>… <a href="/t">three tenants</a>.</li><li>…</li></ol>'
        '<figure><img src="/b.png" alt="Pins" width="4"><figcaption>…</figcaption></figure><pre>make it</pre><hr>'
        "<table><tr><th>…</th><td>12</td></tr></table><blockquote><p>…</p></blockquote>"
    )


def test_dots_stand_apart_from_links_footnotes_and_code() -> None:
    assert begun('<p>The board (<a href="/b">photo</a>) fell<sup>1</sup>, so <code>rm</code> it<br>at once</p>') == clean(
        '<p>… <a href="/b">photo</a> … <sup>1</sup> … <code>rm</code> …</p>'
    )


def test_an_embed_that_is_a_link_alone_is_carried_whole() -> None:
    assert begun('<p><a href="https://video.example/1">https://video.example/1</a></p>') == clean(
        '<p><a href="https://video.example/1">https://video.example/1</a></p>'
    )


def test_words_already_in_the_other_language_are_carried_over_and_those_in_a_third_stay_marked() -> None:
    assert begun('<p>We sang <em lang="cy">hen wlad</em> aloud</p>') == clean("<p>… <em>hen wlad</em> …</p>")
    assert begun('<p>She said <em lang="fr">bon</em></p>') == clean('<p>… <em lang="fr">bon</em></p>')
    assert begun('<p lang="cy">Diolch yn fawr</p><p lang="fr">Merci</p>') == clean('<p>Diolch yn fawr</p><p lang="fr">Merci</p>')
    assert begun('<p><img src="/a.png" alt="Pryd" lang="cy"></p>') == clean('<p><img src="/a.png" alt="Pryd"></p>')


def test_what_is_begun_lacks_nothing_and_says_what_is_to_be_written() -> None:
    text = skeleton(EN, written="en", to="cy")
    assert found(EN, text) == []
    kinds = [what for what, _count, _words in to_write(EN, text)]
    assert kinds.count("unwritten") == 7
    assert kinds.count("left") == 5  # three headings, a link, a picture's words
    assert to_write(EN, CY) == []
    assert to_write(EN, CY, 0) == []


def test_dots_are_not_read_as_goals_or_ones_to_watch() -> None:
    assert (
        read(begun("<h2>Goals</h2><ul><li>Ring three tenants</li></ul><h2>Ones to watch</h2><p>The calls go on.</p>"), syntax="html").items
        == ()
    )


def test_a_place_is_written_when_its_dots_are_gone() -> None:
    assert to_write("<p>One. <a href='/a'>Two</a> three.</p>", "<p>Un. <a href='/a'>Dau</a> …</p>") == [("unwritten", 1, "Un. Dau …")]
    assert to_write("<p>One. <a href='/a'>Two</a> three.</p>", "<p>Un. <a href='/a'>Dau</a> tri.</p>") == []


def test_a_writers_own_dots_are_nobodys_business() -> None:
    assert to_write("<p>And then …</p>", "<p>Ac wedyn …</p>") == []
    assert to_write("<p>And then</p>", "<p>Ac wedyn…</p>") == []
    assert to_write("<p>One …</p><p>Two</p>", "<p>Un …</p>") == []
    assert to_write("<p>One</p>", "<p>Un</p><p>… a mwy</p>") == [("unwritten", 1, "… a mwy")]


def test_names_numbers_and_addresses_are_the_same_in_any_language() -> None:
    same = "<p>Glanderw County Council</p><ul><li>12</li></ul><p><a href='https://a.example/'>https://a.example/</a> <a href='/b'>gov.example</a></p>"
    assert to_write(same, same) == []


def test_a_sentence_copied_as_it_was_is_found() -> None:
    same = "<p>The phones told us before.</p>"
    assert to_write(same, same) == [("left", 1, "The phones told us before.")]
    assert to_write(same, same, 0) == [("left", 1, "The phones told us before.")]


def test_words_that_look_like_markdowns_footnotes_are_words_in_html() -> None:
    assert not parity(outline("<p>Rain [^A]</p>", syntax="html"), outline("<p>Glaw</p>", syntax="html")).differences
    (found,) = parity(outline("Rain [^A]", syntax="markdown"), outline("Glaw", syntax="markdown")).differences
    assert found.what == "footnote"


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_start_is_clean_lacks_no_thing_and_has_no_word_of_a_sentence(text: str) -> None:
    html = clean(text)
    start = skeleton(html, written="en", to="cy")
    assert clean(start) == start
    assert skeleton(start, written="en", to="cy") == start
    for d in parity(outline(html, syntax="html"), outline(start, syntax="html")).differences:
        assert isinstance(d, Difference)
        assert d.what in {"heading", "level"}, d  # a line in bold alone is read as a heading, and is a sentence to the start
    assert "Words" not in plain(start)
