"""Aims: what somebody wants to be saying at the next review, in their own words, and nothing else."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.aims import aims, asks_for_aims, speaks_of_aims, with_aims
from weeknotes.prose.read import read
from weeknotes.prose.split import split

SAYING = "What do I want to be saying at my next annual review?"


def said(text: str, *, review: bool = True) -> list[str]:
    return [one.text for one in aims(read(text, syntax="html"), review=review)]


def of_seed(folder: Path, file: str, words: str) -> str:
    source = next(folder.glob(f"seeds/{file}*")).read_text("utf-8")
    return next(source[one.start : one.end] for one in split(source).posts if words in source[one.start : one.end])


def test_each_of_four_sections_of_a_real_review_says_what_is_wanted_and_the_closing_remark_is_none(shared: Path) -> None:
    reading = read(of_seed(shared, "000", "I recently had my annual review"))
    found = aims(reading)
    assert [(one.text.split(" ")[0], one.rule) for one in found] == [
        ("This", "heading"), ("This", "heading"), ("I", "heading"), ("I", "heading"), ("That", "heading"), ("With", "heading"),
    ]  # fmt: skip
    assert found[2].text == "I also want to increase my knowledge around UX so that I can better support and challenge my colleague."
    assert not any("reflect on this post" in one.text for one in found)


def test_an_aim_in_passing_is_read_from_a_real_retrospective_and_only_from_a_review(shared: Path) -> None:
    reading = read(of_seed(shared, "001", "around a post a month"))
    assert [one.text for one in aims(reading, review=True)] == [
        "I'd like to to get back to around a post a month if I can.",
        "I'd like to be braver in 2023.",
        "My line management is changing this year, and I hope to have more of these challenging conversations as part of that relationship.",
    ]
    assert aims(reading) == ()


def test_what_a_later_review_says_of_its_target_is_known_and_is_no_aim_itself(shared: Path) -> None:
    text = of_seed(shared, "000", "above the target I set myself")
    assert not any("above the target" in one.text for one in aims(read(text), review=True))
    assert speaks_of_aims("In 2023 I posted 11 blogs, which is above the target I set myself.") == "target I set myself"


@pytest.mark.parametrize(
    "sentence",
    ["Which is less than I'd set out to do.", "How did I do against my aims?", "I said I would write more.", "Dyna’r targed a osodais i mi fy hun.", "Dywedais y byddwn yn ysgrifennu mwy."],
)
def test_sentences_that_speak_of_an_aim_again(sentence: str) -> None:
    assert speaks_of_aims(sentence)


@pytest.mark.parametrize("sentence", ["The target was met by the contractor.", "We posted eleven letters.", "", "x" * 5000])
def test_sentences_that_do_not(sentence: str) -> None:
    assert speaks_of_aims(sentence) == ""


@pytest.mark.parametrize(
    "heading",
    [SAYING, "What I want to be saying at my next review", "What would I like to be able to say this time next year", "What I’d like to be saying at my next appraisal",
     "Beth ydw i am ei ddweud yn fy adolygiad blynyddol nesaf?", "Beth hoffwn i ei ddweud yn fy adolygiad nesaf?"],
)  # fmt: skip
def test_headings_that_ask_for_aims(heading: str) -> None:
    assert asks_for_aims(heading)
    assert said(f"<h2>{heading}</h2><p>People ring us once.</p>", review=False) == ["People ring us once."]


@pytest.mark.parametrize("heading", ["What I wanted to be saying", "What did people say at the review?", "Next steps", "Beth roeddwn i am ei ddweud", ""])
def test_headings_that_do_not(heading: str) -> None:
    assert not asks_for_aims(heading)


@pytest.mark.parametrize(
    "heading",
    ["What does this mean for next year?", "What does this mean for 2024?", "What do I want to do differently in 2023?", "My aims for the coming year", "Beth mae hyn yn ei olygu ar gyfer y flwyddyn nesaf?", "Fy nodau ar gyfer 2024"],
)
def test_under_a_heading_about_next_year_only_what_is_intended_is_an_aim(heading: str) -> None:
    html = f"<h2>{heading}</h2><p>Eleven letters came. I want to answer them within the week of the tenant. It was a wet year.</p>"
    assert said(html) == ["I want to answer them within the week of the tenant."]
    assert said(html, review=False) == []


@pytest.mark.parametrize(
    "sentence",
    ["We’ll visit each estate every month.", "I’m hoping to ring less next year.", "Hoffwn ysgrifennu bob mis.", "Rydw i eisiau gwrando mwy y flwyddyn nesaf.", "Byddaf yn cerdded i’r gwaith bob wythnos."],
)
def test_what_is_intended_for_long_is_an_aim_wherever_a_review_says_it(sentence: str) -> None:
    assert said(f"<p>It rained. {sentence}</p>") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    ["I’d like to thank everybody who helped this year.", "I want to ring her tomorrow.", "She hopes to write every month.", "We met every week.", "I’ll say more in this post every month."],
)
def test_thanks_errands_and_other_peoples_hopes_are_no_aims(sentence: str) -> None:
    assert said(f"<p>{sentence}</p>") == []


def test_an_aim_goes_on_until_the_next_one_begins() -> None:
    html = f"<h2>{SAYING}</h2><p>People on nights tell me. They do not wait to be asked. I want to listen first.</p>"
    assert said(html) == ["People on nights tell me. They do not wait to be asked.", "I want to listen first."]


def test_headings_end_it_and_empty_words_and_signs_are_none() -> None:
    html = f"<h2>{SAYING}</h2><p>–</p><ul><li>Tuesdays are mine.</li></ul><h2>Wellbeing</h2><p>I slept.</p>"
    assert said(html) == ["Tuesdays are mine."]


def test_what_was_wanted_last_year_is_not_wanted_again_by_being_quoted() -> None:
    quoted = "<h2>What I wanted to be saying</h2><p>I want to write every month. Then</p><blockquote><p>I will write every month.</p></blockquote>"
    assert said(f"{quoted}<h2>The work</h2><blockquote><p>I will write every month.</p></blockquote>") == []


def test_an_aim_is_not_a_goal_as_well_and_other_statements_stay() -> None:
    html = f"<h2>{SAYING}</h2><p>I want to be ringing people back.</p><h2>What I’m learning</h2><p>Ask why.</p>"
    reading = read(html, syntax="html")
    assert [(one.kind, one.text) for one in with_aims(reading, review=False)] == [("aim", "I want to be ringing people back."), ("learned", "Ask why.")]
    plain = read("<h2>What I’m learning</h2><p>Ask why.</p>", syntax="html")
    assert with_aims(plain, review=True) is plain.items


WORDS = st.lists(
    st.sampled_from([SAYING, "What does this mean for 2024?", "I want to", "I'd like to write every month.", "this post", "Hoffwn", "bob mis", ".", "“", "e.g.", "&amp;", "target I set myself", "–", "ŵ"]),
    max_size=8,
).map(" ".join)  # fmt: skip
TEXTS = st.lists(st.tuples(st.sampled_from(["h2", "h3", "p", "li", "blockquote"]), WORDS | st.text(max_size=40)), max_size=8).map(
    lambda blocks: "".join(f"<{tag}>{words}</{tag}>" for tag, words in blocks)
)


@given(TEXTS, st.booleans())
def test_every_aim_stands_in_the_text_in_order_and_none_overlap(html: str, review: bool) -> None:
    reading = read(html, syntax="html")
    found = aims(reading, review=review)
    texts = [block.text for block in reading.outline.blocks]
    assert all(any(one.text in text for text in texts) and one.text.strip() for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert set(aims(reading)) <= set(aims(reading, review=True))
    merged = with_aims(reading, review=review)
    assert [one for one in merged if one.kind == "aim"] == list(found)
    assert [one.start for one in merged] == sorted(one.start for one in merged)


@given(st.text(max_size=300))
def test_whatever_a_sentence_says_what_is_given_back_stands_in_it(sentence: str) -> None:
    assert speaks_of_aims(sentence) in sentence
    assert asks_for_aims(sentence) in {True, False}
