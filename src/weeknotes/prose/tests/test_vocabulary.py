"""Every entry of the vocabulary is reached: an example of it is read as the entry says, and no entry before it takes it away."""

import re
from copy import deepcopy
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from weeknotes.prose import vocabulary
from weeknotes.prose.extend import extend
from weeknotes.prose.kinds import kind_of
from weeknotes.prose.read import read
from weeknotes.prose.sentences import sentence_items
from weeknotes.prose.shapes import Block
from weeknotes.prose.vocabulary import CHROME, INHERITS, LEADS, MONTHS, NUMBERS

TABLE = vocabulary.TABLE
OF_CLASS = {op.CATEGORY_DIGIT: "3", op.CATEGORY_SPACE: " "}


def example(pattern: str) -> str:
    """A text that the pattern matches: the first of each choice, as little as may stand of what may be repeated."""

    def walk(tree: Any) -> str:
        out = ""
        for what, given in tree:
            if what is op.LITERAL:
                out += chr(given)
            elif what is op.IN:
                first, value = given[0]
                if first is op.NEGATE:
                    out += ":"
                else:
                    out += chr(value) if first is op.LITERAL else chr(value[0]) if first is op.RANGE else OF_CLASS.get(value, "x")
            elif what is op.BRANCH:
                out += walk(given[1][0])
            elif what in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
                out += walk(given[2]) * given[0]
            elif what in {op.ANY, op.NOT_LITERAL}:
                out += "x"
            else:
                assert what in {op.AT, op.ASSERT, op.ASSERT_NOT}, what
        return out

    return walk(_parser.parse(vocabulary.choice([pattern])))


HEADINGS = [(kind, phrase) for table in ("heading", "cue") for kind, row in TABLE[table].items() for way in row.values() for phrase in way]


@pytest.mark.parametrize(("kind", "phrase"), HEADINGS)
def test_each_phrase_of_a_heading_gives_its_kind(kind: str, phrase: str) -> None:
    words = example(phrase)
    assert kind_of(f"{words}something" if words.endswith(" ") else words)[0] == kind


@pytest.mark.parametrize("phrase", [phrase for table in ("sentence", "sentence_cy") for phrases in TABLE[table].values() for phrase in phrases])
def test_each_phrase_of_a_sentence_is_read_as_something(phrase: str) -> None:
    words = re.sub(r"^x? ?", "", example(phrase)) + (" yn wir" if phrase in str(TABLE["sentence_cy"]) else " it")
    assert vocabulary._sentence([phrase]).search(words.lower()), words
    assert sentence_items(words, Block("paragraph", words, 0, len(words)), None) != [], words


def test_leads_lines_and_sub_headings_are_each_matched_by_their_table() -> None:
    assert [one for kind, phrases in TABLE["lead"].items() for one in phrases if not LEADS[kind].match(example(one))] == []
    assert [one for one in TABLE["chrome"]["lines"] if not CHROME.match(example(one))] == []
    assert [one for one in TABLE["inherits"]["whole"] if not INHERITS.match(example(one))] == []


@pytest.mark.parametrize(("sign", "kind"), [(sign, kind) for kind, signs in TABLE["signs"].items() for sign in signs.split()])
def test_each_picture_sign_gives_its_kind(sign: str, kind: str) -> None:
    assert kind_of(f"{sign} Pilot")[0] == kind


def test_months_and_numbers_have_every_form_listed() -> None:
    assert {number for row in TABLE["months"].values() for number in range(1, len(row) + 1)} == set(range(1, 13))
    assert all(form in MONTHS for row in TABLE["months"].values() for forms in row for form in forms.split("|"))
    assert all(form in NUMBERS for code in ("en", "cy") for forms in TABLE["numbers"][code] for form in forms.split("|"))


@pytest.mark.parametrize(("said", "meant"), TABLE["spoken"].items())
def test_each_spoken_form_is_looked_up_as_it_is_written(said: str, meant: str) -> None:
    sample = example(said)
    (pattern,) = [one for one, written in vocabulary.SPOKEN if written == meant and said in one.pattern]
    assert pattern.search(f"x {sample}{'sy' if '(?=' in said else ''} x") or "(?=" in said


def test_a_host_adds_headings_and_phrases_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "TABLE", deepcopy(vocabulary.TABLE))
    try:
        assert kind_of("Biscuit tin")[0] == "other"
        extend({"heading": {"wins": {"whole": ["biscuit tin"]}}, "sentence": {"followup": ["one for the hopper"]}, "lead": {"ask": ["begging bowl"]}})
        assert kind_of("Biscuit tin") == ("wins", "biscuit tin")
        assert [item.kind for item in read("That is one for the hopper, I think.").items] == ["followup"]
        assert [item.kind for item in read("Begging bowl: a spare laptop").items] == ["ask"]
    finally:
        monkeypatch.undo()
        vocabulary.compile_anew()
        kind_of.cache_clear()
    assert kind_of("Biscuit tin")[0] == "other"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"months": {"en": ["x"]}}, "[months] is no table that can be added to."),
        ({"heading": ["x"]}, "[heading] is no table that can be added to."),
        ({"heading": {"biscuits": {"whole": ["x"]}}}, "[heading] has no kind 'biscuits'."),
        ({"heading": {"wins": {"ends": ["x"]}}}, "[heading.wins] ends is no list of phrases."),
        ({"heading": {"wins": {"whole": "x"}}}, "[heading.wins] whole is no list of phrases in quotation marks."),
        ({"lead": {"ask": [""]}}, "[lead.ask] is no list of phrases in quotation marks."),
        ({"lead": {"ask": {"whole": ["x"]}}}, "[lead.ask] whole is no list of phrases."),
        ({"sentence": {"goal": ["(x"]}}, "[sentence.goal] has '(x', which is no pattern"),
    ],
)
def test_what_cannot_be_added_is_named(more: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        extend(more)
