"""What became of a text, in words."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose import edits as aligning
from weeknotes.prose.compare import ADDED, SAME, TAKEN, Passage, Piece, compare, lines_of, stretches
from weeknotes.prose.edits import align, edits
from weeknotes.prose.html import clean

NOTE = "<p>Rain all week.</p><h2>Goals</h2><ul><li>Ring three tenants</li><li>Mend the lift in the long block</li></ul>"
WORD = st.sampled_from(["rain", "lift", "stairs", "the", "a", "tenants", "rang", "öl", "ŷd"])
INLINE = st.builds(
    lambda words, tag: f"<{tag}>{words}</{tag}>" if tag else words,
    st.lists(WORD, min_size=1, max_size=6).map(" ".join),
    st.sampled_from(["", "", "strong", "em", 'a href="https://example.org/"']),
)
BLOCK = st.builds(
    lambda tag, words: f"<{tag}>{' '.join(words)}</{tag}>",
    st.sampled_from(["p", "h2", "h3", "ul><li", "ol><li", "blockquote><p", "pre", 'h2 data-audience="team"']),
    st.lists(INLINE, max_size=3),
)
TEXT = st.lists(BLOCK, max_size=8).map("".join).map(clean)


def said(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.how, piece.text) for passage in compare(lines_of(old), lines_of(new)) for piece in passage.pieces]


def only(old: str, new: str) -> Passage:
    [passage] = [p for p in compare(lines_of(clean(old)), lines_of(clean(new))) if not p.same]
    return passage


def test_words_that_were_added_and_taken_out_are_told_in_their_place() -> None:
    assert said("<p>Rain all week and nobody came.</p>", "<p>Rain all week and three tenants came.</p>") == [
        (SAME, "Rain all week and"),
        (TAKEN, "nobody"),
        (ADDED, "three tenants"),
        (SAME, "came."),
    ]


def test_a_short_word_alone_between_two_changes_is_part_of_them() -> None:
    assert said("<p>We rang a tenant on Monday morning.</p>", "<p>We met a landlord on Monday morning.</p>") == [
        (SAME, "We"),
        (TAKEN, "rang a tenant"),
        (ADDED, "met a landlord"),
        (SAME, "on Monday morning."),
    ]


def test_a_block_that_is_new_or_gone_is_told_whole() -> None:
    assert said("<p>Rain.</p>", "<p>Rain.</p><p>And wind.</p>") == [(SAME, "Rain."), (ADDED, "And wind.")]
    assert said("<p>Rain.</p><p>And wind.</p>", "<p>Rain.</p>") == [(SAME, "Rain."), (TAKEN, "And wind.")]
    assert said("", "") == []
    assert said("<p>x</p><hr>", "<p>x</p>") == [(SAME, "x")]


@pytest.mark.parametrize(
    ("old", "new", "also", "kinds"),
    [
        ("<h2>Goals of mine</h2>", "<h3>Goals of mine</h3>", ("kind",), ("heading", "subheading")),
        ("<ul><li>Ring them</li></ul>", "<p>Ring them</p>", ("kind",), ("item", "paragraph")),
        ("<ul><li>Ring them</li></ul>", "<ol><li>Ring them</li></ol>", ("kind",), ("item", "numbered")),
        ("<blockquote><p>Ring them</p></blockquote>", "<p>Ring them</p>", ("kind",), ("quote", "paragraph")),
        ("<h2>Goals</h2>", '<h2 data-audience="team">Goals</h2>', ("audience",), ("heading", "heading")),
        ("<p>Hello all</p>", '<p lang="cy">Hello all</p>', ("lang",), ("paragraph", "paragraph")),
        ("<p>Hello all</p>", "<p>Hello <strong>all</strong></p>", ("dress",), ("paragraph", "paragraph")),
        ('<p>See <a href="https://a.example/">it</a></p>', '<p>See <a href="https://b.example/">it</a></p>', ("links",), ("paragraph", "paragraph")),
    ],
)
def test_what_changed_beside_the_words_is_named(old: str, new: str, also: tuple[str, ...], kinds: tuple[str, str]) -> None:
    passage = only(old, new)
    assert passage.was
    assert passage.now
    assert passage.also == also
    assert (passage.was.kind, passage.now.kind) == kinds
    assert all(piece.how == SAME for piece in passage.pieces)


def test_a_line_that_is_new_has_nothing_beside_its_words() -> None:
    passage = only("", "<p>Rain.</p>")
    assert passage.also == ()
    assert passage.line == passage.now
    assert only("<p>Rain.</p>", "").line.words == ("Rain.",)
    assert Passage(None, None, ()).line.words == ()


def test_titles_pictures_tables_and_code_are_lines_too() -> None:
    html = clean(
        '<figure><img src="/a.png" alt="The lift"><figcaption>Stuck</figcaption></figure><p><img src="/b.png"></p>'
        "<table><tr><th>Day</th><td>Monday</td></tr></table><pre>a\nb</pre><ul><li>one<ul><li>two</li></ul></li></ul>"
    )
    lines = lines_of(html, title="Rain")
    assert lines[0].kind == "title"
    assert {("picture", ("The", "lift")), ("caption", ("Stuck",)), ("cell", ("Monday",)), ("code", ("a", "b")), ("picture", ("/b.png",))} <= {
        (line.kind, line.words) for line in lines
    }
    assert [line.words for line in lines if line.kind == "item"] == [("one",), ("two",)]


def test_a_reworded_block_is_told_from_its_neighbours() -> None:
    old = "<p>The lift stood still on Monday.</p><p>Three tenants rang us about it.</p>"
    new = "<p>It rained.</p><p>The lift stood still on Monday and Tuesday.</p><p>Four tenants rang us about it.</p>"
    assert [(p.was is None, p.now is None) for p in compare(lines_of(old), lines_of(new))] == [(True, False), (False, False), (False, False)]


def test_long_stretches_that_stayed_the_same_are_folded() -> None:
    old = "".join(f"<p>Line number {n} of the note.</p>" for n in range(12))
    new = old.replace("number 5", "number five").replace("<p>Line number 0 ", "<p>Line number nought ")
    found = stretches(compare(lines_of(old), lines_of(new)))
    assert [(s.folded, len(s.passages)) for s in found] == [(False, 7), (True, 5)]
    later = old.replace("number 9", "number nine")
    assert [(s.folded, len(s.passages)) for s in stretches(compare(lines_of(old), lines_of(later)))] == [(True, 8), (False, 4)]
    assert stretches(()) == ()
    assert [s.folded for s in stretches(compare(lines_of(old), lines_of(old)))] == [True]


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_the_old_text_and_the_new_can_be_read_off_the_comparison(old: str, new: str) -> None:
    was, now = lines_of(old), lines_of(new)
    passages = compare(was, now)
    assert [p.was for p in passages if p.was] == list(was)
    assert [p.now for p in passages if p.now] == list(now)
    for p in passages:
        assert " ".join(x.text for x in p.pieces if x.how != ADDED).split() == list(p.was.words if p.was else ())
        assert " ".join(x.text for x in p.pieces if x.how != TAKEN).split() == list(p.now.words if p.now else ())
        assert all(isinstance(x, Piece) and x.text for x in p.pieces)
    assert [p for s in stretches(passages) for p in s.passages] == list(passages)
    assert all(p.same for s in stretches(passages) if s.folded for p in s.passages)


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(old: str, new: str) -> None:
    compare(lines_of(old, title=new), lines_of(new, title=old))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 6), max_size=12), st.lists(st.integers(0, 6), max_size=12), st.sampled_from([400_000_000, 4]), st.sampled_from([4_000, 3]))
def test_edits_and_pairs_cover_both_texts_in_order(old: list[int], new: list[int], largest: int, compared: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aligning, "LARGEST", largest)
        patch.setattr(aligning, "COMPARED", compared)
        made: list[int] = []
        for edit in edits(old, new):
            made += old[edit.old_start : edit.old_end] if edit.same else new[edit.new_start : edit.new_end]
        assert made == new
        words = [["w", str(n // 2), "x"] for n in range(7)]
        pairs = align([(n, words[n]) for n in old], [(n, words[n]) for n in new])
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))


def test_a_very_long_text_is_compared_at_once_and_what_stands_once_is_found_beyond_that() -> None:
    old = [f"w{n % 900} v{n}" for n in range(400)]
    text = "".join(f"<p>{' '.join(f'{one}{n}' for n in range(25))}</p>" for one in old)
    new = text.replace("v7", "changed").replace("w1", "other")
    start = time.process_time()
    compare(lines_of(text), lines_of(new))
    took = time.process_time() - start
    assert len(text.split()) >= 10_000
    assert took < 30  # a guard against time that grows with the square, not a measurement
