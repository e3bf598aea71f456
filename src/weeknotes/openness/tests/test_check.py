"""The check as a whole: places, order, marks, words; any text at all, and real notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness.check import RULES, check
from weeknotes.openness.finding import Finding, mark
from weeknotes.openness.noticed import noticed, of_all
from weeknotes.openness.rule import Rule
from weeknotes.openness.rules import link_text
from weeknotes.openness.tests.written import note, paragraph
from weeknotes.openness.words import N_, Words, say
from weeknotes.prose.shapes import Block, BlockKind, Image, Link, Outline

KEY = b"k" * 32
KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "item", "code", "image")
PIECES = [
    "07700 900123", "+44 (0)29 2018 0123", "943 476 5919", "9434765919", "AB 12 34 56 C", "4111 1111 1111 1111", "jo@glanderw.gov.uk", "@", "https://",
    "0", "(", ")", "-", ".", " ", "/", "#", "12", "é", "\u200b", "\x00", "\ud800", "٣", "mailto:", "=", "_", "🙂", "NHS ",
]  # fmt: skip
TEXT = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))
HREF = st.one_of(TEXT, TEXT.map("mailto:{}".format), TEXT.map("tel:{}".format))


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Outlines whose blocks lie in their source, with rising marks, links and pictures inside each block."""
    source, blocks = "", []
    for text in draw(st.lists(TEXT, max_size=4)):
        start = len(source)
        split = draw(st.integers(0, len(text)))
        gap = draw(st.sampled_from(["", "**", "&amp;"]))
        source += f"- {text[:split]}{gap}{text[split:]}\n"
        end = len(source) - 1
        marks = ((0, start + 2), *(((split, start + 2 + split + len(gap)),) if 0 < split < len(text) and gap else ()))
        places = st.tuples(st.integers(start, end), st.integers(start, end)).map(sorted)
        links = tuple(Link(draw(TEXT), draw(HREF), *draw(places)) for _ in range(draw(st.integers(0, 2))))
        images = tuple(Image(draw(st.none() | TEXT), draw(TEXT), *draw(places)) for _ in range(draw(st.integers(0, 1))))
        kind = draw(st.sampled_from(KINDS))
        level = draw(st.integers(1, 6)) if kind == "heading" else 0
        blocks.append(Block(kind, text, start, end, level=level, marks=marks, links=links, images=images))
    return note(*blocks, source=source, title=draw(st.none() | TEXT))


@given(outlines())
def test_any_text_is_checked_and_each_finding_stands_in_it(outline: Outline) -> None:
    findings = check(outline)
    assert findings == check(outline)
    assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(outline.source)
        assert outline.source[finding.start : finding.end] == finding.quote
        for sentence in (finding.what, finding.why, finding.source, finding.do):
            assert "%(" not in say(sentence, finding.values).replace(dict(finding.values).get("words", "\0"), "")
        assert len(mark(finding, KEY)) == 32


def test_what_is_noticed_says_all_four_sentences_and_what_fills_them() -> None:
    words = Words(what=N_("What"), why=N_("Why"), source=N_("Source"), do=N_("Do"))
    outline = paragraph("Rain all week")
    assert noticed(outline, "rain", words, 5, 8, "found", day="Monday") == Finding("rain", "What", "Why", "Source", "Do", 5, 8, "all", "found", (("day", "Monday"),))
    assert of_all("rain", words, "found", day="Monday") == Finding("rain", "What", "Why", "Source", "Do", 0, 0, "", "found", (("day", "Monday"),))


@given(st.text(alphabet=st.characters(exclude_characters="0123456789@"), max_size=200))
def test_words_alone_are_never_a_number_or_an_address(text: str) -> None:
    assert check(paragraph(text), rules=[rule for rule in RULES if rule.name in {"card", "nhs", "nino", "email", "phone"}]) == ()


def test_a_number_across_bold_and_a_line_end_is_quoted_as_it_stands() -> None:
    source = "Ring **07700**\n900123 today"
    text = "Ring 07700 900123 today"
    block = Block("paragraph", text, 0, len(source), marks=((0, 0), (5, 7), (10, 14)))
    (finding,) = check(note(block, source=source))
    assert (finding.quote, finding.found) == ("07700**\n900123", "+447700900123")


def test_a_last_digit_written_as_an_entity_belongs_to_the_number() -> None:
    source = "07700 90012&#51; now"
    block = Block("paragraph", "07700 900123 now", 0, len(source), marks=((0, 0), (11, 11), (12, 16)))
    assert [finding.quote for finding in check(note(block, source=source))] == ["07700 90012&#51;"]
    whole = note(Block("paragraph", "07700 900123", 0, 16, marks=((0, 0), (11, 11))), source="07700 90012&#51;")
    assert [finding.quote for finding in check(whole)] == ["07700 90012&#51;"]


def test_only_the_rules_asked_for_are_run() -> None:
    outline = paragraph("jo@glanderw.gov.uk, 07700 900123")
    assert {finding.rule for finding in check(outline)} == {"email", "phone"}
    assert check(outline, rules=[link_text.rule]) == ()
    assert check(outline, rules=()) == ()


def test_a_rule_yields_where_surer_rules_overlap_and_nowhere_else() -> None:
    def at(rule: str, *spans: tuple[int, int]) -> Rule:
        return Rule(rule, lambda _, _context: [Finding(rule, "", "", "", "", start, end, "", "") for start, end in spans])

    weak = Rule("weak", at("weak", (0, 5), (5, 9), (12, 14), (30, 31)).run, yields_to=("a", "b", "absent"))
    rules = [weak, at("a", (4, 5), (11, 20)), at("b", (12, 13), (31, 32))]
    assert [(finding.rule, finding.start) for finding in check(paragraph("x" * 40), rules=rules)] == [
        ("a", 4), ("weak", 5), ("a", 11), ("b", 12), ("weak", 30), ("b", 31),
    ]  # fmt: skip


def test_every_rule_has_its_own_name_and_yields_to_rules_there_are() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert {name for rule in RULES for name in rule.yields_to} <= set(names)


def test_a_mark_is_the_same_for_the_same_number_in_another_form_and_holds_nothing_of_it() -> None:
    one, other, third = (check(paragraph(text))[0] for text in ("07700 900123", "+44 7700 900123", "07700 900124"))
    assert mark(one, KEY) == mark(other, KEY) != mark(third, KEY)
    assert mark(one, KEY) != mark(one, b"other")
    assert "900123" not in mark(one, KEY)
    assert "900123" not in repr(one)


@pytest.mark.parametrize("key", [b"", b"k" * 65])
def test_a_key_that_cannot_be_used_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError, match="a key of 1 to 64 bytes"):
        mark(check(paragraph("07700 900123"))[0], key)


def test_a_sentence_is_translated_and_then_filled() -> None:
    welsh = {"Level %(here)s.": "Lefel %(here)s."}
    assert say(N_("Level %(here)s."), (("here", "3"),), lambda s: welsh[s]) == "Lefel 3."
    assert say("100 % of it") == "100 % of it"
    assert Words("a", "b", "c", "d").do == "d"
