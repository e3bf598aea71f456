"""Two languages of one note held against each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose import align
from weeknotes.prose.answers import Place
from weeknotes.prose.cut import cut
from weeknotes.prose.even import even, losses
from weeknotes.prose.html import clean, plain
from weeknotes.prose.outline import outline
from weeknotes.prose.parity import Difference, Parity, parity

EN = clean(
    "<p>Rain all week, and the phones told us.</p><h2>Focus for the week</h2><ol><li>Two of us have read every night call since October</li>"
    "<li>The depot can see the whole of December’s rota</li><li>One tenant tells us, at home</li></ol><h2>Ones to watch</h2>"
    '<p>Out of hours – Fewer than half.<sup>1</sup> The rest needed <a href="https://glanderw.example/van">when the van would come</a>.</p>'
    '<figure><img src="/m/board.png" alt="Pins on a board"><figcaption>Aled’s board</figcaption></figure><h2>Next week</h2><p>One sentence.</p>'
)
CY = clean(
    "<p>Glaw drwy’r wythnos, a’r ffonau’n dweud.</p><h2>Canolbwynt yr wythnos</h2><ol><li>Dau ohonom wedi darllen pob galwad nos</li>"
    "<li>Depo Heol y Felin yn gallu gweld rota mis Rhagfyr i gyd</li><li>Un tenant yn dweud wrthym</li></ol><h2>Pethau i’w gwylio</h2>"
    '<p>Y tu allan i oriau – Llai na hanner.<sup>1</sup> Roedd angen ar y lleill <a href="https://glanderw.example/van">pryd y deuai’r fan</a>.</p>'
    '<figure><img src="/m/board.png" alt="Pinnau ar fwrdd"><figcaption>Bwrdd Aled</figcaption></figure><h2>Wythnos nesaf</h2><p>Un frawddeg.</p>'
)


def held(one: str, other: str) -> Parity:
    return parity(outline(one, syntax="html"), outline(other, syntax="html"))


def found(one: str, other: str) -> list[tuple[str, int, int, str]]:
    """What differs, on which side, how many, and the words at its place."""
    return [(d.what, d.side, d.count, d.place.words if d.place else "") for d in held(clean(one), clean(other)).differences]


def test_a_translation_that_lacks_nothing_differs_in_nothing_and_says_what_answers() -> None:
    both = held(EN, CY)
    assert both.differences == ()
    assert dict(both.same) == {"heading": 3, "item": 3, "caption": 1, "image": 1, "link": 1, "footnote": 1}


@pytest.mark.parametrize(
    ("gone", "what", "words"),
    [
        ("<li>Depo Heol y Felin yn gallu gweld rota mis Rhagfyr i gyd</li>\n", "item", "The depot can see the whole of December’s rota"),
        ("<li>Un tenant yn dweud wrthym</li>\n", "item", "One tenant tells us, at home"),
        ("<h2>Pethau i’w gwylio</h2>\n", "heading", "Ones to watch"),
        ("<sup>1</sup>", "footnote", ""),
        ("\n<figcaption>Bwrdd Aled</figcaption>", "caption", "Aled’s board"),
        (' alt="Pinnau ar fwrdd"', "alt", "Pins on a board"),
        ("<p>Un frawddeg.</p>", "words", "One sentence."),
        ('<a href="https://glanderw.example/van">pryd y deuai’r fan</a>', "link", "when the van would come"),
    ],
)
def test_one_thing_that_is_missing_gives_one_finding_at_its_place(gone: str, what: str, words: str) -> None:
    assert gone in CY
    (one,) = held(EN, CY.replace(gone, "")).differences
    assert (one.what, one.side, one.count) == (what, 0, 1)
    assert one.place
    assert words in one.place.words
    assert one.place.words in plain(EN).replace("\n", " ") or what in {"footnote", "alt"}


def test_a_whole_figure_that_is_missing_is_one_finding() -> None:
    cut_out = CY[: CY.index("<figure>")] + CY[CY.index("</figure>") + 10 :]
    (one,) = held(EN, cut_out).differences
    assert (one.what, one.said) == ("image", "/m/board.png")


def test_the_place_says_under_which_heading_it_stands() -> None:
    (one,) = held(EN, CY.replace("<li>Un tenant yn dweud wrthym</li>\n", "")).differences
    assert one.place
    assert one.place.under == "Focus for the week"
    assert EN[one.place.start : one.place.end] == "One tenant tells us, at home"


def test_things_of_a_kind_that_follow_each_other_are_counted_in_one_finding() -> None:
    assert found("<p>a</p><ul><li>b</li><li>c</li><li>d</li></ul><p>e</p>", "<p>x</p><p>y</p>") == [("item", 0, 3, "b")]
    assert found("<blockquote><p>a</p></blockquote><p>b</p>", "<p>x</p>") == [("quote", 0, 1, "a")]
    assert found("<pre>a</pre><p>b</p>", "<p>x</p>") == [("code", 0, 1, "a")]


def test_headings_each_count_for_themselves() -> None:
    assert found("<h2>A</h2><h2>B</h2><h2>C</h2>", "<h2>X</h2>") == [("heading", 0, 1, "B"), ("heading", 0, 1, "C")]


def test_a_paragraph_more_is_no_difference_but_its_links_are() -> None:
    assert found("<p>One.</p><p>Two.</p>", "<p>Un a dau.</p>") == []
    assert found('<p>One.</p><p>Two <a href="/b">b</a>.</p>', "<p>Un a dau.</p>") == [("link", 0, 1, "b")]
    assert found('<p>One.</p><p>Two <a href="/b">b</a>.</p>', '<p>Un a <a href="/b">dau</a>.</p>') == []


def test_a_page_may_have_an_address_in_each_language() -> None:
    one, other = '<p>See <a href="https://gov.example/en/a">a</a>.</p>', '<p>Gweler <a href="https://gov.example/cy/a">a</a>.</p>'
    assert found(one, other) == []
    assert held(one, other).answers[0].words == ("a", "a")


def test_a_link_without_words_is_named_by_its_address() -> None:
    assert found('<p>x <a href="/a"><img src="/p.png" alt=""></a></p>', '<p>y <img src="/p.png" alt=""></p>') == [("link", 0, 1, "/a")]


def test_a_picture_that_stands_alone_in_one_language() -> None:
    assert found('<p>a</p><p><img src="/p.png"></p>', "<p>x</p>") == [("image", 0, 1, "/p.png")]


def test_headings_that_answer_each_other_have_one_level_and_one_audience() -> None:
    assert found("<h2>Goals</h2><p>a</p>", "<h3>Nodau</h3><p>x</p>") == [("level", 0, 1, "Goals")]
    assert found("<h2>Goals</h2><p>a</p>", '<h2 data-audience="team">Nodau</h2><p>x</p>') == [("audience", 1, 1, "Nodau")]
    inside = '<h2 data-audience="me">Own</h2><h3>Goals</h3><p>a</p>'
    assert ("audience", 0, 1, "Goals") in found(inside, "<h2>Nodau</h2><p>x</p>")


def test_a_heading_is_known_by_what_it_means() -> None:
    one = "<h2>Goals</h2><p>a</p><h2>Ones to watch</h2><p>b</p><h2>Next week</h2><p>c</p>"
    assert found(one, "<h2>Nodau</h2><p>x</p><h2>Wythnos nesaf</h2><p>z</p>") == [("heading", 0, 1, "Ones to watch")]


def test_a_list_in_one_language_may_be_paragraphs_in_the_other() -> None:
    assert found("<ul><li>a</li></ul>", "<p>x</p>") == [("listed", 0, 1, "a")]
    assert found("<p>x</p>", "<ul><li>a</li></ul>") == [("listed", 1, 1, "a")]


def test_tables_are_compared_whole_and_by_the_number_of_their_cells() -> None:
    row = "<tr><td>{}</td><td>{}</td></tr>"
    small, large = f"<table>{row.format('a', 1)}</table>", f"<table>{row.format('a', 1)}{row.format('b', 2)}</table>"
    assert found(small, small) == []
    assert found(large, small) == [("cells", 0, 2, "a 1 b 2")]
    assert found(f"<p>x</p>{small}", "<p>y</p>") == [("table", 0, 1, "a 1")]
    assert found(small + large, small) == [("table", 0, 1, "a 1")] or found(small + large, small) == [("table", 0, 1, "a 1 b 2")]
    assert found(f"{small}<p>x</p>", f"{small}<p>y</p>") == []


def test_a_text_without_a_word_is_not_told_that_it_lacks_paragraphs() -> None:
    assert found("<p>a</p>", "") == []
    assert found("<h2>A</h2><p>a</p>", "") == [("heading", 0, 1, "A")]


def test_markdown_and_plain_text_can_be_compared_too() -> None:
    one = outline("## Goals\n\n- a\n- b[^1]\n\n[^1]: c\n", syntax="markdown")
    other = outline("## Nodau\n\n- x\n\n", syntax="markdown")
    assert next((d.what, d.count) for d in parity(one, other).differences) == ("item", 1)


def test_very_long_texts_are_compared_as_they_pass_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align, "MOST", 0)
    assert held(EN, CY).differences == ()
    assert found("<p>a</p><ul><li>b</li></ul><p>c</p>", "<p>x</p><p>z</p>") == [("item", 0, 1, "b")]
    assert found("<p>x</p><p>z</p>", "<p>a</p><ul><li>b</li></ul><p>c</p>") == [("item", 1, 1, "b")]
    assert found("<p>a</p><p>c</p>", "<p>x</p><ul><li>b</li></ul><p>z</p>") == [("item", 1, 1, "b")]
    assert found("<pre>x</pre><p>z</p>", "<p>c</p><ul><li>b</li></ul>") == [("code", 0, 1, "x"), ("item", 1, 1, "b")]
    assert found("<p>c</p><ul><li>b</li></ul>", "<pre>x</pre><p>z</p>") == [("code", 1, 1, "x"), ("item", 0, 1, "b")]
    assert found("<pre>a</pre>", "<h2>x</h2>") == [("code", 0, 1, "a"), ("heading", 1, 1, "x")]


def test_a_long_text_takes_no_longer_than_a_reader_waits() -> None:
    many = clean("".join(f"<h2>Head {n}</h2><p>Words {n}.</p><ul><li>Item {n}</li></ul>" for n in range(2000)))
    assert len(held(many, many).rows) == 6000
    assert held(many, many).differences == ()


PIECES = st.sampled_from(
    [
        "<h2>Goals</h2>", "<h3>Nodau</h3>", '<h2 data-audience="team">Watch</h2>', "<p>Words 12 and more.</p>", "<p>Geiriau.</p>",
        '<p>x <a href="/a">link</a> and <a href="/b">b</a></p>', '<p><img src="/p.png" alt="A"></p>', '<p>x<img src="/p.png">y<sup>1</sup></p>',
        "<ul><li>one</li><li>two<ul><li>in</li></ul></li></ul>", "<blockquote><p>q</p></blockquote>", "<pre>code</pre>", "<hr>",
        "<table><caption>c</caption><tr><th>a</th><td>1</td></tr></table>", '<figure><img src="/f.png" alt="F"><figcaption>f</figcaption></figure>',
        "<p><strong>Bold alone</strong></p>", '<h3 data-audience="me"></h3>',
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=9).map("".join) | st.text(max_size=60)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_text_against_itself_differs_in_nothing(text: str) -> None:
    assert held(clean(text), clean(text)).differences == ()
    assert parity(outline(text), outline(text)).differences == ()


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_seen_from_the_other_side_everything_is_the_same(one: str, other: str) -> None:
    there, here = held(clean(one), clean(other)), held(clean(other), clean(one))
    assert sorted(map(repr, (d.mirrored() for d in here.differences))) == sorted(map(repr, there.differences))
    assert tuple((b, a) for a, b in here.rows) == there.rows
    assert here.same == there.same


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_block_stands_in_one_row_and_every_finding_has_its_words(one: str, other: str) -> None:
    both = held(clean(one), clean(other))
    for side in (0, 1):
        assert [row[side] for row in both.rows if row[side] is not None] == list(range(len(both.sides[side].units)))
    for d in both.differences:
        assert isinstance(d, Difference)
        assert d.place is not None
        assert d.count >= 1
        assert d.place.start <= d.place.end


# What narrows a part in one language narrows it in the other.


def test_a_part_for_fewer_in_one_language_is_for_no_more_in_the_other() -> None:
    en = clean('<h2 data-audience="team">Staffing</h2><p>Two posts.</p><h2>Goals</h2><p>Open.</p>')
    cy = clean("<h2>Staffio</h2><p>Dwy swydd.</p><h2>Nodau</h2><p>Agored.</p>")
    kept, narrowed = even(en, cy)
    assert kept == en
    assert plain(cut(narrowed, 4)) == "Nodau\nAgored."
    assert plain(cut(narrowed, 2)) == plain(cy)


def test_what_that_takes_from_readers_is_told_by_the_words_of_its_headings() -> None:
    en = clean('<h2 data-audience="team">Staffing</h2><p>Two posts.</p><h2>Goals</h2><p>Open.</p>')
    cy = clean('<h2>Staffio</h2><p>Dwy swydd.</p><h3>Y cownter</h3><p>Un.</p><h2 data-audience="me">Nodau</h2><p>Agored.</p>')
    assert [(one.side, one.words, one.was, one.now) for one in losses(en, cy)] == [(0, "Goals", 4, 0), (1, "Staffio", 4, 2), (1, "Y cownter", 4, 2)]
    assert [cy[one.start :].startswith("<h") for one in losses(en, cy) if one.side] == [True, True]
    assert losses(EN, CY) == losses(en, en) == ()


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_what_is_told_is_all_that_is_taken(one: str, other: str) -> None:
    before = (clean(one), clean(other))
    told = losses(*before)
    for side, (was, now) in enumerate(zip(before, even(*before), strict=True)):
        for level in range(5):
            taken = plain(cut(was, level)) != plain(cut(now, level))
            assert taken == any(one.side == side and one.now < level <= one.was for one in told)


def test_texts_for_everyone_are_left_as_they_are() -> None:
    assert even(EN, CY) == (EN, CY)


def test_a_narrower_mark_takes_the_place_of_a_wider_one_and_keeps_the_rest_of_the_tag() -> None:
    en, cy = clean('<h2 data-audience="me" lang="cy">A</h2><p>a</p>'), clean('<h2 data-audience="organisation" lang="en">B</h2><p>b</p>')
    assert even(en, cy)[1] == clean('<h2 data-audience="me" lang="en">B</h2><p>b</p>')


def test_what_a_part_inside_a_narrower_one_reaches_counts() -> None:
    en = clean('<h2 data-audience="team">Own</h2><h3>Goals</h3><p>a</p>')
    cy = clean("<h3>Nodau</h3><p>x</p>")
    assert 'data-audience="team"' in even(en, cy)[1]


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_nobody_is_given_more_by_it_and_what_answers_each_other_reaches_the_same(one: str, other: str) -> None:
    before = (clean(one), clean(other))
    after = even(*before)
    assert tuple(clean(text) for text in after) == after
    for was, now in zip(before, after, strict=True):
        assert plain(was) == plain(now)
        for level in range(5):
            assert set(cut(now, level).splitlines()) <= set(cut(was, level).splitlines())
    assert not [d for d in held(*after).differences if d.what == "audience" and not _bold(d, after)]


def _bold(d: Difference, texts: tuple[str, str]) -> bool:
    """Whether one of the two is a line in bold, which is no heading to hang an audience on."""
    return any(place is not None and not text.startswith("<h", place.start) for place, text in zip(d.places, texts, strict=True))


def test_a_line_in_bold_is_told_from_a_heading() -> None:
    told = Difference("audience", 0, 0, (Place(0, 5, 0, "Goals", ""), None))
    assert _bold(told, ("<p><strong>Goals</strong></p>", "<h2>Nodau</h2>"))
    assert not _bold(told, ("<h2>Goals</h2>", "<h2>Nodau</h2>"))
