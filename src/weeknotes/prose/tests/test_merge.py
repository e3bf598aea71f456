"""Two texts that grew from one, put together."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.html import clean, plain
from weeknotes.prose.merge import Merged, merge, units

BASE = clean(
    "<p>Rain all week, and the phones told us so.</p><h2>Goals</h2><ul><li>Ring three tenants</li><li>Mend the lift</li></ul>"
    "<p>The depot can see the whole rota at last.</p>"
)


def met(mine: str, theirs: str, base: str = BASE) -> Merged:
    return merge(("Rain", base), ("Rain", clean(mine)), ("Rain", clean(theirs)))


def test_changes_in_different_blocks_are_both_taken() -> None:
    found = met(BASE.replace("Rain all", "Wind all"), BASE.replace("whole rota", "half rota"))
    assert found.touches == ()
    assert plain(found.html) == plain(BASE).replace("Rain all", "Wind all").replace("whole rota", "half rota")


def test_changes_in_one_block_are_both_taken_where_an_unchanged_word_stands_between_them() -> None:
    found = met(BASE.replace("Rain all", "Wind all"), BASE.replace("told us so", "rang all day"))
    assert found.touches == ()
    assert "Wind all week, and the phones rang all day." in plain(found.html)


def test_changes_that_touch_are_both_kept_one_after_the_other_and_told() -> None:
    found = met(BASE.replace("three tenants", "four tenants"), BASE.replace("three tenants", "five tenants"))
    assert "<li>Ring four tenants</li>\n<li>Ring five tenants</li>" in found.html
    assert [(t.mine, t.theirs) for t in found.touches] == [
        ("<ul>\n<li>Ring four tenants</li>\n</ul>", "<ul>\n<li>Ring five tenants</li>\n</ul>")
    ]


def test_neighbouring_blocks_changed_on_either_side_do_not_touch() -> None:
    found = met(BASE.replace("three tenants", "four tenants"), BASE.replace("the lift", "the long lift"))
    assert found.touches == ()
    assert "<li>Ring four tenants</li>\n<li>Mend the long lift</li>" in found.html


def test_what_both_added_at_one_place_stands_twice_unless_it_is_the_same() -> None:
    found = met(BASE + "<p>On the bus.</p>", BASE + "<p>At the desk.</p>")
    assert found.html.endswith("<p>On the bus.</p>\n<p>At the desk.</p>")
    assert len(found.touches) == 1
    same = met(BASE.replace("Rain", "Hail") + "<p>On the bus.</p>", BASE + "<p>On the bus.</p>")
    assert same.html.count("On the bus.") == 1
    assert same.touches == ()


def test_a_block_taken_out_on_one_side_and_changed_on_the_other_stays_and_is_told() -> None:
    gone = BASE.replace("<p>The depot can see the whole rota at last.</p>", "")
    found = met(gone.replace("Rain", "Hail"), BASE.replace("whole rota", "half rota"))
    assert "half rota" in found.html
    assert [(t.mine, "half rota" in t.theirs) for t in found.touches] == [("", True)]
    swapped = met(BASE.replace("whole rota", "half rota"), gone.replace("Rain", "Hail"))
    assert [("half rota" in t.mine, t.theirs) for t in swapped.touches] == [(True, "")]


def test_a_block_taken_out_on_one_side_alone_or_on_both_goes() -> None:
    gone = BASE.replace("<p>The depot can see the whole rota at last.</p>", "")
    assert "depot" not in met(gone, BASE.replace("Rain", "Hail")).html
    assert "depot" not in met(gone.replace("Goals", "Aims for all"), gone.replace("Rain", "Hail")).html


def test_the_same_change_on_both_sides_is_one() -> None:
    mine = BASE.replace("Rain all", "Wind all").replace("told us so", "rang all day")
    found = met(mine, BASE.replace("Rain all", "Wind all"))
    assert "Wind all week, and the phones rang all day." in plain(found.html)
    assert found.touches == ()


def test_a_heading_made_smaller_here_and_reworded_there_is_both() -> None:
    base = clean("<h2>Goals for the week</h2><p>x</p>")
    found = met("<h3>Goals for the week</h3><p>x</p>", "<h2>Goals for this week</h2><p>x</p>", base)
    assert found.html.startswith("<h3>Goals for this week</h3>")
    apart = met("<h3>Goals for the week</h3><p>x</p>", '<h2 data-audience="team">Goals for the week</h2><p>x</p>', base)
    assert len(apart.touches) == 1
    other = met("<h2>Goals for this week</h2><p>x</p>", "<h3>Goals for the week</h3><p>x</p>", base)
    assert other.html.startswith("<h3>Goals for this week</h3>")


def test_code_and_blocks_with_blocks_inside_are_not_woven() -> None:
    base = clean("<pre>one two three four five six</pre><blockquote><p>one two three four five six</p></blockquote>")
    found = met(base.replace("one", "ONE"), base.replace("six", "SIX"), base)
    assert len(found.touches) == 2
    assert found.html.count("<pre>") == found.html.count("<blockquote>") == 2


def test_marks_line_breaks_and_pictures_come_through() -> None:
    base = clean('<p>One <strong>two three</strong> four<br>five <img src="/a.png" alt="lift"> six seven eight nine ten</p>')
    found = met(base.replace("One", "Uno"), base.replace("ten", "eleven"), base)
    assert found.html == clean(base.replace("One", "Uno").replace("ten", "eleven"))
    assert found.touches == ()


def test_a_text_that_one_side_did_not_change_is_the_others() -> None:
    other = BASE.replace("Rain", "Hail")
    assert met(BASE, other).html == clean(other)
    assert met(other, BASE).html == clean(other)
    assert met(other, other) == Merged("Rain", clean(other), (), widens=False)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "title", "told"),
    [("A", "A", "B", "B", 0), ("A", "B", "A", "B", 0), ("A", "B", "B", "B", 0), ("A", "B", "C", "C", 1)],
)
def test_one_title_stands_and_two_new_ones_are_told(base: str, mine: str, theirs: str, title: str, told: int) -> None:
    found = merge((base, BASE), (mine, BASE), (theirs, BASE))
    assert (found.title, len(found.touches)) == (title, told)


def test_it_is_told_when_a_part_would_be_read_by_more_than_in_its_own_text() -> None:
    base = clean('<p>Open.</p><h2 data-audience="team">Team</h2><p>Said among us.</p>')
    wider = met(base.replace('<h2 data-audience="team">Team</h2>', ""), base + "<p>And this stays among us.</p>", base)
    assert wider.widens
    narrower = met(base.replace('"team"', '"me"'), base + "<p>And this stays among us.</p>", base)
    assert not narrower.widens
    assert 'data-audience="me"' in narrower.html


def test_points_of_different_lists_stay_in_their_own() -> None:
    html = clean("<ul><li>a</li></ul><ol><li>b</li><li>c</li></ol><p>d</p><ul><li>e</li></ul>")
    assert [u.wrap.tag if u.wrap else "" for u in units(html)] == ["ul", "ol", "ol", "", "ul"]
    found = met(html.replace("<li>c</li>", "<li>c</li><li>f</li>"), html.replace("d", "g"), html)
    assert found.html == clean("<ul><li>a</li></ul><ol><li>b</li><li>c</li><li>f</li></ol><p>g</p><ul><li>e</li></ul>")


WORDS = ["rain", "lift", "stairs", "tenants", "depot", "rota", "phones", "calls", "week", "Monday", "Friday", "block", "damp", "visit", "rang", "mended", "wrote", "asked", "the", "a", "and", "of", "to", "in"]


def scripted(seed: int) -> tuple[str, str, str]:
    """A text, and what two devices made of it: the edits of a writer, each word they write standing nowhere else."""
    dice = random.Random(seed)

    def block() -> list[str]:
        return [dice.choice(["p", "p", "p", "h2", "li", "li", "h3", "quote"]), *(dice.choice(WORDS) for _ in range(dice.randint(1, 25)))]

    def html(blocks: list[list[str]]) -> str:
        shapes = {"li": "<ul><li>{}</li></ul>", "quote": "<blockquote><p>{}</p></blockquote>"}
        return clean("".join(shapes.get(kind, f"<{kind}>{{}}</{kind}>").format(" ".join(words)) for kind, *words in blocks).replace("</ul><ul>", ""))

    base = [block() for _ in range(dice.randint(0, 12))]
    texts = [html(base)]
    for device in ("m", "t"):
        blocks = [list(one) for one in base]
        for n in range(dice.randint(1, 8)):
            new = [f"{device}{seed}x{n}y{k}" for k in range(dice.randint(1, 4))]
            act = dice.choice(["in", "in", "over", "drop", "cut", "block", "kind", "split", "join", "move"])
            at = dice.randrange(len(blocks)) if blocks else 0
            if not blocks or act == "block":
                blocks.insert(dice.randint(0, len(blocks)), ["p", *new])
            elif act == "in":
                place = dice.randint(1, len(blocks[at]))
                blocks[at][place:place] = new
            elif act == "over":
                place = dice.randint(1, len(blocks[at]))
                blocks[at][place : place + 3] = new
            elif act == "drop":
                del blocks[at]
            elif act == "cut":
                place = dice.randint(1, len(blocks[at]))
                del blocks[at][place : place + dice.randint(1, 5)]
            elif act == "kind":
                blocks[at][0] = dice.choice(["p", "h2", "li"])
            elif act == "split":
                place = dice.randint(1, len(blocks[at]))
                blocks.insert(at + 1, ["p", *blocks[at][place:]])
                del blocks[at][place:]
            elif act == "join" and at + 1 < len(blocks):
                blocks[at] += blocks.pop(at + 1)[1:]
            else:
                blocks.insert(dice.randint(0, len(blocks) - 1), blocks.pop(at))
        texts.append(html([one for one in blocks if len(one) > 1]))
    return texts[0], texts[1], texts[2]


def lost(base: str, mine: str, theirs: str, merged: str) -> Counter[str]:
    """Words that a side wrote and that are not in the merged text."""
    was, now = Counter(plain(base).split()), Counter(plain(merged).split())
    missing: Counter[str] = Counter()
    for side in (mine, theirs):
        missing |= (Counter(plain(side).split()) - was) - now
    return missing


@pytest.mark.parametrize("seed", range(400))
def test_no_word_that_either_device_wrote_is_lost(seed: int) -> None:
    base, mine, theirs = scripted(seed)
    found = merge(("", base), ("", mine), ("", theirs))
    assert lost(base, mine, theirs, found.html) == Counter()
    assert clean(found.html) == found.html
    if not found.touches:
        assert set(plain(found.html).split()) <= {*plain(mine).split(), *plain(theirs).split()}


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text(), st.text())
def test_any_three_texts_can_be_put_together(base: str, mine: str, theirs: str) -> None:
    base, mine, theirs = clean(base), clean(mine), clean(theirs)
    assert lost(base, mine, theirs, merge(("", base), ("", mine), ("", theirs)).html) == Counter()
