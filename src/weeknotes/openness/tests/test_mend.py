from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from weeknotes.openness.check import check
from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.mend import Mend, mend, mended
from weeknotes.openness.rules import email, heading_order, image_no_alt, misheard, phone
from weeknotes.prose.html import clean
from weeknotes.prose.outline import outline

RULES = [email.rule, phone.rule, misheard.rule, heading_order.rule]
KNOWN = Context(misheard=(("clan deru", "Glanderw & co"),))


def mend_all(html: str) -> str:
    """Mend the first finding until there is none."""
    html = clean(html)
    for _ in range(20):
        found = [(one, what) for one in check(outline(html, syntax="html"), rules=RULES, context=KNOWN) if (what := mend(one))]
        if not found:
            return html
        html = clean(mended(html, *found[0]))
    raise AssertionError(html)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Write to sam@glanderw.gov.uk today.</p>", "<p>Write to [address taken out] today.</p>"),
        ("<p>sam@<strong>glanderw.gov.uk</strong> it is</p>", "<p>[address taken out] it is</p>"),
        ('<p>Ring <a href="tel:01632960123">Sam</a>.</p>', "<p>Ring Sam.</p>"),
        ('<p><a href="mailto:sam@glanderw.gov.uk">sam@glanderw.gov.uk</a></p>', "<p>[address taken out]</p>"),
        ('<p><a href="mailto:sam%40glanderw.gov.uk">Sam</a>.</p>', "<p>Sam.</p>"),
        ('<p>See <a href="https://glanderw.example/">sam@glanderw.gov.uk</a></p>', '<p>See <a href="https://glanderw.example/">[address taken out]</a></p>'),
        ('<p><img src="/media/1" alt="A sign: sam@glanderw.gov.uk"></p>', None),
        ("<p>We met clan deru.</p>", "<p>We met Glanderw &amp; co.</p>"),
        ("<h3>Hail <em>too</em></h3><p>All week.</p>", "<h2>Hail <em>too</em></h2><p>All week.</p>"),
        ("<p>Rain.</p>", "<p>Rain.</p>"),
        ('<p><a href="mailto:sam@glanderw.gov.uk">Sam</a> or nia@glanderw.gov.uk, and <a href="/x">more</a></p>', '<p>Sam or [address taken out], and <a href="/x">more</a></p>'),
    ],
)  # fmt: skip
def test_it_is_taken_out_and_nothing_else_is(before: str, after: str | None) -> None:
    done = mend_all(before)
    assert "glanderw.gov.uk" not in done
    assert "01632" not in done
    if after is not None:
        assert done == clean(after)


def test_what_has_no_place_or_no_plain_way_is_left_to_the_writer() -> None:
    def at(rule: str, start: int, end: int) -> Finding:
        return Finding(rule, "", "", "", "", start, end, "", "")

    assert mend(at("email", 0, 0)) is None
    assert mend(at("heading_order", 0, 4)) is None
    assert mend(at("misheard", 0, 4)) is None
    assert mend(at("card", 0, 4), str.upper) == Mend("out", "[NUMBER TAKEN OUT]")
    assert mended('<p><a href="mailto:sam@glanderw.gov.uk"> </a>.</p>', at("email", 3, 44), Mend("out", "[gone] & more")) == "<p>[gone] &amp; more.</p>"
    # In words a quotation mark is what it is; in the words of a picture it would end them.
    assert mended("<p>A clan deru.</p>", at("misheard", 5, 14), Mend("name", "“Y” & \"Z\"")) == '<p>A “Y” &amp; "Z".</p>'
    assert mended('<p><img alt="A clan"></p>', at("misheard", 15, 19), Mend("name", '"Z"')) == '<p><img alt="A &quot;Z&quot;"></p>'
    assert mended("<p><br></p>", at("email", 3, 7), Mend("out", "x")) == "<p><br></p>"


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ('<img src="/media/1">', "A “sign” & rain", '<p><img src="/media/1" alt="A “sign” &amp; rain"></p>'),
        ('<img src="/media/1" alt="IMG_2041.jpg">', "", '<p><img src="/media/1" alt=""></p>'),
    ],
)  # fmt: skip
def test_a_picture_is_given_the_writers_words_or_is_decoration(before: str, words: str, after: str) -> None:
    html = f"<p>{before}</p>"
    (found,) = check(outline(html, syntax="html"), rules=[image_no_alt.rule])
    assert mend(found) == Mend("alt", "")
    done = mended(html, found, Mend("alt", words))
    assert done == after
    assert check(outline(done, syntax="html"), rules=[image_no_alt.rule]) == ()


@given(some.lists(some.sampled_from(["<p>", "</p>", "<b>", "sam@x.uk", ' <a href="mailto:', '">', "</a>", "<", ">", "a b"]), max_size=14).map("".join), some.sampled_from(["out", "level", "alt"]), some.data())
def test_no_place_in_no_text_makes_it_raise(html: str, how: Literal["out", "level", "alt"], data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(html)))
    end = data.draw(some.integers(start, len(html)))
    assert isinstance(mended(html, Finding("email", "", "", "", "", start, end, "", ""), Mend(how, "2")), str)
