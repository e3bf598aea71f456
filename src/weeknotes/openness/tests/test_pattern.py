import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from weeknotes.openness.pattern import LONGEST, Unsafe, compiled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"HC-\d{6}", "HC-123456"), (r"(?:HC|HR)/\d{2}/\d{1,4}", "hr/26/17"), (r"[A-Z]{2}\d{3}[a-z]?", "AB123c"),
        (r"REF ?[^ ]{4}.", "REFab12x"), (r"\bC(1|2)\d{2,3}?\b", "C1234"),
    ],
)  # fmt: skip
def test_a_form_of_reference_is_found_as_a_whole_word(text: str, found: str) -> None:
    pattern = compiled(text)
    assert (match := pattern.search(f"see {found}, then"))
    assert match.group() == found
    assert not pattern.search(f"x{found}x")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"), ("  ", "empty"), ("a" * 201, "long"), ("HC-(", "broken"), ("[", "broken"), ("a(?i)b", "broken"), ("(?x)a b", "broken"),
        (r"\d+", "unbounded"), ("(a+)+b", "unbounded"), ("a*", "unbounded"), (r"\d{5,}", "unbounded"), (r"\d{61}", "unbounded"),
        ("(?:a?){20}b", "ways"), ("(?:a|a){12}", "ways"), ("a?b?c?d?e?f?g?h?i?j?k", "ways"),
        (r"(a)\1", "other"), ("(?=a)b", "other"), ("(?<!a)b", "other"), ("(?>a)b", "other"), ("a?+b", "other"),
        ("a?", "nothing"), ("(?:)", "nothing"), ("(?:){0,9999}", "nothing"),
    ],
)  # fmt: skip
def test_what_could_be_slow_or_finds_nothing_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(Unsafe) as refused:
        compiled(text)
    assert refused.value.why == why


def test_a_depth_that_the_reader_cannot_follow_is_refused_and_not_fallen_over() -> None:
    with pytest.raises(Unsafe):
        compiled("(" * 100 + "a" + ")?" * 100)


PART = some.sampled_from(["a", "b", "ab", "[ab]", "a?", "b{0,3}", "(?:a|b)", "(?:ab|a){1,3}", r"\d", ".", "a|b"])


@given(some.lists(PART, min_size=1, max_size=8).map("".join), some.text(alphabet="ab1 ", max_size=80))
def test_whatever_is_taken_finds_short_things_only(text: str, note: str) -> None:
    try:
        pattern = compiled(text)
    except Unsafe:
        return
    assert all(0 < len(match.group()) <= LONGEST for match in pattern.finditer(note))


@given(some.text(max_size=30))
def test_no_text_makes_it_raise_anything_else(text: str) -> None:
    try:
        assert isinstance(compiled(text), re.Pattern)
    except Unsafe as refused:
        assert refused.why


def test_the_worst_that_is_taken_reads_a_long_note_in_linear_time() -> None:
    pattern = compiled("(?:a?){8}b")
    took = []
    for times in (1, 4):
        note = "a" * 20_000 * times
        before = process_time()
        assert not pattern.search(note)
        took.append(process_time() - before)
    assert took[1] < 40 * max(took[0], 0.001)  # four times the text: not sixteen times sixteen
