"""One link or picture carried over to the other language of a note."""

from collections import Counter

import pytest
from hypothesis import given, settings

from weeknotes.prose.carry import carry
from weeknotes.prose.cut import level_at
from weeknotes.prose.html import clean, plain
from weeknotes.prose.outline import outline
from weeknotes.prose.parity import Difference, Parity, parity
from weeknotes.prose.settle import PUBLIC
from weeknotes.prose.tests.test_parity import CY, EN, TEXTS

VAN = '<a href="https://glanderw.example/van">the van</a>'
PICTURE = '<img src="/media/1" alt="A van">'


def held(one: str, other: str) -> Parity:
    return parity(outline(one, syntax="html"), outline(other, syntax="html"))


def alone(one: str, other: str) -> list[Difference]:
    return [d for d in held(one, other).differences if d.what in {"link", "image"}]


def carried(one: str, other: str) -> str | None:
    """The first text's only link or picture that the second lacks, or the other way round, carried over."""
    one, other = clean(one), clean(other)
    (which,) = alone(one, other)
    return carry(one, other, held(one, other), which)


@pytest.mark.parametrize(
    ("one", "other", "made"),
    [
        (f"<p>We sold {VAN}.</p>", "<p>Gwerthwyd hi.</p>", f"<p>Gwerthwyd hi. {VAN}</p>"),
        (f"<h2>News of {VAN}</h2>", "<h2>Newyddion</h2>", f"<h2>Newyddion {VAN}</h2>"),
        (f"<ul><li>a {VAN}<ul><li>b</li></ul></li></ul>", "<ul><li>x<ul><li>y</li></ul></li></ul>", f"<ul>\n<li>x {VAN}\n<ul>\n<li>y</li>\n</ul>\n</li>\n</ul>"),
        (f"<blockquote><p>q {VAN}</p></blockquote>", "<blockquote><p>d</p></blockquote>", f"<blockquote>\n<p>d {VAN}</p>\n</blockquote>"),
        (f"<table><tr><td>1 {VAN}</td><td>2</td></tr></table><p>z</p>", "<table><tr><td>1</td><td>2</td></tr></table><p>w</p>", f"<table>\n<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>\n<p>… {VAN} …</p>\n<p>w</p>"),
        (f"<p>Rain 1.</p><p>See {VAN}.</p><h2>End</h2>", "<p>Glaw 1.</p><h2>Diwedd</h2>", f"<p>Glaw 1.</p>\n<p>… {VAN} …</p>\n<h2>Diwedd</h2>"),
        (f"<p>See {VAN}.</p><h2>End</h2>", "<h2>Diwedd</h2>", f"<p>… {VAN} …</p>\n<h2>Diwedd</h2>"),
        (f"<figure>{PICTURE}<figcaption>Ours</figcaption></figure><p>Rain.</p>", "<p>Glaw.</p>", f"<figure>{PICTURE}\n<figcaption>…</figcaption>\n</figure>\n<p>Glaw.</p>"),
        (f"<p>Rain.</p><figure>{PICTURE}</figure>", "<p>Glaw.</p>", f"<p>Glaw.</p>\n<figure>{PICTURE}</figure>"),
        (f"<p>Rain {PICTURE} 1.</p><p>Two</p>", "<p>Glaw 1.</p><p>Dau</p>", f"<p>Glaw 1.</p>\n<figure>{PICTURE}</figure>\n<p>Dau</p>"),
        ("<p>Rain.</p>", f"<p>Glaw.</p><figure>{PICTURE}</figure>", f"<p>Rain.</p>\n<figure>{PICTURE}</figure>"),
    ],
)
def test_it_goes_to_the_place_that_answers_its_own(one: str, other: str, made: str) -> None:
    assert carried(one, other) == made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f'<p>a</p><h2 data-audience="team">Us</h2><p>See {VAN}.</p>', "<p>x</p><p>y</p>"),
        (f'<p>a</p><h2 data-audience="team">Us</h2><figure>{PICTURE}</figure>', "<p>x</p>"),
        (f'<h2 data-audience="me">Mine</h2><figure>{PICTURE}</figure>', "<h2>Fi</h2>"),
    ],
)
def test_it_goes_nowhere_where_more_would_read_it(one: str, other: str) -> None:
    assert carried(one, other) is None


def test_a_narrower_place_takes_it_and_an_end_of_a_footnote_goes_nowhere() -> None:
    assert carried(f"<h2>Us</h2><figure>{PICTURE}</figure>", '<h2 data-audience="team">Ni</h2>') == f'<h2 data-audience="team">Ni</h2>\n<figure>{PICTURE}</figure>'
    texts = clean('<p>See <a href="#below">below</a>.</p>'), clean("<p>Gweler.</p>")
    for which in held(*texts).differences:
        assert carry(*texts, held(*texts), which) is None


def test_what_is_no_link_and_no_picture_is_not_carried() -> None:
    one, other = clean("<p>a</p><h2>Two</h2>"), clean("<p>x</p>")
    (which,) = held(one, other).differences
    assert carry(one, other, held(one, other), which) is None


def test_a_text_that_lacks_each_of_them_has_all_when_each_was_carried() -> None:
    one, other = clean(EN), clean("<p>Glaw.</p>")
    for _ in range(20):
        left = [(d, made) for d in alone(one, other) if (made := carry(one, other, held(one, other), d)) is not None and d.side == 0]
        if not left:
            break
        other = left[0][1]
    assert [d for d in alone(one, other) if d.side == 0 and not d.said.startswith("#")] == []
    assert alone(clean(EN), clean(CY)) == []


def links_and_pictures(text: str) -> Counter[str]:
    blocks = outline(text, syntax="html").blocks
    return Counter([*(link.href for b in blocks for link in b.links), *(image.src for b in blocks for image in b.images)])


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_the_text_keeps_every_word_gains_that_one_thing_and_nobody_more_reads_it(one: str, other: str) -> None:
    one, other = clean(one), clean(other)
    both = held(one, other)
    for which in alone(one, other):
        made = carry(one, other, both, which)
        if made is None:
            continue
        source, target = (one, other) if which.side == 0 else (other, one)
        assert clean(made) == made
        assert not Counter(plain(target).split()) - Counter(plain(made).split())
        gained = links_and_pictures(made) - links_and_pictures(target)
        assert which.said in gained
        assert which.place is not None
        reached = level_at(source, which.place.start, PUBLIC)
        assert min(level_at(made, at, PUBLIC) for at in _places(made, which.said)) <= reached


def _places(text: str, address: str) -> list[int]:
    blocks = outline(text, syntax="html").blocks
    places = [(one.start, one.href) for block in blocks for one in block.links] + [(one.start, one.src) for block in blocks for one in block.images]
    return [start for start, to in places if to == address]
