"""Two languages laid out side by side."""

from hypothesis import given, settings

from weeknotes.prose.facing import Facing, facing
from weeknotes.prose.html import clean, parse
from weeknotes.prose.outline import outline
from weeknotes.prose.parity import parity
from weeknotes.prose.tests.test_parity import CY, EN, TEXTS


def laid(one: str, other: str) -> tuple[Facing, ...]:
    one, other = clean(one), clean(other)
    return facing(one, other, parity(outline(one, syntax="html"), outline(other, syntax="html")))


def test_each_block_faces_the_one_that_answers_it_and_a_list_faces_a_list() -> None:
    pairs = laid(EN, CY)
    assert [each.blocks for each in pairs] == [([n], [n]) for n in range(8)]
    assert "every night call" in pairs[2].html[0]
    assert "pob galwad nos" in pairs[2].html[1]
    assert pairs[2].rows == {2, 3, 4}


def test_a_block_without_an_answer_faces_nothing() -> None:
    assert [each.html for each in laid("<p>a</p><pre>b</pre><p>c</p>", "<p>x</p><p>z</p>")] == [
        ("<p>a</p>", "<p>x</p>"),
        ("<pre><code>b</code></pre>", ""),
        ("<p>c</p>", "<p>z</p>"),
    ]


def test_a_rule_stands_with_what_is_before_it() -> None:
    assert [each.html[0] for each in laid("<hr><p>a</p><hr><p>b</p>", "<p>x</p><p>y</p>")] == ["<hr>\n<p>a</p>\n<hr>", "<p>b</p>"]
    assert [each.html for each in laid("<hr>", "")] == [("<hr>", "")]
    assert laid("", "") == ()


def test_a_list_that_is_paragraphs_in_the_other_language_faces_all_of_them() -> None:
    assert [each.blocks for each in laid("<ul><li>a</li><li>b</li></ul>", "<p>x</p><p>y</p>")] == [([0], [0, 1])]


def test_a_table_whose_caption_and_cells_face_two_blocks_stands_beside_both() -> None:
    table = "<table><caption>c</caption><tr><th>a</th><td>1</td></tr></table>"
    other = f'<figure><img src="/f.png" alt="F"><figcaption>f</figcaption></figure>{table}'
    assert [n for each in laid(table, other) for n in each.blocks[0]] == [0]
    assert [n for each in laid(table, other) for n in each.blocks[1]] == [0, 1]


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_block_of_both_stands_once_and_in_order(one: str, other: str) -> None:
    pairs = laid(one, other)
    for side, text in enumerate((one, other)):
        assert [n for each in pairs for n in each.blocks[side]] == list(range(len(parse(clean(text)))))
        assert "\n".join(each.html[side] for each in pairs if each.html[side]) == clean(text)
